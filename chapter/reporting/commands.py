"""Commands: the month's workbook, and the rows behind the reports as files."""

from pathlib import Path

import click
from flask.cli import AppGroup

from chapter import clock
from chapter.chapters import queries as chapters
from chapter.chapters.models import Chapter
from chapter.db import reading_only
from chapter.reporting import catalogue, service
from chapter.reporting.service import Choice
from chapter.web.commands import InputRefused
from chapter.web.i18n import ngettext

report = AppGroup("report", help="Make reports without a browser.")
commands: list[click.Command] = [report]

of_chapter = click.option("--chapter", "slug", required=True, metavar="SLUG", help="Whose report.")


@report.command("month")
@of_chapter
@click.option("--month", required=True, metavar="YYYY-MM", help="The month, like 2026-10.")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), metavar="FILE")
def month_command(slug: str, month: str, output: Path) -> None:
    """Write the month's workbook."""
    with reading_only():
        chapter = _chapter(slug)
        chosen = _choice(chapter, month)
        if chosen.period.kind != "month":
            raise InputRefused(f"“{month}” is not a month; write YYYY-MM.")
        today = clock.today(chapter.zone)
        content = service.month_workbook(chapter, chosen.period, today=today)
    try:
        output.write_bytes(content)
    except OSError as error:
        raise InputRefused(f"{output} cannot be written: {error.strerror}.") from None
    click.echo(_wrote(output, chapter, chosen))


@report.command("rows")
@of_chapter
@click.option("--period", required=True, help="Like 2026-10-08, 2026-10, 2026-Q4, 2026 or 6m.")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), metavar="FOLDER")
def rows_command(slug: str, period: str, output: Path) -> None:
    """Write the rows of a period as CSV files for `python -m reports`."""
    with reading_only():
        chapter = _chapter(slug)
        chosen = _choice(chapter, period)
        try:
            service.write_rows(chapter, chosen.period, output)
        except OSError as error:
            raise InputRefused(f"{output} cannot be written: {error.strerror}.") from None
    click.echo(_wrote(output, chapter, chosen))


def _chapter(slug: str) -> Chapter:
    chapter = chapters.by_slug(slug)
    if chapter is None:
        raise InputRefused(f"There is no chapter “{slug}”.")
    return chapter


def _choice(chapter: Chapter, text: str) -> Choice:
    try:
        return service.choose(chapter, text, clock.today(chapter.zone))
    except ValueError as error:
        raise InputRefused(str(error)) from None


def _wrote(output: Path, chapter: Chapter, chosen: Choice) -> str:
    weeks = ngettext("%(num)d week", "%(num)d weeks", len(chosen.weeks))
    return f"Wrote {output}: {chapter.name}, {catalogue.period_name(chosen.period)}, {weeks}."
