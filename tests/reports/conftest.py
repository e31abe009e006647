"""A chapter built row by row, for the reports that never see a database."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pandas as pd
import pytest

from reports import frames, periods
from reports.books.book import Book
from reports.periods import Period

OCTOBER = periods.parse("2026-10", date(2026, 11, 1))
SIDES = {
    "referrals": ("referrals_given", "referrals_received"),
    "one_to_ones": ("one_to_ones", "one_to_ones"),
}
AS_MEMBERS = ("member", "member")


class Chapter:
    """Rows of one chapter; meeting n is held on the n-th Thursday from 1 October 2026."""

    def __init__(self) -> None:
        self.rows: dict[str, list[dict[str, Any]]] = {
            name: [] for name in ("members", "meetings", "marks", "credits")
        }

    def member(
        self,
        person: int,
        name: str = "Ana Alonso",
        joined: date | None = date(2025, 1, 1),
        left: date | None = None,
        trade: str = "Baker",
    ) -> "Chapter":
        first, _, last = name.partition(" ")
        names = {"person": person, "first_name": first, "last_name": last, "trade": trade}
        self.rows["members"].append(names | {"joined_on": joined, "left_on": left})
        return self

    def meeting(self, number: int) -> "Chapter":
        self.rows["meetings"].append(self._held(number))
        return self

    def mark(self, number: int, person: int, mark: str) -> "Chapter":
        self.rows["marks"].append(self._held(number) | {"person": person, "mark": mark})
        return self

    def credit(self, person: int, measure: str, number: int = 1, **said: Any) -> "Chapter":
        usual = {"standing": "member", "quantity": 1, "amount": 0, "tier": "", "is_repeat": False}
        row = {"slip": len(self.rows["credits"]) + 1, "person": person, "measure": measure}
        self.rows["credits"].append(self._held(number) | row | usual | said)
        return self

    def pair(
        self, kind: str, one: int, other: int, number: int = 1, said: Sequence[str] = AS_MEMBERS
    ) -> "Chapter":
        """Credit both sides of a slip, as what they were; a side said to be nothing has none."""
        slip = len(self.rows["credits"]) + 1
        for person, measure, standing in zip((one, other), SIDES[kind], said, strict=True):
            if standing:
                self.credit(person, measure, number, slip=slip, standing=standing)
        return self

    def day(self, number: int) -> date:
        """Give the day of a meeting."""
        day: date = self._held(number)["held_on"]
        return day

    def frame(self, name: str) -> pd.DataFrame:
        make = getattr(frames, name)
        made: pd.DataFrame = make(self.rows[name])
        return made

    def data(self, minor_digits: int = 2, name: str = "Harbour", **frame: Any) -> Book:
        given = {name: self.frame(name) for name in self.rows} | frame
        made_on = date(2026, 11, 2)
        return Book(name, "EUR", minor_digits, OCTOBER, made_on, **given)

    def _held(self, number: int) -> dict[str, Any]:
        return {"meeting": number, "held_on": date(2026, 10, 1) + timedelta(weeks=number - 1)}


@pytest.fixture
def chapter() -> Chapter:
    return Chapter()


@pytest.fixture
def october() -> Period:
    return OCTOBER


@pytest.fixture
def busy(chapter: Chapter) -> Chapter:
    """Two members, two weeks, something of everything, and a visitor."""
    chapter.member(1, "Ana Alonso").member(2, "Ben Brandt", trade="Roofer")
    chapter.meeting(1).meeting(2)
    chapter.mark(1, 1, "P").mark(1, 2, "S").mark(2, 1, "P").mark(2, 2, "A")
    chapter.credit(1, "referrals_given", tier="inside")
    chapter.credit(2, "referrals_received", tier="inside")
    chapter.credit(1, "closed_business", 2, amount=123456, tier="outside")
    chapter.credit(2, "education", 2, quantity=3)
    return chapter.credit(9, "referrals_given", 2, standing="visitor", tier="outside")
