"""What the whole chapter reached in each of some spans of days, and how often it was there."""

from collections import Counter
from datetime import date
from fractions import Fraction

from tests.reporting.oracle import Counted
from tests.reporting.oracle_figures import figures
from tests.reporting.oracle_measures import SUMS

Course = dict[str, list[Fraction | None]]


def course(found: Counted, spans: list[tuple[date, date]]) -> Course:
    """Sum every measure over members and others, and the share of marks that are no absence."""
    totals = [sum(figures(found, *span).values(), Counter[str]()) for span in spans]
    told: Course = {
        measure: [Fraction(sum(total[column] for column in columns)) for total in totals]
        for measure, columns in SUMS.items()
    }
    told["attendance"] = []
    for total in totals:
        marks = sum(total[mark] for mark in "PALMS")
        told["attendance"].append(Fraction(marks - total["A"], marks) if marks else None)
    return told
