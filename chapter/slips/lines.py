"""How a slip reads: what it says, what it counts for and in which week."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from wtforms import BooleanField, Field, RadioField

from chapter.chapters.models import Chapter
from chapter.meetings.rules import State, week_of
from chapter.people.models import Person
from chapter.slips import readers, rules
from chapter.slips.drafts import typed
from chapter.slips.kinds import KINDS, SlipKind, why_no_credit
from chapter.slips.ledger import Credit, Slip
from chapter.slips.models import ClosedBusinessSlip, OneToOneSlip, VisitorSlip
from chapter.slips.rules import Measure
from chapter.slips.sides import side_of
from chapter.web.i18n import gettext, money, ngettext, short_date
from chapter.web.words import N_

#: When closed weeks were closed, by their days.
Closed = Mapping[date, datetime | None]

COUNTED = {
    Measure.REFERRALS_GIVEN: N_("%(name)s gave a referral."),
    Measure.REFERRALS_RECEIVED: N_("%(name)s received a referral."),
    Measure.ONE_TO_ONES: N_("%(name)s had a one-to-one."),
    Measure.CLOSED_BUSINESS: N_("%(name)s is thanked for %(figure)s of closed business."),
    Measure.VISITORS: N_("%(name)s brought a visitor."),
    Measure.EDUCATION: N_("%(name)s learned for %(figure)s."),
    Measure.TESTIMONIALS: N_("%(name)s gave a testimonial."),
    Measure.SPONSORED: N_("%(name)s sponsored a new member."),
}


@dataclass(frozen=True)
class Line:
    """A slip in a list."""

    slip: Slip
    kind: SlipKind
    noun: str
    sentence: str
    week: str
    is_posted: bool
    #: Whether slips of its kind come from official exports alone.
    is_mirrored: bool
    #: Whether it may still be corrected and withdrawn.
    is_open: bool
    #: Whether its week is closed, so that a change is asked for.
    is_settled: bool
    amount: str
    #: Whose slip it is, by name.
    author: str
    #: The week it counts in, as far as it is known.
    counts_on: date | None
    #: Whether it counts for the reader, though somebody else recorded it.
    is_partners: bool
    #: Whether both of two recorded it.
    is_of_two: bool
    #: Whether nothing of it counts, nor will.
    is_idle: bool
    #: For its withdrawal.
    key: str = field(default_factory=lambda: uuid.uuid4().hex)


def lines(
    chapter: Chapter,
    slips: Iterable[Slip],
    known: Mapping[int, Person],
    waiting: Sequence[date],
    closed: Closed = MappingProxyType({}),
    reader_id: int | None = None,
) -> list[Line]:
    """Return slips as they stand in a list."""
    return [line(chapter, slip, known, waiting, closed, reader_id) for slip in slips]


def line(
    chapter: Chapter,
    slip: Slip,
    known: Mapping[int, Person],
    waiting: Sequence[date],
    closed: Closed = MappingProxyType({}),
    reader_id: int | None = None,
) -> Line:
    """Return a slip as it stands in a list; `closed` are the closed weeks since its day."""
    kind = KINDS[slip.kind]
    week, author = slip.posted_on, known.get(slip.author_id or 0)
    is_posted = week is not None and week.state == State.CLOSED
    mirrored = rules.is_mirrored(chapter.mode, is_official=slip.is_official)
    stands = slip.withdrawn_at is None and not mirrored
    return Line(
        slip=slip,
        kind=kind,
        noun=gettext(chapter.noun(kind.name)),
        sentence=sentence_to(reader_id, slip, known),
        week=week_sentence(slip, waiting, closed),
        counts_on=_counts_on(slip, waiting),
        is_posted=is_posted,
        is_mirrored=mirrored,
        is_open=stands and not is_posted and kind.form is not None,
        is_settled=stands and is_posted and kind.form is not None,
        amount=(
            money(slip.amount, chapter.currency) if isinstance(slip, ClosedBusinessSlip) else ""
        ),
        author=author.name if author else "",
        is_partners=reader_id is not None and ownership(slip).partner_id == reader_id,
        is_of_two=side_of(slip) is not None,
        is_idle=bool(_why_idle(slip)),
    )


def week_sentence(
    slip: Slip, waiting: Sequence[date], closed: Closed = MappingProxyType({})
) -> str:
    """Return in which week a slip counts, whether it does yet, and why not in an earlier one."""
    if slip.withdrawn_at is not None:
        return gettext("Withdrawn; it does not count.")
    if idle := _why_idle(slip):
        return idle
    meeting, day = slip.posted_on, _counts_on(slip, waiting)
    if slip.own_meeting_id() is not None and meeting is None:
        return gettext("Counts once they came, if it is their first visit.")
    if day is None:
        return gettext("Pending until the next meeting.")
    is_posted = meeting is not None and meeting.state == State.CLOSED
    passed = None if slip.own_meeting_id() else _passed(slip, day, closed)
    said = {"day": short_date(day), "closed": short_date(passed) if passed else ""}
    if is_posted and passed:
        return gettext(
            "Posted in the week of %(day)s, since the week of %(closed)s was closed.", **said
        )
    if is_posted:
        return gettext("Posted in the week of %(day)s.", **said)
    if passed:
        return gettext(
            "Counts in the week of %(day)s, since the week of %(closed)s was closed.", **said
        )
    return gettext("Counts in the week of %(day)s, pending.", **said)


def _why_idle(slip: Slip) -> str:
    """Return why nothing of a visitor's slip counts, if so; any other one counts for somebody."""
    return "" if slip.posted_on or not isinstance(slip, VisitorSlip) else why_no_credit(slip)


