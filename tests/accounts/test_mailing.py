"""Mails wait with what they tell of, and are sent once; a server that is down loses none."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from click.testing import Result
from flask import Flask
from sqlalchemy import func, select

from chapter import clock
from chapter.accounts import mailing
from chapter.accounts.models import OutgoingMail
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.slips.ledger import Slip
from tests.accounts.post_office import PostOffice, opened
from tests.conftest import NOW, TODAY, BrowserFactory, Reader
from tests.factories import make_slip

SETTINGS = "CHAPTER_SETTINGS"


@pytest.fixture
def office(app: Flask) -> Iterator[PostOffice]:
    """A mail server, which the app is set up to use."""
    office, server = opened()
    before = app.config[SETTINGS]
    app.config[SETTINGS] = replace(before, smtp_url=f"{office.address}?from=chapter@north.example")
    yield office
    app.config[SETTINGS] = before
    server.shutdown()
    server.server_close()


@pytest.fixture
def passed(chapter: Chapter, member: Reader, vice_president: Reader) -> Slip:
    """A referral Mona gave to Vic; she wants to be told by mail."""
    assert member.person
    assert vice_president.person
    member.user.told_by_mail = True
    said = {"prospect": "Canary Prospect", "phone": "600 100 200", "email": "canary@x.example"}
    other = vice_president.person.id
    return make_slip(chapter, "referral", member.person, TODAY, receiver_id=other, **said)


def tap(
    browse: BrowserFactory, who: Reader, slip: Slip, stage: str, expected: str, key: str
) -> Any:
    """Move the referral."""
    sent = {"stage": stage, "expected": expected, "key": key * 32}
    return browse(who).post("referrals.move", sent, slip_id=slip.id)


def send(app: Flask) -> Result:
    """Run the command that sends what waits."""
    db.session.commit()
    return app.test_cli_runner().invoke(args=["mail", "send"])


def waiting() -> int:
    """Return how many mails wait."""
    unsent = select(func.count(OutgoingMail.id)).where(OutgoingMail.sent_at.is_(None))
    return db.session.scalar(unsent) or 0


def test_giver_is_told_by_mail_once(
    app: Flask, office: PostOffice, passed: Slip, vice_president: Reader, browse: BrowserFactory
) -> None:
    """Seen red with the mail left as it was once sent."""
    slip_id = passed.id
    tap(browse, vice_president, passed, "meeting", "passed", "k")
    said = [send(app).output]
    with time_machine.travel(NOW + timedelta(minutes=11), tick=False):
        said.append(send(app).output)
    assert said[0] == ("1 sent, 0 refused by the mail server for ever, 0 to be tried again.\n")
    assert said[1] == "No mail waits.\n"
    (letter,) = office.letters
    assert letter["Subject"] == "Vic President has a meeting about your referral."
    assert (letter["To"], letter["From"]) == (
        "mona.member@north.example",
        "Chapter <chapter@north.example>",
    )
    assert f"http://127.0.0.1:8000/c/north/slips/{slip_id}" in letter.get_content()


def test_mail_never_says_whom_it_is_about(
    app: Flask, office: PostOffice, passed: Slip, vice_president: Reader, browse: BrowserFactory
) -> None:
    """Seen red with the prospect's name in the subject."""
    tap(browse, vice_president, passed, "won", "passed", "k")
    send(app)
    whole = office.letters[0].as_string()
    assert [word for word in ("Canary", "canary", "600 100 200") if word in whole] == []


def test_sent_mail_is_not_kept(
    app: Flask, office: PostOffice, passed: Slip, vice_president: Reader, browse: BrowserFactory
) -> None:
    tap(browse, vice_president, passed, "won", "passed", "k")
    send(app)
    kept = db.session.execute(select(OutgoingMail.subject, OutgoingMail.text)).all()
    assert kept == [("", "")]


def test_step_sent_twice_is_one_mail(
    office: PostOffice, passed: Slip, vice_president: Reader, browse: BrowserFactory
) -> None:
    """Seen red with a mail for each sending of the key."""
    for _retry in range(2):
        tap(browse, vice_president, passed, "won", "passed", "k")
    assert waiting() == 1


def test_step_undone_before_it_was_sent_is_no_mail(
    office: PostOffice, passed: Slip, vice_president: Reader, browse: BrowserFactory
) -> None:
    """Seen red with mailing.take_back left out."""
    tap(browse, vice_president, passed, "won", "passed", "k")
    tap(browse, vice_president, passed, "passed", "won", "l")
    assert waiting() == 0


