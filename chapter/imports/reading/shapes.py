"""What a readable file says: its rows, and what could not be read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from chapter.imports.reading.vocabulary import MARKS
from chapter.imports.rules import TELLING, Trouble


@dataclass(frozen=True, slots=True)
class Issue:
    """Something not understood, with the row and the column's label it stands at."""

    line: int
    column: str
    trouble: Trouble
    value: str = ""
    sheet: str = ""

    @property
    def sentence(self) -> str:
        """Return the English sentence; pages translate `trouble.value` with `value`."""
        return self.trouble.value % {"value": self.value}

    @property
    def leaves_row_out(self) -> bool:
        """Tell whether a row of the file is missing from the rows because of this."""
        return self.trouble not in TELLING


@dataclass(frozen=True, slots=True)
class Party:
    """A person named by a slip; an outsider is not a member as of the export."""

    name: str
    is_outsider: bool = False


@dataclass(frozen=True, slots=True)
class SlipRow:
    """One slip as the file states it; `detail` is the outside party's home chapter."""

    line: int
    kind: str
    source: Party | None = None
    target: Party | None = None
    tier: str | None = None
    amount: Decimal | None = None
    units: int | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class SlipsFile:
    """A Slips Audit Report; `held_on` and `chapter` where the file says them.

    Without `has_bold` (a CSV) only the roster can tell who is outside.
    """

    report: ClassVar[str] = "Slips Audit Report"

    rows: tuple[SlipRow, ...]
    issues: tuple[Issue, ...]
    held_on: date | None = None
    chapter: str = ""
    sheet: str = ""
    has_bold: bool = True
    #: The days its title may mean, where it is not certain which.
    perhaps: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One line of a summary; figures by their usual label: P, RGI, 1-2-1, TYFCB."""

    line: int
    first_name: str
    last_name: str
    figures: Mapping[str, Decimal]

    @property
    def name(self) -> str:
        """Return the whole name as slips write it."""
        return full_name(self.first_name, self.last_name)


def full_name(first_name: str, last_name: str) -> str:
    """Return a name in one piece; Han characters put the family first, without a space."""
    if _is_han(last_name[-1:]) and _is_han(first_name[:1]):
        return last_name + first_name
    return f"{first_name} {last_name}".strip()


def _is_han(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff"


@dataclass(frozen=True, slots=True)
class SummaryFile:
    """A Chapter Summary PALMS Report; chapter and period where the file says them."""

    report: ClassVar[str] = "Chapter Summary PALMS Report"

    members: tuple[SummaryRow, ...]
    visitors: SummaryRow | None
    others: SummaryRow | None
    total: SummaryRow | None
    issues: tuple[Issue, ...]
    chapter: str = ""
    first: date | None = None
    until: date | None = None
    sheet: str = ""

    @property
    def meetings(self) -> int | None:
        """Return how many meetings were held: the row of visitors repeats it under P."""
        row = self.visitors or self.others
        return int(row.figures["P"]) if row else None

    def unlisted(self) -> dict[str, Decimal]:
        """Return what the total holds beyond the rows listed: former members' figures."""
        if self.total is None:
            return {}
        # Visitors and others repeat the meeting count under P, so marks leave them out.
        outside = [row for row in (self.visitors, self.others) if row]
        return {
            figure: total
            - sum((row.figures[figure] for row in self.members), Decimal())
            - sum((row.figures[figure] for row in outside if figure not in MARKS), Decimal())
            for figure, total in self.total.figures.items()
        }
