"""SQLite under load: writers wait for one another, and are told so when it takes too long."""

import sqlite3
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial

import pytest
from flask import Flask
from sqlalchemy import event, text
from werkzeug.test import TestResponse

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.slips.ledger import Slip
from tests import engines
from tests.browse import Browser
from tests.conftest import BrowserFactory, Reader
from tests.reliability.at_once import at_once


@pytest.fixture(autouse=True)
def only_sqlite() -> None:
    """Leave PostgreSQL out: its writers meet at rows, not at the whole file."""
    if engines.chosen() != "sqlite":
        pytest.skip("only SQLite has one writer at a time")


@pytest.fixture
def phone(app: Flask, chapter: Chapter, vice_president: Reader, browse: BrowserFactory) -> Browser:
    """The phone of somebody who records slips."""
    return browse(vice_president)


def record(phone: Browser, key: str, topic: str = "") -> TestResponse:
    """Record a slip under a key."""
    data = {"key": key, "author_id": "1", "units": "1", "topic": topic, "dated": "2026-11-19"}
    return phone.send("slips.new", data, kind_name="education")


@contextmanager
def held(seconds: float) -> Iterator[None]:
    """Hold the write lock, as an import does, for so long or until this ends."""
    db.session.remove()
    file = str(db.engine.url.database)
    is_held, is_over = threading.Event(), threading.Event()

    def hold() -> None:
        with closing(sqlite3.connect(file)) as other:
            other.execute("BEGIN IMMEDIATE")
            is_held.set()
            is_over.wait(seconds)
            other.rollback()

    thread = threading.Thread(target=hold)
    thread.start()
    is_held.wait()
    try:
        yield
    finally:
        is_over.set()
        thread.join()


@contextmanager
def full_disk() -> Iterator[None]:
    """Let the file grow no further."""

    def limit(connection: sqlite3.Connection, *_rest: object) -> None:
        connection.execute("PRAGMA max_page_count = 1")

    db.session.remove()
    db.engine.dispose()
    with closing(sqlite3.connect(str(db.engine.url.database), isolation_level=None)) as alone:
        # Room that deleted rows left in the file would be used first.
        alone.execute("VACUUM")
    event.listen(db.engine, "connect", limit)
    try:
        yield
    finally:
        event.remove(db.engine, "connect", limit)
        db.session.remove()
        db.engine.dispose()


def keys() -> list[str]:
    """Return what was saved."""
    db.session.remove()
    return list(db.session.scalars(db.select(Slip.key)))


def test_writer_waits_for_another(phone: Browser) -> None:
    """Seen red with busy_timeout at 0."""
    key = uuid.uuid4().hex
    with held(1):
        answer = record(phone, key)

    assert (answer.status_code, keys()) == (302, [key])


def test_writer_kept_out_too_long_is_told_when_to_come_again(phone: Browser) -> None:
    """Seen red without the answer to OperationalError."""
    key = uuid.uuid4().hex
    with held(30):
        began = time.monotonic()
        refused = record(phone, key)
        waited = time.monotonic() - began
        page = phone.client.get("/c/north/")
    saved = record(phone, key), record(phone, key)

    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "2")
    assert 4.5 < waited < 10
    assert (page.status_code, [one.status_code for one in saved]) == (200, [302, 302])
    assert keys() == [key]


def test_many_writers_are_let_in_one_after_the_other(
    app: Flask, phone: Browser, vice_president: Reader, browse: BrowserFactory
) -> None:
    phones = [browse(vice_president) for _ in range(8)]
    """Seen red with deferred transactions, which cannot wait: many were answered 503."""
    works = [partial(record, one, uuid.uuid4().hex) for one in phones for _ in range(2)]
    answers = at_once(works)

    assert [answer.status_code for answer in answers] == [302] * 16
    assert len(keys()) == 16


def test_full_disk_refuses_and_loses_nothing(phone: Browser) -> None:
    """Seen red without the answer to OperationalError."""
    first, second = uuid.uuid4().hex, uuid.uuid4().hex
    record(phone, first)
    with full_disk():
        answers = [record(phone, uuid.uuid4().hex, "long " * 39) for _ in range(40)]
        page = phone.client.get("/c/north/")
        said = db.session.scalar(text("PRAGMA integrity_check"))
    refused = [answer for answer in answers if answer.status_code == 503]
    kept = len(answers) - len(refused)

    assert (page.status_code, said, record(phone, second).status_code) == (200, "ok", 302)
    assert {answer.headers["Retry-After"] for answer in refused} == {"2"}
    assert len(keys()) == kept + 2
