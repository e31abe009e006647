"""The command that brings files in."""

import sys
from datetime import date
from pathlib import Path

import click
from flask.cli import with_appcontext

from chapter import clock
from chapter.chapters import service as chapters
from chapter.chapters.models import Chapter
from chapter.chapters.rules import ChapterRefused
from chapter.db import db
from chapter.imports import service
from chapter.imports.refusals import ImportRefused, Refusal
from chapter.imports.rules import LARGEST_FILE, Trouble, Unreadable
from chapter.imports.service import Brought, Source, Who
from chapter.members.rules import MemberRefused
from chapter.web.commands import Day, InputRefused, refusing


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--chapter", "slug", required=True, help="The chapter's short name.")
@click.option("--meeting", "days", multiple=True, type=Day(), help="The day an undated file is of.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("--yes", is_flag=True, help="Take exact matches without asking.")
@click.option(
    "--unknown", type=click.Choice(["former"]), help="Make unknown people former members."
)
@with_appcontext
def import_files(
    files: tuple[Path, ...],
    slug: str,
    days: tuple[date, ...],
    dry_run: bool,
    yes: bool,
    unknown: str | None,
) -> None:
    """Bring official exports in: a summary makes the roster, a slips audit brings slips."""
    with refusing(ChapterRefused, ImportRefused, MemberRefused, Unreadable, OSError):
        chapter = chapters.named(slug)
        who = Who(None, clock.today(chapter.zone), clock.now())
        sources = [service.open_file(file.name, _bytes(file)) for file in files]
        by_file = _days(chapter, sources, days, who)
        done = [
            service.bring(chapter, source, day, takes_former=unknown == "former", who=who)
            for source, day in zip(sources, by_file, strict=True)
        ]
        said = _said(chapter, done)
        asks = not (yes or dry_run) and sys.stdin.isatty()
        if asks and not click.confirm(f"{said} Keep it?"):
            raise InputRefused("Nothing was brought in.")
        if dry_run:
            db.session.rollback()
    click.echo(f"{'Would be: ' if dry_run else ''}{said}")


def _bytes(file: Path) -> bytes:
    if not file.is_file():
        raise InputRefused(f"There is no file {file}.")
    if file.stat().st_size > LARGEST_FILE:
        raise Unreadable(Trouble.TOO_LARGE)
    return file.read_bytes()


def _days(
    chapter: Chapter, sources: list[Source], days: tuple[date, ...], who: Who
) -> list[date | None]:
    """Hand the days out to the undated files, in order."""
    waiting = list(days)
    by_file = [waiting.pop(0) if source.needs_meeting and waiting else None for source in sources]
    if waiting:
        raise ImportRefused(Refusal.TOO_MANY_DAYS)
    for source, day in zip(sources, by_file, strict=True):
        if source.needs_meeting and day is None:
            likeliest = service.likeliest_meeting(chapter, who.today)
            hint = f" The last meeting was on {likeliest}." if likeliest else ""
            refused = ImportRefused(Refusal.NO_MEETING, name=source.name)
            raise InputRefused(f"{refused}{hint}")
    return by_file


def _said(chapter: Chapter, done: list[Brought]) -> str:
    return " ".join(f"{chapter.slug}: {_one(brought)}" for brought in done)


def _one(brought: Brought) -> str:
    of_day = f" of {brought.held_on}" if brought.held_on else ""
    if brought.is_new_day:
        of_day += f" (a {brought.held_on:%A} on which no meeting stood)"
    plural = "" if brought.former == 1 else "s"
    former = f", {brought.former} former member{plural} added" if brought.former else ""
    return (
        f"{brought.added} {brought.what}{of_day} brought in, {brought.known} were there already"
        f"{former} ({brought.name})."
    )
