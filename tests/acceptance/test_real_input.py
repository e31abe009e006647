"""Point 6 of the main job: official exports in, the month's workbook out, figure by figure.

The oracle reads the files' XML itself and knows nothing of the app.
"""

import os
from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest
from flask import Flask
from python_calamine import CalamineWorkbook

from chapter.db import db
from tests.exports import Bold, Slip, slips_audit, spreadsheetml, summary_palms

SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
DAYS = ("2026-10-08", "2026-10-15", "2026-10-22")
FOUNDING = (
    *("create-chapter", "lighthouse", "--name", "Lighthouse", "--weekday", "thursday"),
    *("--time", "07:00", "--zone", "Europe/Madrid", "--currency", "EUR", "--language", "en"),
)
COLUMNS = ("RGI", "RGO", "RRI", "RRO", "V", "1-2-1", "TYFCB", "CEU")

Cell = tuple[str, bool]
Figures = dict[str, dict[str, Decimal]]


def rows_of(file: Path) -> list[list[Cell]]:
    """Return the text of every cell and whether it is bold, the header left out."""
    root = ElementTree.fromstring(file.read_bytes())
    bold = {
        style.get(f"{SS}ID")
        for style in root.iter(f"{SS}Style")
        if any(font.get(f"{SS}Bold") == "1" for font in style.iter(f"{SS}Font"))
    }
    rows = []
    for row in root.iter(f"{SS}Row"):
        cells: list[Cell] = []
        for cell in row.iter(f"{SS}Cell"):
            cells += [("", False)] * (int(cell.get(f"{SS}Index", len(cells) + 1)) - len(cells) - 1)
            cells.append(("".join(cell.itertext()).strip(), cell.get(f"{SS}StyleID") in bold))
        rows.append(cells + [("", False)] * (7 - len(cells)))
    return rows[1:]


def key(name: str) -> str:
    """Return a name as it is compared."""
    return " ".join(name.split()).casefold()


def oracle(files: list[Path]) -> Figures:
    """Return the figures of each member that follow from slips audits (formats.md §11)."""
    figures: Figures = defaultdict(lambda: dict.fromkeys(COLUMNS, Decimal(0)))
    for source, target, kind, tier, amount, units, _ in (r for f in files for r in rows_of(f)):
        place = "I" if "inside" in tier[0].lower() else "O"
        earned = {
            "Referral": [(source, f"RG{place}", 1), (target, f"RR{place}", 1)],
            "One-to-One": [(source, "1-2-1", 1), (target, "1-2-1", 1)],
            "TYFCB": [(target, "TYFCB", Decimal(amount[0] or 0))],
            "CEU": [(source, "CEU", Decimal(units[0] or 0))],
            "Visitor": [(source, "V", 1)],
        }[kind[0]]
        for (name, is_bold), column, figure in earned:
            if not is_bold:
                figures[key(name)][column] += figure
    return figures


def palms(workbook: Path) -> Figures:
    """Return the figures of each member on the workbook's PALMS sheet."""
    rows = CalamineWorkbook.from_path(workbook).get_sheet_by_name("PALMS").to_python()
    start = next(i for i, row in enumerate(rows) if row[0] == "First Name")
    columns = {label: rows[start].index(label) for label in COLUMNS}
    return {
        key(f"{row[0]} {row[1]}"): {
            label: Decimal(str(row[at] or 0)).quantize(Decimal("0.01"))
            for label, at in columns.items()
        }
        for row in rows[start + 1 :]
        if row[1] or row[0] not in ("Visitors", "Others", "Total", "")
    }


def run(app: Flask, *words: object) -> str:
    """Run a command that must succeed, and return what it said."""
    result = app.test_cli_runner().invoke(args=[str(word) for word in words])
    db.session.rollback()
    assert result.exit_code == 0, result.stderr
    return str(result.stdout).strip()


