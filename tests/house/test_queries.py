"""Each page costs the same number of statements for one row and for three, and few of them."""

from typing import Any

import pytest
from flask import Flask

from tests.browse import Browser
from tests.house import addresses
from tests.house.furniture import House
from tests.statements import counting

MOST = 15

# How many statements each page takes, whoever the session is and the chapter included.
STATEMENTS: dict[str, int] = {
    "accounts.change_password": 1,
    "accounts.show": 2,
    "archive.show": 7,
    "archive.template": 5,
    "attendance.edit": 8,
    "chapters.edit": 7,
    "dashboard.index": 14,
    "dashboard.show_help": 8,
    "imports.index": 10,
    "imports.show": 12,
    "meetings.edit": 7,
    "meetings.index": 8,
    "members.edit": 8,
    "members.edit_own": 6,
    "members.grant_office": 8,
    "members.index": 9,
    "members.new": 7,
    "members.release": 8,
    "members.show": 14,
    "reconciliation.index": 15,
    "reconciliation.show": 15,
    "reporting.attendance": 13,
    "reporting.chapter": 14,
    "reporting.chapters": 2,
    "reporting.chapters_month": 12,
    "reporting.figure": 9,
    "reporting.index": 7,
    "reporting.leaderboard": 13,
    "reporting.listing": 12,
    "reporting.matrix": 13,
    "reporting.month": 15,
    "reporting.own": 15,
    "reporting.pair": 12,
    "reporting.pairs": 13,
    "reporting.palms": 13,
    "reporting.policy": 9,
    "reporting.recognition": 14,
    "reporting.rows": 12,
    "reporting.sheet": 14,
    "reporting.trends": 13,
    "rulesets.index": 8,
    "rulesets.new": 6,
    "scores.everyone": 10,
    "scores.mine": 9,
    "scores.show": 10,
    "scoring.awards": 7,
    "scoring.choose": 6,
    "scoring.edit": 7,
    "scoring.goals": 7,
    "scoring.index": 8,
    "slips.choose": 6,
    "slips.edit": 10,
    "slips.index": 12,
    "slips.new": 10,
    "slips.show": 11,
    "trades.file": 6,
    "trades.index": 7,
    "weeks.move": 7,
    "weeks.show": 13,
}

# What is no page of a signed-in person's, each with its reason.
NOT_COUNTED = {
    "accounts.accept": "for somebody who cannot sign in yet",
    "accounts.directors": "for admins; counted with its own feature",
    "accounts.sign_in": "leads on once signed in",
    "bootstrap.static": "files",
    "chapters.index": "leads on where there is one chapter",
    "imports.lines": "as its preview",
    "static": "files",
}


def pages(app: Flask) -> set[str]:
    """Return the endpoints that show something."""
    return {rule.endpoint for rule in addresses.rules(app, "GET")} - set(NOT_COUNTED)


@pytest.fixture(params=[1, 3])
def counted(request: pytest.FixtureRequest, app: Flask) -> dict[str, int]:
    """Count the statements of every page, with one row of everything and with three."""
    browser, rows = House(app, request.param).enter("vice president")
    return {endpoint: statements(app, browser, endpoint, rows) for endpoint in sorted(pages(app))}


def statements(app: Flask, browser: Browser, endpoint: str, rows: dict[str, Any]) -> int:
    """Return how many statements a page takes once the app is warm."""
    address = addresses.address(app, endpoint, rows)
    browser.client.get(address)
    with counting() as count, browser.client.get(address) as answer:
        assert answer.status_code == 200, (endpoint, answer.status_code)
        answer.get_data()
    return count.number


def test_pages_take_their_number_of_statements(counted: dict[str, int]) -> None:
    """Seen red with people.queries.of_ids asked once a row, and with a page added."""
    wrong = {name for name in {*counted, *STATEMENTS} if counted.get(name) != STATEMENTS.get(name)}

    assert wrong == set(), (
        "STATEMENTS says otherwise; if the new number is right, type:\n"
        + "".join(f'    "{name}": {counted.get(name)},\n' for name in sorted(wrong))
    )


def test_pages_take_few_statements() -> None:
    """Seen red with a limit of 5."""
    assert {name: number for name, number in STATEMENTS.items() if number > MOST} == {}
