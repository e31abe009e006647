"""What a figure is made of: its rows, each with the week it counts in and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from chapter.chapters.models import Chapter
from chapter.people.models import Person
from chapter.people.rules import Standing
from chapter.reporting import row_queries
from chapter.slips import queries as slips
from chapter.slips.rules import Measure
from chapter.web.i18n import gettext, short_date
from chapter.web.words import N_
from reports.periods import Period

# What was not given by a member stands in one line each, as in the PALMS summary.
GROUPS = {Standing.VISITOR: N_("Visitors"), Standing.OTHER: N_("Others")}


@dataclass(frozen=True)
class Row:
    """One row behind a figure, with whom and inside or outside where that belongs to it.

    `why` says why it counts in its week; weekly sums have no day of their own to say it of.
    """

    held_on: date
    figure: int
    measure: Measure
    tier: str = ""
    counterpart: str | None = None
    dated: date | None = None
    why: str = ""


@dataclass(frozen=True)
class Share:
    """What one member, or others together, added to a figure of the whole chapter."""

    #: Empty where nobody on the roster is meant.
    person: int | None
    name: str
    figure: int


def rows(
    chapter: Chapter, person: Person, measure: Measure, period: Period, days: Sequence[date]
) -> list[Row]:
    """Return what a member's figure is made of; closed business as the sums of its weeks.

    `days` are those of all meetings that count.
    """
    found = row_queries.behind(chapter, person, measure, period.first, period.until)
    if measure == Measure.CLOSED_BUSINESS:
        return [Row(row.held_on, int(row.figure), measure) for row in found]
    slip_ids = [row.slip_id for row in found]
    names = row_queries.counterparts(chapter, slip_ids, measure, person.id)
    dated = slips.dates_of(chapter, slip_ids)
    outside = gettext("somebody outside the chapter") if measure in row_queries.OTHER_SIDE else None
    return [
        Row(
            row.held_on,
            row.figure,
            measure,
            row.tier,
            names.get(row.slip_id, outside),
            dated[row.slip_id],
            reason(measure, dated[row.slip_id], row.held_on, days),
        )
        for row in found
    ]


def between(
    chapter: Chapter,
    giver: Person,
    receiver: Person,
    measures: Sequence[Measure],
    period: Period,
    days: Sequence[date],
) -> list[Row]:
    """Return the slips behind the cells of a matrix: from one member to another."""
    found = row_queries.between(
        chapter, giver.id, receiver.id, measures, period.first, period.until
    )
    dated = slips.dates_of(chapter, [row.slip_id for row in found])
    return [
        Row(
            row.held_on,
            row.figure,
            Measure(row.measure),
            row.tier,
            receiver.name,
            dated[row.slip_id],
            reason(Measure(row.measure), dated[row.slip_id], row.held_on, days),
        )
        for row in found
    ]


def shares(chapter: Chapter, measure: Measure, period: Period) -> list[Share]:
    """Return what a figure of the whole chapter is made of: everybody's own, by name."""
    members, others = [], dict.fromkeys(GROUPS, 0)
    for row in row_queries.shares(chapter, measure, period.first, period.until):
        if row.standing == Standing.MEMBER:
            name = f"{row.first_name} {row.last_name}".strip()
            members.append(Share(row.person, name, int(row.figure)))
        else:
            others[Standing(row.standing)] += int(row.figure)
    return members + [
        Share(None, gettext(GROUPS[standing]), figure)
        for standing, figure in others.items()
        if figure
    ]


def reason(measure: Measure, dated: date, held_on: date, days: Sequence[date]) -> str:
    """Say why a slip of a day counts in a week."""
    told: Mapping[str, str] = {"day": short_date(dated), "week": short_date(held_on)}
    missed = next((day for day in days if dated <= day < held_on), None)
    if measure == Measure.VISITORS:
        return gettext("Counts in the week of the visit.")
    if dated == held_on:
        return gettext("Dated on the day of the meeting.")
    if dated > held_on:
        return gettext("Dated %(day)s; it was brought in with the week of %(week)s.", **told)
    if missed is None:
        return gettext("Dated %(day)s; the first week that counts from then on.", **told)
    return gettext(
        "Dated %(day)s, counts in the week of %(week)s: the week of %(missed)s was closed already.",
        missed=short_date(missed),
        **told,
    )
