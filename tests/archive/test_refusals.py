"""Broken, forged and foreign archives: one sentence, and nothing is written."""

import hashlib
import json
import random
import struct
from collections.abc import Callable
from typing import Any

import pytest

from chapter.archive import rules
from chapter.archive.rules import ArchiveRefused, Refusal
from chapter.chapters.models import Chapter
from chapter.db import db
from tests import factories
from tests.archive import steps
from tests.conftest import TODAY, Reader
from tests.house.dump import changed, dump

CENTRAL = b"PK\x01\x02"


@pytest.fixture
def archive(chapter: Chapter, member: Reader) -> bytes:
    """An archive of a chapter that has gone from here."""
    assert member.person
    factories.make_slip(chapter, "education", member.person, TODAY, topic="Bread")
    data = steps.packed(chapter)
    steps.empty()
    return data


def refused(data: bytes) -> Refusal:
    """Return why an archive is refused; see that nothing was written."""
    before = dump(whole=True)
    with pytest.raises(ArchiveRefused) as caught:
        steps.bring(data, "new")
    db.session.rollback()
    assert changed(before, dump(whole=True)) == []
    return caught.value.refusal


def edited(data: bytes, name: str, change: Callable[[str], str]) -> bytes:
    """Change a table's file, and mend its digest and count as a forger would."""
    files = steps.unpacked(data)
    path = f"tables/{name}.csv"
    files[path] = change(files[path].decode("utf-8-sig")).encode("utf-8-sig")
    schema = json.loads(files["schema.json"])
    entry = next(table for table in schema["tables"] if table["name"] == name)
    entry["sha256"] = hashlib.sha256(files[path]).hexdigest()
    files["schema.json"] = json.dumps(schema).encode()
    return steps.repacked(files)


def described(data: bytes, change: Callable[[dict[str, Any]], Any]) -> bytes:
    """Change the schema."""
    files = steps.unpacked(data)
    schema = json.loads(files["schema.json"])
    change(schema)
    files["schema.json"] = json.dumps(schema).encode()
    return steps.repacked(files)


def replaced(data: bytes, name: str, old: str, new: str) -> bytes:
    """Replace a piece of a table's file."""
    return edited(data, name, lambda text: text.replace(old, new))


@pytest.mark.parametrize(
    "data",
    [
        *(b"", b"PK\x03\x04", b"no archive", steps.repacked({})),
        steps.repacked({"schema.json": b"[]"}),
        steps.repacked({"schema.json": b'{"format": "other", "version": 1, "tables": []}'}),
    ],
)
def test_other_files_are_refused(app: Any, data: bytes) -> None:
    """Seen red with the form of the schema not checked."""
    assert refused(data) is Refusal.NOT_AN_ARCHIVE


