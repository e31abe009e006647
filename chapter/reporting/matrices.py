"""The matrices as their page shows them: who gave to whom, who met whom."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chapter.chapters.models import Chapter
from chapter.reporting import service
from chapter.slips.rules import Measure
from chapter.web.words import N_
from reports.periods import Period

if TYPE_CHECKING:  # It needs pandas, which most pages do without.
    from reports.exchange import Matrix

COMBINATION = "combination"
KINDS = {
    COMBINATION: N_("Combination"),
    "referrals": N_("Referrals"),
    "one_to_ones": N_("One-to-ones"),
}
LEGENDS = {
    COMBINATION: N_("A referral is one that the member of the row gave to the one of the column."),
    "referrals": N_("Referrals that the member of the row gave to the one of the column."),
    "one_to_ones": N_("One-to-ones of the member of the row with the one of the column."),
}
# Which slips stand behind a cell.
MEASURES = {
    COMBINATION: (Measure.REFERRALS_GIVEN, Measure.ONE_TO_ONES),
    "referrals": (Measure.REFERRALS_GIVEN,),
    "one_to_ones": (Measure.ONE_TO_ONES,),
}
# What each digit of a combination says, the one that asks for something first.
CODES = {
    0: N_("neither"),
    1: N_("one-to-one only"),
    2: N_("referral only"),
    3: N_("both"),
}
COUNTS = (N_("Both"), N_("Referral only"), N_("One-to-one only"), N_("Neither"))
SUMS = (N_("Outside the chapter"), N_("In all"))
# The sheet of the workbook that says the same.
SHEETS = {COMBINATION: "combination", "referrals": "referrals", "one_to_ones": "one-to-ones"}
UNMET = "unmet"
# More than this is tinted alike.
DEEPEST = 3


@dataclass(frozen=True)
class Head:
    """Somebody at the head of a column."""

    person: int
    name: str
    is_former: bool


@dataclass(frozen=True)
class Cell:
    """What one member did with another; empty on the diagonal and where a filter leaves it out."""

    figure: int | None
    column: int
    depth: str


@dataclass(frozen=True)
class Row:
    """One member's row; `ends` are its sums or its counts."""

    person: int
    name: str
    trade: str
    is_former: bool
    cells: list[Cell]
    ends: tuple[int, ...]


@dataclass(frozen=True)
class Grid:
    """A matrix: heads, rows, what stands at their ends, and the sums beneath."""

    heads: list[Head]
    rows: list[Row]
    ends: tuple[str, ...]
    sums: list[tuple[str, list[int]]]

    @property
    def former(self) -> list[Row]:
        """The rows of those who left since."""
        return [row for row in self.rows if row.is_former]

    @property
    def present(self) -> list[Row]:
        """The rows of those who are members on the last day."""
        return [row for row in self.rows if not row.is_former]


def grid(
    chapter: Chapter, period: Period, kind: str, *, only: str = "", first: int | None = None
) -> Grid:
    """Set out a matrix; `only` leaves what is still unmet, `first` puts a member's row on top."""
    # pandas is slow to import and needed for few pages.
    from reports import exchange

    rows = service.frames_between(chapter, period.first, period.until)
    made = exchange.matrix(rows.members, rows.credits, period, kind)
    found = _rows(made, kind, only)
    heads = [Head(row.person, row.name, row.is_former) for row in found]
    shown = [row for row in found if not only or any(c.figure is not None for c in row.cells)]
    shown.sort(key=lambda row: row.person != first)
    ends = COUNTS if kind == COMBINATION else (*SUMS, *COUNTS)
    return Grid(heads, shown, ends, _sums(made, kind))


def _rows(made: "Matrix", kind: str, only: str) -> list[Row]:
    # pandas is slow to import and needed for few pages.
    from reports import frames
    from reports.books.sheet_matrix import UNMET as OPEN

    shown = OPEN[kind] if only else None
    people = frames.records(made.roster)
    counts, sums = frames.records(made.counts), [()] * len(people)
    if kind != COMBINATION:
        sums = frames.records(made.sums, "row_outside", "row_sum")
    ends = [(*sum_, *count) for sum_, count in zip(sums, counts, strict=True)]
    columns = [person for person, *_rest in people]
    found = zip(people, frames.records(made.cells), ends, strict=True)
    return [
        Row(
            person,
            f"{first} {last}".strip(),
            trade,
            is_former,
            [
                Cell(None, column, "") if column == person else _cell(value, column, shown)
                for value, column in zip(values, columns, strict=True)
            ],
            end,
        )
        for (person, first, last, trade, is_former), values, end in found
    ]


def _cell(value: int, column: int, shown: Collection[int] | None) -> Cell:
    if shown is not None and value not in shown:
        return Cell(None, column, "")
    return Cell(value, column, f"depth-{min(value, DEEPEST)}")


def _sums(made: "Matrix", kind: str) -> list[tuple[str, list[int]]]:
    if kind == COMBINATION:
        return []
    names = ("column_outside", "column_sum")
    return [(text, made.sums[name].tolist()) for text, name in zip(SUMS, names, strict=True)]
