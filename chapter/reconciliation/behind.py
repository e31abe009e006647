"""The rows behind one figure of one member: what counts in the days, and what is dated in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chapter.chapters.models import Chapter
from chapter.reconciliation import queries, wording
from chapter.reconciliation.evidence import Entry, Evidence
from chapter.reconciliation.rules import MARKS, MEASURES, MONEY
from chapter.reporting import row_queries
from chapter.slips.rules import Measure
from chapter.web.i18n import gettext


@dataclass(frozen=True)
class Row:
    """One row behind a figure; what does not count in the days has no figure."""

    #: Day of the meeting, or of the slip where it counts in none of these.
    day: date
    figure: int | None
    counterpart: str = ""
    why: str = ""


def rows(chapter: Chapter, evidence: Evidence, person_id: int, label: str) -> list[Row]:
    """Return what a figure is made of; closed business as the sums of its weeks."""
    if label in MARKS:
        days = queries.marks_of(chapter, person_id, label, evidence.first, evidence.last)
        return [Row(day, 1) for day in days]
    entries = evidence.of(person_id, label)
    if label == MONEY:
        return _weekly(evidence, entries)
    measure = Measure(MEASURES[label])
    slip_ids = [entry.slip for entry in entries]
    names = row_queries.counterparts(chapter, slip_ids, measure, person_id)
    is_paired = measure in row_queries.OTHER_SIDE
    outside = gettext("somebody outside the chapter") if is_paired else ""
    return [
        Row(
            _day(evidence, entry),
            entry.quantity if evidence.counts(entry) else None,
            names.get(entry.slip, outside),
            _why(evidence, entry),
        )
        for entry in entries
    ]


def _weekly(evidence: Evidence, entries: Sequence[Entry]) -> list[Row]:
    """Add closed business up by week, so that no single thanks can be told."""
    weeks: dict[date, int] = {}
    for entry in entries:
        if entry.held_on is not None and evidence.counts(entry):
            weeks[entry.held_on] = weeks.get(entry.held_on, 0) + entry.amount
    return [Row(day, amount) for day, amount in sorted(weeks.items())]


def _day(evidence: Evidence, entry: Entry) -> date:
    counted = entry.held_on if evidence.counts(entry) else None
    return counted or entry.dated


def _why(evidence: Evidence, entry: Entry) -> str:
    if entry.held_on is None:
        return gettext("It waits for a week to be closed, and counts in none of these yet.")
    if not evidence.counts(entry):
        return gettext(
            "It came late and counts in the week of %(day)s.", day=wording.on(entry.held_on)
        )
    if entry.dated != entry.held_on:
        return gettext("Dated %(day)s.", day=wording.on(entry.dated))
    return ""
