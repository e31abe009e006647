"""Who is listed, in which place, and who is named, from everybody's figures."""

from collections import Counter, defaultdict
from datetime import date, timedelta
from typing import Any

from tests.reporting.oracle import Counted
from tests.reporting.oracle_figures import Figures

AWARDS = {
    "Most referrals given": ("RGI", "RGO"),
    "Most one-to-ones": ("1-2-1",),
    "Most visitors": ("V",),
    "Most education units": ("CEU",),
    "Most closed business credited": ("TYFCB",),
}


def members(found: Counted, first: date, until: date) -> set[str]:
    """Name who was a member on some day of a half-open range."""
    return {
        name
        for name, spans in found.spans.items()
        for joined, left in spans
        if joined < until and (left is None or left > max(first, joined))
    }


def places(figures: Counter[str], listed: set[str]) -> dict[str, tuple[int, int]]:
    """Give everybody listed a place, shared by equals, and their figure."""
    rows = {name: figures[name] for name in listed}
    return {n: (1 + sum(other > own for other in rows.values()), own) for n, own in rows.items()}


def awards(found: Counted, rows: Figures, first: date, until: date) -> dict[str, dict[str, int]]:
    """Name who has the most of each measure, and who was always present."""
    named: dict[str, dict[str, int]] = {}
    own = {name: row for name, row in rows.items() if name in found.spans}
    for award, columns in AWARDS.items():
        sums = {name: sum(row[column] for column in columns) for name, row in own.items()}
        most = max(sums.values(), default=0)
        named[award] = {name: figure for name, figure in sums.items() if figure == most > 0}
    marks: dict[Any, str] = {(n, d): m for d, n, m in found.marks if first <= d < until}
    letters = defaultdict(list)
    for (name, _day), mark in marks.items():
        letters[name].append(mark)
    expected = [(n, d) for d in {d for _, d in marks} for n in members(found, d, d + timedelta(1))]
    missed = {name for name, day in expected if (name, day) not in marks}
    always = {n for n, own_marks in letters.items() if set(own_marks) == {"P"}} - missed
    named["Perfect attendance"] = {name: len(letters[name]) for name in always}
    return {award: people for award, people in named.items() if people}
