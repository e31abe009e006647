"""Closed business by the earner's trade, told so that nobody's thanks can be told from it.

Standard library only. A sum stands only where at least three people thanked. What is smaller goes
together, and larger sums join it until that too is of three: taking the sums shown from the
chapter's whole, which everybody may see, tells no smaller group either.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

FEWEST = 3
# So long after a half-year its weeks may still be mended before its sums are shown.
SETTLING = timedelta(days=30)
# What stands before the trade itself in an official classification.
STEPS = (">", ",")


@dataclass(frozen=True)
class Half:
    """January to June, or July to December."""

    first: date
    until: date

    @property
    def last(self) -> date:
        """Its last day."""
        return self.until - timedelta(days=1)

    @property
    def text(self) -> str:
        """How an address writes it."""
        return f"{self.first:%Y-%m}..{self.last:%Y-%m}"

    @property
    def shown_from(self) -> date:
        """The first day on which its sums are shown."""
        return self.until + SETTLING


@dataclass(frozen=True)
class Thanks:
    """What one person thanked for; nobody knows the earner of what an official file brought."""

    earner: int | None
    trade: str
    amount: int


@dataclass(frozen=True)
class Total:
    """What those of a trade earned from the others, and how many of them thanked."""

    #: Empty for all other trades together.
    trade: str
    amount: int
    thankers: int


@dataclass
class _Group:
    amount: int = 0
    earners: set[int] = field(default_factory=set)

    def add(self, amount: int, earners: Iterable[int]) -> None:
        """Take in an amount and whose thanks it is."""
        self.amount += amount
        self.earners.update(earners)

    @property
    def is_told(self) -> bool:
        """Whether it may stand alone."""
        return len(self.earners) >= FEWEST


def halves(days: Iterable[date], today: date) -> list[Half]:
    """Return the half-years of some weeks that are over and settled, newest first."""
    found = {half_of(day) for day in days}
    settled = (half for half in found if half.shown_from <= today)
    return sorted(settled, key=lambda half: half.first, reverse=True)


def half_of(day: date) -> Half:
    """Return the half-year a day lies in."""
    if day.month < 7:
        return Half(date(day.year, 1, 1), date(day.year, 7, 1))
    return Half(date(day.year, 7, 1), date(day.year + 1, 1, 1))


def group_of(trade: str) -> str:
    """Return the group of seats a trade belongs to: what its path begins with, or the trade."""
    for step in STEPS:
        trade = trade.partition(step)[0]
    return trade.strip()


def told(thanks: Iterable[Thanks]) -> list[Total]:
    """Sum up thanks by trade, the largest sum first and other trades last.

    Return nothing at all where even everybody together is fewer than three people.
    """
    groups: dict[str, _Group] = defaultdict(_Group)
    for one in thanks:
        # Without an earner there is nobody to count.
        trade = group_of(one.trade) if one.earner is not None else ""
        groups[trade].add(one.amount, [one.earner] if one.earner is not None else [])
    rest = _rest(groups)
    found = [
        Total(trade, group.amount, len(group.earners))
        for trade, group in sorted(groups.items(), key=lambda item: (-item[1].amount, item[0]))
    ]
    if rest.is_told:
        found.append(Total("", rest.amount, len(rest.earners)))
    return found


def _rest(groups: dict[str, _Group]) -> _Group:
    """Take out of the groups what may not stand alone, and what must hide it."""
    rest = groups.pop("", _Group())
    for trade in [trade for trade, group in groups.items() if not group.is_told]:
        _move(groups, trade, rest)
    while rest.amount and not rest.is_told and groups:
        _move(groups, min(groups, key=lambda trade: _size(groups, trade)), rest)
    return rest


def _move(groups: dict[str, _Group], trade: str, rest: _Group) -> None:
    group = groups.pop(trade)
    rest.add(group.amount, group.earners)


def _size(groups: Mapping[str, _Group], trade: str) -> tuple[int, int, str]:
    return len(groups[trade].earners), groups[trade].amount, trade
