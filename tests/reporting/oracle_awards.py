"""Who is named: the most of each measure, and who was always there."""

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from tests.reporting.oracle import Counted
from tests.reporting.oracle_figures import Figures
from tests.reporting.oracle_lists import members

AWARDS = {
    "Most referrals given": ("RGI", "RGO"),
    "Most one-to-ones": ("1-2-1",),
    "Most visitors": ("V",),
    "Most education units": ("CEU",),
    "Most closed business credited": ("TYFCB",),
}


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
