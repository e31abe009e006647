"""What the files about members say of each person, in one shape; knows no database."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from chapter.imports.reading.contents import (
    DuesFile,
    DuesRow,
    LengthFile,
    LengthRow,
    RosterFile,
    RosterRow,
)
from chapter.imports.reading.vocabulary import offices_in
from chapter.people.rules import collapse, match_key

RosterContent = RosterFile | DuesFile | LengthFile
Value = str | date
Time = tuple[date | None, date]

#: What is kept of a member, in the order a preview shows it.
FIELDS = ("name", "trade", "company", "phone", "email", "joined_on", "renewal_on")
LEFT = {"dropped", "expired"}


@dataclass(frozen=True, slots=True)
class Said:
    """What a file says of one person; what it does not say is missing from `values`."""

    line: int
    name: str
    first_name: str = ""
    last_name: str = ""
    values: Mapping[str, Value] = field(default_factory=dict)
    #: Whether the file says that the person is a member no more, and from which day on.
    has_left: bool = False
    left_on: date | None = None
    #: The word the file has for it: dropped or expired.
    status: str = ""
    #: Earlier times on the roster, the first day and the first day after.
    earlier: tuple[Time, ...] = ()
    #: Whether nobody says when those ended: the day of coming back only bounds it.
    is_end_unsaid: bool = False
    sponsor: str = ""
    offices: tuple[str, ...] = ()
    #: A trade good enough for somebody new, but too coarse to correct one by.
    coarse_trade: str = ""
    sheet: str = ""
    #: Other rows that say something else of the same name.
    other_lines: tuple[int, ...] = ()

    @property
    def key(self) -> str:
        """Return what spellings of the name share."""
        return match_key(self.name)

    @property
    def names(self) -> tuple[str, str]:
        """Return first and last name, the last word being the last name where nobody says."""
        if self.first_name or self.last_name:
            return self.first_name, self.last_name
        first, _, last = collapse(self.name).rpartition(" ")
        return first, last


def said(content: RosterContent) -> list[Said]:
    """Return what a file says of each person, one by one, in the file's order."""
    if isinstance(content, DuesFile):
        found = [_of_dues(row) for row in content.rows]
    elif isinstance(content, LengthFile):
        found = [_of_length(row) for row in content.rows]
    else:
        found = of_rows(content.rows)
    return by_person(found, content.sheet)


def by_person(found: Iterable[Said], sheet: str) -> list[Said]:
    """Return one entry a person, whom several rows may tell of."""
    people: dict[str, Said] = {}
    for one in found:
        known = people.get(one.key)
        people[one.key] = _merged(known, one) if known else replace(one, sheet=sheet)
    return list(people.values())


def of_rows(rows: Iterable[RosterRow]) -> list[Said]:
    """Return what the rows of a members' list say."""
    rows = list(rows)
    trades = _trades(rows)
    return [
        Said(
            row.line,
            row.name,
            row.first_name,
            row.last_name,
            _filled(
                trade=trades[row.line],
                company=row.company,
                phone=row.phone,
                email=row.email.strip().casefold(),
                joined_on=row.joined_on,
                renewal_on=row.renewal_on,
            ),
            has_left=row.status in LEFT or row.left_on is not None,
            left_on=row.left_on,
            status=row.status if row.status in LEFT else "",
            sponsor=row.sponsor,
            offices=tuple(offices_in(row.office)),
        )
        for row in rows
    ]


def _trades(rows: list[RosterRow]) -> dict[int, str]:
    """Return each row's trade; where two share its last step, with the step before it."""
    leaves = Counter(row.trade.casefold() for row in rows if row.trade)
    trades = {}
    for row in rows:
        steps = [step.strip() for step in row.trade_path.split(">") if step.strip()]
        distinct = list(dict.fromkeys(steps))
        is_shared = leaves[row.trade.casefold()] > 1 and len(distinct) > 1
        trades[row.line] = " / ".join(distinct[-2:]) if is_shared else row.trade
    return trades


def _of_dues(row: DuesRow) -> Said:
    # The section is sure of what the word of a status may leave open.
    return Said(
        row.line,
        row.name,
        values=_filled(renewal_on=row.due_on, joined_on=row.started_on),
        has_left=row.status in LEFT or (not row.status and row.section == "dropped"),
        status=row.status if row.status in LEFT else "",
        offices=tuple(offices_in(row.type)),
        coarse_trade=row.trade,
    )


def _of_length(row: LengthRow) -> Said:
    first, last = row.cumulative_start, row.recent_start
    # The report does not say when the first time ended; it ended before the last one began.
    has_returned = first is not None and last is not None and first < last
    return Said(
        row.line,
        row.name,
        row.first_name,
        row.last_name,
        _filled(joined_on=last),
        earlier=((first, last),) if has_returned and last else (),
        is_end_unsaid=True,
    )


def _merged(one: Said, other: Said) -> Said:
    """Join two rows about one person: a time that lasts outweighs one that ended."""
    if _lasts_longer(other, one):
        one, other = other, one
    ended = ((_day(other.values.get("joined_on")), other.left_on),) if other.left_on else ()
    values = {k: v for k, v in other.values.items() if not ended or k != "joined_on"}
    is_double = not ended and any(one.values.get(k, v) != v for k, v in values.items())
    return replace(
        one,
        values={**values, **one.values},
        earlier=(*one.earlier, *other.earlier, *ended),
        sponsor=one.sponsor or other.sponsor,
        offices=one.offices or other.offices,
        coarse_trade=one.coarse_trade or other.coarse_trade,
        other_lines=(*one.other_lines, *other.other_lines, *([other.line] if is_double else [])),
    )


def _lasts_longer(one: Said, other: Said) -> bool:
    if one.left_on and other.left_on:
        return one.left_on > other.left_on
    return other.has_left and not one.has_left


def _day(value: Value | None) -> date | None:
    return value if isinstance(value, date) else None


def _filled(**values: Value | None) -> dict[str, Value]:
    return {name: value for name, value in values.items() if value}
