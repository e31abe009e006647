"""How near the app comes to its floors: `make bench` prints it, docs/benchmarks.md explains it.

Each line compares two ways of doing the same thing in one process, in turns, so that whatever else
the machine does slows both down alike. Nothing is asserted: a time belongs to a machine.
"""

import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

from bs4 import BeautifulSoup
from flask import Flask

from chapter import clock, create_app
from chapter.accounts import service as accounts
from chapter.accounts.models import User
from chapter.chapters import service as chapters
from chapter.config import Settings
from chapter.db import db, reading_only
from chapter.demo import history, in_bulk, sizes
from chapter.demo.plan import ChapterPlan, moment
from chapter.reporting import service as reporting
from chapter.weeks import service as weeks
from reports import periods
from tests import floors
from tests.browse import Browser

PAGES = {
    "leaderboard": ("reporting.leaderboard", {"period": "2026"}),
    "members list": ("members.index", {}),
    "attendance sheet": ("attendance.edit", {"held_on": sizes.LAST_DAY}),
}
MONTH = periods.month(sizes.LAST_DAY)
JSON = {"Accept": "application/json"}


@dataclass(frozen=True)
class Result:
    """One line of the table, times in milliseconds."""

    name: str
    ours: float
    floor: float
    goal: float

    def __str__(self) -> str:
        ratio = self.ours / self.floor
        verdict = "reached" if ratio <= self.goal else "falls short"
        return (
            f"{self.name:<44}{self.ours:>9.2f}{self.floor:>9.2f}{ratio:>8.2f} ×"
            f"{self.goal:>6.1f} ×  {verdict}"
        )


@dataclass(frozen=True)
class Place:
    """An app with chapters in it, and a signed-in vice president of the first one."""

    app: Flask
    browser: Browser
    slug: str
    #: The ids of the first chapter's people, by their number in its plan.
    people: dict[int, int]

    def opener(self, endpoint: str, values: dict[str, object]) -> Callable[[], None]:
        """Return what fetches a page."""
        address = self.browser.address(endpoint, chapter_slug=self.slug, **values)

        def fetch() -> None:
            assert self.browser.client.get(address).status_code == 200, address

        return fetch


def main() -> None:
    """Measure everything and print the table."""
    print(f"{'milliseconds, medians':<44}{'ours':>9}{'floor':>9}{'ratio':>10}{'goal':>8}")
    with tempfile.TemporaryDirectory() as folder:
        for result in _results(Path(folder)):
            print(result, flush=True)


def _results(folder: Path) -> Iterator[Result]:
    with _place(folder / "year", [_year()]) as year:
        yield _leaderboard(year)
        yield _save(year)
        yield _workbook(year)
    with (
        _place(folder / "one", sizes.plans("S", 1)) as one,
        _place(folder / "many", sizes.plans("S", 1, 200)) as many,
    ):
        for name, (endpoint, values) in PAGES.items():
            ours, floor = in_turns(many.opener(endpoint, values), one.opener(endpoint, values))
            yield Result(f"{name}, 200 chapters ÷ 1 chapter", ours, floor, 1.2)


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
            return reporting.month_workbook(chapter, MONTH, today=sizes.LAST_DAY)

    floor = floors.same_cells(ours())
    return Result("month workbook ÷ openpyxl, same cells", *in_turns(ours, floor, 25), 1.5)


def in_turns(
    ours: Callable[[], object], floor: Callable[[], object], rounds: int = 150
) -> tuple[float, float]:
    """Return the median milliseconds of both, run in turns after a warm-up."""
    times: tuple[list[float], list[float]] = ([], [])
    for number in range(rounds + 5):
        for work, taken in zip((ours, floor), times, strict=True):
            start = perf_counter()
            work()
            if number >= 5:
                taken.append((perf_counter() - start) * 1000)
    return median(times[0]), median(times[1])


def _year() -> ChapterPlan:
    setting = sizes.setting("S", 1, 0)
    return history.plan("a year", setting, members=40, weeks=52, last_day=sizes.LAST_DAY)


@contextmanager
def _place(folder: Path, plans: Iterable[ChapterPlan]) -> Iterator[Place]:
    """Fill a database, open the first chapter's last week again, and sign in."""
    folder.mkdir()
    app = create_app(
        Settings(
            database_url=f"sqlite:///{folder / 'chapter.db'}",
            secret_key="only for measuring, but as long as a real one",
            public_url="http://127.0.0.1:8000",
            data_dir=folder,
        )
    )
    with app.app_context():
        db.create_all()
        first, *_others = [in_bulk.write(plan) for plan in plans]
        now, slug = moment(sizes.LAST_DAY), first.chapter.slug
        weeks.reopen(first.chapter, sizes.LAST_DAY, actor_id=first.closer_id, now=now)
        closer = db.session.get_one(User, first.closer_id)
        token = accounts.start_session(closer, device="bench", now=clock.now()).token
        db.session.commit()
        # A transaction left open here would keep the pages waiting for the write lock.
        db.session.remove()
    yield Place(app, Browser(app, token), slug, first.people)
    with app.app_context():
        db.engine.dispose()


if __name__ == "__main__":
    main()
