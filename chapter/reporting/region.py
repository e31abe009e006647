"""The workbook of several chapters: one after another from the database into one file."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from chapter.accounts import queries as accounts
from chapter.accounts.models import User
from chapter.chapters import queries as chapters
from chapter.chapters.models import Chapter
from chapter.reporting import catalogue, rulebook, service
from chapter.rulesets import queries as rulesets
from chapter.web.i18n import gettext, minor_digits
from reports import periods
from reports.periods import Period

if TYPE_CHECKING:  # They need pandas, which most pages do without.
    from reports.books.book import Book
    from reports.books.layout import Sheet
    from reports.books.region import Told

MONTHS_OFFERED = 12
# A chapter takes a tenth of a second; more of them are left to the command.
MOST = 150


def months(today: date) -> list[Period]:
    """Return the months that are offered, newest first."""
    first = today.replace(day=1)
    return [periods.month(periods.plus_months(first, -number)) for number in range(MONTHS_OFFERED)]


def month_of(text: str, today: date) -> Period:
    """Read a month; raise ValueError, with a sentence to show, for anything else."""
    period = periods.parse(text, today)
    if period.kind != "month":
        raise ValueError(f"“{text}” is not a month; write YYYY-MM.")
    return period


def looked_after(user: User, today: date) -> Iterable[Chapter]:
    """Return the chapters somebody has an office in; of an admin, all."""
    if user.is_admin:
        return chapters.everyone()
    held_in, held_over = accounts.places_of(user, today)
    return chapters.among((held_in,), (held_over,))


def write(
    target: Path | BinaryIO,
    chosen: Iterable[Chapter],
    period: Period,
    today_in: Callable[[str], date],
) -> None:
    """Write the workbook of some chapters; one after another is in memory.

    `today_in` gives the present day of a zone.
    """
    # pandas and openpyxl are slow to import and needed for no page.
    from reports.books import region, streamed

    told: list[Told] = []
    words = catalogue.ReaderWords(None)
    streamed.write(
        target,
        _sheets(chosen, period, today_in, told),
        today_in("UTC"),
        lambda: region.overview(told, period, words),
    )


def _sheets(
    chosen: Iterable[Chapter],
    period: Period,
    today_in: Callable[[str], date],
    told: "list[Told]",
) -> "Iterator[Sheet]":
    """Give a sheet for each chapter, and note what the first sheet tells of it."""
    # pandas and openpyxl are slow to import and needed for no page.
    from reports.books import region

    taken = {gettext(region.OVERVIEW).casefold()}
    for chapter in chosen:
        title = region.title(chapter.name, taken)
        # A book is let go before the next one is made.
        line, sheet = _part(chapter, period, today_in(chapter.zone), title)
        told.append(line)
        yield sheet


def _part(chapter: Chapter, period: Period, today: date, title: str) -> "tuple[Told, Sheet]":
    # pandas and openpyxl are slow to import and needed for no page.
    from reports.books import region, sheet_members

    made = book(chapter, period, today)
    sheet = sheet_members.sheet(made, catalogue.ReaderWords(chapter), title)
    return region.told(made, chapter.region.name if chapter.region else ""), sheet


def book(chapter: Chapter, period: Period, today: date) -> "Book":
    """Gather what a chapter's part is made from: the period, and the half-year of its light."""
    # pandas is slow to import and needed for no page.
    from reports.books.book import Book
    from reports.books.settings import Settings

    day = min(period.last, today)
    rules = rulesets.on(chapter, day)
    first = min(period.first, periods.six_months(day).first)
    return Book(
        chapter_name=chapter.name,
        currency=chapter.currency,
        minor_digits=minor_digits(chapter.currency),
        period=period,
        made_on=today,
        settings=Settings(rulebook.member_table(rules), rulebook.chapter_table(rules)),
        **service.frames_between(chapter, first, period.until)._asdict(),
    )