CASES = {
    "a newer form": (lambda d: described(d, lambda s: s.update(version=2)), Refusal.NEWER),
    "no form": (lambda d: described(d, lambda s: s.pop("version")), Refusal.NOT_AN_ARCHIVE),
    "an unknown table": (
        lambda d: described(d, lambda s: s["tables"][3].update(name="planets")),
        Refusal.NEWER,
    ),
    "an unknown column": (
        lambda d: described(d, lambda s: s["tables"][3]["columns"][1].update(name="password")),
        Refusal.NEWER,
    ),
    "no chapter": (lambda d: described(d, lambda s: s["tables"].pop(0)), Refusal.LACKING),
    "a count that differs": (
        lambda d: described(d, lambda s: s["tables"][2].update(rows=7)),
        Refusal.CHANGED,
    ),
    "a digest that differs": (
        lambda d: described(d, lambda s: s["tables"][2].update(sha256="0" * 64)),
        Refusal.CHANGED,
    ),
    "a count that is no number": (
        lambda d: described(d, lambda s: s["tables"][2].update(rows="many")),
        Refusal.NOT_AN_ARCHIVE,
    ),
    "a day that is none": (
        lambda d: replaced(d, "memberships", "2026-09-01", "2026-13-01"),
        Refusal.CELL,
    ),
    "a row cut short": (lambda d: edited(d, "people", lambda t: t[:-20]), Refusal.CHANGED),
    "a number twice": (
        lambda d: edited(d, "people", lambda t: t + t.splitlines(True)[-1]),
        Refusal.CHANGED,
    ),
    "another number": (lambda d: replaced(d, "people", "\r\n1,", "\r\n2,"), Refusal.CHANGED),
    "a person who is not there": (
        lambda d: replaced(d, "memberships", "1,1,", "1,99,"),
        Refusal.ASTRAY,
    ),
    "a zone nobody knows": (
        lambda d: replaced(d, "chapters", "Europe/Madrid", "Moon/Crater"),
        Refusal.NOT_KEPT,
    ),
    "what the database refuses": (
        lambda d: replaced(d, "people", "roster", "king"),
        Refusal.NOT_KEPT,
    ),
    "a language nobody reads": (
        lambda d: replaced(d, "chapters", ",en,", ",xx,"),
        Refusal.NOT_KEPT,
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_forged_archives_are_refused(archive: bytes, case: str) -> None:
    """Seen red with each check off in turn; the last but two by the database's own constraint."""
    change, refusal = CASES[case]

    assert refused(change(archive)) is refusal


def test_missing_file_is_named(archive: bytes) -> None:
    """Seen red with the file's absence not told from damage."""
    files = steps.unpacked(archive)
    del files["tables/people.csv"]

    with pytest.raises(ArchiveRefused, match=r"The archive lacks tables/people\.csv, so nothing"):
        steps.bring(steps.repacked(files))


def test_known_short_name_is_refused(archive: bytes) -> None:
    """Seen red with the question left to the database."""
    steps.bring(archive)

    with pytest.raises(ArchiveRefused) as caught:
        steps.bring(archive)

    assert caught.value.refusal is Refusal.SLUG_TAKEN


def test_older_archive_without_a_table_or_a_column_is_taken(archive: bytes) -> None:
    """Seen red with every table and every column required."""

    def make_older(schema: dict[str, Any]) -> None:
        schema["tables"] = [t for t in schema["tables"] if t["name"] != "summary_lines"]

    older = described(archive, make_older)
    chapter = steps.bring(older)

    assert chapter.slug == "north"


def test_bombs_are_weighed_before_they_are_opened(archive: bytes) -> None:
    """Seen red with the sizes not summed."""
    forged, at = bytearray(archive), archive.find(CENTRAL)
    # The size an entry says it unpacks to stands 24 bytes into its line of the directory.
    forged[at + 24 : at + 28] = struct.pack("<I", rules.LARGEST_UNPACKED + 1)

    assert refused(bytes(forged)) is Refusal.TOO_LARGE


def test_too_many_files_are_refused(archive: bytes) -> None:
    """Seen red with the entries not counted."""
    more = {f"more/{number}": b"" for number in range(rules.MOST_ENTRIES)}

    assert refused(steps.repacked({**steps.unpacked(archive), **more})) is Refusal.TOO_LARGE


def test_endless_line_is_not_read_whole(archive: bytes) -> None:
    """Seen red with whole lines read, which gives twice as many cells."""
    endless = "x," * rules.LONGEST_LINE
    long = edited(archive, "people", lambda text: text.rstrip() + endless)

    with pytest.raises(ArchiveRefused, match=r"row 2 has \d{6} cells"):
        steps.bring(long)


@pytest.mark.parametrize("seed", range(24))
def test_damage_anywhere_is_refused(archive: bytes, seed: int) -> None:
    """Seen red with the digests not compared; some damage falls on what nobody reads back."""
    chance = random.Random(seed)
    damaged = bytearray(archive[: chance.randrange(len(archive))] if seed % 4 == 0 else archive)
    for _ in range(3):
        damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
    try:
        chapter = steps.bring(bytes(damaged), "new")
    except ArchiveRefused:
        db.session.rollback()
    else:
        assert steps.table(steps.packed(chapter), "people") == steps.table(archive, "people")
