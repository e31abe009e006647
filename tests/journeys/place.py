"""The chapter of forty as the journeys find it, and what stands in it afterwards."""

from dataclasses import dataclass
from datetime import date, timedelta

from chapter.chapters.models import Chapter
from tests import factories
from tests.slips.desk_floor import Floor, person_named
from tests.weeks.porch import Porch

# How often two members were away in the five weeks before.
ABSENT = (4, 2)


@dataclass
class Place:
    """The chapter of forty, and what stands in it."""

    porch: Porch
    floor: Floor

    def begin(self) -> None:
        """Leave the members, and today's meeting open, everybody present."""
        self.porch.clear()
        self.porch.mark()
        self.floor.begin()

    def hold_weeks(self) -> list[str]:
        """Hold the five weeks before; return two members who were away, more often first."""
        names = self.floor.others()[20:22]
        with self.porch.inside() as chapter:
            days = [self.porch.today - timedelta(weeks=week) for week in range(5, 0, -1)]
            chapter.started_on = days[0]
            for at, day in enumerate(days):
                self._hold(chapter, at, names, day)
        return names

    def _hold(self, chapter: Chapter, at: int, names: list[str], day: date) -> None:
        meeting = factories.make_meeting(chapter, day)
        for name, times in zip(names, ABSENT, strict=True):
            person = person_named(name)
            factories.make_mark(meeting, person, "A" if at < times else "P")
        factories.close_week(chapter, day)
