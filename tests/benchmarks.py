"""How near the app comes to its floors: `make bench` prints it, docs/benchmarks.md explains it.

Each line compares two ways of doing the same thing in one process, in turns, so that whatever else
the machine does slows both down alike. Nothing is asserted: a time belongs to a machine.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from bs4 import BeautifulSoup

from chapter.chapters import service as chapters
from chapter.db import db, reading_only
from chapter.demo import history, sizes
from chapter.demo.plan import ChapterPlan
from chapter.reporting import workbooks
from reports import periods
from tests import floors, region_benchmarks
from tests.measuring import Place, Result, filled, in_turns

PAGES = {
    "leaderboard": ("reporting.leaderboard", {"period": "2026"}),
    "members list": ("members.index", {}),
    "attendance sheet": ("attendance.edit", {"held_on": sizes.LAST_DAY}),
}
MONTH = periods.month(sizes.LAST_DAY)
JSON = {"Accept": "application/json"}


def main() -> None:
    """Measure everything and print the table."""
    print(f"{'milliseconds, medians':<44}{'ours':>9}{'floor':>9}{'ratio':>10}{'goal':>8}")
    with tempfile.TemporaryDirectory() as folder:
        for result in _results(Path(folder)):
            print(result, flush=True)


def _results(folder: Path) -> Iterator[Result]:
    with filled(folder / "year", [_year()]) as year:
        yield _leaderboard(year)
        yield _save(year)
        yield _workbook(year)
    with (
        filled(folder / "one", sizes.plans("S", 1)) as one,
        filled(folder / "many", sizes.plans("S", 1, 200)) as many,
    ):
        for name, (endpoint, values) in PAGES.items():
            ours, floor = in_turns(many.opener(endpoint, values), one.opener(endpoint, values))
            yield Result(f"{name}, 200 chapters ÷ 1 chapter", ours, floor, 1.2)
    with filled(folder / "region", sizes.plans("L", 1)) as region:
        yield from region_benchmarks.results(region)


def _leaderboard(place: Place) -> Result:
    """Compare the page through the whole app with a bare view that sends the same SQL."""
    fetch = place.opener(*PAGES["leaderboard"])
    fetch()
    with place.app.app_context():
        bare = floors.bare_page(db.engine, fetch)
    return Result("leaderboard page ÷ bare view, same SQL", *in_turns(fetch, bare), 3)


def _save(place: Place) -> Result:
    """Compare one mark through the whole app with one row written and committed."""
    address = {"chapter_slug": place.slug, "held_on": sizes.LAST_DAY, "headers": JSON}
    person, other = place.people[3], place.people[4]
    version = _version(place, person)

    def save() -> None:
        nonlocal version
        data = {f"mark-{person}": "AL"[version % 2], f"version-{person}": str(version)}
        answer = place.browser.send("attendance.edit", data, **address)
        assert answer.status_code == 200, answer.get_data(as_text=True)
        version += 1

    with place.app.app_context(), floors.raw_commit(db.engine, other) as commit:
        return Result("saving a mark ÷ raw single-row commit", *in_turns(save, commit), 2)


def _version(place: Place, person_id: int) -> int:
    """Return the version of somebody's mark in the week that is open."""
    page = place.browser.client.get(
        place.browser.address("attendance.edit", chapter_slug=place.slug, held_on=sizes.LAST_DAY)
    )
    field = BeautifulSoup(page.data, "lxml").select_one(f"[name=version-{person_id}]")
    assert field is not None
    return int(str(field["value"]))


def _workbook(place: Place) -> Result:
    """Compare the month's workbook, queries included, with openpyxl writing the same cells."""

    def ours() -> bytes:
        with place.app.app_context(), reading_only():
            chapter = chapters.named(place.slug)
            return workbooks.workbook(chapter, MONTH, today=sizes.LAST_DAY)

    floor = floors.same_cells(ours())
    return Result("month workbook ÷ openpyxl, same cells", *in_turns(ours, floor, 25), 1.5)


def _year() -> ChapterPlan:
    setting = sizes.setting("S", 1, 0)
    return history.plan("a year", setting, members=40, weeks=52, last_day=sizes.LAST_DAY)


if __name__ == "__main__":
    main()
