"""Making an archive of a chapter, and bringing one in."""

import io
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import IO

from babel.numbers import list_currencies
from sqlalchemy import Connection

from chapter.accounts.models import User
from chapter.archive import exporting, restoring, template_rows
from chapter.archive.cells import delimited
from chapter.archive.discretion import Sees
from chapter.archive.official import LAYOUTS
from chapter.archive.reading import Archive
from chapter.archive.rules import ArchiveRefused, Refusal
from chapter.audit import service as audit
from chapter.chapters import queries as chapters
from chapter.chapters.models import Chapter
from chapter.chapters.rules import ChapterRefused, refusal_of_slug, refusal_of_zone
from chapter.db import db, reading_only
from chapter.slips import queries as slips
from chapter.web.i18n import LANGUAGES, gettext


@dataclass(frozen=True)
class Brought:
    """A chapter brought in from an archive, and how many rows of each table."""

    chapter: Chapter
    counts: dict[str, int]


def sees(chapter: Chapter, user: User, today: date) -> Sees:
    """Return what somebody may have in an archive made on a page."""
    return Sees(thanks=slips.sees_thanks(chapter, user, today))


def export(chapter: Chapter, file: IO[bytes], what: Sees, today: date) -> dict[str, int]:
    """Write everything a chapter holds to a file; return how many rows of each table."""
    with _one_look() as connection:
        return exporting.write(chapter, connection, file, what, today)


def export_to(chapter: Chapter, path: Path, what: Sees, today: date) -> dict[str, int]:
    """Write an archive beside its place, and put it there once it is whole."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            counts = export(chapter, file, what, today)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return counts


def write_template(file: IO[bytes]) -> None:
    """Write the empty template workbook."""
    # openpyxl is slow to import, and few processes ever write the template.
    from chapter.archive import template_workbook

    template_workbook.write(file, {})


def write_filled(chapter: Chapter, file: IO[bytes], today: date) -> None:
    """Write the template workbook with the chapter's own data in it."""
    # openpyxl is slow to import, and few processes ever write the template.
    from chapter.archive import template_workbook

    with _one_look() as connection:
        found = template_rows.filled(chapter, connection, today)
        notes = [gettext(template_workbook.FILLED)]
        if found.left_out:
            notes.append(gettext(template_workbook.LEFT_OUT, number=found.left_out))
        template_workbook.write(file, found.rows, notes)


def official(chapter: Chapter, layout: str, period: str, today: date, *, as_csv: bool) -> bytes:
    """Return a report in the column order of the official export."""
    try:
        rows = LAYOUTS[layout].rows(chapter, period, today)
    except ValueError:
        raise ArchiveRefused(Refusal.NO_WEEK) from None
    if as_csv:
        return delimited(rows)
    # openpyxl is slow to import, and a CSV does without.
    from chapter.archive.books import Book

    file = io.BytesIO()
    with Book() as book:
        sheet = book.sheet("Report")
        for row in rows:
            sheet.add(row)
        book.save(file)
    return file.getvalue()


def trace(
    chapter_id: int, what: str, user_id: int | None, now: datetime, **details: object
) -> None:
    """Note that something was handed out."""
    subject = f"chapters:{chapter_id}"
    audit.trace(chapter_id, what, subject, user_id=user_id, now=now, **details)


def bring_in(file: IO[bytes], slug: str | None, now: datetime) -> Brought:
    """Bring an archive in as a new chapter, after all of it was verified."""
    archive = Archive(file)
    archive.verify()
    own = _slug_of(archive)
    if slug and (refusal := refusal_of_slug(slug)):
        raise ChapterRefused(refusal, "slug")
    slug = slug or own
    if refusal_of_slug(slug) is not None:
        raise ArchiveRefused(Refusal.NOT_KEPT, why=f"the short name {slug!r} cannot be used")
    if chapters.by_slug(slug) is not None:
        raise ArchiveRefused(Refusal.SLUG_TAKEN, slug=slug)
    chapter = restoring.write(archive, slug)
    counts = {name: archive.count(name) for name in archive.tables}
    subject = f"chapters:{chapter.id}"
    audit.trace(chapter.id, "archive.import", subject, user_id=None, now=now, rows=counts)
    return Brought(chapter, counts)


def _slug_of(archive: Archive) -> str:
    """Return the short name of the chapter in an archive, whose settings must be known here."""
    rows = list(archive.rows("chapters"))
    if len(rows) != 1:
        raise ArchiveRefused(Refusal.NOT_AN_ARCHIVE)
    (row,) = rows
    faults = {
        "zone": refusal_of_zone(row["zone"]) is not None,
        "currency": row["currency"] not in list_currencies(),
        "language": row["language"] not in LANGUAGES,
    }
    for column, is_unknown in faults.items():
        if is_unknown:
            why = f"the {column} {row[column]!r} is not known here"
            raise ArchiveRefused(Refusal.NOT_KEPT, why=why)
    return str(row["slug"])


@contextmanager
def _one_look() -> Iterator[Connection]:
    """Give a connection that sees the database as it was at one moment.

    The request's own transaction would keep every writer waiting while a large archive is made.
    """
    db.session.rollback()
    with reading_only(), db.engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ")
        yield connection