def bring_in(app: Flask, summary: Path, audits: list[Path]) -> None:
    """Do the whole of point 6: found, import, close."""
    run(app, *FOUNDING)
    run(app, "import", summary, "--chapter", "lighthouse")
    for audit, day in zip(audits, DAYS, strict=True):
        words = ("import", audit, "--chapter", "lighthouse", "--meeting", day)
        run(app, *words, "--unknown", "former")
        assert "0 slips" in run(app, *words)
        run(app, "close", "lighthouse", day)


@pytest.fixture
def generated(tmp_path: Path) -> tuple[Path, list[Path]]:
    """A summary and three audits in the official layout, with its traps."""
    people: dict[tuple[str, str], dict[str, float]] = {
        (first, last): {"P": 20}
        for first, last in [("Ana María", "de la Torre"), ("Ben", "Okafor"), ("=1+1", "Zoë")]
    }
    people |= {(pseudo, ""): {"P": 21} for pseudo in ("Visitors", "BNI", "Total")}
    summary = tmp_path / "summary.xls"
    summary.write_bytes(spreadsheetml(summary_palms(people)))
    ana, ben, zoe, zed = "Ana  María de la Torre", "Ben Okafor", "=1+1 Zoë", Bold("Zed Elsewhere")
    week = [
        Slip("Referral", ana, ben, "Tier 1 (inside)"),
        Slip("Referral", ana, ben, "Tier 1 (inside)"),
        Slip("Referral", zed, zoe, "Tier 2 (outside)", detail="Harbour, North, Spain"),
        Slip("Referral", zoe, zed, "Tier 2 (outside)", detail="Harbour, North, Spain"),
        Slip("One-to-One", ana, ben),
        Slip("One-to-One", ben, ana),
        Slip("One-to-One", zoe, zed, detail="Harbour, North, Spain"),
        Slip("TYFCB", "", ana, amount="1250.55"),
        Slip("TYFCB", "", Bold("BNI"), amount="99.00"),
        Slip("CEU", ben, units="7"),
        Slip("Visitor", zoe, "Vera Visitor"),
        Slip("Visitor", Bold("Visitor"), "Walter Walkin"),
        Slip("Referral", "Gone Since", ana, "Tier 1 (inside)"),
    ]
    audits = []
    for number in range(len(DAYS)):
        file = tmp_path / f"slips_{number}.xls"
        file.write_bytes(spreadsheetml(slips_audit(week[number:])))
        audits.append(file)
    return summary, audits


def test_generated_exports_become_the_month(
    app: Flask, generated: tuple[Path, list[Path]], tmp_path: Path
) -> None:
    """Seen red with the credits of bold parties let through."""
    summary, audits = generated
    bring_in(app, summary, audits)

    said = run(
        app,
        *("report", "month", "--chapter", "lighthouse", "--month", "2026-10"),
        *("-o", tmp_path / "month.xlsx"),
    )

    figures = {name: line for name, line in palms(tmp_path / "month.xlsx").items() if name}
    assert said == f"Wrote {tmp_path / 'month.xlsx'}: Lighthouse, October 2026, 3 weeks."
    assert figures == oracle(audits)


@pytest.mark.parametrize("letter", ["a", "b"])
def test_real_exports_become_the_month(app: Flask, letter: str, tmp_path: Path) -> None:
    """Runs where CHAPTER_EXPORTS names the folder with the real files."""
    folder = Path(os.environ.get("CHAPTER_EXPORTS", ""))
    summary = folder / f"chapter_{letter}_summary_palms.xls"
    if not (os.environ.get("CHAPTER_EXPORTS") and summary.is_file()):
        pytest.skip("CHAPTER_EXPORTS names no folder with real exports")
    audits = [folder / f"chapter_{letter}_slips_audit_{n}.xls" for n in (1, 2, 3)]
    bring_in(app, summary, audits)

    words = ("report", "month", "--chapter", "lighthouse", "--month", "2026-10")
    run(app, *words, "-o", tmp_path / "month.xlsx")

    expected, found = oracle(audits), palms(tmp_path / "month.xlsx")
    assert {name: found[name] for name in expected} == expected
    silent = Counter(name for name in found if name not in expected and any(found[name].values()))
    assert silent == Counter()
    assert run(app, "check") == "The ledger is sound."
