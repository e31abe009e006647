"""Every report of October as the oracles have it, in the words of sheets and of pages."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from tests.reporting import (
    oracle_awards,
    oracle_lists,
    oracle_matrix,
    oracle_scores,
    oracle_trends,
)
from tests.reporting.oracle import Counted
from tests.reporting.oracle_activity import activity
from tests.reporting.oracle_figures import Figures, figures
from tests.reporting.oracle_measures import SUMS, by_measure

FIRST, UNTIL = OCTOBER = date(2026, 10, 1), date(2026, 11, 1)
DAY = timedelta(1)
KINDS = {"referrals": "referral", "one-to-ones": "one-to-one", "combination": ""}
MONTHS = [(date(2025, 11, 1), date(2025, 12, 1)), (date(2025, 12, 1), date(2026, 1, 1))]
MONTHS += [(date(2026, n, 1), date(2026, n + 1, 1)) for n in range(1, 11)]
MONDAYS = [date(2026, 10, 26) - timedelta(weeks=n) for n in reversed(range(26))]
Reports = dict[str, Any]


def sheets(found: Counted) -> Reports:
    """Give every report as its sheet says it."""
    rows = figures(found, *OCTOBER)
    own = {name: row for name, row in rows.items() if name in found.spans}
    here, now = (oracle_lists.members(found, first, UNTIL) for first in (FIRST, UNTIL - DAY))
    listed = here | {name for name, row in own.items() if set(row) - set("PALMS")}
    marked = here | {name for name, row in own.items() if set(row) & set("PALMS")}
    ranked = by_measure(rows, set(found.spans))
    matrices = {
        name: tuple(oracle_matrix.pairs(found, kind, listed, now, *OCTOBER))
        for name, kind in KINDS.items()
    }
    return matrices | {
        "leaderboard": {m: oracle_lists.places(ranked[m], listed) for m in SUMS},
        "activity": {name: _line(found, rows, name) for name in here | set(own)},
        "attendance": {name: _letters(found, name) for name in marked},
        "scores": {name: _score(rows.get(name, Counter())) for name in now},
        "recognition": oracle_awards.awards(found, rows, *OCTOBER),
        "trends": {"Month": _course(found, MONTHS), "Week": _course(found, _weeks())},
        "rows": _weekly(found),
    }


def pages(found: Counted, told: Reports) -> Reports:
    """Give every report as its page says it."""
    said = {name: told[name] for name in ("leaderboard", "recognition", *KINDS)}
    said["scores"] = {
        name: (light, total, list(parts.values()))
        for name, (light, total, parts, weeks) in told["scores"].items()
        if weeks >= 4
    }
    at = {head: str(n) for n, head in enumerate([*map(str, _days(found)), "Weeks"])}
    said["attendance"] = {
        name: {at[day]: mark for day, mark in row.items()}
        for name, row in told["attendance"].items()
    }
    said["trends"] = {
        head: {**course, "attendance": [_whole(share) for share in course["attendance"]]}
        for head, course in told["trends"].items()
        if found.weeks
    }
    return said


def _line(found: Counted, rows: Figures, name: str) -> dict[str, Decimal | None]:
    """Round averages as sheets do: money to the cent, the rest to four places."""
    told = activity(found, rows, name, *OCTOBER)
    return {key: _rounded(value, 0 if "business" in key else 4) for key, value in told.items()}


def _letters(found: Counted, name: str) -> dict[str, str]:
    letters = {str(day): m for day, n, m in found.marks if n == name and FIRST <= day < UNTIL}
    return {**letters, "Weeks": str(len(letters))}


def _score(row: Counter[str]) -> tuple[str, int, dict[str, int], int]:
    parts, weeks = oracle_scores.parts(row), sum(row[mark] for mark in "PALMS")
    return oracle_scores.light(row), sum(parts.values()), parts, weeks


def _course(found: Counted, spans: list[tuple[date, date]]) -> dict[str, list[Decimal | None]]:
    told = oracle_trends.course(found, spans)
    return {key: [_rounded(value, 4) for value in values] for key, values in told.items()}


def _weeks() -> list[tuple[date, date]]:
    return [(monday, min(monday + timedelta(weeks=1), UNTIL)) for monday in MONDAYS]


def _weekly(found: Counted) -> Counter[tuple[str, str, str]]:
    groups = {"Visitors": "A visitor", "Others": "Somebody outside the chapter"}
    return Counter(
        {
            (str(day), groups.get(name, name), measure): figure
            for day in _days(found)
            for name, row in figures(found, day, day + DAY).items()
            for measure, columns in SUMS.items()
            if (figure := sum(row[column] for column in columns))
        }
    )


def _days(found: Counted) -> list[date]:
    return [day for day in found.weeks if FIRST <= day < UNTIL]


def _rounded(value: Fraction | None, places: int) -> Decimal | None:
    if value is None:
        return None
    return Decimal(round(value * 10**places)).scaleb(-places)


def _whole(share: Decimal | None) -> Decimal | None:
    return None if share is None else round(share, 2)