def _counts_on(slip: Slip, waiting: Sequence[date]) -> date | None:
    """Return the week a slip counts in; a visitor's is known once they came."""
    meeting = slip.posted_on
    if meeting is None and slip.own_meeting_id() is not None:
        return None
    return week_of(slip.dated, meeting.held_on if meeting else None, waiting)


def _passed(slip: Slip, counts_on: date, closed: Closed) -> date | None:
    """Return the closed week a slip would have counted in, had it come in time."""
    week = slip.posted_on
    posted_at = week.closed_at if week else None
    # A week closed after the slip was posted elsewhere is not why.
    weeks = (day for day, at in closed.items() if not (at and posted_at and at > posted_at))
    return min((day for day in weeks if slip.dated <= day < counts_on), default=None)


def counted(chapter: Chapter, slip: Slip, known: Mapping[int, Person]) -> list[str]:
    """Return what a slip counts for, a sentence for each person."""
    return [
        gettext(
            COUNTED[Measure(credit.measure)],
            name=known[credit.person_id].name,
            figure=_figure(chapter, credit),
        )
        for credit in slip.credits
        if credit.person_id in known
    ]


def facts(
    chapter: Chapter, slip: Slip, known: Mapping[int, Person], reader: readers.Reader
) -> list[tuple[str, str]]:
    """Return label and text of all that a slip says to this reader, without what is empty."""
    kind = KINDS[slip.kind]
    if kind.form is None:
        return []
    form = kind.form(
        None,
        data=typed(slip, known, reader.person_id),
        meta={"currency": chapter.currency, "csrf": False},
    )
    hidden = {"key", "version", "author_id", "dated", form.counterpart, "outsider_name"}
    hidden |= {"outsider_category"}
    if not readers.may_read_all(reader, ownership(slip)):
        hidden |= set(form.private)
    shown = [one for one in form if one.name not in hidden and one.data]
    return [(str(one.label.text), text_of(one, chapter)) for one in shown]


def sentence_to(reader_id: int | None, slip: Slip, known: Mapping[int, Person]) -> str:
    """Return what a slip says; a one-to-one names the other of the two to each."""
    author = known.get(slip.author_id or 0)
    if author and reader_id is not None and ownership(slip).partner_id == reader_id:
        return gettext("With %(name)s", name=author.name)
    return KINDS[slip.kind].sentence(slip, known)


def ownership(slip: Slip) -> readers.Ownership:
    """Return whose a slip is."""
    side = side_of(slip)
    partner_id = slip.second_id if isinstance(slip, OneToOneSlip) and side is None else None
    return readers.Ownership(
        author_id=slip.author_id,
        recorder_id=slip.recorder_id,
        shared_id=getattr(slip, slip.shared_column) if slip.shared_column else None,
        is_confidential=KINDS[slip.kind].is_confidential,
        closer_may_see=getattr(slip, "closer_may_see", False),
        co_author_id=side.author_id if side else None,
        co_recorder_id=side.recorder_id if side else None,
        partner_id=partner_id,
    )


def _figure(chapter: Chapter, credit: Credit) -> str:
    if credit.measure == Measure.CLOSED_BUSINESS:
        return money(credit.amount, chapter.currency)
    return ngettext("%(num)d unit", "%(num)d units", credit.quantity)


def text_of(one: Field, chapter: Chapter) -> str:
    """Return a field's value as people read it."""
    if isinstance(one, RadioField):
        return next((str(label) for _, label, is_chosen, *_ in one.iter_choices() if is_chosen), "")
    if isinstance(one, BooleanField):
        return gettext("Yes") if one.data else gettext("No")
    if one.type == "MoneyField":
        return money(int(one.data), chapter.currency)
    if one.name == "dated":
        return short_date(_day(one.data))
    return str(one.data or "")


def _day(said: Any) -> date:
    return said if isinstance(said, date) else date.fromisoformat(said)
