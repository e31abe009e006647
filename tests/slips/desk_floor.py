"""What the browser tests of slips find in the chapter, and what they leave there."""

from dataclasses import dataclass

from chapter.chapters.models import Chapter
from chapter.db import db, reading_only
from chapter.people.models import Person
from chapter.slips.ledger import Credit
from tests import factories
from tests.journeys.hall import Hall


@dataclass
class Floor:
    """The chapter's people and slips, seen from beside the browser."""

    hall: Hall
    before: int = 0

    def begin(self) -> None:
        """Count from here on."""
        with self.hall.app.app_context(), reading_only():
            self.before = db.session.scalar(db.select(db.func.max(Credit.id))) or 0
            db.session.remove()

    def others(self) -> list[str]:
        """Return the members who hold no office, by name."""
        with self.hall.app.app_context(), reading_only():
            people = db.session.scalars(db.select(Person).order_by(Person.id))
            names = [person.name for person in people if person.user_id is None]
            db.session.remove()
        return names

    def pass_referral(self, giver: str, receiver: str) -> int:
        """Let one member pass another a referral; return its number."""
        with self.hall.app.app_context():
            chapter = db.session.scalars(db.select(Chapter)).one()
            slip = factories.make_slip(
                chapter,
                "referral",
                person_named(giver),
                self.hall.day,
                receiver_id=person_named(receiver).id,
            )
            number = slip.id
            db.session.remove()
        return number

    def counted(self) -> list[tuple[str, str, int]]:
        """Return who is credited with what since it began, and how much money."""
        with self.hall.app.app_context(), reading_only():
            new = db.select(Credit).where(Credit.id > self.before)
            rows = db.session.scalars(new.order_by(Credit.id))
            said = [(credit.person.name, credit.measure, credit.amount) for credit in rows]
            db.session.remove()
        return said


def person_named(name: str) -> Person:
    """Return somebody by their whole name."""
    first_name, last_name = name.split(" ")
    wanted = (Person.first_name == first_name) & (Person.last_name == last_name)
    return db.session.scalars(db.select(Person).where(wanted)).one()
