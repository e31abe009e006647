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
    "archive.show": 6,
    "archive.template": 4,
    "attendance.changes": 6,
    "attendance.edit": 9,
    "chapters.edit": 6,
    "corrections.ask": 10,
    "corrections.ask_withdrawal": 8,
    "corrections.index": 11,
    "corrections.mine": 10,
    "dashboard.index": 14,
    "dashboard.show_help": 7,
    "grid.index": 9,
    "imports.index": 9,
    "imports.show": 13,
    "meetings.edit": 7,
    "meetings.index": 7,
    "members.edit": 7,
    "members.edit_own": 5,
    "members.grant_office": 7,
    "members.index": 8,
    "members.new": 6,
    "members.release": 7,
    "members.show": 13,
    "offline.kept": 5,
    "offline.session": 1,
    "offline.show": 1,
    "offline.worker": 1,
    "reconciliation.index": 15,
    "reconciliation.show": 15,
    "referrals.news": 7,
    "referrals.received": 8,
    "referrals.silent": 9,
    "reporting.attendance": 12,
    "reporting.chapter": 13,
    "reporting.chapters": 2,
    "reporting.chapters_month": 11,
    "reporting.figure": 8,
    "reporting.index": 6,
    "reporting.leaderboard": 12,
    "reporting.listing": 11,
    "reporting.matrix": 12,
    "reporting.month": 14,
    "reporting.own": 14,
    "reporting.pair": 11,
    "reporting.pairs": 12,
    "reporting.palms": 12,
    "reporting.policy": 8,
    "reporting.recognition": 13,
    "reporting.rows": 11,
    "reporting.sheet": 13,
    "reporting.trends": 12,
    "rulesets.index": 7,
    "rulesets.new": 5,
    "scores.everyone": 9,
    "scores.mine": 8,
    "scores.show": 9,
    "scoring.awards": 6,
    "scoring.choose": 5,
    "scoring.edit": 6,
    "scoring.goals": 6,
    "scoring.index": 7,
    "slips.choose": 5,
    "slips.edit": 9,
    "slips.index": 13,
    "slips.new": 9,
    "slips.show": 11,
    "trades.file": 5,
    "trades.index": 6,
    "visitors.index": 7,
    "visitors.show": 9,
    "weeks.move": 6,
    "weeks.open_weeks": 6,
    "weeks.show": 12,
    "weeks.show_door": 10,
}

# What is no page of a signed-in person's, each with its reason.
NOT_COUNTED = {
    "accounts.accept": "for somebody who cannot sign in yet",
    "accounts.directors": "for admins; counted with its own feature",
    "accounts.sign_in": "leads on once signed in",
    "bootstrap.static": "files",
    "chapters.index": "leads on where there is one chapter",
    "imports.lines": "as its preview",
    "offline.file_of_build": "files",
    "offline.framework_of_build": "files",
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
    browser.client.get(address).close()
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
