"""Who is listed, and in which place."""

from collections import Counter
from datetime import date

from tests.reporting.oracle import Counted


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
