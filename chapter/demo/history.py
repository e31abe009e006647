"""A chapter's history from a seed: members, weeks, holidays, marks. No clock, no database."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from chapter.accounts.rules import Office
from chapter.demo import cast
from chapter.demo.activity import Activity
from chapter.demo.plan import ChapterPlan, Member, PlannedMark, Setting, Week
from chapter.meetings.rules import State
from chapter.people.rules import search_key

OFFICES = {Office.PRESIDENT: 0, Office.VICE_PRESIDENT: 1, Office.SECRETARY_TREASURER: 2}
# Those who hold an office or show the app around do not leave.
STAYING = 5
WEEKS_BETWEEN_LEAVINGS = 6
WEEKS_BETWEEN_HOLIDAYS = 13
WEEKS_BETWEEN_MOVES = 26

LETTERS = "PALMS"
WEIGHTS = (86, 4, 3, 2, 5)


def plan(
    seed: str, setting: Setting, *, members: int, weeks: int, last_day: date, waiting: bool = False
) -> ChapterPlan:
    """Return so many weeks of a chapter, up to the last meeting on or before a day.

    The last week is closed like the others, or still waits for its meeting.
    """
    dice = Random(seed)
    last = last_day - timedelta(days=(last_day.weekday() - setting.weekday) % 7)
    days = [last - timedelta(weeks=back) for back in reversed(range(weeks))]
    founded = days[0] - timedelta(days=6)
    roster = _Roster(dice, setting, founded, members)
    held = _calendar(dice, days)
    for number, week in enumerate(held):
        if week.state != State.HOLIDAY and 0 < number < len(held) - 1:
            roster.turn(number, week)
    activity = Activity(dice, roster.members, founded)
    before = founded
    for week in held:
        if week.state == State.HOLIDAY:
            continue
        week.slips = activity.week(week, before)
        week.marks = _marks(dice, roster.members, week.held_on)
        before = week.held_on
    if waiting:
        held[-1].state, held[-1].marks = State.SCHEDULED, []
    return ChapterPlan(setting, founded, roster.members, dict(OFFICES), held)


def _calendar(dice: Random, days: Sequence[date]) -> list[Week]:
    """Return the weeks: one in a quarter is a holiday, one in a half-year is moved."""
    weeks = [Week(day, day) for day in days]
    for number, week in enumerate(weeks[:-1]):
        if number % WEEKS_BETWEEN_HOLIDAYS == 2:
            week.state, week.note = State.HOLIDAY, dice.choice(cast.HOLIDAYS)
        elif number % WEEKS_BETWEEN_MOVES == 4:
            week.held_on = week.regular_day + timedelta(days=dice.choice((-1, 1)))
    return weeks


def _marks(dice: Random, members: Sequence[Member], day: date) -> list[PlannedMark]:
    """Return everybody's mark; whoever has a low number comes more reliably."""
    marks = []
    for number, member in enumerate(members):
        if not member.covers(day):
            continue
        letter = dice.choices(LETTERS, WEIGHTS)[0] if number % 4 or dice.random() < 0.5 else "P"
        substitute = cast.full_name(dice) if letter == "S" else ""
        marks.append(PlannedMark(number, letter, substitute))
    return marks


class _Roster:
    """Who belongs, who leaves, and who takes the seat."""

    def __init__(self, dice: Random, setting: Setting, founded: date, size: int) -> None:
        self.dice, self.setting = dice, setting
        self.members: list[Member] = []
        self.names: set[str] = set()
        self.leavings = 0
        trades = dice.sample(cast.TRADES, size)
        for trade in trades:
            joined_on = founded - timedelta(days=dice.randrange(1, 2000))
            self._add(trade, joined_on, None)

    def turn(self, number: int, week: Week) -> None:
        """Let a member leave every six weeks, and another one take the seat a week later."""
        if number % WEEKS_BETWEEN_LEAVINGS == 3:
            self._leave(week)
        elif self.leavings > sum(member.sponsor is not None for member in self.members):
            free = {trade.name for trade in cast.TRADES} - self._taken(week.held_on)
            trade = next(trade for trade in cast.TRADES if trade.name in free)
            sponsor = self.dice.choice(self._present(week.held_on))
            week.admitted.append(self._add(trade, week.held_on, sponsor))

    def _leave(self, week: Week) -> None:
        leaver = self.dice.choice([n for n in self._present(week.held_on) if n >= STAYING])
        self.members[leaver] = replace(self.members[leaver], left_on=week.held_on)
        week.released.append(leaver)
        self.leavings += 1

    def _present(self, day: date) -> list[int]:
        return [n for n, member in enumerate(self.members) if member.covers(day)]

    def _taken(self, day: date) -> set[str]:
        return {self.members[number].trade for number in self._present(day)}

    def _add(self, trade: cast.Trade, joined_on: date, sponsor: int | None) -> int:
        first_name, last_name = self._new_name()
        handle = re.sub(r"[^a-z0-9]+", ".", search_key(f"{first_name} {last_name}"))
        number = len(self.members)
        profile = {
            "company": trade.company.format(last_name),
            "email": f"{handle}@{self.setting.slug}.example",
            "phone": f"+00 555 {1000 + number}",
            "pitch": trade.pitch,
            "ask": trade.ask,
        }
        self.members.append(
            Member(first_name, last_name, trade.name, joined_on, profile, None, sponsor)
        )
        return number

    def _new_name(self) -> tuple[str, str]:
        while True:
            first_name = self.dice.choice(cast.FIRST_NAMES)
            last_name = self.dice.choice(cast.LAST_NAMES)
            if (key := search_key(f"{first_name} {last_name}")) not in self.names:
                self.names.add(key)
                return first_name, last_name
