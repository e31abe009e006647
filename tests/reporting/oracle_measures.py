"""Everybody's figures by measure."""

from collections import Counter

from tests.reporting.oracle_figures import Figures

# What each measure sums of these columns.
SUMS = {
    "referrals_given": ("RGI", "RGO"),
    "referrals_received": ("RRI", "RRO"),
    "one_to_ones": ("1-2-1",),
    "closed_business": ("TYFCB",),
    "visitors": ("V",),
    "education": ("CEU",),
    "testimonials": ("T",),
    "sponsored": ("sponsored",),
}


def by_measure(rows: Figures, people: set[str]) -> dict[str, Counter[str]]:
    """Turn lines of figures into a figure per measure and member."""
    return {
        measure: +Counter({n: sum(rows[n][c] for c in columns) for n in rows if n in people})
        for measure, columns in SUMS.items()
    }
