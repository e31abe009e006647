"""Each command says one line and exits 0, or one sentence and exits 2."""

from datetime import date

import pytest
from flask import Flask

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.meetings import queries as meetings
from chapter.slips.ledger import Credit
from tests.conftest import Reader
from tests.factories import make_meeting, make_slip

DAY = date(2026, 11, 12)
FOUNDING = (
    *("create-chapter", "west", "--name", "West", "--weekday", "friday", "--time", "06:45"),
    *("--zone", "Europe/Lisbon", "--currency", "EUR", "--language", "en", "--region", "Coast"),
)


def run(app: Flask, *words: str) -> tuple[int, str]:
    """Run a command and return its exit code and what it said."""
    result = app.test_cli_runner().invoke(args=words)
    db.session.rollback()
    return result.exit_code, (result.stdout + result.stderr).strip()


def test_chapter_is_founded_with_its_region_and_first_rules(app: Flask) -> None:
    said = run(app, *FOUNDING)

    west = db.session.scalar(db.select(Chapter).where(Chapter.slug == "west"))
    assert said == (0, "Founded West (west); it meets on friday at 06:45.")
    assert west is not None
    assert west.region is not None
    assert (west.weekday, str(west.meets_at), west.mode, west.region.name) == (
        4,
        "06:45:00",
        "ledger",
        "Coast",
    )


@pytest.mark.parametrize(
    ("option", "wrong", "sentence"),
    [
        ("--weekday", "someday", "Choose a weekday from monday to sunday."),
        ("--time", "7 o'clock", "Write the time as hours and minutes: 07:00."),
        ("--zone", "Mars/Base", "This time zone is not known; write one such as Europe/Madrid."),
        ("--currency", "XQX", "This currency is not known; write three letters such as EUR."),
        ("--language", "tlh", "This language is not available yet; English (en) is."),
    ],
)
def test_chapter_with_a_wrong_setting_is_refused(
    app: Flask, option: str, wrong: str, sentence: str
) -> None:
    words = list(FOUNDING)
    words[words.index(option) + 1] = wrong

    assert run(app, *words) == (2, sentence)
    assert db.session.query(Chapter).count() == 0


def test_chapter_with_a_wrong_mode_is_refused(app: Flask) -> None:
    assert run(app, *FOUNDING, "--mode", "mixed") == (2, "The mode is ledger or mirror.")


def test_chapter_founded_twice_is_refused(app: Flask) -> None:
    run(app, *FOUNDING)

    assert run(app, *FOUNDING) == (2, "Another chapter has this short name.")


@pytest.mark.parametrize("slug", ["North", "a b", "-a", "ä", "a" * 61, "../a"])
def test_slug_that_cannot_stand_in_an_address_is_refused(app: Flask, slug: str) -> None:
    words = ["create-chapter", *FOUNDING[2:], "--", slug]

    sentence = "Write the short name in small letters, figures and hyphens."
    assert run(app, *words) == (2, sentence)


def test_admin_is_invited_at_the_public_address(app: Flask) -> None:
    code, said = run(app, "create-admin", "Ada@Example.org")

    start = "Added the admin ada@example.org; set a password within 7 days at "
    assert (code, said.startswith(f"{start}http://127.0.0.1:8000/invitation/")) == (0, True)


def test_admin_added_twice_or_without_an_address_is_refused(app: Flask) -> None:
    run(app, "create-admin", "ada@example.org")

    again = run(app, "create-admin", "ADA@example.org")
    assert again == (2, "Somebody signs in with this e-mail already.")
    assert run(app, "create-admin", "ada") == (2, "Write a whole e-mail address.")


def test_forgotten_password_is_set_by_a_new_link(app: Flask, member: Reader) -> None:
    code, said = run(app, "invite", member.user.email)

    start = f"{member.user.email} sets a new password within 7 days at http://127.0.0.1:8000/"
    assert (code, said.startswith(start)) == (0, True)
    assert run(app, "invite", "nobody@example.org") == (2, "Nobody signs in with this e-mail.")


def test_close_says_what_counts_and_who_is_not_marked(
    app: Flask, chapter: Chapter, member: Reader, vice_president: Reader
) -> None:
    assert member.person is not None
    make_slip(chapter, "education", member.person, date(2026, 11, 11))

    said = run(app, "close", "north", "2026-11-12")

    assert said == (
        0,
        "north: the week of 2026-11-12 is closed; 1 slips count in it, 2 members are not marked.",
    )
    assert db.session.scalar(db.select(Credit.meeting_id)) is not None


def test_close_twice_is_one_close(app: Flask, chapter: Chapter) -> None:
    run(app, "close", "north", "2026-11-12")

    assert run(app, "close", "north", "2026-11-12") == (
        0,
        "north: the week of 2026-11-12 was closed already; 0 slips count in it, "
        "0 members are not marked.",
    )


@pytest.mark.parametrize(
    ("slug", "day", "sentence"),
    [
        ("nix", "2026-11-12", "There is no chapter with this short name."),
        ("north", "2026-11-13", "There is no meeting on that day."),
        ("north", "2026-13-13", "“2026-13-13” is not a day; write YYYY-MM-DD."),
        (
            "north",
            "2026-11-26",
            "This meeting is still to come; it is closed on its day or later.",
        ),
    ],
)
def test_close_of_no_meeting_is_refused(
    app: Flask, chapter: Chapter, slug: str, day: str, sentence: str
) -> None:
    assert run(app, "close", slug, day) == (2, sentence)


def test_reopened_week_is_open_and_traced(app: Flask, chapter: Chapter) -> None:
    make_meeting(chapter, DAY, "closed")

    said = run(app, "reopen", "north", "2026-11-12")

    meeting = meetings.on(chapter, DAY)
    assert said == (0, "north: the week of 2026-11-12 is open again; its slips stayed with it.")
    assert meeting is not None
    assert meeting.state == "open"


def test_reopen_of_an_open_week_is_refused(app: Flask, chapter: Chapter) -> None:
    make_meeting(chapter, DAY)

    assert run(app, "reopen", "north", "2026-11-12") == (2, "Only a closed week is reopened.")


def test_check_says_that_the_ledger_is_sound(app: Flask, chapter: Chapter, member: Reader) -> None:
    assert member.person is not None
    make_slip(chapter, "education", member.person, date(2026, 11, 11))

    assert run(app, "check") == (0, "The ledger is sound.")


def test_check_finds_a_credit_in_a_week_before_its_slip(
    app: Flask, chapter: Chapter, member: Reader
) -> None:
    """Seen red with the invariant left out."""
    assert member.person is not None
    slip = make_slip(chapter, "education", member.person, date(2026, 11, 18))
    slip.credits[0].meeting_id = make_meeting(chapter, DAY).id
    db.session.commit()

    said = run(app, "check")

    assert said == (2, "1 credits count in a week before their slip's day.")


def test_check_finds_a_slip_that_counts_for_nobody(
    app: Flask, chapter: Chapter, member: Reader
) -> None:
    """Seen red with the invariant left out."""
    assert member.person is not None
    slip = make_slip(chapter, "education", member.person, date(2026, 11, 18))
    db.session.delete(slip.credits[0])
    db.session.commit()

    assert run(app, "check") == (
        2,
        "1 slips count for nobody, though they were not withdrawn.",
    )
