"""Two who decide at the same moment make one decision, on either engine."""

import pytest

from chapter.accounts.rules import Office
from chapter.chapters.models import Chapter
from chapter.corrections.models import CorrectionRequest
from chapter.db import db
from chapter.slips.ledger import Credit, Slip
from tests.conftest import BrowserFactory, Reader, sign_up
from tests.corrections.conftest import Asker
from tests.reliability.at_once import at_once, insist


@pytest.mark.parametrize("second", ["accept", "decline", "take_back"])
def test_two_decisions_at_once_are_one(
    chapter: Chapter,
    member: Reader,
    slip: Slip,
    vice_president: Reader,
    browse: BrowserFactory,
    ask: Asker,
    second: str,
) -> None:
    """Seen red with the state of a request not looked at: the second was an error of 500."""
    number = ask(slip, units=5, topic="").id
    president = sign_up(chapter, "Pete President", "Printer", Office.PRESIDENT)
    one, other = browse(vice_president), browse(member if second == "take_back" else president)
    sent = {"version": "1", "word": "No."}
    targets = [
        browser.address(f"corrections.{deed}", request_id=number)
        for browser, deed in ((one, "accept"), (other, second))
    ]
    answers = at_once(
        [lambda: insist(one, targets[0], sent), lambda: insist(other, targets[1], sent)]
    )

    assert sorted(answer.status_code for answer in answers) == [302, 409]
    is_accepted = db.session.get_one(CorrectionRequest, number).state == "accepted"
    assert db.session.scalars(db.select(Credit.quantity)).all() == [5 if is_accepted else 2]


def test_two_requests_at_once_are_one(member: Reader, slip: Slip, browse: BrowserFactory) -> None:
    """Seen red with the rule and the unique column off."""
    browser = browse(member)
    target = browser.address("corrections.ask_withdrawal", slip_id=slip.id)
    keys = [letter * 32 for letter in "ab"]
    browsers = [browse(member) for _ in keys]
    answers = at_once(
        [
            lambda b=b, key=key: insist(b, target, {"key": key, "reason": "Twice."})
            for b, key in zip(browsers, keys, strict=True)
        ]
    )

    assert sorted(answer.status_code for answer in answers) == [302, 409]
    assert db.session.query(CorrectionRequest).count() == 1
