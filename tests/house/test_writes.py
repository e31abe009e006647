"""What must change nothing changes nothing: reading, refused forms, numbers of other chapters."""

import re
from typing import Any

import pytest
from flask import Flask

from chapter.accounts.models import User
from chapter.db import db
from tests.house import addresses, source
from tests.house.crawler import Form, forms
from tests.house.dump import Dump, changed, dump
from tests.house.furniture import House
from tests.house.test_access import ask

CANARY, NUMBER = "canary-7f3a", "424242"
# Nothing says which field a button's own answer is for.
FRAME = {"csrf_token"}


@pytest.mark.parametrize("actor", ["anonymous", "member", "vice president", "admin"])
def test_reading_changes_nothing(house: House, app: Flask, actor: str) -> None:
    """Seen red with a page that opens its meeting when it is looked at."""
    browser, rows = house.enter(actor)
    before = dump(whole=True)
    for rule in addresses.rules(app, "GET"):
        ask(browser, "GET", addresses.address(app, rule.endpoint, rows))

    assert changed(before, dump(whole=True)) == []


def test_numbers_of_another_chapter_are_unknown(house: House, app: Flask) -> None:
    """Seen red with people.queries.one selecting without the chapter."""
    browser, rows = house.enter("vice president")
    before = dump()
    found = []
    for method, endpoint in addresses.requests(app):
        for name in foreign(app, endpoint):
            row = addresses.OTHER_ROWS.get(endpoint, {}).get(name, name)
            swapped = {**rows, row: house.rows["south"][row]}
            answer = ask(browser, method, addresses.address(app, endpoint, swapped))
            found += [(method, endpoint, name)] if answer.status_code != 404 else []

    source.none(found, "Fetch it through queries that take the chapter; these found another's:")
    assert changed(before, dump()) == []


def foreign(app: Flask, endpoint: str) -> list[str]:
    """Return the parameters of an address that name a row of the chapter."""
    (rule,) = app.url_map.iter_rules(endpoint)
    names = set(rule.arguments) | set(addresses.QUERY.get(endpoint, {}).values())
    inside = addresses.is_inside(app, endpoint)
    return sorted(name for name in names if inside and name.endswith("_id"))


def test_people_of_another_chapter_cannot_be_chosen(house: House, app: Flask) -> None:
    """Seen red with validate_choice off in PersonField."""
    browser, rows = house.enter("vice president")
    other, before = str(house.rows["south"]["person_id"]), dump()
    pickers = [
        (form, name)
        for form in forms(app, browser, rows)
        for name in form.chosen
        if name.endswith("_id")
    ]
    taken = [
        (form.endpoint, name)
        for form, name in pickers
        if form.send(browser, **{name: other}).status_code != 422
    ]

    assert len(pickers) >= 6
    source.none(taken, "Offer people with PersonField.offer:")
    assert changed(before, dump()) == []


def test_marks_for_another_chapter_are_refused(house: House, app: Flask) -> None:
    """Seen red with set_marks taking whoever it is given."""
    browser, rows = house.enter("vice president")
    other, before = house.rows["south"]["person_id"], dump()
    data = {
        "csrf_token": browser.csrf_token,
        f"mark-{other}": "P",
        f"version-{other}": "0",
        f"mark-{rows['person_id']}": "L",
        f"version-{rows['person_id']}": "1",
    }
    answer = browser.client.post(addresses.address(app, "attendance.edit", rows), data=data)

    assert answer.status_code == 422
    assert changed(before, dump()) == []


def test_repeated_fields_are_refused(house: House, app: Flask) -> None:
    """Seen red with BaseForm.validate not counting."""
    browser, rows = house.enter("vice president")
    found, before = forms(app, browser, rows), dump()
    taken = [
        (form.endpoint, name)
        for form in found
        for name in form.values
        if name not in FRAME and form.send(browser, [(name, form.values[name])]).status_code != 422
    ]

    assert len(found) >= 15
    source.none(taken, "A field that came twice is refused with 422:")
    assert changed(before, dump()) == []


def test_unknown_fields_change_nothing(house: House, app: Flask) -> None:
    """Seen red with a form that sets every key it is sent."""
    browser, rows = house.enter("vice president")
    found, before = forms(app, browser, rows), dump()
    for form in found:
        answer = form.send(browser, planted(form, house.rows["south"]))
        assert answer.status_code < 500, form.endpoint
    after = dump(whole=True)
    trace = re.compile(rf"\b(?:{CANARY}|{NUMBER})\b")

    assert [name for name, lines in after.items() if trace.search(repr(lines))] == []
    assert of_south(before, house) == of_south(after, house)
    assert db.session.scalars(db.select(User).where(User.is_admin)).all() == []


def planted(form: Form, foreign_rows: dict[str, Any]) -> list[tuple[str, str]]:
    """Return a value for every column the form does not have."""
    columns = {c.name: c for table in db.metadata.tables.values() for c in table.columns}
    rest = [c for name, c in columns.items() if name not in form.values]
    return [(c.name, _plant(c, foreign_rows)) for c in rest]


def _plant(column: Any, foreign_rows: dict[str, Any]) -> str:
    if column.name in ("is_admin", "is_active", "closer_sees_thanks"):
        return "1"
    if column.name in foreign_rows or column.name == "chapter_id":
        return str(foreign_rows.get(column.name, 2))
    return NUMBER if column.type.python_type is int else CANARY


def of_south(rows: Dump, house: House) -> dict[str, list[Any]]:
    """Return the other chapter's rows."""
    tables = {
        name: table
        for name, table in db.metadata.tables.items()
        if name in rows and "chapter_id" in table.c
    }
    place = {name: list(table.c.keys()).index("chapter_id") for name, table in tables.items()}
    return {
        name: [row for row in rows[name] if row[place[name]] == 2]
        for name in tables
        if name != "audit_entries"
    }
