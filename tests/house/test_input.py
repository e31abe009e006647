"""Whatever is typed: a clear error where it is wrong, kept as typed, and never markup."""

import re
from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup
from flask import Flask
from werkzeug.test import TestResponse

from tests.browse import Browser
from tests.house import addresses, source
from tests.house.crawler import TYPED, forms, pages
from tests.house.dump import changed, dump
from tests.house.furniture import House

WRONG = {
    "nothing": "",
    "spaces": " \t ",
    "a long text": "long " * 5_000,
    "control characters": "a\x00b\x1b[31m\r\nX-Evil: 1",
    "not a number": "NaN",
    "an endless number": "1e999",
    "a huge number": "9" * 40,
    "less than nothing": "-1",
    "a day that is none": "2026-02-30",
    "a day beyond all": "9999-12-31",
    "figures of another script": "٤٢",
    "half a character": "\ud800",
    "SQL": "'; DROP TABLE people; --",
    "a template": "{{ 7 * 7 }}{% raw %}",
    "a format": "%(name)s %s {0}",
}
# Both fit the shortest field, the phone's 60 characters.
SCRIPTS = "Žofie Ñandú 北京 Владимир عمر דוד ไทย हिन्दी 👩🏽‍🚒 e\u0301"
MARKUP = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>"
RAW = re.compile(r"<script>alert|<img src=x|=x onerror=alert\(2\)>")
# These are sent in all fields at once.
EVERYWHERE = ("nothing", "spaces", "an endless number")
ROUNDS = 5
ASKED = re.compile(r"request\.args(?:\.get\(|\[)\"([a-z_]+)\"|\"([a-z_]+)\" in request\.args")


def odd_rounds(names: list[str]) -> Iterator[dict[str, str]]:
    """Give every name the same odd value, then each another in each round."""
    odd = [wrong.encode("utf-8", "replace").decode() for wrong in (MARKUP, *WRONG.values())]
    yield from (dict.fromkeys(names, WRONG[name]) for name in EVERYWHERE)
    for step in range(ROUNDS):
        yield {name: odd[(number * ROUNDS + step) % len(odd)] for number, name in enumerate(names)}


def faults(answer: TestResponse, sent: dict[str, str]) -> Iterator[str]:
    """Tell what is wrong with an answer to something odd."""
    if answer.status_code >= 500 or answer.status_code in (403, 404):
        yield f"answered {answer.status_code}"
    if answer.status_code == 422:
        page = BeautifulSoup(answer.get_data(as_text=True), "lxml")
        if not page.select("[role=alert], .page-error, .message-error"):
            yield "does not say what is wrong"
        yield from (f"did not keep {name}" for name in lost(page, sent))


def lost(page: BeautifulSoup, sent: dict[str, str]) -> list[str]:
    """Return the fields of a page that do not hold what was typed there."""
    shown = [(str(control["name"]), control) for control in page.select("main form [name]")]
    holds = {
        name: c.get_text().lstrip("\n") if c.name == "textarea" else c.get("value", "")
        for name, c in shown
        if c.name == "textarea" or c.get("type") in TYPED
    }
    plain = {
        name: text
        for name, text in sent.items()
        if text.isprintable() and "password" not in str(page.select(f'[name="{name}"]'))
    }
    return [
        name
        for name, text in plain.items()
        if name in holds and str(holds[name]).strip().casefold() != text.strip().casefold()
    ]


def test_wrong_input_is_answered_clearly(house: House, app: Flask) -> None:
    """Seen red with a DayField that raises KeyError."""
    browser, rows = house.enter("vice president")
    found = []
    for form in forms(app, browser, rows):
        for sent in odd_rounds(form.typed):
            answer = form.send(browser, **sent)
            found += [(form.action, fault, sent) for fault in faults(answer, sent)]

    source.none(found, "Address, what was wrong with the answer, what was sent:")


def test_refused_input_changes_nothing(house: House, app: Flask) -> None:
    """Seen red with the request frame committing 422 answers."""
    browser, rows = house.enter("vice president")
    refused = []
    for form in forms(app, browser, rows):
        before = dump()
        answer = form.send(browser, **dict.fromkeys(form.chosen or form.typed, "-7"))
        refused += [form.endpoint] if answer.status_code >= 400 else []
        assert answer.status_code < 400 or changed(before, dump()) == [], form.endpoint

    assert len(refused) >= 10


def fill(app: Flask, browser: Browser, rows: dict[str, Any], text: str) -> list[str]:
    """Send every form with each field that takes any text; return what was stored of it."""
    for form in forms(app, browser, rows):
        for name in form.typed:
            if is_free(name, form.values[name]):
                form.send(browser, **{name: text})
    values = [value for lines in dump().values() for line in lines for value in line]
    return [value for value in values if isinstance(value, str) and text[:9] in value]


def test_text_in_every_script_comes_back_whole(house: House, app: Flask) -> None:
    """Seen red with `tidy` dropping what is not ASCII."""
    browser, rows = house.enter("vice president")
    stored = fill(app, browser, rows, SCRIPTS)
    shown = [page.endpoint for page in pages(app, browser, rows) if SCRIPTS in page.text]

    assert len(stored) >= 10
    assert [value for value in stored if value != SCRIPTS and SCRIPTS not in value] == []
    assert len(shown) >= 5


def test_markup_is_shown_as_text(house: House, app: Flask) -> None:
    """Seen red with `|safe` behind a person's name."""
    browser, rows = house.enter("vice president")
    stored = fill(app, browser, rows, MARKUP)
    # A file of figures is no page: it is saved under a name and never sniffed.
    seen = [page for page in pages(app, browser, rows) if "<html" in page.text[:200]]

    assert len(stored) >= 10
    assert len([page for page in seen if "&lt;script&gt;" in page.text]) >= 5
    source.none([page.endpoint for page in seen if RAW.search(page.text)], "Let Jinja escape it:")


def is_free(name: str, value: str) -> bool:
    """Tell whether a field takes any text: no day, hour, figure, address or zone."""
    asks_form = re.search(
        r"_on$|_at$|day|dated|email|website|amount|units|zone|limit|month|from|to$", name
    )
    return not asks_form and not value.isdigit()


def test_queries_of_addresses_take_anything(house: House, app: Flask) -> None:
    """Seen red with `int(request.args["before"])`."""
    browser, rows = house.enter("vice president")
    names = sorted(
        {
            a or b
            for path in source.python("chapter")
            for a, b in ASKED.findall(path.read_text(encoding="utf-8"))
        }
    )
    found = []
    for rule in addresses.rules(app, "GET"):
        address = addresses.address(app, rule.endpoint, rows).partition("?")[0]
        for sent in odd_rounds(names):
            with browser.client.get(address, query_string=sent) as answer:
                text = answer.get_data().decode("utf-8", "replace")
            is_bad = answer.status_code >= 500 or RAW.search(text) or "X-Evil" in answer.headers
            found += [(rule.endpoint, sent)] if is_bad else []

    assert len(names) >= 5
    source.none(found, "These addresses fall over a query:")
