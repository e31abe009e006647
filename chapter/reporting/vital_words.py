"""How the chapter's page writes a figure, and what changed since the time before."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Any

from chapter.chapters.models import Chapter
from chapter.slips.rules import Measure
from chapter.web.i18n import decimal, gettext, money, ngettext, percent

HUNDREDTHS = Decimal("0.01")
UNKNOWN, MINUS = "–", "\N{MINUS SIGN}"

Figure = Any
Write = Callable[[Figure], str]


def in_words(chapter: Chapter, measure: str, figure: Figure) -> str:
    """Write a figure of a measure; money is in minor units."""
    if measure == Measure.CLOSED_BUSINESS:
        return money(round(figure), chapter.currency)
    return decimal(Decimal(figure).quantize(HUNDREDTHS).normalize())


def vital_in_words(key: str, figure: Figure) -> str:
    """Write a vital figure: a number, a share or a rate."""
    # pandas is slow to import and needed for few pages.
    from reports.vitals import FIGURES

    if FIGURES[key] == "share":
        return percent(float(figure))
    return decimal(Decimal(float(figure)).quantize(HUNDREDTHS).normalize())


def vital_compared(key: str, now: Figure | None, before: Figure | None) -> tuple[str, str, str]:
    """Compare a vital figure; what changed of a share is told in points, not in percent of it."""
    # pandas is slow to import and needed for few pages.
    from reports.vitals import FIGURES

    change = points if FIGURES[key] == "share" else None
    return compared(now, before, partial(vital_in_words, key), change)


def points(share: Figure) -> str:
    """Write what a share changed by."""
    return ngettext("%(num)d point", "%(num)d points", round(share * 100))


def compared(
    now: Figure | None, before: Figure | None, write: Write, write_change: Write | None = None
) -> tuple[str, str, str]:
    """Return both figures as they are written, and what changed."""
    said = [UNKNOWN if figure is None else write(figure) for figure in (now, before)]
    if now is None or before is None:
        return said[0], said[1], UNKNOWN
    if now == before:
        return said[0], said[1], gettext("the same")
    return (
        said[0],
        said[1],
        f"{'+' if now > before else MINUS}{(write_change or write)(abs(now - before))}",
    )
