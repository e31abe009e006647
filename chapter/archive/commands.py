"""Commands: a chapter's archive out, and in again."""

from pathlib import Path

import click
from flask.cli import AppGroup

from chapter import clock
from chapter.archive import service
from chapter.archive.discretion import Sees
from chapter.archive.rules import LARGEST_FILE, ArchiveRefused, Refusal
from chapter.chapters import service as chapters
from chapter.chapters.rules import ChapterRefused
from chapter.web.commands import InputRefused, refusing

archive = AppGroup("archive", help="Take a chapter out as one file, and bring it in elsewhere.")
commands: list[click.Command] = [archive]

WITHOUT = "It leaves out who thanked and whom referrals are about."
WITH = "It holds who thanked whom and whom referrals are about; keep it like the database itself."


@archive.command("export")
@click.argument("slug")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), metavar="FILE")
@click.option("--with-confidential", is_flag=True, help="Put in what is confidential, too.")
def export_command(slug: str, output: Path, with_confidential: bool) -> None:
    """Write everything a chapter holds into one .zip."""
    with refusing(ChapterRefused):
        chapter = chapters.named(slug)
        today, chapter_id = clock.today(chapter.zone), chapter.id
        try:
            counts = service.export_to(chapter, output, Sees(everything=with_confidential), today)
        except OSError as error:
            raise InputRefused(f"{output} cannot be written: {error.strerror}.") from None
    with refusing():
        details = {"confidential": with_confidential}
        service.trace(chapter_id, "archive.export", user_id=None, now=clock.now(), **details)
    rows = sum(counts.values())
    click.echo(f"Wrote {output}: {rows} rows of {slug}. {WITH if with_confidential else WITHOUT}")


@archive.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--slug", help="The chapter's short name here, if not its own.")
def import_command(file: Path, slug: str | None) -> None:
    """Bring an archive in as a new chapter; nothing is written unless all of it is sound."""
    if not file.is_file():
        raise InputRefused(f"There is no file {file}.")
    with refusing(ArchiveRefused, ChapterRefused, OSError):
        if file.stat().st_size > LARGEST_FILE:
            raise ArchiveRefused(Refusal.TOO_LARGE)
        with file.open("rb") as opened:
            brought = service.bring_in(opened, slug, clock.now())
        said = _said(brought)
    click.echo(said)


def _said(brought: service.Brought) -> str:
    counts = brought.counts
    return (
        f"Brought {brought.chapter.name} ({brought.chapter.slug}) in: "
        f"{counts.get('people', 0)} people, {counts.get('meetings', 0)} meetings, "
        f"{counts.get('attendance_marks', 0)} marks, {counts.get('slips', 0)} slips. "
        "Nobody signs in to it yet but admins; they grant offices and invite its people."
    )
