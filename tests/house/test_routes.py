"""Addresses: kebab-case, typed, each reachable by its links, and no link into a wall."""

import re

import pytest
from flask import Flask

from tests.house import addresses, source
from tests.house.crawler import crawl
from tests.house.furniture import House
from tests.house.test_access import expected

PARAMETER = re.compile(r"<(?:(?P<type>\w+)(?:\([^)]*\))?:)?(?P<name>\w+)>")
KEBAB = re.compile(r"/|(?:/(?:[a-z0-9]+(?:-[a-z0-9]+)*|¶)(?:\.xlsx)?)+/?")

# Pages a vice president reaches by no link, each with its reason.
UNLINKED = {
    "accounts.accept": "the link is sent by hand",
    "accounts.sign_in": "leads to the first page once signed in",
    "accounts.directors": "for admins",
    "reporting.chapters": "for who has several chapters; the list of them leads there",
    "reporting.chapters_month": "its page links to it",
    "attendance.changes": "scripts ask it",
    "visitors.show": "its list links to it after a visit",
    "weeks.open_weeks": "the first page links to it where earlier weeks are open",
    "bootstrap.static": "files",
    "offline.file_of_build": "files of another build",
    "offline.framework_of_build": "files of another build",
    "offline.kept": "scripts ask it",
    "offline.session": "scripts ask it",
    "offline.show": "the worker shows it",
    "offline.worker": "scripts start it",
    "static": "files",
    "trades.file": "its page links to it once a half-year has settled",
}


def faults(rule: str) -> list[str]:
    """Return what is wrong with a rule."""
    untyped = [m["name"] for m in PARAMETER.finditer(rule) if not m["type"]]
    path = PARAMETER.sub("¶", rule)
    return untyped + ([] if KEBAB.fullmatch(path) else [path])


def test_addresses_are_kebab_case_and_typed(built_app: Flask) -> None:
    """Seen red with /c/<chapter_slug>/leader_board."""
    odd = [
        (rule.rule, faults(rule.rule))
        for rule in built_app.url_map.iter_rules()
        if faults(rule.rule)
    ]

    source.none(odd, "Write /words-with-hyphens/<type:name>:")


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        ("/", []),
        ("/c/<string:slug>/one-to-ones/<int(max=9):slip_id>", []),
        ("/c/<string:slug>/reports/<string:month>.xlsx", []),
        ("/c/<slug>/x", ["slug"]),
        ("/c/<string:slug>/Slips", ["/c/¶/Slips"]),
        ("/sign_in", ["/sign_in"]),
    ],
)
def test_faults_known_cases(rule: str, found: list[str]) -> None:
    """The check itself tells them apart."""
    assert faults(rule) == found


def test_addresses_of_a_feature_fit_one_screen(built_app: Flask) -> None:
    """Seen red with a limit of 5."""
    blueprints = [rule.endpoint.partition(".")[0] for rule in built_app.url_map.iter_rules()]

    assert max(map(blueprints.count, blueprints)) <= 20


def test_every_page_is_reached_by_links(house: House, app: Flask) -> None:
    """Seen red with the link to the rules taken out of the settings."""
    browser, _rows = house.enter("vice president")
    seen = {page.endpoint for page in crawl(app, browser)}
    reading = {rule.endpoint for rule in addresses.rules(app, "GET")}

    assert reading - seen == set(UNLINKED), "Link to it, or give a reason in UNLINKED."


@pytest.mark.parametrize(
    "actor", ["member", "visitor host", "membership committee", "secretary", "director", "admin"]
)
def test_nothing_shown_leads_into_a_wall(house: House, app: Flask, actor: str) -> None:
    """Seen red with the menu's check of rights off, and with the close button shown to all."""
    browser, _rows = house.enter(actor)
    pages = list(crawl(app, browser))
    links = [(page.endpoint, page.status) for page in pages if page.status >= 400]
    shown = {button for page in pages for button in page.buttons}
    buttons = [button for button in sorted(shown) if expected(app, button, actor) != "in"]

    source.none([*links, *buttons], f"A {actor} is shown a link or button that leads nowhere:")


def test_numbers_beyond_the_database_are_unknown(house: House, app: Flask) -> None:
    """Seen red with a plain <int:…> that reaches the database."""
    browser, rows = house.enter("vice president")
    huge = {name: 10**25 for name in rows if name.endswith("_id")}
    wrong = []
    for method, endpoint in addresses.requests(app):
        (rule,) = app.url_map.iter_rules(endpoint)
        if addresses.is_inside(app, endpoint) and rule.arguments & set(huge):
            address = unfilled(app, endpoint, {**rows, **huge})
            data = {"csrf_token": browser.csrf_token}
            answer = browser.client.open(address, method=method, data=data)
            wrong += [(method, address)] if answer.status_code != 404 else []

    source.none(wrong, "Answer 404 to a number no row has: <int(max=2147483647):…>:")


def unfilled(app: Flask, endpoint: str, rows: dict[str, object]) -> str:
    """Return an address with values its converters might refuse to write."""
    (rule,) = app.url_map.iter_rules(endpoint)
    values = {**rows, "chapter_slug": "north"}
    return PARAMETER.sub(lambda match: str(values[match["name"]]), rule.rule)
