"""Reads: what the first page shows, in as few statements as it takes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ScalarSelect, exists, func, select
from sqlalchemy.orm import aliased, contains_eager

from chapter.accounts.models import User
from chapter.attendance import queries as attendance
from chapter.chapters.models import Chapter
from chapter.corrections import queries as corrections
from chapter.corrections.models import CorrectionRequest
from chapter.corrections.rules import State as Answer
from chapter.db import db
from chapter.meetings import queries as meetings
from chapter.meetings.queries import Slot
from chapter.meetings.rules import State, is_waiting
from chapter.members.models import Membership
from chapter.members.queries import BY_NAME, covering
from chapter.people.models import Person
from chapter.rulesets import queries as rulesets
from chapter.scoring import sentences, standings
from chapter.scoring.sentences import Lamp
from chapter.slips import groups
from chapter.slips import queries as slips
from chapter.slips.groups import Sum
from chapter.slips.ledger import Credit
from chapter.slips.rules import Measure

STRIP = timedelta(weeks=26)
# An answer is told so long.
NEWS = timedelta(days=14)


@dataclass(frozen=True)
class Days:
    """The meetings around a day."""

    today: date
    slots: list[Slot]

    @property
    def next(self) -> Slot | None:
        """Return the next meeting to be held, today's until it is closed."""
        ahead = (slot for slot in self.slots if slot.held_on >= self.today)
        return next((s for s in ahead if s.state in (State.SCHEDULED, State.OPEN)), None)

    @property
    def closed(self) -> list[Slot]:
        """Return the closed weeks, newest first."""
        return [slot for slot in reversed(self.slots) if slot.state == State.CLOSED]

    @property
    def waiting(self) -> list[date]:
        """Return the days whose weeks may still be closed."""
        last = self.closed[0].held_on if self.closed else None
        return [s.held_on for s in self.slots if is_waiting(s.state, s.held_on, last)]

    @property
    def unclosed(self) -> list[Slot]:
        """Return the meetings up to today that wait to be closed."""
        days = {day for day in self.waiting if day <= self.today}
        return [slot for slot in self.slots if slot.held_on in days]

    @property
    def left_open(self) -> int:
        """Return how many earlier weeks are still open."""
        return sum(1 for s in self.slots if s.state == State.OPEN and s.held_on < self.today)


@dataclass(frozen=True)
class Neighbour:
    """A member, as another member or the leadership looks at them."""

    membership: Membership
    #: Whether the reader and they have had a one-to-one.
    has_met: bool
    #: Whether they gave a referral in the weeks looked at.
    gave: bool
    #: How many requests wait in the chapter; every row says it, so that it costs no statement.
    requests: int = 0
    #: How many of the reader's own requests were accepted lately, and how many declined, likewise.
    accepted: int = 0
    declined: int = 0


def days(chapter: Chapter, today: date) -> Days:
    """Return the meetings of three months before and after a day, and earlier ones still open."""
    until = today + meetings.HORIZON + timedelta(days=1)
    first = today - meetings.HORIZON
    return Days(today, meetings.calendar(chapter, first, until, with_open=True))


@dataclass(frozen=True)
class Year:
    """What everybody may see of a member's time: marks, and figures posted in six months."""

    #: Their marks of the last half year of weeks, oldest first.
    strip: list[tuple[date, str]]
    #: Label, figure and the measure whose rows it opens.
    figures: list[tuple[Sum, str]]
    #: Their light, where the reader may see it and there is one.
    light: Lamp | None = None


def year_of(chapter: Chapter, person: Person, today: date, *, has_light: bool = False) -> Year:
    """Return a member's marks, what they have posted and, where it is seen, their light."""
    first = standings.first_day(today)
    letters = letters_until(chapter, today, first)
    sums = slips.sums_of(chapter, person, first)
    posted = {measure: figures for measure, figures in sums.items() if figures.get(True)}
    return Year(
        strip=[one for one in letters.get(person.id, []) if one[0] > today - STRIP],
        light=_light(chapter, person, today, letters) if has_light else None,
        figures=[(groups.sums(chapter, {m: posted[m]})[0], m) for m in Measure if m in posted],
    )


def _light(
    chapter: Chapter, person: Person, today: date, letters: Mapping[int, list[tuple[date, str]]]
) -> Lamp | None:
    rules = rulesets.on(chapter, today)
    score = standings.board(chapter, rules, letters, today, person).of(person.id).score
    return sentences.lamp(chapter, score) if score.weeks else None


def letters_until(
    chapter: Chapter, today: date, *firsts: date
) -> Mapping[int, list[tuple[date, str]]]:
    """Return everybody's marks up to today, from the earliest day any part of a page needs."""
    return attendance.letters_between(
        chapter, min(today - STRIP, *firsts), today + timedelta(days=1)
    )


def neighbours(
    chapter: Chapter, now: datetime, user: User, reader: Person | None, weeks: list[Slot]
) -> list[Neighbour]:
    """Return the roster with whom the reader has met and who gave in these weeks."""
    today = now.astimezone(ZoneInfo(chapter.zone)).date()
    mine, theirs, given = aliased(Credit), aliased(Credit), aliased(Credit)
    met = exists().where(
        mine.chapter_id == chapter.id,
        mine.person_id == (reader.id if reader else None),
        mine.measure == Measure.ONE_TO_ONES,
        theirs.slip_id == mine.slip_id,
        theirs.person_id == Membership.person_id,
    )
    gave = exists().where(
        given.chapter_id == chapter.id,
        given.person_id == Membership.person_id,
        given.measure == Measure.REFERRALS_GIVEN,
        given.meeting_id.in_([slot.meeting.id for slot in weeks if slot.meeting]),
    )
    rows = db.session.execute(
        select(
            Membership,
            met,
            gave,
            corrections.number_waiting(chapter),
            _answered(chapter, user, Answer.ACCEPTED, now - NEWS),
            _answered(chapter, user, Answer.DECLINED, now - NEWS),
        )
        .join(Membership.person)
        .options(contains_eager(Membership.person))
        .where(Membership.chapter_id == chapter.id, covering(today))
        .order_by(*BY_NAME)
    )
    return [
        Neighbour(membership, bool(has), bool(did), *numbers)
        for membership, has, did, *numbers in rows
    ]


def _answered(chapter: Chapter, user: User, answer: Answer, since: datetime) -> ScalarSelect[int]:
    """Count the requests of a user that somebody else answered since."""
    return (
        select(func.count(CorrectionRequest.id))
        .where(
            CorrectionRequest.chapter_id == chapter.id,
            CorrectionRequest.asked_by == user.id,
            CorrectionRequest.decided_by != user.id,
            CorrectionRequest.state == answer,
            CorrectionRequest.decided_at > since,
        )
        .scalar_subquery()
    )
