"""Who may use which address: closed until declared, and the table that says it is the truth."""

import re

import pytest
from flask import Blueprint, Flask
from werkzeug.test import TestResponse

from chapter import create_app, entrance
from chapter.web import access
from chapter.web.access import UndeclaredRoute
from tests.browse import Browser
from tests.house import addresses, source
from tests.house.access_table import (
    ACCOUNT,
    ADMIN,
    ANYBODY,
    COMMITTEE,
    HOST,
    LEADER,
    MEMBER,
    SECRETARY,
    TABLE,
)
from tests.house.actors import INSIDE
from tests.house.dump import changed, dump
from tests.house.furniture import House

# Who may do what the least office may.
LEADERS = {"vice president", "president", "director", "admin"}
HOLDERS = {
    MEMBER: set(INSIDE),
    HOST: {HOST, SECRETARY, *LEADERS},
    COMMITTEE: {COMMITTEE, SECRETARY, *LEADERS},
    SECRETARY: {SECRETARY, *LEADERS},
    LEADER: LEADERS,
}
OUTSIDE = {"stranger", "former member", "director elsewhere"}
NOT_SIGNED_IN = {"anonymous", "deactivated"}
# Who is no member has no profile and no year of their own.
OWN = (
    "members.edit_own",
    "referrals.move",
    "referrals.news",
    "referrals.read",
    "referrals.received",
    "referrals.tell_by_mail",
    "reporting.own",
)
MEMBERS_ONLY = {(endpoint, actor) for endpoint in OWN for actor in ("director", "admin")}


def expected(app: Flask, endpoint: str, actor: str) -> str:
    """Return what should come of a request."""
    least = TABLE.get(endpoint, "undeclared")
    if least == ANYBODY:
        return "in"
    if actor in NOT_SIGNED_IN:
        return "sign in"
    if least == ACCOUNT:
        return "in"
    if least == ADMIN:
        return "in" if actor == ADMIN else "403"
    if actor in OUTSIDE or (endpoint, actor) in MEMBERS_ONLY:
        return "404"
    return "in" if actor in HOLDERS.get(least, set()) else "403"


def outcome(answer: TestResponse) -> str:
    """Return what came of a request."""
    if answer.status_code in (403, 404) or answer.status_code >= 500:
        return str(answer.status_code)
    return "sign in" if answer.location and answer.location.startswith("/sign-in?") else "in"


def ask(browser: Browser, method: str, address: str) -> TestResponse:
    """Send a request, a form with nothing but its token."""
    data = {"csrf_token": browser.csrf_token} if method == "POST" else None
    with browser.client.open(address, method=method, data=data) as answer:
        answer.get_data()
    return answer


def test_undeclared_route_is_named_in_the_refusal() -> None:
    """Seen red with refuse_undeclared returning at once."""
    app = Flask("undeclared")
    blueprint = Blueprint("secrets", __name__)
    blueprint.add_url_rule("/secrets", "show", lambda: "all of them")
    app.register_blueprint(blueprint)

    with pytest.raises(UndeclaredRoute, match=re.escape("(secrets.show) declares no access")):
        access.refuse_undeclared(app, ("static",))


def test_create_app_refuses_undeclared_routes(
    built_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Seen red with the call of refuse_undeclared taken out of create_app."""
    blueprint = Blueprint("secrets", __name__)
    blueprint.add_url_rule("/secrets", "show", lambda: "all of them")
    monkeypatch.setitem(vars(entrance), "blueprints", lambda: (blueprint,))

    with pytest.raises(UndeclaredRoute):
        create_app(built_app.config["CHAPTER_SETTINGS"])


def test_every_endpoint_is_declared(built_app: Flask) -> None:
    """Seen red with one @requires taken out and the start-up check off."""
    open_ones = [
        name for name in built_app.view_functions if access.declared(built_app, name) is None
    ]

    assert open_ones == []


def test_table_equals_the_endpoints(built_app: Flask) -> None:
    """Seen red with a route added, and with one taken away."""
    endpoints = set(built_app.view_functions)

    assert set(TABLE) == endpoints, "Add to TABLE or take away: " + ", ".join(
        sorted(set(TABLE) ^ endpoints)
    )


@pytest.mark.parametrize("actor", [*INSIDE, *sorted(OUTSIDE), *sorted(NOT_SIGNED_IN)])
def test_everybody_gets_what_the_table_says(house: House, app: Flask, actor: str) -> None:
    """Seen red with @requires of weeks.close lowered to MEETING_VIEW, and with the guard off."""
    browser, rows = house.enter(actor)
    wrong = []
    for method, endpoint in addresses.requests(app):
        answer = ask(browser, method, addresses.address(app, endpoint, rows))
        if outcome(answer) != expected(app, endpoint, actor):
            wrong.append((method, endpoint, answer.status_code, expected(app, endpoint, actor)))

    source.none(wrong, "Method, endpoint, what came, what TABLE says:")


@pytest.mark.parametrize("actor", sorted({MEMBER, *OUTSIDE, *NOT_SIGNED_IN}))
def test_refused_requests_change_nothing(house: House, app: Flask, actor: str) -> None:
    """Seen red with the guard off."""
    browser, rows = house.enter(actor)
    refused = [
        endpoint
        for method, endpoint in addresses.requests(app)
        if method == "POST" and expected(app, endpoint, actor) != "in"
    ]
    before = dump()
    for endpoint in refused:
        ask(browser, "POST", addresses.address(app, endpoint, rows))

    assert changed(before, dump()) == []


def test_strangers_see_what_unknown_chapters_show(house: House, app: Flask) -> None:
    """Seen red with a 403 for strangers, and with the chapter's name on the page."""
    browser, rows = house.enter("stranger")
    differing = []
    for method, endpoint in addresses.requests(app):
        if addresses.is_inside(app, endpoint):
            pages = [
                ask(browser, method, addresses.address(app, endpoint, rows, slug))
                for slug in ("north", "nowhere")
            ]
            bodies = {neutral(page) for page in pages}
            differing += [(method, endpoint)] if len(bodies) > 1 else []

    source.none(differing, "A stranger can tell this address from one that does not exist:")


def neutral(answer: TestResponse) -> tuple[int, str]:
    """Return an answer without what differs each time."""
    return answer.status_code, re.sub(r'value="[^"]*"|\b[0-9a-f]{8}\b', "", answer.text)
