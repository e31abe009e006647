"""Official exports read by hand, knowing nothing of the app, and brought in by its commands."""

import os
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

from flask import Flask
from python_calamine import CalamineWorkbook

from chapter.db import db

SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
DAYS = ("2026-10-08", "2026-10-15", "2026-10-22", "2026-10-29")
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
    run(app, "import", summary, "--chapter", "lighthouse", "--yes")
    for audit, day in zip(audits, DAYS, strict=False):
        words = ("import", audit, "--chapter", "lighthouse", "--meeting", day)
        # Made-up weeks may have the very same rows; real ones do not.
        run(app, *words, "--unknown", "former", "--again")
        assert "0 slips" in run(app, *words)
        run(app, "close", "lighthouse", day)


def month(app: Flask, workbook: Path, *words: str) -> str:
    """Write the workbook of the month the files are of, and return what the command said."""
    command = ("report", "month", "--chapter", "lighthouse", "--month", "2026-10", *words)
    return run(app, *command, "-o", workbook)


def real(letter: str) -> tuple[Path, list[Path]]:
    """Return the real summary and audits of a chapter; nothing where there are none."""
    folder = Path(os.environ.get("CHAPTER_EXPORTS", "/nowhere"))
    audits = sorted(folder.glob(f"chapter_{letter}_slips_audit_*.xls"))
    return folder / f"chapter_{letter}_summary_palms.xls", audits
