"""Follow links as a person would, and collect the forms on the way."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag
from flask import Flask
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException
from werkzeug.test import TestResponse

from chapter.slips.kinds import TYPED as TYPED_KINDS
from tests.browse import Browser
from tests.house import addresses
from tests.house.furniture import CLOSED

# How many pages of one endpoint are opened: an open and a closed week look different.
OPENED = 3
# Sending this one might end the session that asks.
GOODBYE = "accounts.end_device"
TYPED = ("text", "email", "tel", "url", "search", "number", "date", "time", "password")


@dataclass(frozen=True)
class Page:
    """A page somebody reached."""

    endpoint: str
    status: int
    address: str
    soup: BeautifulSoup
    text: str
    #: Where its forms lead.
    buttons: list[str]


def crawl(app: Flask, browser: Browser) -> Iterator[Page]:
    """Follow the links from the chapter's first page."""
    waiting, opened = ["/c/north/"], dict[str, int]()
    for address in waiting:
        endpoint = endpoint_at(app, address)
        opened[endpoint] = opened.get(endpoint, 0) + 1
        if opened[endpoint] > OPENED:
            continue
        with browser.client.get(address) as answer:
            page = browser._read(answer)
            text = answer.get_data(as_text=True) if answer.mimetype == "text/html" else ""
        forms = page.select("form[method=post][action]")
        buttons = [endpoint_at(app, str(form["action"]), "POST") for form in forms]
        yield Page(endpoint, answer.status_code, address, page, text, buttons)
        links = {str(link["href"]).partition("#")[0] for link in page.select("a[href^='/']")}
        links |= {answer.location} if answer.location else set()
        waiting.extend(sorted(links - set(waiting)))


def endpoint_at(app: Flask, address: str, method: str = "GET") -> str:
    """Return the endpoint of an address, or what the address leads to instead."""
    try:
        return str(app.url_map.bind("127.0.0.1").match(urlsplit(address).path, method)[0])
    except HTTPException as error:
        return f"{error.code} {method} {address}"


@dataclass
class Form:
    """A form on a page, as a browser would send it untouched."""

    endpoint: str
    action: str
    values: dict[str, str] = field(default_factory=dict)
    #: The fields somebody types into.
    typed: list[str] = field(default_factory=list)
    #: The fields with a choice.
    chosen: list[str] = field(default_factory=list)

    def send(self, browser: Browser, extra: Any = (), **values: str) -> TestResponse:
        """Send the form, some fields changed, further ones added behind."""
        # A new key, because the same one again would be the same entry.
        key = {"key": uuid.uuid4().hex} if "key" in self.values else {}
        token = {"csrf_token": browser.csrf_token}
        data = MultiDict({**self.values, **key, **values, **token})
        for name, value in extra:
            data.add(name, value)
        with browser.client.post(self.action, data=data) as answer:
            answer.get_data()
        assert "/sign-in" not in (answer.location or ""), "nobody is signed in any more"
        return answer


def pages(app: Flask, browser: Browser, rows: dict[str, Any]) -> Iterator[Page]:
    """Open every page once: a crawl without its repetitions."""
    asked = [(rule.endpoint, rows) for rule in addresses.rules(app, "GET")]
    asked += [("slips.new", {**rows, "kind_name": kind.name}) for kind in TYPED_KINDS]
    asked += [("weeks.show", {**rows, "held_on": CLOSED[0]})]
    for endpoint, values in asked:
        address = addresses.address(app, endpoint, values)
        if "static" not in endpoint:
            with browser.client.get(address) as answer:
                page, text = browser._read(answer), answer.get_data().decode("utf-8", "replace")
            yield Page(endpoint, answer.status_code, address, page, text, [])


def forms(app: Flask, browser: Browser, rows: dict[str, Any]) -> list[Form]:
    """Return one form of each sort with something to fill in, those of the frame excepted."""
    found: dict[tuple[str, ...], Form] = {}
    for page in pages(app, browser, rows):
        for tag in page.soup.select("main form[method=post]"):
            form = read(app, tag, page.address)
            if form.endpoint != GOODBYE and set(form.values) - {"csrf_token"}:
                found.setdefault((form.endpoint, *sorted(form.values)), form)
    return list(found.values())


def read(app: Flask, tag: Tag, address: str) -> Form:
    """Read a form off a page."""
    action = str(tag.get("action") or address)
    form = Form(endpoint_at(app, action, "POST"), action)
    for control in tag.select("input[name], textarea[name], select[name]"):
        name, kind = str(control["name"]), str(control.get("type", "text"))
        if control.name == "select":
            _choose(form, name, control)
        elif control.name == "textarea" or kind in TYPED:
            form.typed.append(name)
            form.values[name] = control.get_text() or str(control.get("value", ""))
        elif kind == "radio":
            _pick(form, name, control)
        elif kind != "checkbox" or control.has_attr("checked"):
            form.values[name] = str(control.get("value", "on"))
    return form


def _pick(form: Form, name: str, control: Tag) -> None:
    """Pick what stands picked, or the first that is something."""
    value = str(control.get("value", ""))
    if control.has_attr("checked") or (value and not form.values.get(name)):
        form.values[name] = value
    if name not in form.chosen:
        form.chosen.append(name)


def _choose(form: Form, name: str, control: Tag) -> None:
    """Choose what stands chosen, or the first that is something."""
    options = control.select("option[selected]") or control.select("option:not([value=''])")
    form.chosen.append(name)
    form.values[name] = str(options[0].get("value", "")) if options else ""
