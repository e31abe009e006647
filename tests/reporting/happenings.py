"""What may happen in a chapter, made up."""

import random
from datetime import date, timedelta
from typing import NamedTuple

FIRST = date(2026, 10, 1)
WEEKS = [FIRST + timedelta(weeks=week) for week in range(6)]
# Meeting days come up often, because there rules begin and end.
DAYS = [FIRST + timedelta(days=day) for day in range(41)] + WEEKS * 3
NAMES = ("Ada One", "Bo Two", "Cy Three", "Di Four", "Eve Five")
# How often each thing happens.
WEIGHTS = {
    **{"record": 12, "edit": 5, "withdraw": 1, "welcome": 3, "mark": 4, "roll": 1},
    **{"close": 2, "close_any": 1, "reopen": 2, "join": 1, "leave": 1},
}


class Step(NamedTuple):
    """One thing that may happen, with the numbers that decide its details."""

    action: str
    who: int
    other: int
    day: date
    number: int

    @property
    def name(self) -> str:
        """Return whom it is about."""
        return NAMES[self.who % len(NAMES)]

    @property
    def week(self) -> date:
        """Return the meeting it is about."""
        return WEEKS[self.number % len(WEEKS)]


def steps(seed: int, length: int, weights: dict[str, int] = WEIGHTS) -> list[Step]:
    """Make up what happens; a shorter history is the beginning of a longer one."""
    chance = random.Random(seed)
    return [
        Step(
            chance.choices(list(weights), list(weights.values()))[0],
            chance.randrange(5),
            chance.randrange(7),
            chance.choice(DAYS),
            chance.randrange(1, 10**6),
        )
        for _ in range(length)
    ]
