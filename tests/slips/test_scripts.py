"""What a script is answered that sends a slip, now or once the network is back."""

import uuid
from typing import Any

import pytest

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.people.models import Person
from chapter.slips.kinds import TYPED
from chapter.slips.ledger import Slip
from tests.conftest import TODAY, BrowserFactory, Reader
from tests.factories import close_week, make_slip
from tests.slips.steps import number_of, said

JSON = {"Accept": "application/json"}


def typed(**values: Any) -> dict[str, Any]:
    """Return what a script sends of an education slip."""
    return {"key": "k" * 32, "units": 2, "topic": "", "dated": str(TODAY), **values}


@pytest.mark.parametrize("kind", [kind.name for kind in TYPED])
def test_each_kind_is_answered_with_its_address_and_undo(
    member: Reader, bea: Person, browse: BrowserFactory, kind: str
) -> None:
    """Seen red with a redirect for everybody."""
    browser = browse(member)
    sent = {"key": uuid.uuid4().hex, "dated": str(TODAY), **said(kind, bea)}
    answer = browser.send("slips.new", sent, kind_name=kind, headers=JSON)
    assert (answer.status_code, answer.json["id"]) == (201, 1)
    assert answer.json["address"] == "/c/north/slips/1"
    assert answer.json["message"].endswith(" recorded.")
    undone = browser.client.post(
        answer.json["undo"], data={"csrf_token": browser.csrf_token}, headers=JSON
    )
    assert (undone.status_code, db.session.get_one(Slip, 1).withdrawn_at is None) == (200, False)


def test_retry_is_the_same_slip_and_other_content_is_refused(
    member: Reader, browse: BrowserFactory
) -> None:
    """Seen red with the key not looked up."""
    browser, where = browse(member), {"kind_name": "education", "headers": JSON}
    answers = [browser.send("slips.new", typed(), **where) for _ in range(2)]
    other = browser.send("slips.new", typed(units=9), **where)
    assert [answer.json["id"] for answer in answers] == [1, 1]
    assert (other.status_code, "recorded before with other" in other.json["error"]) == (422, True)
    assert number_of(Slip) == 1


def test_refusal_names_the_fields(member: Reader, browse: BrowserFactory) -> None:
    browser = browse(member)
    answer = browser.send("slips.new", typed(units=""), kind_name="education", headers=JSON)
    assert (answer.status_code, answer.json) == (
        422,
        {
            "error": "Write how many units.",
            "field": "units",
            "fields": {"units": "Write how many units."},
        },
    )


def test_change_is_answered_and_a_stale_one_is_a_conflict(
    chapter: Chapter, member: Reader, browse: BrowserFactory
) -> None:
    make_slip(chapter, "education", member.person, TODAY)
    browser, where = browse(member), {"slip_id": 1, "headers": JSON}
    done = browser.send("slips.edit", typed(version=1), **where)
    stale = browser.send("slips.edit", typed(version=1, key="s" * 32, units=4), **where)
    assert (done.status_code, done.json["id"]) == (201, 1)
    assert (stale.status_code, "changed meanwhile" in stale.json["error"]) == (409, True)


def test_withdrawal_after_the_close_is_a_conflict(
    chapter: Chapter, member: Reader, browse: BrowserFactory
) -> None:
    make_slip(chapter, "education", member.person, TODAY)
    close_week(chapter, TODAY)
    sent = {"key": "k" * 32, "version": 1}
    answer = browse(member).send("slips.withdraw", sent, slip_id=1, headers=JSON)
    assert (answer.status_code, "closed" in answer.json["error"]) == (409, True)


def test_nobody_else_may_write(
    chapter: Chapter, member: Reader, stranger: Reader, browse: BrowserFactory, anonymous: Any
) -> None:
    make_slip(chapter, "education", member.person, TODAY)
    sent = {"key": "k" * 32, "version": 1}
    codes = [
        one.send("slips.withdraw", sent, slip_id=1, headers=JSON).status_code
        for one in (browse(stranger), anonymous)
    ]
    assert codes == [404, 401]


def test_forms_wait_on_the_phone_and_carry_their_key(
    chapter: Chapter, member: Reader, browse: BrowserFactory
) -> None:
    """Seen red with data-queue left out of the sheet."""
    make_slip(chapter, "education", member.person, TODAY)
    browser = browse(member)
    pages = [
        browser.get("slips.new", kind_name="referral"),
        browser.get("slips.edit", slip_id=1),
    ]
    forms = [page.select_one("main form[data-queue=slip]") for page in pages]
    assert [len(form.select_one("[name=key]")["value"]) for form in forms] == [32, 32]
