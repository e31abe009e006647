"""The template's visitor slips, as the visits they tell of."""

from collections.abc import Iterable, Sequence
from datetime import date

from chapter.chapters.models import Chapter
from chapter.imports.families.template_invitations import Invitations
from chapter.imports.families.visit_diff import Visits, VisitStep
from chapter.imports.matching import Matches
from chapter.imports.reading.contents import TemplateSlip, VisitorRow

SHEET = "Slips"


def split(slips: Iterable[TemplateSlip]) -> tuple[list[TemplateSlip], list[TemplateSlip]]:
    """Return the slips that tell of visits, and the others."""
    slips = list(slips)
    visits = [slip for slip in slips if slip.kind == "visitor"]
    return visits, [slip for slip in slips if slip.kind != "visitor"]


def steps(
    chapter: Chapter,
    slips: Sequence[TemplateSlip],
    matches: Matches,
    today: date,
    *,
    has_come: bool,
) -> list[VisitStep]:
    """Return a step a visit: a visitor's slip that counts in a week tells that they came."""
    rows = [_row(slip) for slip in slips if (slip.counts_on is not None) == has_come]
    held = Invitations if has_come else Visits
    visits = held(chapter, rows, matches, today, has_come=has_come, sheet=SHEET, takes_past=True)
    if isinstance(visits, Invitations):
        visits.know_outsiders(slips)
    return visits.steps(rows)


def _row(slip: TemplateSlip) -> VisitorRow:
    inviter = slip.source
    return VisitorRow(
        slip.line,
        slip.target.name if slip.target else "",
        visited_on=slip.counts_on or slip.dated,
        invited_by=inviter.name if inviter and not inviter.is_outsider else "",
        credited_as=slip.source_as,
    )
