"""People who mark the same sheet, as a phone does it: each knows what they saw, and no more."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.browse import Browser

VALUES = (("P", ""), ("A", ""), ("L", ""), ("M", ""), ("S", "Sam One"), ("S", "Tess Two"))
Value = tuple[str, str]
INPUT, ATTRIBUTE = re.compile(r"<input[^>]*>"), re.compile(r'([a-z-]+)="([^"]*)"')
FIELD = re.compile(r"(?:mark|substitute|version)-[0-9]+$|shown$")
NOTHING: Value = ("", "")
Watch = Callable[["Editor"], AbstractContextManager[None]]


@dataclass(frozen=True)
class Done:
    """A write that was acknowledged: who set what; on which version, which became which."""

    editor: str
    person: int
    value: Value
    base: int = 0
    version: int = 0


@dataclass
class Editor:
    """One editor: what they know of the sheet, and what waits to be sent."""

    name: str
    browser: Browser
    address: str
    random: Random
    #: Each member's value and version, as this editor saw them last.
    known: dict[int, tuple[Value, int]] = field(default_factory=dict)
    waiting: list[tuple[int, Value]] = field(default_factory=list)
    #: Sent without having got an answer, by member: what, on top of which version.
    unanswered: dict[int, list[tuple[Value, int]]] = field(default_factory=dict)
    #: Every (member, version) that was shown to this editor.
    seen: set[tuple[int, int]] = field(default_factory=set)
    done: list[Done] = field(default_factory=list)
    #: What the page would send that was opened without JavaScript.
    page: dict[str, str] = field(default_factory=dict)

    def learn(self, person: int, value: Value, version: int) -> None:
        """See what stands there."""
        self.known[person] = (value, version)
        self.seen.add((person, version))

    def tap(self, person: int) -> None:
        """Choose another value; it waits until it is sent."""
        present = next((v for p, v in reversed(self.waiting) if p == person), None)
        present = present or self.known.get(person, (NOTHING, 0))[0]
        others = [value for value in VALUES if value != present]
        self.waiting.append((person, self.random.choice(others)))

    def sync(self) -> None:
        """Open the sheet again; what waits to be sent keeps the version it was made on."""
        page = self._opened()
        waiting = {person for person, _ in self.waiting} | set(self.unanswered)
        for name in page:
            person = int(name.partition("-")[2]) if name.startswith("mark-") else 0
            if person and person not in waiting:
                letter = page[name]
                value = letter, page[f"substitute-{person}"] if letter == "S" else ""
                self.learn(person, value, int(page[f"version-{person}"]))

    def flush(self, watch: Watch, *, is_cruel: bool = False) -> None:
        """Send what waits, in order; a cruel network loses the first answer after the commit."""
        while self.waiting:
            person, value = self.waiting[0]
            version = self.known.get(person, (NOTHING, 0))[1]
            with watch(self):
                answer = self._post(person, value, version)
            if is_cruel:
                self.unanswered.setdefault(person, []).append((value, version))
                return
            self.waiting.pop(0)
            self._digest(person, value, version, answer)

    def open_page(self) -> None:
        """Without JavaScript: open the sheet, and be slow with it."""
        self.page = self._opened()
        versions = {n: v for n, v in self.page.items() if n.startswith("version-")}
        self.seen |= {(int(name.partition("-")[2]), int(v)) for name, v in versions.items()}

    def save_page(self, watch: Watch, person: int) -> None:
        """Change one row of the page opened before, and send all of it."""
        if not self.page:
            return
        value = self.random.choice(VALUES)
        data = {**self.page, f"mark-{person}": value[0], f"substitute-{person}": value[1]}
        data |= {"csrf_token": self.browser.csrf_token}
        with watch(self):
            answer = self.browser.client.post(self.address, data=data)
        assert answer.status_code in (302, 409), answer.status_code
        if answer.status_code == 302:
            self.done.append(Done(self.name, person, value))
        self.page = {}

    def _opened(self) -> dict[str, str]:
        """Return what the sheet would send untouched."""
        text = self.browser.client.get(self.address).get_data(as_text=True)
        sheet = [dict(ATTRIBUTE.findall(tag)) | {"": tag} for tag in INPUT.findall(text)]
        return {
            tag["name"]: tag.get("value", "")
            for tag in sheet
            if FIELD.match(tag.get("name", ""))
            and (tag.get("type") != "radio" or " checked" in tag[""])
        }

    def _post(self, person: int, value: Value, version: int) -> Any:
        data = {f"mark-{person}": value[0], f"substitute-{person}": value[1]}
        data |= {f"version-{person}": str(version), "csrf_token": self.browser.csrf_token}
        return self.browser.client.post(
            self.address, data=data, headers={"Accept": "application/json"}
        )

    def _digest(self, person: int, value: Value, version: int, answer: Any) -> None:
        tried = self.unanswered.pop(person, [])
        if answer.status_code == 200:
            (row,) = [row for row in answer.json["rows"] if row["person"] == person]
            self.learn(person, (row["mark"], row["substitute"]), row["version"])
            self.done.append(Done(self.name, person, value, version, row["version"]))
            return
        assert answer.status_code == 409, answer.status_code
        present = answer.json["present"]
        stands = (present["mark"], present["substitute"])
        self.learn(person, stands, present["version"])
        is_own = any((stands, present["version"]) == (v, seen + 1) for v, seen in tried)
        if is_own or self.random.random() < 0.5:
            self.waiting.insert(0, (person, value))
        else:
            # The other one's mark stands; what was tapped later goes the same way.
            self.waiting = [one for one in self.waiting if one[0] != person]
