"""Every answer protects itself; forms need their token; nobody is sent to another site."""

import re

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from chapter import create_app
from chapter.config import Settings
from chapter.web.access import local_path
from tests.browse import Browser
from tests.house import addresses, source
from tests.house.dump import changed, dump
from tests.house.furniture import House
from tests.house.test_access import TABLE, ask

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
}
ELSEWHERE = (
    "https://evil.example/",
    "//evil.example/",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "http:evil.example",
    "javascript:alert(1)",
    "/\t/evil.example",
    "https:///evil.example",
    "evil.example",
    "http://127.0.0.1:8000@evil.example/",
    "http://[::1",
    " //evil.example",
    "/\n/evil.example",
)


def policy(answer: TestResponse) -> dict[str, set[str]]:
    """Return the content security policy, by directive."""
    parts = answer.headers.get("Content-Security-Policy", "").split(";")
    return {words[0]: set(words[1:]) for part in parts if (words := part.split())}


def unprotected(answer: TestResponse) -> list[str]:
    """Return what an answer lacks."""
    missing = [name for name, value in HEADERS.items() if answer.headers.get(name) != value]
    rules = policy(answer)
    sources = set[str]().union(*rules.values())
    if rules.get("default-src") != {"'none'"} or rules.get("frame-ancestors") != {"'none'"}:
        missing.append("Content-Security-Policy")
    return missing + sorted(sources - {"'self'", "'none'", "data:"})


@pytest.mark.parametrize("actor", ["anonymous", "vice president", "stranger"])
def test_every_answer_protects_itself(house: House, app: Flask, actor: str) -> None:
    """Seen red with `protect` not registered, and with 'unsafe-inline' in the policy."""
    browser, rows = house.enter(actor)
    lacking = []
    for method, endpoint in addresses.requests(app):
        answer = ask(browser, method, addresses.address(app, endpoint, rows))
        lacking += [(method, endpoint, name) for name in unprotected(answer)]

    source.none(lacking, "These answers lack a header:")


@pytest.mark.parametrize("address", ["/nowhere", "/c/north", "/sign-out"])
def test_error_pages_protect_themselves(app: Flask, anonymous: Browser, address: str) -> None:
    """Seen red with the headers set by the views' answers only."""
    assert unprotected(anonymous.client.get(address)) == []


def test_signed_in_pages_are_not_stored(house: House, app: Flask) -> None:
    """Seen red with the header taken out."""
    browser, rows = house.enter("vice president")
    pages = [rule.endpoint for rule in addresses.rules(app, "GET") if "static" not in rule.endpoint]
    stored = [
        endpoint
        for endpoint in pages
        if ask(browser, "GET", addresses.address(app, endpoint, rows)).headers.get("Cache-Control")
        != "no-store"
    ]

    source.none(stored, "Another person at this computer could go back to:")


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example"]
)
def test_unknown_hosts_are_refused(app: Flask, anonymous: Browser, host: str) -> None:
    """Seen red with refuse_unknown_host not registered."""
    answer = anonymous.client.get("/sign-in", headers={"Host": host})

    assert answer.status_code == 400
    assert host not in answer.text


def test_posts_need_their_token(house: House, app: Flask) -> None:
    """Seen red with CSRFProtect taken out."""
    browser, rows = house.enter("admin")
    before = dump()
    posts = [rule.endpoint for rule in addresses.rules(app, "POST")]
    accepted = [
        name
        for name in posts
        if browser.client.post(addresses.address(app, name, rows)).status_code != 400
    ]

    source.none(accepted, "These forms are taken from any page of the web:")
    assert changed(before, dump()) == []


def test_tokens_of_others_are_refused(house: House, app: Flask) -> None:
    """Seen red with CSRFProtect taken out."""
    browser, rows = house.enter("vice president")
    with browser.client.session_transaction() as session:
        session["csrf_token"] = "of another browser"
    answer = ask(browser, "POST", addresses.address(app, "weeks.close", rows))

    assert answer.status_code == 400


@pytest.mark.parametrize("target", ELSEWHERE)
def test_local_path_refuses_other_places(target: str) -> None:
    """Seen red with local_path giving back whatever it is given."""
    assert local_path(target) is None


@pytest.mark.parametrize("target", ELSEWHERE)
def test_sign_in_leads_nowhere_else(house: House, target: str) -> None:
    """Seen red with `next` taken as it is."""
    browser, _rows = house.enter("member")
    answer = browser.client.get("/sign-in", query_string={"next": target})

    assert answer.location == "/"


def test_session_cookie_is_kept_from_scripts(house: House) -> None:
    """Seen red with SESSION_COOKIE_HTTPONLY off."""
    browser, _rows = house.enter("member")
    answer = browser.client.post("/sign-out", data={"csrf_token": browser.csrf_token})
    cookies = answer.headers.getlist("Set-Cookie")

    assert cookies
    assert all("HttpOnly" in cookie and "SameSite=Lax" in cookie for cookie in cookies)


def test_public_address_demands_https(
    built_app: Flask, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Seen red with HSTS left to the proxy."""
    folder = tmp_path_factory.mktemp("public")
    app = create_app(
        Settings(f"sqlite:///{folder}/x.db", "k" * 40, "https://chapter.example", folder)
    )
    answer = app.test_client().get("/sign-in", base_url="https://chapter.example")

    assert re.fullmatch(r"max-age=\d{8,}.*", answer.headers["Strict-Transport-Security"])
    assert app.config["SESSION_COOKIE_SECURE"]


def test_only_a_form_changes_anything(built_app: Flask) -> None:
    """Seen red with a route that answers PUT."""
    methods = {m for rule in built_app.url_map.iter_rules() for m in rule.methods or ()}

    assert methods == {"GET", "HEAD", "OPTIONS", "POST"}
    assert set(TABLE) == set(built_app.view_functions)
