"""Data sets of three sizes, for measuring and trying things out; the same seed, the same rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

from chapter.demo import cast, history
from chapter.demo.plan import ChapterPlan, Setting

# Fixed, so that a seed means the same rows on every day.
LAST_DAY = date(2026, 11, 19)
SLUG_START = "sample-"


@dataclass(frozen=True)
class Size:
    """How large a data set is."""

    chapters: int
    members: int
    weeks: int
    regions: int


SIZES = {
    "S": Size(chapters=1, members=25, weeks=8, regions=1),
    "M": Size(chapters=3, members=40, weeks=26, regions=2),
    "L": Size(chapters=50, members=40, weeks=260, regions=5),
}
# Weekday, hour, zone, currency.
_WHERE = (
    (3, time(7, 0), "Europe/Madrid", "EUR"),
    (1, time(6, 45), "Europe/London", "GBP"),
    (2, time(7, 30), "America/New_York", "USD"),
    (4, time(12, 30), "Asia/Tokyo", "JPY"),
    (0, time(18, 30), "Africa/Nairobi", "KES"),
)


def plans(name: str, seed: int, chapters: int | None = None) -> Iterator[ChapterPlan]:
    """Give the chapters of a data set, one at a time because five years of fifty are many."""
    size = SIZES[name]
    for number in range(chapters or size.chapters):
        yield history.plan(
            f"{name} {seed} {number}",
            setting(name, seed, number),
            members=size.members,
            weeks=size.weeks,
            last_day=LAST_DAY,
        )


def setting(name: str, seed: int, number: int) -> Setting:
    """Return where and when a chapter of a data set meets."""
    weekday, meets_at, zone, currency = _WHERE[number % len(_WHERE)]
    tree, spot = cast.TREES[number % len(cast.TREES)], number // len(cast.TREES)
    return Setting(
        slug=f"{SLUG_START}{name.lower()}{seed}-{number + 1}",
        name=f"{tree} {cast.SPOTS[(number + spot) % len(cast.SPOTS)]}",
        place=cast.PLACES[number % len(cast.PLACES)],
        weekday=weekday,
        meets_at=meets_at,
        zone=zone,
        currency=currency,
        region=f"Sample region {number % SIZES[name].regions + 1}",
    )
