from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select

from chapter import clock
from chapter.accounts import queries, service
from chapter.accounts.models import SignIn, SignInFailure, User
from chapter.db import db
from tests.browse import Browser
from tests.conftest import NOW, BrowserFactory, Reader

PASSWORD, OTHER = "a sentence is fine", "another sentence"
WRONG = "This e-mail and password do not belong together."


@pytest.fixture
def reader(member: Reader) -> Reader:
    """A member with a password."""
    service.set_password(member.user, PASSWORD)
    db.session.commit()
    return member


def sign_in(browser: Browser, user: User, password: str = PASSWORD, **values: str) -> str:
    """Send the sign-in form; return where it leads, or its first refusal."""
    data = {"email": user.email, "password": password, **values}
    answer = browser.send("accounts.sign_in", data)
    summary = browser._read(answer).select_one(".error-summary li")
    return summary.get_text() if summary else answer.headers["Location"]


def invitation(user: User) -> str:
    """Return the token of a new invitation."""
    token = service.invite(user, chapter_id=None, actor_id=None, now=clock.now())
    db.session.commit()
    return token


def test_sign_in_leads_to_the_chapters(anonymous: Browser, reader: Reader) -> None:
    assert sign_in(anonymous, reader.user) == "/"
    assert reader.user.email in anonymous.get("accounts.show").get_text()


def test_sign_in_leads_where_somebody_wished_to_go(anonymous: Browser, reader: Reader) -> None:
    assert sign_in(anonymous, reader.user, next="/c/north/members") == "/c/north/members"


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "/\\evil.example", "http://[", "x"]
)
def test_sign_in_leads_nowhere_else(anonymous: Browser, reader: Reader, target: str) -> None:
    """Seen red with the check of the path off."""
    assert sign_in(anonymous, reader.user, next=target) == "/"


def test_sign_in_keeps_the_wish_from_the_address(anonymous: Browser) -> None:
    page = anonymous.get("accounts.sign_in", next="/c/north/")
    assert page.select_one("input[name=next]")["value"] == "/c/north/"


def test_sign_in_answers_alike_for_known_and_unknown(anonymous: Browser, reader: Reader) -> None:
    known = anonymous.post("accounts.sign_in", {"email": "x@y.example", "password": OTHER}, 422)
    unknown = anonymous.post(
        "accounts.sign_in", {"email": reader.user.email, "password": OTHER}, 422
    )
    said = [page.select_one(".error-summary li").get_text() for page in (known, unknown)]
    assert said == [WRONG, WRONG]


def test_sign_in_that_failed_is_counted(anonymous: Browser, reader: Reader) -> None:
    """Seen red with the second transaction off: the refusal rolled the row back."""
    sign_in(anonymous, reader.user, OTHER)
    assert db.session.scalar(select(func.count()).select_from(SignInFailure)) == 1


def test_sign_in_is_slowed_down_after_ten_failures(anonymous: Browser, reader: Reader) -> None:
    said = [sign_in(anonymous, reader.user, OTHER) for _ in range(11)]
    too_many = "Too many tries. Wait a quarter of an hour, then try again."
    assert said == [WRONG] * 10 + [too_many]


def test_sign_in_of_many_from_one_address_succeeds(app: Flask, reader: Reader) -> None:
    assert [sign_in(Browser(app), reader.user) for _ in range(60)] == ["/"] * 60


def test_sign_in_makes_a_new_session(app: Flask, browse: BrowserFactory, reader: Reader) -> None:
    """Seen red with the clearing of the session off."""
    browser = Browser(app)
    with browser.client.session_transaction() as session:
        session["planted"] = "by somebody else"
    sign_in(browser, reader.user)
    with browser.client.session_transaction() as session:
        assert "planted" not in session


def test_sign_in_without_its_token_is_refused(app: Flask, reader: Reader) -> None:
    """Seen red with the CSRF check off."""
    data = {"email": reader.user.email, "password": PASSWORD}
    answer = app.test_client().post("/sign-in", data=data)
    assert answer.status_code == 400


def test_sign_in_of_somebody_signed_in_goes_on(browse: BrowserFactory, reader: Reader) -> None:
    answer = browse(reader).client.get("/sign-in")
    assert answer.headers["Location"] == "/"


def test_sign_out_ends_the_session(browse: BrowserFactory, reader: Reader) -> None:
    """Seen red with the row kept: the old cookie still let in."""
    browser = browse(reader)
    cookie = browser.client.get_cookie("session")
    browser.post("accounts.sign_out")
    browser.client.set_cookie("session", cookie.value)
    browser.get("accounts.show", 302)


