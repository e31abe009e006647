"""A served chapter on scratch data: founded in this process, served by another group."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from threading import Event, Thread
from typing import Any

from flask import Flask

from chapter import check, clock, create_app
from chapter.accounts import service as accounts
from chapter.accounts.rules import Office
from chapter.attendance.models import AttendanceMark
from chapter.config import Settings
from chapter.db import db, reading_only
from chapter.slips.ledger import Credit, Slip
from tests import factories
from tests.acceptance.server import Server
from tests.browse import Browser
from tests.conftest import Reader, sign_up
from tests.reliability.clients import Phone

SECRET = "only for tests, but as long as a real one"
PHONES = 4


@dataclass
class Chapterhouse:
    """A served chapter, its database, and the phones that write to it."""

    app: Flask
    server: Server
    phones: list[Phone]

    def storm(self, seconds: float, strike: Any) -> None:
        """Let all phones write, and strike after a while, in the middle of it."""
        stop = Event()
        threads = [Thread(target=phone.write, args=[stop]) for phone in self.phones]
        for thread in threads:
            thread.start()
        stop.wait(seconds)
        strike()
        stop.set()
        for thread in threads:
            thread.join()

    def insist(self) -> None:
        """Send again what was not acknowledged."""
        for phone in self.phones:
            phone.insist()

    def app_forgets(self) -> None:
        """Let go of this process's own connections, which died with the database."""
        with self.app.app_context():
            db.engine.dispose()

    def faults(self) -> list[str]:
        """Return what is lost, doubled or damaged."""
        with self.app.app_context(), reading_only():
            found = check.faults()
            stored = sorted(db.session.scalars(db.select(Slip.key)))
            credits = db.session.scalar(db.select(db.func.count(Credit.id)))
            marks = db.session.execute(
                db.select(AttendanceMark.person_id, AttendanceMark.version, AttendanceMark.mark)
            ).all()
        sent = sorted(key for phone in self.phones for key in phone.keys)
        found += [f"{len(sent)} slips acknowledged, {len(stored)} stored"] if sent != stored else []
        found += [f"{credits} credits of {len(sent)} slips"] if credits != 2 * len(sent) else []
        # Each mark differs from the one before, so the version says how often it was set.
        told = sorted((p.person_id, p.marks, p.letter) for p in self.phones if p.marks)
        return found + ([f"marks {told} became {marks}"] if told != sorted(marks) else [])


@contextmanager
def served(folder: Path, url: str, seed: int) -> Iterator[Chapterhouse]:
    """Found a chapter that meets today, let four officers in, and serve it as `make run` does."""
    settings = Settings(url, SECRET, "http://127.0.0.1:8000", folder, is_testing=True)
    server = Server(folder, url)
    server.environ["CHAPTER_SECRET_KEY"] = SECRET
    app = create_app(settings)
    with app.app_context():
        db.create_all()
        phones = _phones(app, server.address.removeprefix("http://"), seed)
        db.session.remove()
    server.start()
    try:
        yield Chapterhouse(app, server, phones)
    finally:
        server.stop()
        with app.app_context():
            db.session.remove()
            db.drop_all()
            db.engine.dispose()


def _phones(app: Flask, host: str, seed: int) -> list[Phone]:
    day = clock.today("Europe/Madrid")
    chapter = factories.make_chapter("north", "North", weekday=day.weekday())
    office = Office.SECRETARY_TREASURER
    readers = [sign_up(chapter, f"Olly{n} Officer", f"Trade {n}", office) for n in range(PHONES)]
    factories.make_meeting(chapter, day)
    other = factories.make_member(chapter, "Rita Receiver").person_id
    return [
        _phone(app, host, reader, other, str(day), seed + n) for n, reader in enumerate(readers)
    ]


def _phone(app: Flask, host: str, reader: Reader, other: int, day: str, seed: int) -> Phone:
    token = accounts.start_session(reader.user, device="test", now=clock.now()).token
    db.session.commit()
    browser = Browser(app, token)
    cookie = browser.client.get_cookie("session")
    assert cookie is not None
    assert reader.person is not None
    headers = {
        "Cookie": f"session={cookie.value}",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    csrf_token = browser.csrf_token
    return Phone(host, headers, csrf_token, reader.person.id, other, day, Random(seed))
