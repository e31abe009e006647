"""The app, its database and the three people every feature is tested with."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from argon2 import PasswordHasher
from argon2.profiles import CHEAPEST
from flask import Flask, g, request_started
from sqlalchemy import text

from chapter import clock, create_app
from chapter.accounts import passwords
from chapter.accounts import service as accounts
from chapter.accounts.models import User
from chapter.accounts.rules import Office
from chapter.chapters.models import Chapter
from chapter.config import Settings
from chapter.db import db
from chapter.members import service as members
from chapter.people.models import Person
from tests import engines, factories
from tests.browse import Browser
from tests.browsers import launch_options
from tests.statements import Count, counting

# A Thursday, the day of the chapter's meeting, at 11:00 local time.
NOW = datetime(2026, 11, 19, 10, 0, tzinfo=ZoneInfo("UTC"))
TODAY = NOW.date()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what uses the database, so that it also runs on PostgreSQL."""
    engines.mark_database_tests(items, {"app", "empty_app"})


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    """Launch the Chromium that is there."""
    return launch_options()


@pytest.fixture(scope="session", autouse=True)
def _cheap_passwords() -> None:
    """Spend no time on hashing; what is stored stays an argon2 hash."""
    passwords.hasher = PasswordHasher.from_parameters(CHEAPEST)


@pytest.fixture(scope="session")
def built_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """Build the app and its tables once per process."""
    folder = tmp_path_factory.mktemp("data")
    settings = Settings(
        database_url=engines.url(folder),
        secret_key="only for tests, but as long as a real one",
        public_url="http://127.0.0.1:8000",
        data_dir=folder,
        is_testing=True,
    )
    app = create_app(settings)
    request_started.connect(_forget, app)
    with app.app_context():
        db.create_all()
    yield app
    with app.app_context():
        db.session.remove()
        db.drop_all()
        db.engine.dispose()


def _forget(_app: Flask, **_: object) -> None:
    """Begin each request without what the one before kept: tests share one context."""
    for name in list(g):
        g.pop(name)


@pytest.fixture
def app(built_app: Flask) -> Iterator[Flask]:
    """Give the app with an empty database, inside its context, at a fixed moment."""
    with time_machine.travel(NOW, tick=False), built_app.app_context():
        yield built_app
        db.session.remove()
        _empty()


def _empty() -> None:
    with db.engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            names = ", ".join(db.metadata.tables)
            connection.execute(text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))
            return
        connection.execute(text("PRAGMA defer_foreign_keys = ON"))
        for table in reversed(db.metadata.sorted_tables):
            connection.execute(table.delete())


@dataclass(frozen=True)
class Reader:
    """Somebody who signs in, and the member they are, if any."""

    user: User
    person: Person | None = None


@pytest.fixture
def chapter(app: Flask) -> Chapter:
    """A chapter that meets on Thursdays at seven in Madrid."""
    return factories.make_chapter("north", "North")


@pytest.fixture
def elsewhere(app: Flask) -> Chapter:
    """Another chapter, of which nobody in the first knows anything."""
    return factories.make_chapter("south", "South", zone="America/New_York", currency="USD")


@pytest.fixture
def member(chapter: Chapter) -> Reader:
    """A member of the chapter without an office."""
    return sign_up(chapter, "Mona Member", "Baker")


@pytest.fixture
def vice_president(chapter: Chapter) -> Reader:
    """The member who closes the week."""
    return sign_up(chapter, "Vic President", "Notary", Office.VICE_PRESIDENT)


@pytest.fixture
def secretary(chapter: Chapter) -> Reader:
    """The secretary-treasurer."""
    return sign_up(chapter, "Sue Secretary", "Banker", Office.SECRETARY_TREASURER)


@pytest.fixture
def stranger(elsewhere: Chapter) -> Reader:
    """The vice president of another chapter."""
    return sign_up(elsewhere, "Stan Stranger", "Baker", Office.VICE_PRESIDENT)


@pytest.fixture
def director(app: Flask, chapter: Chapter) -> Reader:
    """A director of the chapter who is no member of it."""
    user = accounts.add_user("dora@director.example", name="Dora Director", now=clock.now())
    accounts.grant_office(
        chapter,
        user,
        Office.DIRECTOR,
        starts_on=date(2026, 9, 1),
        ends_on=None,
        actor_id=None,
        now=clock.now(),
    )
    db.session.commit()
    return Reader(user)


@pytest.fixture
def admin(app: Flask) -> Reader:
    """Somebody who looks after the whole installation."""
    user = accounts.add_user("ada@admin.example", name="Ada Admin", now=clock.now(), is_admin=True)
    db.session.commit()
    return Reader(user)


@pytest.fixture
def browse(app: Flask) -> "BrowserFactory":
    """Open a browser in which a reader is signed in."""
    return BrowserFactory(app)


@pytest.fixture
def anonymous(app: Flask) -> Browser:
    """A browser in which nobody is signed in."""
    return Browser(app)


class BrowserFactory:
    """Opens browsers: `browse(member)`."""

    def __init__(self, app: Flask) -> None:
        self.app = app

    def __call__(self, reader: Reader) -> Browser:
        """Sign a reader in and return the browser."""
        session = accounts.start_session(reader.user, device="test", now=clock.now())
        token = session.token
        db.session.commit()
        return Browser(self.app, token)


@pytest.fixture
def bea(chapter: Chapter) -> Person:
    """A member without a sign-in, who builds."""
    membership = factories.make_member(chapter, "Bea Builder", "Builder", company="Bea & Sons")
    return membership.person


@pytest.fixture
def count_queries(app: Flask) -> "type[AbstractContextManager[Count]]":
    """Count the statements sent: `with count_queries() as count: … count.number`."""
    return counting


def sign_up(chapter: Chapter, name: str, trade: str, office: Office | None = None) -> Reader:
    """Admit a member who can sign in, perhaps with an office."""
    membership = factories.make_member(chapter, name, trade)
    person, now = membership.person, clock.now()
    if office is not None:
        members.grant_office(
            chapter,
            person,
            office,
            starts_on=date(2026, 9, 3),
            ends_on=None,
            actor_id=None,
            now=now,
        )
    user = members.user_of(chapter, person, now)
    db.session.commit()
    return Reader(user, person)
