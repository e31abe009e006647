"""The summaries that were brought in: which days they are held against, and what they say."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from chapter.chapters.models import Chapter
from chapter.imports import periods
from chapter.imports import queries as imports
from chapter.imports.models import SummaryLine
from chapter.imports.states import Role
from chapter.reconciliation import queries
from chapter.reconciliation.rules import FIGURES, MONEY
from chapter.reconciliation.totals import Side
from chapter.web.i18n import minor_digits


@dataclass(frozen=True)
class Summary:
    """An imported summary, and the days it is held against."""

    period: str
    first: date
    last: date
    #: Whether the file did not say its days.
    is_guessed: bool = False
    #: The file that brought it in.
    batch: int = 0


def known(chapter: Chapter, today: date) -> list[Summary]:
    """Return every summary that weeks can be held against, the newest first."""
    found = [_summary(chapter, one, today) for one in imports.periods(chapter)]
    return [summary for summary in found if summary is not None]


def _summary(chapter: Chapter, one: SummaryLine, today: date) -> Summary | None:
    """Return the days a summary is held against; a history of years is held against none."""
    if one.is_lifetime:
        return None
    if one.first and one.until:
        # A period may have been said the wrong way round.
        first, last = sorted((one.first, one.until))
        return Summary(one.period, first, last, batch=one.batch_id)
    beside = queries.days_beside(chapter, one.batch_id)
    if beside:
        return Summary(one.period, beside[0], beside[-1], is_guessed=True, batch=one.batch_id)
    said = side(chapter, imports.summary(chapter, one.period))
    likely = periods.likeliest(chapter, said.meetings, today)
    return Summary(one.period, *likely, True, one.batch_id) if likely else None


def side(chapter: Chapter, said: Sequence[SummaryLine]) -> Side:
    """Return a summary's own side; its rows of visitors and others tell how many meetings."""
    rows = [figures(chapter, one) for one in said if one.role == Role.MEMBER]
    groups = {one.role: figures(chapter, one) for one in said if one.role != Role.MEMBER}
    told = [groups[role].get("P", 0) for role in (Role.VISITORS, Role.OTHERS) if role in groups]
    return Side(rows, groups, max(told, default=0) or None)


def figures(chapter: Chapter, one: SummaryLine) -> dict[str, int]:
    """Return a line's figures as whole numbers, money in minor units."""
    digits = minor_digits(chapter.currency)
    return {
        label: _whole(one.figures[label], digits if label == MONEY else 0)
        for label in FIGURES
        if label in one.figures
    }


def _whole(text: str, digits: int) -> int:
    return int(Decimal(text).scaleb(digits).quantize(Decimal(1), ROUND_HALF_UP))
