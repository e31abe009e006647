"""What each member did per week of their own, and how closed business divides."""

from collections import Counter
from datetime import date
from fractions import Fraction

from tests.reporting.oracle import Counted
from tests.reporting.oracle_figures import Figures
from tests.reporting.oracle_measures import SUMS

Line = dict[str, Fraction | None]
PARTS = ("business_new", "business_repeat", "inside", "outside", "spin_off")


def activity(found: Counted, rows: Figures, name: str, first: date, until: date) -> Line:
    """Give a member's figures, each also per week, and the parts of closed business."""
    row = rows.get(name, Counter())
    weeks = sum(row[mark] for mark in "PALMS")
    told: Line = {"weeks": Fraction(weeks)}
    for measure, columns in SUMS.items():
        told[measure] = figure = Fraction(sum(row[column] for column in columns))
        told[f"{measure}_per_week"] = figure / weeks if weeks else None
    return told | divided(found, name, first, until)


def divided(found: Counted, name: str, first: date, until: date) -> Line:
    """Divide a member's closed business, unless that told a single thanks from its week's sum."""
    weekly: dict[date, Counter[tuple[str, bool]]] = {}
    parts: Counter[str] = Counter()
    for week, kind, _author, thanked, amount, tier, is_repeat in found.slips:
        if kind == "closed-business" and thanked == name and first <= week < until:
            weekly.setdefault(week, Counter())[tier, is_repeat] += 1
            parts["business_repeat" if is_repeat else "business_new"] += amount
            parts[tier] += amount
    is_single = any(each.total() > 1 and 1 in each.values() for each in weekly.values())
    return {part: None if is_single else Fraction(parts[part]) for part in PARTS}
