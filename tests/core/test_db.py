"""How each engine is opened."""

import threading

import pytest
from flask import Flask
from sqlalchemy import text

from chapter.chapters.models import Chapter
from chapter.db import db, may_corrupt_its_log


@pytest.mark.parametrize(
    ("version", "may"),
    [
        ((3, 40, 1), True),
        ((3, 44, 5), True),
        ((3, 44, 6), False),
        ((3, 50, 7), False),
        ((3, 51, 2), True),
        ((3, 51, 3), False),
        ((3, 53, 0), False),
    ],
)
def test_sqlite_with_the_log_fault_is_known(version: tuple[int, ...], may: bool) -> None:
    assert may_corrupt_its_log(version) is may


def test_sqlite_is_durable_and_checks_references(app: Flask) -> None:
    """Seen red without WAL, FULL and foreign_keys; the last two are this SQLite’s own defaults."""
    if db.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL is durable by its own settings")
    names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "secure_delete")

    values = [db.session.scalar(text(f"PRAGMA {name}")) for name in names]

    assert values == ["wal", 2, 1, 5000, 1]


def test_two_writers_lose_nothing(app: Flask, chapter: Chapter) -> None:
    """Seen red with BEGIN instead of BEGIN IMMEDIATE, and on PostgreSQL without the lock."""
    chapter_id, rounds = chapter.id, 20
    # A transaction left open here would keep the writers out.
    db.session.commit()
    failures: list[Exception] = []

    def add() -> None:
        try:
            with app.app_context():
                for _ in range(rounds):
                    row = db.session.get_one(Chapter, chapter_id, with_for_update=True)
                    row.first_weekday = (row.first_weekday + 1) % 7
                    db.session.commit()
        except Exception as failure:
            failures.append(failure)

    writers = [threading.Thread(target=add) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    db.session.refresh(chapter)
    assert failures == []
    assert chapter.first_weekday == (4 * rounds) % 7
