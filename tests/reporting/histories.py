"""Random histories of a chapter: what people did, done through the services, and written down.

`History.said` holds plain tuples of what was accepted, with people by name; the oracle reads them
and nothing else.
"""

import itertools
import uuid
from datetime import date
from typing import Any

from chapter import clock
from chapter.attendance import queries as marks
from chapter.attendance import service as attendance
from chapter.attendance.rules import AttendanceRefused
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports.refusals import ImportRefused
from chapter.meetings import queries as meetings
from chapter.meetings import service as meeting_service
from chapter.meetings.rules import MeetingRefused
from chapter.members import service as members
from chapter.members.rules import MemberRefused
from chapter.people.models import Person
from chapter.slips import service as slips
from chapter.slips.drafts import Draft
from chapter.slips.kinds import KINDS
from chapter.slips.ledger import Slip
from chapter.slips.models import VisitorSlip
from chapter.slips.rules import Refusal, SlipRefused
from chapter.visitors.rules import VisitRefused
from chapter.weeks import door
from chapter.weeks import service as weeks
from tests import factories
from tests.conftest import TODAY
from tests.reporting.happenings import FIRST, NAMES, WEEKS, Step

REFUSED = (
    *(AttendanceRefused, ImportRefused, MeetingRefused, MemberRefused, SlipRefused),
    VisitRefused,
)
TIERS = ("inside", "outside", "spin_off")
KINDS_RECORDED = (
    *("referral", "referral", "one-to-one", "closed-business", "closed-business"),
    *("education", "testimonial", "visitor"),
)


