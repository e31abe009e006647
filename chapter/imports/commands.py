"""The commands that bring files in, list what came in, and take it back."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import click
from flask.cli import with_appcontext

from chapter import clock
from chapter.chapters import service as chapters
from chapter.chapters.models import Chapter
from chapter.chapters.rules import ChapterRefused
from chapter.db import db
from chapter.imports import asking, queries, service
from chapter.imports import days as import_days
from chapter.imports.models import ImportBatch
from chapter.imports.plans import Who
from chapter.imports.reading import sandbox
from chapter.imports.refusals import ImportRefused
from chapter.imports.rules import LARGEST_FILE, Trouble, Unreadable
from chapter.imports.service import Brought, Source
from chapter.imports.states import BatchState
from chapter.members.rules import MemberRefused
from chapter.web.commands import Day, InputRefused, refusing

# More sentences than this are read one below the other.
_ONE_LINE = 5
# What the batches of a kind bring, where the kind is called otherwise.
_WHAT = {
    "roster": "members",
    "dues": "members",
    "length": "members",
    "attendance": "marks",
    "visitors": "visits",
    "template": "rows",
}
# Fewer files are done before anybody looks.
_FEW = 3


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--chapter", "slug", required=True, help="The chapter's short name.")
@click.option("--meeting", "days", multiple=True, type=Day(), help="The day an undated file is of.")
@click.option("--period", nargs=2, type=Day(), help="First and last day an undated summary is of.")
@click.option(
    "--same", multiple=True, metavar="NAME=MEMBER", help="Whom a name in the files means."
)
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("--yes", is_flag=True, help="Take exact matches without asking.")
@click.option(
    "--unknown", type=click.Choice(["former"]), help="Make unknown people former members."
)
@click.option("--remove-missing", is_flag=True, help="Remove slips that a corrected file lacks.")
@with_appcontext
def import_files(
    files: tuple[Path, ...],
    slug: str,
    days: tuple[date, ...],
    period: tuple[date, date] | None,
    same: tuple[str, ...],
    dry_run: bool,
    yes: bool,
    unknown: str | None,
    remove_missing: bool,
) -> None:
    """Bring official exports in: a summary makes the roster, a slips audit brings slips."""
    with refusing(ChapterRefused, ImportRefused, MemberRefused, Unreadable, OSError):
        chapter = chapters.named(slug)
        who = Who(None, clock.today(chapter.zone), clock.now())
        with _progress(files, "Reading") as tell:
            sources = [_read(file, tell) for file in files]
        is_asked = not (yes or dry_run) and sys.stdin.isatty()
        said = asking.Said(days, period, same, unknown or "", remove_missing, is_asked)
        answers = asking.answers(chapter, sources, said, who)
        with _progress(files, "Bringing in") as tell:
            done = service.bring_all(chapter, sources, answers, who, tell)
        told = [text for _, text in service.brought_in.send(chapter, done=done) if text]
        sentence = "\n".join([_said(chapter, done), *told])
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
        lines = [_listed(batch) for batch in queries.batches(chapters.named(slug))]
    click.echo("\n".join(lines) or f"{slug}: nothing was brought in yet.")


@click.command("undo-import")
@click.argument("number", type=int)
@click.option("--chapter", "slug", required=True, help="The chapter's short name.")
@click.option("--together", is_flag=True, help="Take back all that came in with it.")
@with_appcontext
def undo_import(number: int, slug: str, together: bool) -> None:
    """Take back what a file brought in, as one unit."""
    with refusing(ChapterRefused, ImportRefused):
        chapter = chapters.named(slug)
        who = Who(None, clock.today(chapter.zone), clock.now())
        gone = service.undo(chapter, number, who, together=together)
        names = ", ".join(batch.file_name for batch in gone)
    click.echo(f"{slug}: {names} taken back.")


def _read(file: Path, tell: asking.Tell) -> Source:
    if not file.is_file():
        raise InputRefused(f"There is no file {file}.")
    if file.stat().st_size > LARGEST_FILE:
        raise Unreadable(Trouble.TOO_LARGE)
    source = service.open_file(file.name, file.read_bytes(), sandbox.read)
    tell()
    return source


@contextmanager
def _progress(files: Sequence[Path], label: str) -> Iterator[asking.Tell]:
    """Show at a terminal how far many files are."""
    if len(files) < _FEW or not sys.stderr.isatty():
        yield lambda: None
        return
    with click.progressbar(length=len(files), label=label, file=sys.stderr) as bar:
        yield lambda: bar.update(1)


def _listed(batch: ImportBatch) -> str:
    state = ", taken back" if batch.state == BatchState.UNDONE else ""
    day = f" of {batch.first}" if batch.first else ""
    if batch.until and batch.until != batch.first:
        day += f" to {batch.until}"
    what = _WHAT.get(batch.kind, batch.kind)
    return (
        f"{batch.id}: {batch.file_name}, {batch.imported_at:%Y-%m-%d %H:%M} UTC: {batch.added} "
        f"{what}{day} added, {batch.changed} corrected, {batch.removed} removed{state}."
    )


def _said(chapter: Chapter, done: list[Brought]) -> str:
    between = " " if len(done) <= _ONE_LINE else "\n"
    return between.join(f"{chapter.slug}: {_one(brought)}" for brought in done)


def _one(brought: Brought) -> str:
    of_day = f" of {brought.held_on}" if brought.held_on else ""
    if brought.is_new_day:
        of_day += f" (a {brought.held_on:%A} on which no meeting stood)"
    plural = "" if brought.former == 1 else "s"
    parts = {
        f"{brought.changed} corrected": brought.changed,
        f"{brought.removed} removed": brought.removed,
        f"{brought.missing} missing from the file and kept": brought.missing,
        f"{brought.former} former member{plural} added": brought.former,
    }
    what = _WHAT.get(brought.what, brought.what)
    more = "".join(f", {text}" for text, number in parts.items() if number)
    # That no meeting stood on the day is said with the day.
    notices = [f" {said}" for said in brought.notices if said.message != import_days.NO_MEETING]
    return (
        f"{brought.added} {what}{of_day} brought in, {brought.known} were there already"
        f"{more} ({brought.name}).{''.join(notices)}"
    )


commands = (import_files, list_imports, undo_import)
