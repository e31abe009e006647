"""Everybody's figures, counted by hand from what counts."""

from collections import Counter, defaultdict
from datetime import date

from tests.reporting.oracle import Counted

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


def figures(found: Counted, first: date, until: date) -> Figures:
    """Count who has which figure in the closed weeks of a half-open range of days."""
    sums: Figures = defaultdict(Counter)
    for week, kind, author, other, number, tier, _is_repeat in found.slips:
        side = ("I" if tier == "inside" else "O") if kind == "referral" else ""
        for name, column in zip((author, other), COLUMNS[kind], strict=True):
            if name and column and first <= week < until:
                sums[name][column + side] += number
    for day, name, mark in found.marks:
        if first <= day < until:
            sums[name][mark] += 1
    return {name: +row for name, row in sums.items() if +row}
