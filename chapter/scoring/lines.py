"""How a scoring table, the goals and the awards read, line by line."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from chapter.chapters.models import Chapter
from chapter.reporting.catalogue import measure_name
from chapter.scoring.fields import written
from chapter.scoring.rules import (
    ATTENDANCE,
    AWARD_SENTENCES,
    CHAPTER_COUNTS,
    GOALS,
    MEMBERS,
    PART_LABELS,
    PER_LABELS,
    TIMED,
    is_money,
)
from chapter.slips.rules import Measure
from chapter.web.i18n import gettext, minor_digits, money, ngettext
from reports.scores.tables import Bracket, Part, Table


@dataclass(frozen=True)
class Line:
    """One part of a table: what is counted, from where there are how many points, at most how many.

    `missing` says why it is not scored, `note` what the table says of it.
    """

    name: str
    brackets: str
    most: int
    missing: str
    note: str


def of_table(chapter: Chapter, table: Table) -> list[Line]:
    """Return the parts of a table as a chapter reads them."""
    return [
        Line(
            part_name(chapter, part),
            _brackets(table, part),
            part.most,
            _missing(chapter, table, part),
            part.note,
        )
        for part in table.parts
    ]


def _brackets(table: Table, part: Part) -> str:
    # The word stands once: 5 points from 1, 10 from 2.
    return ", ".join(
        (_further if number else _first)(bracket, _at(table, part, bracket))
        for number, bracket in enumerate(part.brackets)
    )


def _first(bracket: Bracket, at: str) -> str:
    if bracket.above:
        return ngettext(
            "%(num)s point above %(at)s", "%(num)s points above %(at)s", bracket.points, at=at
        )
    return ngettext(
        "%(num)s point from %(at)s", "%(num)s points from %(at)s", bracket.points, at=at
    )


def _further(bracket: Bracket, at: str) -> str:
    if bracket.above:
        return gettext("%(points)s above %(at)s", points=bracket.points, at=at)
    return gettext("%(points)s from %(at)s", points=bracket.points, at=at)


def _at(table: Table, part: Part, bracket: Bracket) -> str:
    if is_money(part.counts) and table.currency:
        return money(int(bracket.at.scaleb(minor_digits(table.currency))), table.currency)
    if part.per == "percent":
        return gettext("%(figure)s %%", figure=written(bracket.at))
    return written(bracket.at)


def _missing(chapter: Chapter, table: Table, part: Part) -> str:
    if not part.is_known:
        return gettext("It is not scored, because its brackets are not known.")
    if is_money(part.counts) and table.currency != chapter.currency:
        return gettext(
            "It is not scored, because the chapter’s amounts are in %(currency)s.",
            currency=chapter.currency,
        )
    return ""


def part_name(chapter: Chapter, part: Part) -> str:
    """Return what a part counts and over which time."""
    label = part_label(chapter, part.name, part.counts)
    if part.name == "training":
        counted = measure_name(chapter, Measure(part.counts))
        label = gettext("%(training)s (%(counted)s)", training=label, counted=counted)
    # A share, and what only a chapter has, say themselves over which time.
    is_timed = part.counts in TIMED and part.per in PER_LABELS
    return gettext(PER_LABELS[part.per], part=label) if is_timed else label


def part_label(chapter: Chapter, name: str, counts: str) -> str:
    """Return what a part is called, in the chapter's own words where it has some."""
    if name != "training" and counts in set(Measure):
        return measure_name(chapter, Measure(counts))
    return gettext(PART_LABELS[counts if counts in CHAPTER_COUNTS else name])


def goal_labels(chapter: Chapter) -> dict[str, str]:
    """Return what goals are called."""
    measures = {name: measure_name(chapter, Measure(name)) for name in GOALS if name != MEMBERS}
    return {MEMBERS: gettext("Members"), **measures}


def award_labels(chapter: Chapter) -> dict[str, str]:
    """Return what awards count."""
    measures = {str(name): measure_name(chapter, name) for name in Measure}
    return {**measures, ATTENDANCE: gettext("Weeks present")}


def goals(chapter: Chapter, kept: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return each goal with its figure."""
    labels = goal_labels(chapter)
    return [(labels[name], figure(chapter, name, kept[name])) for name in GOALS if name in kept]


def awards(chapter: Chapter, kept: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Return each award with the sentence who earns it."""
    labels = award_labels(chapter)
    return [
        (
            award["name"],
            gettext(
                AWARD_SENTENCES[award["rule"]],
                figure=figure(chapter, award["measure"], award["figure"]),
                measure=labels[award["measure"]],
            ),
        )
        for award in kept
    ]


def figure(chapter: Chapter, measure: str, number: float) -> str:
    """Return a figure as the reader writes it, with its currency where it is money."""
    return money(int(number), chapter.currency) if is_money(measure) else written(number)
