"""The small chapter behind the golden workbooks, and how their cells are written down.

`python -m tests.reports.golden_book` writes the files anew; read the difference before keeping it.
"""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl

from reports import columns, frames, plain_csv
from reports.books import sheets, workbook
from reports.books.book import Book
from reports.books.settings import Settings
from reports.policy import Rules
from reports.recognition import Award
from reports.scores import tables
from tests.reports.conftest import Chapter

FOLDER = Path(__file__).parent / "golden"
HEADS = ("sheet", "cell", "value", "format")
SETTINGS = Settings(
    table=tables.preset("hong-kong-2026"),
    chapter_table=tables.preset("chapter-2013"),
    limits=Rules(3, date(2026, 5, 1), {"A": 10, "L": 5}, 3),
    goals={"referrals_given": Decimal("1.5"), "closed_business": Decimal(100000)},
    awards=(Award("Learner of the month", "education", "at_least", 2),),
    valid_from=date(2026, 9, 1),
)


def book(edition: str) -> Book:
    """Make October of four members, one of whom left, with a September to compare it with."""
    chapter = Chapter()
    chapter.member(1, "Ana Alonso").member(2, "Ben Brandt", trade="Roofer")
    chapter.member(3, "Cleo Cook", trade="Cook", left=date(2026, 10, 20))
    chapter.member(4, "Dan Duarte", trade="Notary", joined=date(2026, 10, 5))
    for number in (-1, 0, 1, 2, 3):
        chapter.meeting(number)
        for person, mark in ((1, "P"), (2, "PPSAL"[number + 1])):
            chapter.mark(number, person, mark)
        if number < 3:
            chapter.mark(number, 3, "P")
    chapter.mark(2, 4, "P").mark(3, 4, "M")
    _slips(chapter)
    return replace(
        chapter.data(**_more(), settings=SETTINGS),
        edition=edition,
        chapter_name="Harbour & Sons",
    )


def _slips(chapter: Chapter) -> None:
    for number, tier in ((-1, "inside"), (1, "inside"), (2, "outside")):
        slip = 100 + number
        chapter.credit(1, "referrals_given", number, slip=slip, tier=tier)
        chapter.credit(2, "referrals_received", number, slip=slip, tier=tier)
    chapter.pair("one_to_ones", 1, 3, 2).pair("one_to_ones", 2, 4, 3)
    chapter.pair("referrals", 2, 9, 3, said=("member", ""))
    chapter.credit(1, "closed_business", 0, slip=0, amount=99950)
    chapter.credit(1, "closed_business", 2, slip=0, amount=123456)
    chapter.credit(2, "education", 2, quantity=3).credit(1, "testimonials", 3)
    chapter.credit(2, "visitors", 1).credit(1, "sponsored", 2)
    chapter.credit(9, "referrals_given", 2, standing="visitor", tier="outside")


def _more() -> dict[str, Any]:
    split = {"person": 1, "month": date(2026, 10, 1), "tier": "outside", "is_repeat": False}
    visit = ("Vera Vale", "=Vale", "Vet", 2, "Ben Brandt", "visitor", "present", 1)
    return {
        "business": frames.typed([split | {"amount": 123456}], columns.BUSINESS),
        "visits": frames.typed(
            [dict(zip(columns.VISITS, (date(2026, 10, 1), *visit), strict=True))], columns.VISITS
        ),
    }


def written(edition: str) -> str:
    """Write down every cell of an edition that holds something."""
    made = book(edition)
    content = workbook.to_bytes(sheets.every(made, {}), made.made_on)
    return plain_csv.written(HEADS, _cells(content))


def _cells(content: bytes) -> Iterator[tuple[Any, ...]]:
    for page in openpyxl.load_workbook(io.BytesIO(content)):
        for row in page.iter_rows():
            for cell in row:
                if cell.value is not None:
                    yield page.title, cell.coordinate, cell.value, cell.number_format


if __name__ == "__main__":
    for name in ("members", "leadership"):
        (FOLDER / f"{name}.csv").write_text(written(name), encoding="utf-8", newline="")
