"""One factory per model, without surprises: each calls the service people's actions call."""

import uuid
from datetime import date, time, timedelta
from typing import Any

from chapter import clock
from chapter.attendance import service as attendance
from chapter.attendance.models import AttendanceMark
from chapter.chapters import service as chapters
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.meetings import service as meetings
from chapter.meetings.models import Meeting
from chapter.meetings.rules import State
from chapter.members import service as members
from chapter.members.models import Membership
from chapter.people.models import Person
from chapter.rulesets import service as rulesets
from chapter.slips import service as slips
from chapter.slips.drafts import Draft
from chapter.slips.kinds import KINDS
from chapter.slips.ledger import Slip
from chapter.weeks import service as weeks

FOUNDED = date(2026, 9, 1)

# What a slip of each kind says when a test does not care.
SAID: dict[str, dict[str, Any]] = {
    "referral": {
        "tier": "outside",
        "prospect": "",
        "phone": "",
        "email": "",
        "comment": "",
        "gave_card": False,
        "will_call": False,
        "warmth": None,
    },
    "one-to-one": {"place": "in-person", "topics": ""},
    "closed-business": {"amount": 10_000, "tier": "", "is_repeat": False},
    "education": {"units": 1, "topic": ""},
    "testimonial": {"text": "", "may_publish": False},
    "visitor": {"name": "Vera Visitor", "company": "", "trade": "", "phone": "", "email": ""},
}


def make_chapter(slug: str, name: str, **changes: Any) -> Chapter:
    """Found a chapter that meets on Thursdays."""
    settings: dict[str, Any] = {
        "weekday": 3,
        "meets_at": time(7),
        "zone": "Europe/Madrid",
        "currency": "EUR",
        "language": "en",
        "today": FOUNDED,
        "place": "Café Norte",
        **changes,
    }
    chapter = chapters.found(slug, name=name, **settings)
    rulesets.start(chapter, FOUNDED)
    db.session.commit()
    return chapter


def make_member(
    chapter: Chapter, name: str, trade: str = "", joined_on: date = FOUNDED, **profile: Any
) -> Membership:
    """Admit a member; the trade is made unique when it is not given."""
    first_name, _, last_name = name.partition(" ")
    handle = name.lower().replace(" ", ".")
    membership = members.admit(
        chapter,
        first_name=first_name,
        last_name=last_name,
        trade=trade or f"Trade of {name}",
        joined_on=joined_on,
        today=_today(chapter),
        actor_id=None,
        now=clock.now(),
        **{"email": f"{handle}@{chapter.slug}.example", **profile},
    )
    db.session.commit()
    return membership


def make_meeting(chapter: Chapter, day: date, state: str = State.OPEN) -> Meeting:
    """Make a meeting of any day, in any state."""
    meeting = meetings.make(chapter, day)
    meeting.state = state
    if state == State.CLOSED:
        meeting.closed_at = clock.now()
    db.session.commit()
    return meeting


def make_mark(meeting: Meeting, person: Person, mark: str, substitute: str = "") -> AttendanceMark:
    """Mark a member at an open meeting."""
    chapter = db.session.get_one(Chapter, meeting.chapter_id)
    present = AttendanceMark.__table__.c.version
    version = db.session.scalar(
        db.select(present).where(
            AttendanceMark.meeting_id == meeting.id, AttendanceMark.person_id == person.id
        )
    )
    entry = attendance.Entry(person.id, mark, substitute, version or 0)
    (row,) = attendance.set_marks(chapter, meeting, [entry], actor_id=None, now=clock.now())
    db.session.commit()
    return row


def make_slip(
    chapter: Chapter, kind: str, author: Person, dated: date, key: str | None = None, **values: Any
) -> Slip:
    """Record a slip as its author."""
    slip = slips.record(
        chapter,
        KINDS[kind],
        Draft(author, dated, key or uuid.uuid4().hex, {**SAID[kind], **values}),
        recorder_id=author.user_id,
        today=_today(chapter),
        now=clock.now(),
    )
    db.session.commit()
    return slip


def close_week(chapter: Chapter, day: date) -> Meeting:
    """Close the week of a day, open or not, whatever waits for days before it nobody opened."""
    closed = weeks.close(
        chapter, day, today=_today(chapter), actor_id=None, now=clock.now(), passes_over=True
    )
    db.session.commit()
    return closed.meeting


def thursdays(first: date, number: int) -> list[date]:
    """Return so many weekly days from one on."""
    return [first + timedelta(weeks=week) for week in range(number)]


def _today(chapter: Chapter) -> date:
    return clock.today(chapter.zone)
