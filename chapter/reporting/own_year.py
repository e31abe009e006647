"""A member's own year as a workbook, for nobody but them."""

from datetime import date

from chapter.chapters.models import Chapter
from chapter.people.models import Person
from chapter.reporting import catalogue, workbooks
from reports import periods
from reports.books.editions import Asked
from reports.periods import Period

MONTHS = 12


def latest(today: date) -> Period:
    """Return the twelve months up to the present one."""
    return periods.months(periods.plus_months(today.replace(day=1), 1 - MONTHS), MONTHS)


def period_of(text: str, today: date) -> Period:
    """Read a year, or fewer whole months; raise ValueError for anything else."""
    period = periods.parse(text, today)
    is_longer = periods.plus_months(period.first, MONTHS) < period.until
    if not period.is_whole_months or is_longer:
        raise ValueError("Write a year, or at most twelve whole months: 2026 or 2026-04..2026-09.")
    return period


def workbook(chapter: Chapter, person: Person, period: Period, *, today: date) -> bytes:
    """Return the workbook of a member's own time: their months, marks, score and rows."""
    # pandas and openpyxl are slow to import and needed for no page.
    from reports.books import own_year, workbook

    book = workbooks.book(chapter, period, today=today, asked=Asked(person=person.id))
    sheets = own_year.every(book, person.name, catalogue.ReaderWords(chapter))
    return workbook.to_bytes(sheets, today)
