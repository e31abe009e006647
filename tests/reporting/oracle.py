"""What counts of what people did, worked out from what they said and from nothing else."""

from collections import defaultdict
from datetime import date
from typing import Any, NamedTuple


class Counted(NamedTuple):
    """Who was a member when, the weeks closed, and the slips and marks of those weeks."""

    spans: dict[str, list[list[Any]]]
    weeks: list[date]
    #: Week, kind, author, other, number, tier, whether it is repeat business.
    slips: list[tuple[Any, ...]]
    marks: list[tuple[date, str, str]]


def counted(said: list[tuple[Any, ...]]) -> Counted:
    """Go through what was said; strangers are no names, those who are no members "Others"."""
    spans: dict[str, list[list[Any]]] = defaultdict(list)
    slips: dict[Any, tuple[Any, ...]] = {}
    marks: dict[tuple[date, str], str] = {}
    closed: set[date] = set()

    def line(name: str, day: date) -> str:
        is_member = any(a <= day and (b is None or day < b) for a, b in spans.get(name, []))
        return name if is_member else "Visitors" if name == "Vi Guest" else "Others"

    def slip(key: Any, day: date, kind: str, author: str, other: str, *facts: Any) -> None:
        week = day if kind == "visitor" else slips.get(key, (None,))[0]
        is_told = {name: name in spans or kind == "closed-business" for name in (author, other)}
        whom = [line(name, day) if name and is_told[name] else "" for name in (author, other)]
        fact = (*facts, *(1, "", False)[len(facts) :])
        slips[key] = (week if week and day <= week else None, day, kind, *whom, *fact)

    def bring(key: Any, day: date, *rest: Any) -> None:
        slip(key, day, *rest)
        slips[key] = (day, *slips[key][1:])

    def close(day: date, was_open: bool) -> None:
        # A day that nobody opened is passed over once a later week is closed: it takes nothing.
        takes = was_open or all(week < day for week in closed)
        closed.add(day)
        for key, (week, dated, *rest) in slips.items():
            slips[key] = (week or (day if takes and dated <= day else None), dated, *rest)

    acts: dict[str, Any] = {
        "join": lambda name, day: spans[name].append([day, None]),
        "leave": lambda name, day: spans[name][-1].__setitem__(1, day),
        "mark": lambda day, name, letter: marks.update({(day, name): letter}),
        "present": lambda day, n: line(n, day) == n and marks.setdefault((day, n), "P"),
        **{"slip": slip, "bring": bring, "withdraw": slips.pop},
        **{"close": close, "reopen": closed.remove},
    }
    for action, *values in said:
        acts[action](*values)
    kept = [(week, *rest) for week, _dated, *rest in slips.values() if week in closed]
    letters = [(day, name, mark) for (day, name), mark in marks.items() if day in closed]
    return Counted(dict(spans), sorted(closed), kept, letters)
