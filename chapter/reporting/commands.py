"""Commands: the workbook of a month or of any period, and the rows behind them as files."""

from pathlib import Path

import click
from flask.cli import AppGroup

from chapter import clock
from chapter.chapters import queries as chapters
from chapter.chapters.models import Chapter
from chapter.db import reading_only
from chapter.reporting import catalogue, region_commands, service, workbooks
from chapter.reporting.service import Choice
from chapter.web.commands import InputRefused
from chapter.web.i18n import ngettext
from reports.books.editions import EDITIONS, MEMBERS

report = AppGroup("report", help="Make reports without a browser.")
commands: list[click.Command] = [report]
for command in region_commands.commands:
    report.add_command(command)

of_chapter = click.option("--chapter", "slug", required=True, metavar="SLUG", help="Whose report.")
of_period = click.option(
    "--period",
    required=True,
    help="Like 2026-10-08, 2026-10, 2026-Q4, 2026, 2026-04..2026-09, 6m or all.",
)
of_edition = click.option(
    "--edition",
    type=click.Choice(EDITIONS),
    default=MEMBERS,
    help="For whom; the leadership's has everybody's scores and the attendance policy.",
)
to_file = click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), metavar="FILE"
)


@report.command("month")
@of_chapter
@click.option("--month", required=True, metavar="YYYY-MM", help="The month, like 2026-10.")
@of_edition
@to_file
def month_command(slug: str, month: str, edition: str, output: Path) -> None:
    """Write the month's workbook."""
    with reading_only():
        chapter = _chapter(slug)
        chosen = _choice(chapter, month)
        if chosen.period.kind != "month":
            raise InputRefused(f"“{month}” is not a month; write YYYY-MM.")
        _write(chapter, chosen, edition, output)


@report.command("period")
@of_chapter
@of_period
@of_edition
@to_file
def period_command(slug: str, period: str, edition: str, output: Path) -> None:
    """Write the workbook of any period."""
    with reading_only():
        chapter = _chapter(slug)
        _write(chapter, _choice(chapter, period), edition, output)


@report.command("rows")
@of_chapter
@of_period
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), metavar="FOLDER")
def rows_command(slug: str, period: str, output: Path) -> None:
    """Write the rows of a period as CSV files for `python -m reports`."""
    with reading_only():
        chapter = _chapter(slug)
        chosen = _choice(chapter, period)
        try:
            service.write_rows(chapter, chosen.period, output)
            workbooks.write_more(chapter, chosen.period, output)
        except OSError as error:
            raise InputRefused(f"{output} cannot be written: {error.strerror}.") from None
    click.echo(_wrote(output, chapter, chosen))


def _write(chapter: Chapter, chosen: Choice, edition: str, output: Path) -> None:
    today = clock.today(chapter.zone)
    content = workbooks.workbook(chapter, chosen.period, today=today, edition=edition)
    try:
        output.write_bytes(content)
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
