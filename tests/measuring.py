"""What every measurement shares: a filled place, two things done in turns, a line of the table."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

from flask import Flask

from chapter import clock, create_app
from chapter.accounts import service as accounts
from chapter.accounts.models import User
from chapter.config import Settings
from chapter.db import db
from chapter.demo import in_bulk, sizes
from chapter.demo.plan import ChapterPlan, moment
from chapter.weeks import service as weeks
from tests.browse import Browser


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


@contextmanager
def filled(folder: Path, plans: Iterable[ChapterPlan]) -> Iterator[Place]:
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
        first, *_others = [_write(plan) for plan in plans]
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


def _write(plan: ChapterPlan) -> in_bulk.Written:
    written = in_bulk.write(plan)
    db.session.commit()
    return written