def test_session_ends_after_ninety_days(browse: BrowserFactory, reader: Reader) -> None:
    browser = browse(reader)
    with time_machine.travel(NOW + timedelta(days=91), tick=False):
        browser.get("accounts.show", 302)


def test_invitation_lets_somebody_in(anonymous: Browser, member: Reader) -> None:
    token = invitation(member.user)
    page = anonymous.get("accounts.accept", token=token)
    assert member.user.email in page.select_one(".lead").get_text()
    anonymous.post("accounts.accept", {"password": OTHER, "again": OTHER}, token=token)
    assert anonymous.get("accounts.show").h1.get_text() == "Your account"


def test_invitation_with_two_passwords_that_differ_is_refused(
    anonymous: Browser, member: Reader
) -> None:
    token = invitation(member.user)
    data = {"password": OTHER, "again": PASSWORD}
    page = anonymous.post("accounts.accept", data, 422, token=token)
    assert page.select_one("#again-error").get_text(strip=True) == (
        "The two passwords differ; write the new one twice."
    )


def test_invitation_keeps_spaces_of_a_password(anonymous: Browser, member: Reader) -> None:
    data = {"password": f" {OTHER} ", "again": f" {OTHER} "}
    anonymous.post("accounts.accept", data, token=invitation(member.user))
    check = service.check_sign_in(member.user.email, f" {OTHER} ", address="", now=clock.now())
    assert check == member.user


def test_invitation_that_is_over_says_so(anonymous: Browser) -> None:
    page = anonymous.get("accounts.accept", 422, token="unknown")
    assert page.select_one(".empty p").get_text() == (
        "This invitation has been used or is over. Ask for a new one."
    )


def test_account_lists_ones_own_devices_only(
    browse: BrowserFactory, reader: Reader, stranger: Reader
) -> None:
    browse(stranger)
    browse(reader)
    page = browse(reader).get("accounts.show")
    assert len(page.select(".rows li")) == 2


def test_device_is_signed_out(browse: BrowserFactory, reader: Reader) -> None:
    lost, here = browse(reader), browse(reader)
    oldest = queries.sign_ins_of(reader.user)[-1]
    here.post("accounts.end_device", sign_in_id=oldest.id)
    lost.get("accounts.show", 302)


def test_device_in_use_is_signed_out_at_once(browse: BrowserFactory, reader: Reader) -> None:
    here = browse(reader)
    (device,) = queries.sign_ins_of(reader.user)
    answer = here.send("accounts.end_device", sign_in_id=device.id)
    assert answer.headers["Location"] == "/sign-in"


def test_device_of_somebody_else_is_not_found(
    browse: BrowserFactory, reader: Reader, stranger: Reader
) -> None:
    """Seen red with the owner left out of the query."""
    browse(stranger)
    (device,) = queries.sign_ins_of(stranger.user)
    browse(reader).post("accounts.end_device", status=404, sign_in_id=device.id)
    assert queries.sign_ins_of(stranger.user) == [device]


def test_password_change_signs_other_devices_out(browse: BrowserFactory, reader: Reader) -> None:
    other, here = browse(reader), browse(reader)
    data = {"present": PASSWORD, "password": OTHER, "again": OTHER}
    here.post("accounts.change_password", data)
    other.get("accounts.show", 302)
    assert len(here.get("accounts.show").select(".rows li")) == 1


def test_password_change_with_a_wrong_present_one_is_refused_and_counted(
    browse: BrowserFactory, reader: Reader
) -> None:
    data = {"present": OTHER, "password": OTHER, "again": OTHER}
    page = browse(reader).post("accounts.change_password", data, 422)
    said = page.select_one("#present-error").get_text(strip=True)
    failures = db.session.scalar(select(func.count()).select_from(SignInFailure))
    assert (said, failures) == ("This is not your present password.", 1)


def test_account_of_nobody_leads_to_sign_in(anonymous: Browser) -> None:
    answer = anonymous.client.get("/account")
    assert answer.headers["Location"] == "/sign-in?next=/account"


def test_sign_in_stores_the_device(anonymous: Browser, reader: Reader) -> None:
    sign_in(anonymous, reader.user)
    (device,) = db.session.scalars(select(SignIn.device)).all()
    assert device.startswith("Werkzeug")
