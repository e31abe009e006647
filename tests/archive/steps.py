"""What the tests of the archive do again and again."""

import csv
import io
import json
import zipfile
from collections.abc import Mapping
from datetime import date
from typing import Any

from chapter import clock
from chapter.archive import service
from chapter.archive.discretion import Sees
from chapter.chapters.models import Chapter
from chapter.db import db
from tests import factories
from tests.conftest import TODAY, _empty
from tests.house.furniture import furnish

ALL = Sees(everything=True)


def packed(chapter: Chapter, sees: Sees = ALL, today: date = TODAY) -> bytes:
    """Make an archive."""
    file = io.BytesIO()
    service.export(chapter, file, sees, today)
    return file.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    """Return what is in an archive, by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def repacked(files: Mapping[str, bytes]) -> bytes:
    """Put an archive together again."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return file.getvalue()


def table(data: bytes, name: str) -> list[dict[str, str]]:
    """Return the rows of a table's file as they stand there."""
    text = unpacked(data)[f"tables/{name}.csv"].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def schema(data: bytes) -> dict[str, Any]:
    """Return the schema of an archive."""
    return dict(json.loads(unpacked(data)["schema.json"]))


def bring(data: bytes, slug: str | None = None) -> Chapter:
    """Bring an archive in."""
    chapter = service.bring_in(io.BytesIO(data), slug, clock.now()).chapter
    db.session.commit()
    return chapter


def moved(chapter: Chapter, sees: Sees = ALL) -> Chapter:
    """Take a chapter out, empty the installation, and bring the chapter in."""
    data = packed(chapter, sees)
    empty()
    return bring(data)


def empty() -> None:
    """Leave an installation without anything."""
    db.session.remove()
    _empty()


def a_chapter_with_everything() -> Chapter:
    """Make a chapter with a slip of every kind, on both sides of a close."""
    chapter = factories.make_chapter("north", "North")
    author = factories.make_member(chapter, "Arthur Author", "Roofer").person
    furnish(chapter, author, 2)
    return chapter
