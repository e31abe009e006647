"""Official exports in, the matrices out: each cell as often as the files' rows say."""

import json
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from flask import Flask
from python_calamine import CalamineWorkbook

from tests.acceptance.by_hand import bring_in, key, month, real, rows_of

Cells = Counter[tuple[str, str]]
SUM = "Sum"


def counted(audits: list[Path]) -> dict[str, Cells]:
    """Count the rows of the files by pair; who stands in bold is no member of the chapter."""
    gave: dict[str, Cells] = {"Referral": Counter(), "One-to-One": Counter()}
    for source, target, kind, *_rest in (row for file in audits for row in rows_of(file)):
        if kind[0] in gave and not source[1] and not target[1]:
            gave[kind[0]][key(source[0]), key(target[0])] += 1
    back = {(b, a): times for (a, b), times in gave["One-to-One"].items()}
    gave["One-to-One"] = gave["One-to-One"] + Counter(back)
    referred, met = gave["Referral"], gave["One-to-One"]
    both = {pair: 2 * (pair in referred) + (pair in met) for pair in referred | met}
    return {
        "Referral matrix": referred,
        "One-to-one matrix": met,
        "Combination matrix": Counter(both),
    }


def matrix(workbook: Path, title: str) -> Cells:
    """Return the cells of a matrix that are not nought; its columns stand as its rows do."""
    head, *rows = CalamineWorkbook.from_path(workbook).get_sheet_by_name(title).to_python()
    ends = head.index("Outside the chapter" if "Outside the chapter" in head else "Both")
    columns = [n for n in range(1, ends) if head[n] != ""]
    people = [row for row in rows if isinstance(row[-1], float)]
    assert len(people) == len(columns)
    names = [key(str(row[0])) for row in people]
    return Counter(
        {
            (name, other): int(row[column])
            for name, row in zip(names, people, strict=True)
            for other, column in zip(names, columns, strict=True)
            if row[column]
        }
    )


@pytest.mark.parametrize("letter", ["a", "b"])
def test_real_exports_become_the_matrices(app: Flask, letter: str, tmp_path: Path) -> None:
    """Seen red with a referral counted from its receiver."""
    summary, audits = real(letter)
    if not audits:
        pytest.skip("CHAPTER_EXPORTS names no folder with real exports")
    bring_in(app, summary, audits)

    month(app, tmp_path / "month.xlsx")

    expected = counted(audits)
    assert {title: matrix(tmp_path / "month.xlsx", title) for title in expected} == expected


@pytest.mark.parametrize("letter", ["a", "b"])
def test_real_exports_sum_to_what_is_expected(app: Flask, letter: str, tmp_path: Path) -> None:
    """Runs where expected.json stands beside the real files or above them."""
    summary, audits = real(letter)
    beside = [folder / "expected.json" for folder in (summary.parent, summary.parent.parent)]
    file = next((path for path in beside if path.is_file()), None)
    if not audits or file is None:
        pytest.skip("CHAPTER_EXPORTS names no folder with real exports")
    bring_in(app, summary, audits)

    month(app, tmp_path / "month.xlsx")

    told = json.loads(file.read_text(encoding="utf-8"))["slips"]
    wanted = [each for each in told if Path(each["file"]).name in {a.name for a in audits}]
    assert len(wanted) == len(audits)
    book = CalamineWorkbook.from_path(tmp_path / "month.xlsx")
    head, *rows = book.get_sheet_by_name("PALMS").to_python()
    total = dict(zip(head, next(row for row in rows if row[0] == "Total"), strict=True))
    assert Decimal(str(total["TYFCB"])) == sum(Decimal(str(e["tyfcb"]["sum"])) for e in wanted)
    assert total["CEU"] == sum(each["ceu_sum"] for each in wanted)
    assert total["1-2-1"] == sum(each["one_to_one"]["credits_to_members"] for each in wanted)