def test_step_undone_after_it_was_sent_is_told_too(
    app: Flask, office: PostOffice, passed: Slip, vice_president: Reader, browse: BrowserFactory
) -> None:
    """Seen red with every unread step taken back, whoever had read the mail."""
    tap(browse, vice_president, passed, "won", "passed", "k")
    send(app)
    tap(browse, vice_president, passed, "passed", "won", "l")
    assert waiting() == 1


@pytest.mark.parametrize("wants", [True, False])
def test_nobody_is_told_by_mail_who_did_not_ask(
    office: PostOffice,
    passed: Slip,
    member: Reader,
    vice_president: Reader,
    browse: BrowserFactory,
    wants: bool,
) -> None:
    """Seen red with the setting not asked for."""
    browser = browse(member)
    browser.post("referrals.tell_by_mail", {"told_by_mail": "y"} if wants else {})
    tap(browse, vice_president, passed, "won", "passed", "k")
    assert waiting() == int(wants)


def test_who_changed_their_mind_gets_none(
    app: Flask,
    office: PostOffice,
    passed: Slip,
    member: Reader,
    vice_president: Reader,
    browse: BrowserFactory,
) -> None:
    """Seen red with the setting asked for only when the mail was written."""
    tap(browse, vice_president, passed, "won", "passed", "k")
    browse(member).post("referrals.tell_by_mail", {})
    send(app)
    assert office.letters == []


def test_server_down_loses_nothing(
    app: Flask, office: PostOffice, passed: Slip, vice_president: Reader, browse: BrowserFactory
) -> None:
    tap(browse, vice_president, passed, "won", "passed", "k")
    there = app.config[SETTINGS]
    app.config[SETTINGS] = replace(there, smtp_url="smtp://127.0.0.1:9")
    answer = send(app)
    assert (answer.exit_code, waiting()) == (2, 1)
    app.config[SETTINGS] = there
    send(app)
    assert (len(office.letters), waiting()) == (1, 0)


@pytest.mark.parametrize(("answer", "left"), [("550 unknown", 0), ("451 later", 1)])
def test_address_refused_for_ever_is_given_up_and_later_is_later(
    app: Flask,
    office: PostOffice,
    passed: Slip,
    vice_president: Reader,
    browse: BrowserFactory,
    answer: str,
    left: int,
) -> None:
    office.answer_to_rcpt = answer
    tap(browse, vice_president, passed, "won", "passed", "k")
    assert send(app).exit_code == 0
    assert (office.letters, waiting()) == ([], left)


def test_mail_in_hand_is_taken_by_nobody_else_for_a_while(chapter: Chapter, member: Reader) -> None:
    """Seen red with what is in hand taken again at once."""
    member.user.told_by_mail = True
    mailing.enqueue(member.user, "referral_steps:1", "News", "Text", clock.now())
    (number,) = mailing.due(clock.now())
    taken = [mailing.take(number, clock.now()) is not None for _ in range(2)]
    later = mailing.take(number, clock.now() + timedelta(minutes=11))
    assert (taken, later is not None) == ([True, False], True)


def test_old_news_is_not_sent(
    app: Flask, office: PostOffice, passed: Slip, vice_president: Reader, browse: BrowserFactory
) -> None:
    tap(browse, vice_president, passed, "won", "passed", "k")
    with time_machine.travel(NOW + timedelta(days=8), tick=False):
        assert send(app).output == "No mail waits.\n"


def test_name_with_a_line_break_makes_no_header(
    app: Flask, office: PostOffice, passed: Slip, vice_president: Reader, browse: BrowserFactory
) -> None:
    """Seen red (a mail refused) with the subject taken as it comes."""
    assert vice_president.person
    vice_president.person.last_name = "President\r\nBcc: all@elsewhere.example"
    db.session.commit()
    tap(browse, vice_president, passed, "won", "passed", "k")
    send(app)
    (letter,) = office.letters
    assert letter["Bcc"] is None
    assert office.envelopes == ["rcpt TO:<mona.member@north.example>"]
    assert letter["Subject"].strip() == (
        "Vic President Bcc: all@elsewhere.example won the business you referred."
    )


def test_without_a_mail_server_nothing_is_offered_or_written(
    app: Flask, passed: Slip, member: Reader, vice_president: Reader, browse: BrowserFactory
) -> None:
    """Seen red with the setting offered everywhere."""
    browser = browse(member)
    assert browser.get("referrals.news").select("input[name=told_by_mail]") == []
    browser.post("referrals.tell_by_mail", {"told_by_mail": "y"}, 422)
    tap(browse, vice_president, passed, "won", "passed", "k")
    assert (waiting(), send(app).exit_code) == (0, 2)
