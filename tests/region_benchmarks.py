"""How a region of 50 chapters and five years fares: one chapter's leaderboard, all in one file."""

import subprocess
import sys
from collections.abc import Iterator

from chapter.chapters import service as chapters
from chapter.demo import sizes
from reports import periods
from tests import floors
from tests.measuring import Place, Result, in_turns

FEW, MANY = 5, 50
#: In megabytes.
MOST = 150
PERIODS = {"2026": "2026", "all": "all time"}


def results(place: Place) -> Iterator[Result]:
    """Measure the region."""
    with place.app.app_context():
        chapter_id = chapters.named(place.slug).id
    for text, name in PERIODS.items():
        page = place.opener("reporting.leaderboard", {"period": text})
        period = periods.parse(text, sizes.LAST_DAY)
        floor = floors.group_by(place.app, chapter_id, period, floors.PLAIN)
        yield Result(f"leaderboard on L, {name} ÷ one GROUP BY", *in_turns(page, floor, 40), 2)
        floor = floors.group_by(place.app, chapter_id, period, floors.QUICKEST)
        yield Result("    ÷ the same, led to its index", *in_turns(page, floor, 40), 2)
    *times, peak = _region(place, MANY)
    least = _region(place, FEW)[-1]
    yield Result("region workbook, ms a chapter, 50 ÷ 5", times[0], times[1], 1.2)
    yield Result("region workbook, peak MB, 50 ÷ 5", peak, least, 1.1)
    yield Result("region workbook of 50, peak MB ÷ the most", peak, MOST, 1)


def _region(place: Place, number: int) -> list[float]:
    """Return what `tests.region_alone` prints."""
    with place.app.app_context():
        address = place.app.config["SQLALCHEMY_DATABASE_URI"]
    asked = [sys.executable, "-m", "tests.region_alone", address, str(number)]
    told = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    return [float(figure) for figure in told.split()]
