"""One published table of scores (Spain, about 2020), said in plain comparisons."""

from collections import Counter

Row = Counter[str]
Parts = dict[str, int]


def parts(row: Row) -> Parts:
    """Give the points of each part; money stands in cents."""
    weeks = sum(row[mark] for mark in "PALMS")
    given, visitors, met = row["RGI"] + row["RGO"], row["V"], row["1-2-1"]
    return {
        "Absences": {0: 15, 1: 10, 2: 5}.get(row["A"], 0),
        "Closed business": sum(5 for euros in (15, 30, 60) if row["TYFCB"] >= euros * 100_000),
        "Referrals": reached(given, weeks, {500: 5, 750: 10, 1000: 15, 1200: 20}),
        "Visitors": reached(visitors, weeks, {83: 5, 167: 10, 250: 15, 500: 20}),
        "One-to-ones": reached(met, weeks, {750: 10}) or (5 if met and weeks else 0),
        "Late arrivals": 0 if row["L"] else 5,
        "Training": 5 * min(row["CEU"], 3),
    }


def reached(count: int, weeks: int, brackets: dict[int, int]) -> int:
    """Give the points of the last bracket reached; brackets are thousandths per week."""
    points = [points for at, points in brackets.items() if weeks and count * 1000 >= at * weeks]
    return max(points, default=0)


def light(row: Row) -> str:
    """Give the colour; without a week of one's own there is none yet."""
    total, weeks = sum(parts(row).values()), sum(row[mark] for mark in "PALMS")
    if not weeks:
        return "grey"
    bounds = {"green": 70, "amber": 50, "red": 30}
    return next((colour for colour, at in bounds.items() if total >= at), "grey")
