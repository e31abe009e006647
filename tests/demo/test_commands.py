"""`flask demo` and `flask demo-data`, as somebody types them."""

from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import func, select

from chapter import check, clock
from chapter.accounts import service as accounts
from chapter.accounts.rules import refusal_of_password
from chapter.chapters import queries as chapters
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.demo import showcase
from chapter.meetings import queries as meetings
from chapter.slips.ledger import Credit, Slip
from chapter.visitors import queries as visitors
from tests.demo.dumping import dump


@pytest.fixture
def demo(app: Flask) -> Result:
    """The demo, made."""
    return type_in(app, "demo")


def type_in(app: Flask, *words: Any) -> Result:
    """Run a command."""
    return app.test_cli_runner().invoke(args=[str(word) for word in words])


def test_demo_says_where_it_is_and_how_to_sign_in(demo: Result) -> None:
    assert demo.exit_code == 0
    assert demo.output.splitlines() == [
        "The demo is at http://127.0.0.1:8000; sign in as",
        "  member          member@harbour.example",
        "  vice president  vice.president@harbour.example",
        "  director        director@north.example",
        "  admin           admin@north.example",
        "with the password coffee-at-seven-sharp",
    ]


def test_demo_lets_everybody_named_sign_in(demo: Result) -> None:
    assert refusal_of_password(showcase.PASSWORD) is None
    for email in showcase.SIGN_INS.values():
        user = accounts.check_sign_in(
            email, showcase.PASSWORD, address="127.0.0.1", now=clock.now()
        )
        assert user.email == email


def test_demo_again_changes_nothing(app: Flask, demo: Result) -> None:
    """Seen red with the look for the demo's own admin taken out."""
    before = dump()
    assert type_in(app, "demo").output == demo.output
    assert dump() == before


def test_demo_leaves_this_week_to_close(demo: Result) -> None:
    harbour = chapters.by_slug("harbour")
    assert harbour is not None
    today = clock.today(harbour.zone)
    waiting = meetings.waiting(harbour, today - meetings.HORIZON, today)
    assert [day for day in waiting if day <= today] == [today]
    week = meetings.on(harbour, today)
    assert week is not None
    guests = visitors.of_meeting(harbour, week)
    assert (True, "registered") in {(guest.is_first, guest.visit.state) for guest in guests}


def test_demo_has_slips_that_wait(demo: Result) -> None:
    waiting = select(func.count(Slip.id.distinct())).join(Credit).where(Credit.meeting_id.is_(None))
    assert (db.session.scalar(waiting) or 0) > 20


def test_demo_is_sound(demo: Result) -> None:
    assert check.faults() == []


def test_demo_beside_a_real_chapter_is_refused(app: Flask, chapter: Chapter) -> None:
    """Seen red with the refusal off."""
    answer = type_in(app, "demo")
    assert (answer.exit_code, answer.output) == (
        2,
        "This database has chapters of its own, so no demo was added to it.\n",
    )
    assert [each.slug for each in chapters.everyone()] == ["north"]


def test_demo_on_an_address_others_reach_is_refused(app: Flask) -> None:
    """Seen red with the refusal off: an admin with a known password would be made."""
    with pytest.raises(showcase.DemoRefused):
        showcase.make_once(is_local=False)
    assert list(chapters.everyone()) == []


def test_demo_beside_made_up_chapters_is_made(app: Flask) -> None:
    type_in(app, "demo-data", "--size", "S")
    assert type_in(app, "demo").exit_code == 0


def test_demo_data_says_what_it_added(app: Flask) -> None:
    answer = type_in(app, "demo-data", "--size", "S", "--seed", 4, "--chapters", 2)
    slips = db.session.scalar(select(func.count(Slip.id)))
    assert answer.output.startswith("Data set S, seed 4: added 2 chapters with 348 marks and ")
    assert f" {slips} slips; " in answer.output


def test_demo_data_again_adds_nothing(app: Flask) -> None:
    """Seen red with the look for the chapter taken out."""
    type_in(app, "demo-data", "--size", "S")
    before = dump()
    assert "added 0 chapters" in type_in(app, "demo-data", "--size", "S").output
    assert dump() == before


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--size", "XL"], "“XL” is not a size; write S, M or L."),
        (["--size", "S", "--seed", "a"], "“a” is not a whole number."),
        (["--size", "S", "--chapters", "0"], "“0” is too small; write 1 or more."),
    ],
)
def test_demo_data_is_refused_in_a_sentence(app: Flask, words: list[str], sentence: str) -> None:
    answer = type_in(app, "demo-data", *words)
    assert (answer.exit_code, answer.output) == (2, f"{sentence}\n")
