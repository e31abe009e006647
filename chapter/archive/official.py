"""Reports in the column order of the official exports, for those who paste them elsewhere.

Who thanked stays empty, as in the official export, and thanks are ordered by what they say.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from chapter.archive import queries
from chapter.archive.cells import Bold
from chapter.archive.rules import ArchiveRefused, Refusal
from chapter.chapters.models import Chapter
from chapter.meetings import queries as meetings
from chapter.meetings.rules import State
from chapter.people.models import Person
from chapter.people.rules import Category, Standing
from chapter.reporting import service as reporting
from chapter.slips import models
from chapter.slips import queries as slips
from chapter.slips.ledger import Slip
from chapter.web.i18n import minor_digits
from chapter.web.words import N_

SLIP_HEADINGS = (
    *("From", "To", "Slip Type", "Inside/Outside", "TYFCB Amount", "CEU Credits", "Detail"),
)
TIERS = {"inside": "Tier 1 (inside)", "outside": "Tier 2 (outside)", "spin_off": "Tier 2 (outside)"}
ORGANISATION = "BNI"

Rows = list[list[Any]]


@dataclass(frozen=True)
class Layout:
    """One official layout: its title, what it tells, and how its rows are made."""

    name: str
    title: str
    rows: Callable[[Chapter, str, date], Rows]


def slips_audit(chapter: Chapter, period: str, today: date) -> Rows:
    """Return the slips that count in one closed week, a row each."""
    held_on = _day(period)
    meeting = meetings.on(chapter, held_on) if held_on else None
    if meeting is None or meeting.state != State.CLOSED:
        raise ArchiveRefused(Refusal.NO_WEEK)
    found = [slip for slip in queries.posted(chapter, meeting) if type(slip) in _ROWS]
    line = _Line(chapter, slips.people_in(chapter, found))
    rows = sorted((_ROWS[type(slip)](line, slip) for slip in found), key=_order)
    return [list(SLIP_HEADINGS), *rows]


def summary(chapter: Chapter, period: str, today: date) -> Rows:
    """Return the Chapter Summary PALMS of a period: members, then the three rows beneath."""
    chosen = reporting.choose(chapter, period, today)
    table = reporting.palms(chapter, chosen.period)
    present, money = table.headings.index("P"), table.headings.index("TYFCB")
    rows: Rows = [list(row) for row in (*table.members, *table.others)]
    for row in rows:
        row[money] = _major(chapter, row[money])
    for row, label in zip(rows[-3:], ("Visitors", ORGANISATION, "Total"), strict=True):
        row[:2] = label, ""
        if label != "Total":
            # As many meetings were held: here readers of the official file learn it.
            row[present] = len(chosen.weeks)
    return [table.headings, *rows]


def attendance(chapter: Chapter, period: str, today: date) -> Rows:
    """Return the PALMS attendance: a column per meeting, a letter per member."""
    chosen = reporting.choose(chapter, period, today)
    table = reporting.attendance(chapter, chosen.period)
    days = [heading for heading in table.headings if isinstance(heading, date)]
    first = table.headings.index("first_name")
    begin = table.headings.index(days[0]) if days else len(table.headings)
    ends = (days[0], days[-1]) if days else (chosen.period.first, chosen.period.last)
    head: Rows = [
        ["PALMS Attendance Report"],
        ["Parameters"],
        ["Chapter:", "", chapter.name],
        ["From:", "", ends[0]],
        ["To:", "", ends[1]],
        ["First Name", "Last Name", *(f"{day:%b %d}" for day in days)],
    ]
    rows = [[row[first], row[first + 1], *row[begin : begin + len(days)]] for row in table.members]
    return [*head, *rows]


LAYOUTS: Mapping[str, Layout] = {
    layout.name: layout
    for layout in (
        Layout("slips-audit", N_("Slips audit, of one week"), slips_audit),
        Layout("palms-summary", N_("Summary PALMS"), summary),
        Layout("palms-attendance", N_("PALMS attendance"), attendance),
    )
}


class _Line:
    """Writes one slip as the official export would."""

    def __init__(self, chapter: Chapter, people: Mapping[int, Person]) -> None:
        self.chapter, self.people = chapter, people

    def party(self, slip: Slip, person_id: int) -> str:
        """Return a name, in bold where this person is no member on the slip's day."""
        person = self.people[person_id]
        standings = {credit.standing for credit in slip.credits if credit.person_id == person_id}
        is_member = person.category == Category.ROSTER and standings <= {Standing.MEMBER}
        return person.name if is_member else Bold(person.name)

    def home(self, *parties: int) -> str:
        """Return the chapter and place of the party from elsewhere."""
        return next((self.people[one].home for one in parties if self.people[one].home), "")

    def referral(self, slip: Any) -> list[Any]:
        """Write a referral."""
        two = slip.giver_id, slip.receiver_id
        names = [self.party(slip, one) for one in two]
        return [*names, "Referral", TIERS[slip.tier], "", "", self.home(*two)]

    def one_to_one(self, slip: Any) -> list[Any]:
        """Write a one-to-one."""
        two = slip.first_id, slip.second_id
        names = [self.party(slip, one) for one in two]
        return [*names, "One-to-One", "", "", "", self.home(*two)]

    def business(self, slip: Any) -> list[Any]:
        """Write a thank-you, without who thanked."""
        thanked = slip.thanked_id
        digits = max(2, minor_digits(self.chapter.currency))
        amount = f"{_major(self.chapter, slip.amount):.{digits}f}"
        return ["", self.party(slip, thanked), "TYFCB", "", amount, "", self.home(thanked)]

    def education(self, slip: Any) -> list[Any]:
        """Write education units."""
        return [self.party(slip, slip.learner_id), "", "CEU", "", "", str(slip.units), ""]

    def visitor(self, slip: Any) -> list[Any]:
        """Write a visitor who came for the first time."""
        name = slip.visit.person.name
        return [self.party(slip, slip.inviter_id), name, "Visitor", "", "", "", ""]


_ROWS: Mapping[type[Slip], Callable[[_Line, Any], list[Any]]] = {
    models.ReferralSlip: _Line.referral,
    models.OneToOneSlip: _Line.one_to_one,
    models.ClosedBusinessSlip: _Line.business,
    models.EducationSlip: _Line.education,
    models.VisitorSlip: _Line.visitor,
}


def _order(row: list[Any]) -> tuple[Any, ...]:
    """Sort by giver, thanks last, and never by when something was recorded."""
    return (row[0] == "", *map(str, row))


def _major(chapter: Chapter, amount: int) -> Decimal:
    return Decimal(amount).scaleb(-minor_digits(chapter.currency))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
