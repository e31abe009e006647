"""What everybody's figures must be, worked out from what people did and from nothing else."""

from collections import Counter, defaultdict
from datetime import date
from typing import Any

Figures = dict[str, Counter[str]]

# What a slip of a kind counts for its author and for the other; a referral's ends in its side.
COLUMNS = {
    "referral": ("RG", "RR"),
    "one-to-one": ("1-2-1", "1-2-1"),
    "closed-business": ("", "TYFCB"),
    "education": ("CEU", ""),
    "testimonial": ("T", ""),
    "visitor": ("V", ""),
    "sponsored": ("sponsored", ""),
}


def figures(said: list[tuple[Any, ...]], first: date, until: date) -> Figures:
    """Count by hand: who has which figure in the closed weeks of a half-open range of days."""
    spans: dict[str, list[list[Any]]] = defaultdict(list)
    slips: dict[Any, tuple[Any, ...]] = {}
    marks: dict[tuple[date, str], str] = {}
    closed: set[date] = set()

    def line(name: str, day: date) -> str:
        is_member = any(a <= day and (b is None or day < b) for a, b in spans.get(name, []))
        return name if is_member else "Visitors" if name == "Vi Guest" else "Others"

    def slip(key: Any, day: date, kind: str, author: str, other: str, fact: Any) -> None:
        week = day if kind == "visitor" else slips.get(key, (None,))[0]
        side = ("I" if fact == "inside" else "O") if kind == "referral" else ""
        number = fact if isinstance(fact, int) else 1
        columns = zip((author, other), COLUMNS[kind], strict=True)
        counts = [(name, column + side, number) for name, column in columns if column]
        counts = [(line(n, day), c, k) for n, c, k in counts if n in spans or c == "TYFCB"]
        slips[key] = (week if week and day <= week else None, day, counts)

    def close(day: date) -> None:
        closed.add(day)
        for key, (week, dated, counts) in slips.items():
            slips[key] = (week or (day if dated <= day else None), dated, counts)

    acts: dict[str, Any] = {
        "join": lambda name, day: spans[name].append([day, None]),
        "leave": lambda name, day: spans[name][-1].__setitem__(1, day),
        "mark": lambda day, name, letter: marks.update({(day, name): letter}),
        "present": lambda day, n: line(n, day) == n and marks.setdefault((day, n), "P"),
        **{"slip": slip, "withdraw": slips.pop, "close": close, "reopen": closed.remove},
    }
    for action, *values in said:
        acts[action](*values)
    sums: Figures = defaultdict(Counter)
    found = [(week, *count) for week, _, counts in slips.values() for count in counts]
    for week, name, column, number in found + [(*at, mark, 1) for at, mark in marks.items()]:
        sums[name][column] += number if week in closed and first <= week < until else 0
    return {name: +found for name, found in sums.items() if +found}
