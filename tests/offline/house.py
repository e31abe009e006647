"""A chapter whose meeting is today, served as `make run` serves it, behind a café."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from flask import Flask

from chapter import clock, create_app
from chapter.accounts import service as accounts
from chapter.accounts.models import SignIn, User
from chapter.accounts.rules import Office
from chapter.attendance import queries as attendance
from chapter.attendance import service as marks
from chapter.chapters import queries as chapters
from chapter.chapters.models import Chapter
from chapter.config import Settings
from chapter.db import db
from chapter.meetings import queries as meetings
from chapter.slips.ledger import Slip
from chapter.slips.models import EducationSlip
from tests import factories
from tests.acceptance.server import Server
from tests.conftest import sign_up
from tests.offline.network import Cafe

SECRET = "only for tests, but as long as a real one"
PASSWORD = "a password for tests only"
NAMES = ("Ada Abel", "Ben Brook", "Cleo Cruz", "Dan Drew", "Eve Ekman", "Fay Flint", "Gus Gray")


@dataclass
class House:
    """The server, the café before it, and what stands in the database."""

    app: Flask
    server: Server
    cafe: Cafe
    today: date
    #: Person number by name.
    people: dict[str, int]
    #: The same of those who sign in.
    staff: dict[str, int]
    #: The last slip of the tests before.
    before: int = 0

    @property
    def home(self) -> str:
        """Return the address of the chapter's first page."""
        return f"{self.cafe.address}/c/north/"

    @property
    def sheet(self) -> str:
        """Return the address of today's sheet."""
        return f"{self.home}meetings/{self.today}/attendance"

    def letters(self) -> dict[str, str]:
        """Return the marks that stand, by name."""
        with self.app.app_context():
            chapter = chapters.by_slug("north")
            assert chapter is not None
            meeting = meetings.on(chapter, self.today)
            assert meeting is not None
            stand = {line.person_id: line.letter for line in attendance.lines(chapter, meeting)}
            return {name: stand[number] for name, number in self.people.items()}

    def mark(self, name: str, letter: str) -> None:
        """Let somebody else mark a member, knowing what stands."""
        with self.app.app_context():
            chapter = chapters.by_slug("north")
            assert chapter is not None
            meeting = meetings.on(chapter, self.today)
            assert meeting is not None
            lines = {line.person_id: line for line in attendance.lines(chapter, meeting)}
            number = self.people[name]
            entry = marks.Entry(number, letter, "", lines[number].version)
            marks.set_marks(chapter, meeting, [entry], actor_id=None, now=clock.now())
            db.session.commit()

    def slips(self) -> list[tuple[str, str]]:
        """Return what was learned since, and who recorded it, in the order it arrived."""
        with self.app.app_context():
            rows = db.session.execute(
                db.select(EducationSlip.topic, User.name)
                .join(User, User.id == Slip.recorder_id)
                .where(Slip.id > self.before)
                .order_by(Slip.id)
            )
            return [(row.topic, row.name) for row in rows]

    def user_id(self, email: str) -> int:
        """Return somebody's account."""
        with self.app.app_context():
            found: User = db.session.scalars(db.select(User).where(User.email == email)).one()
            return found.id

    def reset(self) -> None:
        """Mark everybody present again, count slips from here on, and sign everybody out."""
        self.cafe.become("up")
        self.cafe.delay, self.cafe.seen, self.cafe.build = 0.0, [], (b"", b"")
        for name, letter in self.letters().items():
            if letter != "P":
                self.mark(name, "P")
        self.end_sessions()
        with self.app.app_context():
            self.before = db.session.scalar(db.select(db.func.max(Slip.id))) or 0

    def end_sessions(self) -> None:
        """Sign everybody out, as from another device."""
        with self.app.app_context():
            db.session.execute(db.delete(SignIn))
            db.session.commit()

    def restart(self) -> None:
        """Stop the server and start it again."""
        self.server.stop()
        self.server.start()

    def close(self) -> None:
        """Stop everything."""
        self.cafe.close()
        self.server.stop()


def build(folder: Path, url: str) -> House:
    """Fill a database and serve it."""
    server = Server(folder, url)
    app = create_app(
        Settings(url, "only for tests, but as long as a real one", server.address, folder)
    )
    today = clock.today("Europe/Madrid")
    with app.app_context():
        db.create_all()
        chapter = factories.make_chapter("north", "North", weekday=today.weekday(), mode="ledger")
        people = {name: factories.make_member(chapter, name).person_id for name in NAMES}
        staff = _staff(chapter)
        meeting = factories.make_meeting(chapter, today)
        marks.call_roll(chapter, meeting, actor_id=None, now=clock.now())
        db.session.commit()
        db.session.remove()
    (folder / "secret-key").write_text(SECRET)
    server.start()
    return House(app, server, Cafe(server.address), today, people, staff)


def _staff(chapter: Chapter) -> dict[str, int]:
    numbers = {}
    for name, office in (("Vic President", Office.VICE_PRESIDENT), ("Mona Member", None)):
        reader = sign_up(chapter, name, f"Trade of {name}", office)
        accounts.set_password(reader.user, PASSWORD)
        assert reader.person is not None
        numbers[name] = reader.person.id
    db.session.commit()
    return numbers
