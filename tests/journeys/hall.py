"""A served chapter of forty that meets today, and hosts with real browsers who take the roll."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import BrowserContext, Page, expect

from chapter import clock, create_app
from chapter.accounts import service as accounts
from chapter.accounts.models import User
from chapter.accounts.rules import Office
from chapter.attendance import queries
from chapter.attendance.models import AttendanceMark
from chapter.chapters.models import Chapter
from chapter.config import Settings
from chapter.db import db, reading_only
from chapter.demo.cast import FIRST_NAMES, LAST_NAMES, TRADES
from chapter.meetings import queries as meetings
from chapter.members import service as members
from chapter.people.models import Person
from tests import engines, factories
from tests.acceptance.server import Server
from tests.browse import Browser
from tests.conftest import sign_up
from tests.offline.phone import KEPT

SECRET = "only for tests, but as long as a real one"
MEMBERS = 40
HOSTS = (("Vic President", Office.VICE_PRESIDENT), ("Sue Secretary", Office.SECRETARY_TREASURER))
PHONE: dict[str, Any] = {
    "viewport": {"width": 360, "height": 740},
    "has_touch": True,
    "is_mobile": True,
}
LAPTOP: dict[str, Any] = {"viewport": {"width": 1366, "height": 768}}


@dataclass
class Hall:
    """The chapter, its server, and today."""

    app: Flask
    server: Server
    tokens: list[str]
    day: date

    @property
    def sheet(self) -> str:
        """Return the address of today's sheet."""
        return f"/c/north/meetings/{self.day}/attendance"

    def letters(self) -> dict[str, str]:
        """Return what stands in the database for everybody, a substitute's name included."""
        with self.app.app_context(), reading_only():
            chapter = db.session.scalars(db.select(Chapter)).one()
            rows = queries.sheet(chapter, self.day, meetings.on(chapter, self.day))
            return {r.membership.person.name: f"{r.letter} {r.substitute}".strip() for r in rows}

    def begin(self, state: str = "scheduled") -> None:
        """Begin the day anew: no roll called yet; "open" is for those who walk in."""
        with self.app.app_context():
            chapter = db.session.scalars(db.select(Chapter)).one()
            meeting = meetings.on(chapter, self.day) or factories.make_meeting(chapter, self.day)
            db.session.execute(db.delete(AttendanceMark))
            meeting.state, meeting.roll_called_at = state, None
            db.session.commit()
            db.session.remove()

    def remember_substitute(self, name: str) -> None:
        """Let somebody have come for a member a week ago."""
        with self.app.app_context():
            chapter = db.session.scalars(db.select(Chapter)).one()
            earlier = factories.make_meeting(chapter, self.day - timedelta(weeks=1))
            person = db.session.scalars(db.select(Person).limit(1)).one()
            factories.make_mark(earlier, person, "S", name)
            earlier.state = "discarded"
            db.session.commit()
            db.session.remove()

    def let_in(self, *names: str) -> None:
        """Sign members in who have not been so far; they come after the hosts."""
        with self.app.app_context():
            chapter = db.session.scalars(db.select(Chapter)).one()
            del self.tokens[len(HOSTS) :]
            for person in db.session.scalars(db.select(Person)).all():
                if person.name in names:
                    user = members.user_of(chapter, person, clock.now())
                    self.tokens.append(_token(self.app, user))
            db.session.commit()
            db.session.remove()

    def enter(self, chromium: Chromium, host: int, **device: Any) -> BrowserContext:
        """Let a host in with a browser of their own."""
        context = chromium.new_context(base_url=self.server.address, locale="en-GB", **device)
        token, url = self.tokens[host], self.server.address
        context.add_cookies([{"name": "session", "value": token, "url": url}])
        return context

    def kept_sheet(self, context: BrowserContext) -> Page:
        """Open the sheet as a phone kept it in the morning; there is no network any more."""
        page = context.new_page()
        page.goto("/c/north/")
        while not page.evaluate(KEPT):
            page.wait_for_timeout(100)
        context.set_offline(True)
        page.goto(self.sheet)
        expect(page.locator("[data-row]")).to_have_count(MEMBERS)
        return page


@contextmanager
def served(folder: Path, label: str) -> Iterator[Hall]:
    """Found the chapter in this process, in a database of its own; serve it as `make run` does."""
    url = engines.own_url(folder, label)
    settings = Settings(url, SECRET, "http://127.0.0.1:8000", folder, is_testing=True)
    server = Server(folder, url)
    server.environ["CHAPTER_SECRET_KEY"] = SECRET
    app = create_app(settings)
    with app.app_context():
        db.create_all()
        hall = Hall(app, server, _people(app), clock.today("Europe/Madrid"))
        db.session.remove()
    server.start()
    try:
        yield hall
    finally:
        server.stop()
        with app.app_context():
            db.session.remove()
            db.drop_all()
            db.engine.dispose()


def _people(app: Flask) -> list[str]:
    today = clock.today("Europe/Madrid")
    chapter = factories.make_chapter("north", "North", weekday=today.weekday(), today=today)
    number = MEMBERS - len(HOSTS)
    others = zip(FIRST_NAMES[::3], LAST_NAMES[::3], TRADES, strict=False)
    for first_name, last_name, trade in list(others)[:number]:
        company = trade.company.format(last_name)
        factories.make_member(chapter, f"{first_name} {last_name}", trade.name, company=company)
    readers = [sign_up(chapter, name, f"Trade of {name}", office) for name, office in HOSTS]
    return [_token(app, reader.user) for reader in readers]


def _token(app: Flask, user: User) -> str:
    token = accounts.start_session(user, device="test", now=clock.now()).token
    db.session.commit()
    cookie = Browser(app, token).client.get_cookie("session")
    assert cookie is not None
    return cookie.value
