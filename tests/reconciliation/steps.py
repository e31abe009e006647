"""What the tests of the reconciliation share: a summary of two people, beside their slips."""

from datetime import date, datetime
from typing import Any

from chapter.chapters.models import Chapter
from chapter.people.models import Person
from chapter.reconciliation import service, summaries
from chapter.reconciliation.rules import Line
from chapter.reconciliation.service import Reconciliation
from tests.exports import Title, spreadsheetml, summary_palms
from tests.factories import make_member
from tests.imports.steps import ANA, BEN, bring_in, source

FIRST, LAST = date(2026, 10, 1), date(2026, 11, 12)
TERM = Title(chapter="North", first=datetime(2026, 10, 1), until=datetime(2026, 11, 12))
PERIOD = f"{FIRST}..{LAST}"
Figures = dict[str, float]


def palms(ana: Figures, ben: Figures, title: Title | None = TERM, **more: Figures) -> bytes:
    """Return a summary of two members; further rows by name, with underscores for spaces."""
    people: dict[tuple[str, str], Any] = {("Ana", "Torres"): ana, ("Ben", "Okafor"): ben}
    for name, figures in more.items():
        first, _, last = name.partition("_")
        people[first, last.replace("_", " ")] = figures
    return spreadsheetml(summary_palms(people, title))


def two(chapter: Chapter) -> tuple[Person, Person]:
    """Admit the two."""
    return make_member(chapter, ANA).person, make_member(chapter, BEN).person


def bring(chapter: Chapter, data: bytes, **said: Any) -> None:
    """Bring a summary in."""
    bring_in(chapter, source(data, "palms.xls"), **said)


def reconciled(chapter: Chapter) -> Reconciliation:
    """Reconcile with the newest summary."""
    known = summaries.known(chapter, date(2026, 11, 19))
    return service.reconcile(chapter, known[0])


def of(found: Reconciliation, name: str) -> Line:
    """Return the line of somebody."""
    return next(line for line in (*found.members, *found.beneath) if line.name == name)


def sides(line: Line) -> dict[str, tuple[int | None, int | None]]:
    """Return the figures that differ: label -> (here, there)."""
    return {figure.label: (figure.here, figure.there) for figure in line.differing}
