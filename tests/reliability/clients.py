"""Phones that write over HTTP: each entry under its key, sent again until it is acknowledged."""

import http.client
import json
import time
import uuid
from dataclasses import dataclass, field
from random import Random
from threading import Event
from typing import Any
from urllib.parse import urlencode

# What a phone sees when the server dies in the middle of an answer.
CUT = (OSError, http.client.HTTPException)
LETTERS = "PALM"
# How often an answer is lost on its way, so that what was saved is sent again.
LOST = 0.2


@dataclass(frozen=True)
class Entry:
    """One write: where it goes, what it says, and the answer that acknowledges it."""

    address: str
    data: dict[str, str]
    good: int


@dataclass
class Phone:
    """One officer's phone: records slips, and is the only one to mark one member."""

    host: str
    headers: dict[str, str]
    csrf_token: str
    person_id: int
    other_id: int
    day: str
    random: Random
    version: int = 0
    letter: str = ""
    #: Keys and marks that were answered as saved.
    keys: list[str] = field(default_factory=list)
    marks: int = 0
    pending: Entry | None = None
    #: Every answer that acknowledged nothing.
    refusals: list[int] = field(default_factory=list)

    def write(self, stop: Event) -> None:
        """Write one entry after the other until the server is gone, or somebody says stop."""
        try:
            while not stop.is_set():
                self.pending = self.pending or self._next()
                self._send(self.pending, lost=self.random.random() < LOST)
        except CUT:
            return

    def insist(self, seconds: float = 30) -> None:
        """Send what was not acknowledged, under the same key, until it is."""
        until = time.monotonic() + seconds
        while self.pending is not None:
            assert time.monotonic() < until, (self.pending, self.refusals)
            try:
                self._send(self.pending)
            except CUT:
                time.sleep(0.05)

    def _next(self) -> Entry:
        return self._slip() if self.random.random() < 0.5 else self._mark()

    def _slip(self) -> Entry:
        key = uuid.UUID(int=self.random.getrandbits(128)).hex
        data = {"author_id": str(self.person_id), "receiver_id": str(self.other_id)}
        data |= {"key": key, "tier": "inside", "dated": self.day}
        return Entry("/c/north/slips/referral/new", data, 302)

    def _mark(self) -> Entry:
        letter = self.random.choice([one for one in LETTERS if one != self.letter])
        who = self.person_id
        data = {f"mark-{who}": letter, f"version-{who}": str(self.version)}
        return Entry(f"/c/north/meetings/{self.day}/attendance", data, 200)

    def _send(self, entry: Entry, *, lost: bool = False) -> None:
        status, body = self._post(entry)
        if lost:
            return
        if status != entry.good:
            self.refusals.append(status)
            time.sleep(0.02)
            return
        if entry.good == 302:
            self.keys.append(entry.data["key"])
        else:
            self._take(json.loads(body))
        self.pending = None

    def _take(self, said: dict[str, Any]) -> None:
        (row,) = [row for row in said["rows"] if row["person"] == self.person_id]
        self.version, self.letter = row["version"], row["mark"]
        self.marks += 1

    def _post(self, entry: Entry) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection(self.host, timeout=20)
        accept = "text/html" if entry.good == 302 else "application/json"
        body = urlencode({**entry.data, "csrf_token": self.csrf_token})
        try:
            connection.request("POST", entry.address, body, {**self.headers, "Accept": accept})
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()