class History:
    """A chapter to which things happen; what is refused leaves nothing behind."""

    numbers = itertools.count()

    def __init__(self, actor_id: int) -> None:
        number = next(self.numbers)
        self.chapter: Chapter = factories.make_chapter(f"history-{number}", f"History {number}")
        self.actor: dict[str, Any] = {"actor_id": actor_id, "now": clock.now()}
        self.today: dict[str, Any] = {"today": TODAY}
        self.people: dict[str, Person] = {}
        self.slips: list[tuple[Slip, str, str]] = []
        #: Which visitors came, by slip.
        self.came: dict[int, tuple[int]] = {}
        self.said: list[tuple[Any, ...]] = []
        for name in NAMES[:4]:
            self.join(name, "", factories.FOUNDED)

    def play(self, happening: list[Step]) -> None:
        """Let everything happen that the rules allow, then close every week."""
        self.go_on(happening)
        for day in WEEKS:
            self.close_week(day)
        db.session.commit()

    def go_on(self, happening: list[Step]) -> None:
        """Let everything happen that the rules allow."""
        for step in happening:
            try:
                with db.session.begin_nested():
                    getattr(self, step.action)(step)
            except REFUSED:
                db.session.expire_all()
        db.session.commit()

    def record(self, step: Step) -> None:
        """Record a slip of any kind."""
        kind = KINDS_RECORDED[step.number % len(KINDS_RECORDED)]
        dated = step.week if kind == "visitor" else step.day
        name, values, fact = self.typed(kind, step)
        if step.name in self.people:
            draft = Draft(self.people[step.name], dated, uuid.uuid4().hex, values)
            by = {"recorder_id": self.actor["actor_id"], "now": self.actor["now"]}
            slip = slips.record(self.chapter, KINDS[kind], draft, **by, **self.today)
            self.slips.append((slip, kind, step.name))
            self.said.append(("slip", slip.id, dated, kind, step.name, name, *fact))

    def edit(self, step: Step) -> None:
        """Correct a slip; a visitor's keeps its day, which is that of the visit."""
        slip, kind, author = self.slip_of(step)
        dated = slip.dated if kind == "visitor" else step.day
        name, values, fact = self.typed(kind, step)
        fact = self.came.get(slip.id, fact)
        draft = Draft(self.people[author], dated, uuid.uuid4().hex, values)
        seen = {"seen": slip.version}
        slips.change(self.chapter, KINDS[kind], slip, draft, **seen, **self.today, **self.actor)
        self.said.append(("slip", slip.id, dated, kind, author, name, *fact))

    def withdraw(self, step: Step) -> None:
        """Take a slip back."""
        slip = self.slip_of(step)[0]
        key = uuid.uuid4().hex
        slips.withdraw(self.chapter, slip, key=key, seen=slip.version, **self.actor)
        self.said.append(("withdraw", slip.id))

    def welcome(self, step: Step) -> None:
        """Note that a visitor came, or did not after all."""
        found = [slip for slip, *_ in self.slips if isinstance(slip, VisitorSlip)]
        kept = [slip for slip in found if slip.withdrawn_at is None]
        if kept:
            slip, came = kept[step.number % len(kept)], step.who > 0
            door.welcome(self.chapter, slip.visit, is_present=came, **self.today, **self.actor)
            self.came[slip.id] = (int(came),)
            author = next(author for one, _, author in self.slips if one is slip)
            self.said.append(("slip", slip.id, slip.dated, "visitor", author, "", int(came)))

    def mark(self, step: Step) -> None:
        """Mark somebody, opening the meeting for it."""
        meeting = meeting_service.open_meeting(self.chapter, step.week, **self.today, **self.actor)
        if step.name in self.people:
            person, letter = self.people[step.name], "PALMS"[step.other % 5]
            known = marks.of_meeting(self.chapter, meeting).get(person.id)
            entry = attendance.Entry(person.id, letter, version=known.version if known else 0)
            attendance.set_marks(self.chapter, meeting, [entry], **self.actor)
            self.said.append(("mark", step.week, step.name, letter))

    def roll(self, step: Step) -> None:
        """Mark everybody present who is not marked, once."""
        meeting = meeting_service.open_meeting(self.chapter, step.week, **self.today, **self.actor)
        was_called = meeting.roll_called_at is not None
        attendance.call_roll(self.chapter, meeting, **self.actor)
        self.said += [] if was_called else [("present", step.week, name) for name in NAMES]

    def close(self, step: Step) -> None:
        """Close the earliest week that is not closed."""
        closed = set(meetings.days_counted(self.chapter))
        self.close_week(next((day for day in WEEKS if day not in closed), WEEKS[0]))

    def close_any(self, step: Step) -> None:
        """Close any week, also one that passes others over."""
        self.close_week(step.week)

    def close_week(self, day: date) -> None:
        """Close the week of a day."""
        meeting = meetings.on(self.chapter, day)
        was_open = meeting is not None and meeting.state == "open"
        done = weeks.close(self.chapter, day, **self.today, **self.actor)
        self.said += [] if done.was_closed else [("close", day, was_open)]

    def reopen(self, step: Step) -> None:
        """Open a closed week again."""
        closed = meetings.days_counted(self.chapter) or [WEEKS[0]]
        day = closed[step.number % len(closed)]
        weeks.reopen(self.chapter, day, **self.actor)
        self.said.append(("reopen", day))

    def join(self, name: str | Step, sponsor: str = "", day: date = FIRST) -> None:
        """Admit somebody sponsored by somebody known, or admit them again."""
        if isinstance(name, Step):
            name, sponsor, day = name.name, NAMES[name.other % 5], name.day
        first, _, last = name.partition(" ")
        told = {"trade": f"Trade of {name}", "joined_on": day, **self.today, **self.actor}
        told["sponsor"] = self.people.get(sponsor)
        if name in self.people:
            members.readmit(self.chapter, self.people[name], **told)
        else:
            names = {"first_name": first, "last_name": last}
            self.people[name] = members.admit(self.chapter, **names, **told).person
        self.said.append(("join", name, day))
        if told["sponsor"]:
            self.said.append(("slip", (name, day), day, "sponsored", sponsor, "", 1))

    def leave(self, step: Step) -> None:
        """Record somebody's leaving."""
        if step.name in self.people:
            person = self.people[step.name]
            members.release(self.chapter, person, left_on=step.day, **self.today, **self.actor)
            self.said.append(("leave", step.name, step.day))

    def slip_of(self, step: Step) -> tuple[Slip, str, str]:
        """Return some slip."""
        if not self.slips:
            raise SlipRefused(Refusal.WITHDRAWN)
        return self.slips[step.number % len(self.slips)]

    def typed(self, kind: str, step: Step) -> tuple[str, dict[str, Any], tuple[Any, ...]]:
        """Return the other person's name, what is typed, and what of it counts."""
        tier, amount, units = TIERS[step.who % 3], step.number, step.number % 9 + 1
        is_repeat = step.day.day % 2 == 0
        said: dict[str, Any] = {
            "referral": {"tier": tier},
            "closed-business": {"amount": amount, "tier": tier, "is_repeat": is_repeat},
            "education": {"units": units},
            "visitor": {"name": f"Visitor {uuid.uuid4().hex}"},
        }.get(kind, {})
        business = (amount, tier, is_repeat)
        facts = {"referral": (1, tier), "closed-business": business, "education": (units,)}
        fact = facts.get(kind, (int(kind != "visitor"),))
        values = {**factories.SAID[kind], **said}
        column = KINDS[kind].model.counterpart_column
        name = (*NAMES, "Elsie Elsewhere", "Vi Guest")[step.other]
        if not column:
            return "", values, fact
        if name in self.people:
            return name, {**values, column: self.people[name].id}, fact
        name = name if name not in NAMES else "Vi Guest"
        category = "visitor" if name == "Vi Guest" else "elsewhere"
        return name, {**values, "outsider_name": name, "outsider_category": category}, fact
