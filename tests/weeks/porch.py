"""A served chapter that meets today, as the tests of its door and of its close find it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from chapter import clock
from chapter.chapters.models import Chapter
from chapter.db import db, reading_only
from chapter.meetings.models import Meeting
from chapter.members import queries as members
from chapter.people.models import Person
from chapter.people.rules import Category
from chapter.visitors import service as visiting
from chapter.visitors.models import Visit
from tests import factories
from tests.journeys.hall import Hall
from tests.weeks.steps import state_of

# Who is here; everything else is of some week.
STAYS = {
    *("regions", "chapters", "rule_sets", "people", "memberships"),
    *("users", "sign_ins", "office_terms", "meetings"),
}


class Porch:
    """The chapter of a hall, emptied before each test."""

    def __init__(self, hall: Hall) -> None:
        self.hall = hall
        self.today = hall.day
        self.before = hall.day - timedelta(weeks=1)

    @contextmanager
    def inside(self) -> Iterator[Chapter]:
        """Do something to the chapter and keep it."""
        with self.hall.app.app_context():
            yield db.session.scalars(db.select(Chapter)).one()
            db.session.commit()
            db.session.remove()

    def clear(self) -> None:
        """Leave the members, and today's meeting open."""
        with self.inside() as chapter:
            for table in reversed(db.metadata.sorted_tables):
                if table.name not in STAYS:
                    db.session.execute(table.delete())
            db.session.execute(db.delete(Person).where(Person.category == Category.VISITOR))
            db.session.execute(db.delete(Meeting))
            # The week before is part of the calendar, too.
            chapter.started_on = self.before
            factories.make_meeting(chapter, self.today)

    def mark(self, *letters: str) -> None:
        """Mark everybody present but the first ones; an empty letter is no mark."""
        with self.inside() as chapter:
            meeting = factories.make_meeting(chapter, self.today)
            for at, person in enumerate(_members(chapter)):
                if letter := letters[at] if at < len(letters) else "P":
                    factories.make_mark(meeting, person, letter)

    def register(self, name: str, inviter: str = "") -> None:
        """Register a visitor beforehand."""
        with self.inside() as chapter:
            known = {person.name: person for person in _members(chapter)}
            meeting = factories.make_meeting(chapter, self.today)
            said = {"inviter": known.get(inviter), "contact": {"company": "Vera & Co"}}
            visiting.register(chapter, meeting, name=name, **said)

    def came_before(self, name: str) -> None:
        """Let somebody have visited a week ago, in a week closed since."""
        with self.inside() as chapter:
            visiting.came(chapter, factories.make_meeting(chapter, self.before), name, None)
            factories.make_meeting(chapter, self.before, "closed")

    def leave_open(self) -> None:
        """Leave the week before open, with nothing missing in it."""
        with self.inside() as chapter:
            meeting = factories.make_meeting(chapter, self.before)
            for person in _members(chapter):
                factories.make_mark(meeting, person, "P")

    def names(self) -> list[str]:
        """Return the members by name, as the sheet lists them."""
        with self.inside() as chapter:
            return [person.name for person in _members(chapter)]

    def visits(self) -> list[tuple[str, str, str]]:
        """Return who visits today, in which state, and who invited them."""
        with self.hall.app.app_context(), reading_only():
            rows = db.session.scalars(
                db.select(Visit).join(Visit.meeting).where(Meeting.held_on == self.today)
            )
            return [(v.person.name, v.state, v.inviter.name if v.inviter else "") for v in rows]

    def state(self, day: date) -> str:
        """Return the state of a week."""
        with self.hall.app.app_context(), reading_only():
            return state_of(db.session.scalars(db.select(Chapter)).one(), day)


def _members(chapter: Chapter) -> list[Person]:
    return [m.person for m in members.current(chapter, clock.today(chapter.zone))]
