"""A write as a browser sends it: whoever may send it, from the page that offers it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from flask import Flask
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from chapter.db import db
from chapter.people.models import Person
from chapter.slips.kinds import TYPED
from tests.browse import Browser
from tests.house import addresses, crawler
from tests.house.access_table import ADMIN, ANYBODY, TABLE
from tests.house.furniture import House


@dataclass
class Scene:
    """A furnished house and the one who writes."""

    app: Flask
    house: House
    endpoint: str
    browser: Browser
    rows: dict[str, Any]

    def address(self, endpoint: str = "", **rows: Any) -> str:
        """Return an address inside the chapter."""
        return addresses.address(self.app, endpoint or self.endpoint, {**self.rows, **rows})

    def at(self, **rows: str) -> "Scene":
        """Return the same scene, some rows standing for others."""
        named = {name: self.rows[row] for name, row in rows.items()}
        return replace(self, rows={**self.rows, **named})

    def go(self, endpoint: str, data: dict[str, Any] | None = None, **rows: Any) -> TestResponse:
        """Do something beforehand that must succeed."""
        sent = {"csrf_token": self.browser.csrf_token, **(data or {})}
        answer = self.browser.client.post(self.address(endpoint, **rows), data=sent)
        assert answer.status_code in (200, 302), (endpoint, answer.status_code)
        return answer


@dataclass(frozen=True)
class Write:
    """One request, as often as one likes."""

    browser: Browser
    target: str
    data: dict[str, Any] = field(default_factory=dict)

    def send(self) -> TestResponse:
        """Send it."""
        data = MultiDict({**self.data, "csrf_token": self.browser.csrf_token})
        with self.browser.client.post(self.target, data=data) as answer:
            answer.get_data()
        return answer


Example = Callable[[Scene], Write]


def bare(**data: Any) -> Example:
    """Send to an address without having seen a page."""
    return lambda scene: Write(scene.browser, scene.address(), data)


def typed(page: str = "", where: dict[str, Any] | None = None, **values: Any) -> Example:
    """Open a page, fill its form for this address in, and send it."""

    def example(scene: Scene) -> Write:
        shown = scene.address(page, **(where or {}))
        for tag in scene.browser.open(shown).select("main form[method=post]"):
            form = crawler.read(scene.app, tag, shown)
            if form.endpoint == scene.endpoint:
                return Write(scene.browser, form.action, {**form.values, **values})
        raise AssertionError(f"no form for {scene.endpoint} at {shown}")

    return example


def after(endpoint: str, example: Example, data: dict[str, Any] | None = None) -> Example:
    """Do another write first."""

    def with_first(scene: Scene) -> Write:
        scene.go(endpoint, data)
        return example(scene)

    return with_first


def writes(app: Flask) -> set[str]:
    """Return every address that takes a write, the kinds of slips told apart."""
    found = {rule.endpoint for rule in addresses.rules(app, "POST")} - {"slips.new"}
    return found | {f"slips.new {kind.name}" for kind in TYPED}


def prepare(app: Flask, house: House, name: str, example: Example) -> Write:
    """Let the right person in, and return what they send."""
    endpoint, _, kind = name.partition(" ")
    actor = {ADMIN: "admin", ANYBODY: "anonymous"}.get(TABLE.get(endpoint, ""), "vice president")
    browser, rows = house.enter(actor)
    rows["author_id"] = db.session.scalar(db.select(Person.id).where(Person.first_name == "Arthur"))
    db.session.remove()
    return example(Scene(app, house, endpoint, browser, {**rows, "kind_name": kind}))
