"""The workbook of a period and its sheets: rows from the database -> a book -> bytes or CSV."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from chapter.chapters.models import Chapter
from chapter.meetings import queries as meetings
from chapter.reporting import catalogue, rulebook, service, workbook_queries
from chapter.reporting.workbook_queries import Months
from chapter.rulesets import queries as rulesets
from chapter.web.i18n import decimal, minor_digits, money
from reports import periods
from reports.books import editions
from reports.books.editions import MEMBERS, Asked
from reports.periods import Period
from reports.scores.arithmetic import Write

if TYPE_CHECKING:  # They need pandas, which most pages do without.
    from reports.books.book import Book
    from reports.books.settings import Settings

EVERYTHING, NO_MONTHS = Asked(), Months([], [])
# The sheets that tell more than the rows say.
BY_MONTH, VISITORS = ("leaderboard", "activity"), "visitors"


def workbook(chapter: Chapter, period: Period, *, today: date, edition: str = MEMBERS) -> bytes:
    """Return the workbook of a period; one without a closed week says so."""
    # pandas and openpyxl are slow to import and needed for no page.
    from reports.books import sheets, workbook

    made = book(chapter, period, today=today, edition=edition)
    return workbook.to_bytes(sheets.every(made, catalogue.ReaderWords(chapter)), today)


def sheet(book: "Book", chapter: Chapter, name: str) -> bytes:
    """Return one sheet as a workbook of its own."""
    # pandas and openpyxl are slow to import and needed for no page.
    from reports.books import sheets, workbook

    one = sheets.one(book, catalogue.ReaderWords(chapter), name)
    return workbook.to_bytes([one], book.made_on)


def csv(book: "Book", chapter: Chapter, name: str) -> str:
    """Return one sheet as CSV."""
    # pandas is slow to import and needed for no page.
    from reports.books import sheet_csv, sheets

    return sheet_csv.written(sheets.one(book, catalogue.ReaderWords(chapter), name))


def is_allowed(chapter: Chapter, name: str, edition: str) -> bool:
    """Tell whether an edition has a sheet."""
    return editions.has(edition, name, lights_shown=chapter.lights_shown)


def book(
    chapter: Chapter,
    period: Period,
    *,
    today: date,
    edition: str = MEMBERS,
    asked: Asked = EVERYTHING,
    for_sheet: str = "",
) -> "Book":
    """Gather what the sheets of a period are made from, or one of them, narrowed as asked."""
    # pandas is slow to import and needed for no page.
    from reports import columns, frames
    from reports.books.book import Book, reach

    settings, counted_from = _settings(chapter, period, today)
    before = periods.compared(period, meetings.days_counted(chapter))
    since = reach(period, today, before, counted_from)
    rows = service.frames_between(chapter, since, period.until)
    months, visits = _beside(chapter, period, since, for_sheet)
    return Book(
        chapter_name=chapter.name,
        currency=chapter.currency,
        minor_digits=minor_digits(chapter.currency),
        period=period,
        made_on=today,
        **rows._asdict(),
        business=frames.typed(months.business, columns.BUSINESS),
        visits=frames.typed(visits, columns.VISITS),
        history=frames.credits(months.history),
        edition=edition,
        settings=settings,
        asked=asked,
        number=decimal,
        money=_money(chapter),
    )


def write_more(chapter: Chapter, period: Period, folder: Path) -> None:
    """Write the visits and how closed business divides, as `python -m reports` reads them."""
    # pandas is slow to import and needed for no page.
    from reports import columns, frames
    from reports.folder import written

    months = workbook_queries.months(chapter, period.first, period.until)
    visits = workbook_queries.visits(chapter, period.first, period.until)
    business = [row for row in months.business if row["month"] >= period.first]
    for name, rows, types in (
        ("business", business, columns.BUSINESS),
        ("visits", visits, columns.VISITS),
    ):
        text = written(frames.typed(rows, types))
        (folder / f"{name}.csv").write_text(text, encoding="utf-8", newline="")


def _beside(
    chapter: Chapter, period: Period, since: date, sheet: str
) -> tuple[Months, workbook_queries.Mappings]:
    """Read what some sheets tell beside the rows, for all of them or for the one that does."""
    has_months, has_visits = sheet in ("", *BY_MONTH), sheet in ("", VISITORS)
    months = workbook_queries.months(chapter, since, period.until) if has_months else NO_MONTHS
    visits = workbook_queries.visits(chapter, period.first, period.until) if has_visits else []
    return months, visits


def _settings(chapter: Chapter, period: Period, today: date) -> "tuple[Settings, date]":
    """Return how the chapter counts on the period's last day, and from when on absences."""
    # pandas is slow to import and needed for no page.
    from reports.books.settings import Settings

    day = min(period.last, today)
    rules = rulesets.on(chapter, day)
    limits = rulebook.limits(rules, day)
    settings = Settings(
        table=rulebook.member_table(rules),
        chapter_table=rulebook.chapter_table(rules),
        limits=limits,
        goals={name: Decimal(str(figure)) for name, figure in rules.goals.items()},
        awards=rulebook.awards(rules),
        ranking_shown=chapter.ranking_shown,
        lights_shown=chapter.lights_shown,
        valid_from=rules.valid_from,
    )
    return settings, limits.first


def _money(chapter: Chapter) -> Write:
    def written(amount: Decimal) -> str:
        return money(int(amount.scaleb(minor_digits(chapter.currency))), chapter.currency)

    return written
