"""What each sheet says, whether it came in a workbook or as CSV."""

from collections import Counter
from decimal import Decimal
from typing import Any

from tests.reporting.happenings import NAMES
from tests.reporting.papers import Rows, lines

MEASURES = {
    "Referrals given": "referrals_given",
    "Referrals received": "referrals_received",
    "One-to-ones": "one_to_ones",
    "Closed business": "closed_business",
    "Visitors": "visitors",
    "Education units": "education",
    "Testimonials": "testimonials",
    "Sponsored members": "sponsored",
}
PARTS = {
    "New business": "business_new",
    "Repeat business": "business_repeat",
    "Business from inside": "inside",
    "Business from outside": "outside",
    "Spin-off business": "spin_off",
}
MONEY = {"closed_business", "closed_business_per_week", *PARTS.values()}
SHORT = {f"{name.split()[0]} {name.split()[1][0]}.": name for name in NAMES}
COUNTS = ("Both", "Referral only", "One-to-one only", "Neither")
OUTSIDE, BELOW = ("Outside the chapter", "Sum"), ("From outside the chapter", "Sum")


def minor(text: str, measure: str) -> int:
    """Read a figure; money comes in major units."""
    return int(Decimal(text) * 100) if measure in MONEY else int(text)


def leaderboard(rows: Rows) -> dict[str, dict[str, tuple[int, int]]]:
    """Give everybody's place and figure, by measure."""
    found: dict[str, dict[str, tuple[int, int]]] = {measure: {} for measure in MEASURES.values()}
    is_file = rows[0][0] == "Measure"
    for row in lines(rows, rows[0][0], section="" if is_file else "Measure"):
        measure = MEASURES[row["Measure"]]
        found[measure][row["Member"]] = int(row["Place"]), minor(row["Figure"], measure)
    return found


def attendance(rows: Rows) -> dict[str, dict[str, str]]:
    """Give everybody's letters by day, and their weeks."""
    found = {}
    for row in lines(rows, "First Name"):
        name = f"{row.pop('First Name')} {row.pop('Last Name')}"
        found[name] = {day: mark for day, mark in row.items() if mark and day != "Trade"}
    return found


def activity(rows: Rows) -> dict[str, dict[str, Decimal | None]]:
    """Give everybody's figures, those per week, and the parts of closed business."""
    names = {"Weeks": "weeks", **PARTS, **MEASURES}
    names |= {f"{text} per week": f"{measure}_per_week" for text, measure in MEASURES.items()}
    return {
        row["Member"]: {
            name: Decimal(row[text]) * (100 if name in MONEY else 1) if row[text] else None
            for text, name in names.items()
        }
        for row in lines(rows, "Member", "Trade", "Weeks")
    }


def matrix(rows: Rows) -> tuple[Any, ...]:
    """Give the cells that are not nought, the sums of rows and columns, and the counts."""
    cells: Counter[tuple[str, str]] = Counter()
    sums: tuple[dict[str, tuple[int, ...]], ...] = {}, {}
    counts = {}
    found = {row["Member"]: row for row in lines(rows, "Member")}
    below = [found.pop(label, {}) for label in BELOW]
    for name, row in found.items():
        people = {SHORT[head]: text for head, text in row.items() if head in SHORT}
        assert people[name] == ""
        cells.update({(name, other): int(text) for other, text in people.items() if text})
        counts[name] = tuple(int(row[head]) for head in COUNTS)
        if all(below):
            sums[0][name] = tuple(int(row[head]) for head in OUTSIDE)
            short = next(head for head, full in SHORT.items() if full == name)
            sums[1][name] = tuple(int(each[short]) for each in below)
    return +cells, *sums, counts


def scores(rows: Rows) -> dict[str, tuple[str, int, dict[str, int], int]]:
    """Give everybody's light, total, points of each part, and weeks."""
    found = {}
    for row in lines(rows, "Member", "Light"):
        points = {
            head.partition(", points of ")[0]: int(text)
            for head, text in row.items()
            if ", points of " in head
        }
        light = row["Light"].split()[1]
        found[row["Member"]] = light, int(row["Total"]), points, int(row["Weeks"])
    return found


def recognition(rows: Rows) -> dict[str, dict[str, int]]:
    """Give who earned which award, with the figure."""
    found: dict[str, dict[str, int]] = {}
    for row in lines(rows, "Award", "Figure", "Members"):
        measure = "closed_business" if "closed business" in row["Award"] else ""
        figure = minor(row["Figure"], measure)
        found.setdefault(row["Award"], {}).update(dict.fromkeys(row["Members"].split(", "), figure))
    return found


def trends(rows: Rows) -> dict[str, dict[str, list[Decimal | None]]]:
    """Give the course of each measure and of attendance by month and by week."""
    names = {**MEASURES, "Attendance": "attendance"}
    return {
        head: {
            measure: [
                Decimal(row[text]) * (100 if measure in MONEY else 1) if row[text] else None
                for row in told
            ]
            for text, measure in names.items()
        }
        for head in ("Month", "Week")
        for told in [list(lines(rows, head, "Meetings"))]
    }


def weekly(rows: Rows) -> Counter[tuple[str, str, str]]:
    """Sum the rows by week, member and measure; closed business stands in one row of each."""
    found: Counter[tuple[str, str, str]] = Counter()
    for row in lines(rows, "Week", "Member", "Measure"):
        measure = MEASURES[row["Measure"]]
        key = row["Week"], row["Member"], measure
        assert (
            measure != "closed_business"
            or (key not in found and row["Tier"] == "")
            or ("outside" in key[1] or "visitor" in key[1])
        )
        found[key] += minor(row["Figure"], measure)
    return found
