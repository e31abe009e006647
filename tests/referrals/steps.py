"""Referrals passed on and moved in a browser, as several tests do it."""

from datetime import date
from typing import Any

from chapter.chapters.models import Chapter
from chapter.slips.ledger import Slip
from tests.browse import Browser
from tests.conftest import TODAY, Reader
from tests.factories import make_slip


def pass_on(chapter: Chapter, giver: Reader, receiver: Reader, day: date = TODAY) -> Slip:
    """Pass a referral on."""
    assert giver.person
    assert receiver.person
    said = {"prospect": "Canary Prospect", "phone": "600 100 200", "comment": "Canary comment"}
    return make_slip(chapter, "referral", giver.person, day, receiver_id=receiver.person.id, **said)


def tap(browser: Browser, slip: Slip, stage: str, expected: str = "passed", **more: Any) -> Any:
    """Tap a step and return the answer."""
    sent = {"stage": stage, "expected": expected, "key": "k" * 32}
    headers = {"Accept": "application/json"} if more.pop("json", False) else {}
    return browser.send("referrals.move", {**sent, **more}, slip_id=slip.id, headers=headers)
