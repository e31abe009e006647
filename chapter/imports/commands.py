"""The commands that bring files in, list what came in, and take it back."""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click
from flask.cli import with_appcontext

from chapter import clock
from chapter.chapters import service as chapters
from chapter.chapters.models import Chapter
from chapter.chapters.rules import ChapterRefused
from chapter.db import db
from chapter.imports import asking, progress, queries, service, telling, wording
from chapter.imports.asking import Said
from chapter.imports.plans import Answers, Who
from chapter.imports.reading import sandbox
from chapter.imports.refusals import ImportRefused
from chapter.imports.rules import LARGEST_FILE, Trouble, Unreadable
from chapter.imports.service import Brought, Source
from chapter.members.rules import MemberRefused
from chapter.web.commands import Day, InputRefused, refusing

_KILO = 1024
# What a trial ends with where something is still to be answered or mended.
_UNANSWERED = 1


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--chapter", "slug", required=True, help="The chapter's short name.")
@click.option("--meeting", "days", multiple=True, type=Day(), help="The day an undated file is of.")
@click.option("--period", nargs=2, type=Day(), help="First and last day an undated summary is of.")
@click.option("--dates", type=click.Choice(["dmy", "mdy"]), help="How unclear dates are written.")
@click.option(
    "--same", multiple=True, metavar="NAME=MEMBER", help="Whom a name in the files means."
)
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option(
    "--yes",
    is_flag=True,
    help="Ask nothing, and take the likeliest period. Nothing is asked without a terminal either.",
)
@click.option(
    "--unknown", type=click.Choice(["former"]), help="Make unknown people former members."
)
@click.option("--other-chapter", is_flag=True, help="Take files that name another chapter.")
@click.option("--again", is_flag=True, help="Take rows that stand in another week as well.")
@click.option("--parts", is_flag=True, help="Files of one week with the same rows all count.")
@click.option("--correction", is_flag=True, help="Of files of one week the last one counts alone.")
@click.option("--leave-out", is_flag=True, help="Leave rows out that are not understood.")
@click.option("--remove-missing", is_flag=True, help="Remove slips that a corrected file lacks.")
@with_appcontext
def import_files(
    files: tuple[Path, ...],
    slug: str,
    days: tuple[date, ...],
    dry_run: bool,
    yes: bool,
    **said: Any,
) -> None:
    """Bring official exports in: a summary makes the roster, a slips audit brings slips."""
    with refusing(ChapterRefused, ImportRefused, MemberRefused, Unreadable, OSError):
        chapter = chapters.named(slug)
        who = Who(None, clock.today(chapter.zone), clock.now())
        sources = _read_all(files, said["dates"] or "")
        is_asked = not (yes or dry_run) and sys.stdin.isatty()
        words = Said(days, takes_likeliest=yes, is_asked=is_asked, is_tried=dry_run, **said)
        answers = asking.answers(chapter, sources, words, who)
        plans = service.preview(chapter, sources, answers, who) if dry_run else []
        if not all(plan.is_ready for plan in plans):
            click.echo(telling.preview(plans))
            raise SystemExit(_UNANSWERED)
        with progress.of_rows("Bringing in", len(files), sum(map(service.rows_of, sources))):
            done = _brought(chapter, sources, answers, who)
        told = [text for _, text in service.brought_in.send(chapter, done=done) if text]
        sentence = "\n".join([telling.done(chapter, done, is_tried=dry_run), *told])
        if is_asked and not click.confirm(f"{sentence} Keep it?"):
            raise InputRefused("Nothing was brought in.")
        if dry_run:
            db.session.rollback()
    click.echo(f"{'Would be: ' if dry_run else ''}{sentence}")


@click.command("imports")
@click.option("--chapter", "slug", required=True, help="The chapter's short name.")
@with_appcontext
def list_imports(slug: str) -> None:
    """List what was brought in lately, the newest first, with its number."""
    with refusing(ChapterRefused):
        lines = [telling.listed(batch) for batch in queries.batches(chapters.named(slug))]
    click.echo("\n".join(lines) or f"{slug}: nothing was brought in yet.")


@click.command("undo-import")
@click.argument("number", type=int)
@click.option("--chapter", "slug", required=True, help="The chapter's short name.")
@click.option("--together", is_flag=True, help="Take back all that came in with it.")
@click.option("--closed-too", is_flag=True, help="Take it out of closed weeks as well.")
@with_appcontext
def undo_import(number: int, slug: str, together: bool, closed_too: bool) -> None:
    """Take back what a file brought in, as one unit."""
    with refusing(ChapterRefused, ImportRefused):
        chapter = chapters.named(slug)
        who = Who(None, clock.today(chapter.zone), clock.now())
        undone = service.undo(chapter, number, who, together=together, closed_too=closed_too)
        said = wording.taken_back(undone)
    click.echo(f"{slug}: {said}")


def _brought(
    chapter: Chapter, sources: Sequence[Source], answers: Sequence[Answers], who: Who
) -> list[Brought]:
    """Bring files in; a refusal that an option lifts names it."""
    try:
        return service.bring_all(chapter, sources, answers, who)
    except ImportRefused as refused:
        raise InputRefused(telling.refused(refused)) from None


def _read_all(files: Sequence[Path], day_order: str) -> list[Source]:
    """Read all files; refuse them with every fault of each, by its name."""
    sizes = [_size(file) for file in files]
    sources, faults = [], []
    with progress.shown("Reading", len(files), sum(sizes) // _KILO) as move:
        for file, size in zip(files, sizes, strict=True):
            try:
                sources.append(_read(file, size, day_order))
            except Unreadable as trouble:
                faults.append(f"{file.name}: {trouble}")
            move(size // _KILO)
    if faults:
        raise InputRefused("\n".join(faults))
    return sources


def _read(file: Path, size: int, day_order: str) -> Source:
    if size > LARGEST_FILE:
        raise Unreadable(Trouble.TOO_LARGE)
    return service.look(file.name, file.read_bytes(), day_order, sandbox.read)


def _size(file: Path) -> int:
    if not file.is_file():
        raise InputRefused(f"There is no file {file}.")
    return file.stat().st_size


commands = (import_files, list_imports, undo_import)
