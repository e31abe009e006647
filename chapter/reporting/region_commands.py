"""Commands: many chapters in one workbook, and the year of one member."""

import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import click

from chapter import clock
from chapter.accounts import queries as accounts
from chapter.chapters import queries as chapters
from chapter.chapters.models import Chapter
from chapter.db import reading_only
from chapter.members import queries as members
from chapter.reporting import catalogue, own_year, region
from chapter.web.commands import InputRefused
from chapter.web.i18n import ngettext

NOBODY = "Say whose chapters: --director EMAIL, --region NAME or --all."

to_file = click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), metavar="FILE"
)


@click.command("chapters")
@click.option("--director", metavar="EMAIL", help="The chapters somebody holds an office in.")
@click.option("--region", "region_name", metavar="NAME", help="The chapters of a region.")
@click.option("--all", "is_all", is_flag=True, help="Every chapter.")
@click.option("--month", required=True, metavar="YYYY-MM", help="The month, like 2026-10.")
@to_file
def chapters_command(
    director: str | None, region_name: str | None, is_all: bool, month: str, output: Path
) -> None:
    """Write the month of many chapters into one workbook."""
    with reading_only():
        today = clock.today("UTC")
        try:
            period = region.month_of(month, today)
        except ValueError as error:
            raise InputRefused(str(error)) from None
        chosen = _chosen(director, region_name, is_all, today)
        bar = click.progressbar(chosen, label="Chapters", file=sys.stderr)
        with bar as each:
            try:
                region.write(output, each, period, clock.today)
            except OSError as error:
                raise InputRefused(f"{output} cannot be written: {error.strerror}.") from None
    count = ngettext("%(num)d chapter", "%(num)d chapters", len(chosen))
    click.echo(f"Wrote {output}: {count}, {catalogue.period_name(period)}.")


@click.command("year")
@click.option("--chapter", "slug", required=True, metavar="SLUG", help="Of which chapter.")
@click.option("--member", "email", required=True, metavar="EMAIL", help="Whose year.")
@click.option("--period", help="Like 2026 or 2025-07..2026-06; the last twelve months without it.")
@to_file
def year_command(slug: str, email: str, period: str | None, output: Path) -> None:
    """Write the workbook of one member's own year."""
    with reading_only():
        chapter = chapters.by_slug(slug)
        if chapter is None:
            raise InputRefused(f"There is no chapter “{slug}”.")
        person = members.by_email(chapter, email)
        if person is None:
            raise InputRefused(f"{chapter.name} knows nobody by the e-mail “{email}”.")
        today = clock.today(chapter.zone)
        try:
            chosen = own_year.period_of(period, today) if period else own_year.latest(today)
            output.write_bytes(own_year.workbook(chapter, person, chosen, today=today))
        except ValueError as error:
            raise InputRefused(str(error)) from None
        except OSError as error:
            raise InputRefused(f"{output} cannot be written: {error.strerror}.") from None
    told = chapter.name, person.name, catalogue.period_name(chosen)
    click.echo(f"Wrote {output}: {', '.join(told)}.")


commands: Sequence[click.Command] = (chapters_command, year_command)


def _chosen(
    director: str | None, region_name: str | None, is_all: bool, today: date
) -> list[Chapter]:
    """Return the chapters that are asked for in one of three ways."""
    if sum((director is not None, region_name is not None, is_all)) != 1:
        raise InputRefused(NOBODY)
    found = list(_among(director, region_name, today))
    if not found:
        raise InputRefused("There is no such chapter yet.")
    return found


def _among(director: str | None, region_name: str | None, today: date) -> Iterable[Chapter]:
    if director is not None:
        user = accounts.user_by_email(director)
        if user is None:
            raise InputRefused(f"Nobody signs in as “{director}”.")
        return region.looked_after(user, today)
    if region_name is not None:
        found = chapters.region_named(region_name)
        if found is None:
            raise InputRefused(f"There is no region “{region_name}”.")
        return [each for each in chapters.everyone() if each.region_id == found.id]
    return chapters.everyone()
