"""The commands that take a chapter out and bring it in."""

from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from openpyxl.worksheet._writer import ALL_TEMP_FILES

from chapter.archive import service
from chapter.archive.discretion import Sees
from chapter.audit.models import AuditEntry
from chapter.chapters import queries as chapters
from chapter.chapters.models import Chapter
from chapter.db import db
from tests.archive import steps
from tests.conftest import Reader

# Making the file fails in the middle.
NO_DAY: Any = None


@pytest.fixture
def run(app: Flask) -> FlaskCliRunner:
    """Run commands."""
    return app.test_cli_runner()


def test_archive_goes_out_and_in(
    run: FlaskCliRunner, chapter: Chapter, member: Reader, tmp_path: Path
) -> None:
    """Seen red with nothing committed."""
    file = tmp_path / "north.zip"
    out = run.invoke(args=["archive", "export", "north", "-o", str(file)])
    steps.empty()
    back = run.invoke(args=["archive", "import", str(file)])
    db.session.remove()
    north = chapters.by_slug("north")

    assert out.output == (
        f"Wrote {file}: 5 rows of north. It leaves out who thanked and whom referrals are about.\n"
    )
    assert back.output == (
        "Brought North (north) in: 1 people, 0 meetings, 0 marks, 0 slips. Nobody signs in to it "
        "yet but admins; they grant offices and invite its people.\n"
    )
    assert north
    assert north.name == "North"
    assert [p.name for p in tmp_path.iterdir()] == ["north.zip"]


def test_export_says_when_it_holds_what_is_confidential(
    run: FlaskCliRunner, chapter: Chapter, tmp_path: Path
) -> None:
    """Seen red with the flag left unread."""
    file = tmp_path / "north.zip"
    args = ["archive", "export", "north", "-o", str(file), "--with-confidential"]
    said = run.invoke(args=args).output
    trace = db.session.scalars(
        db.select(AuditEntry.details).where(AuditEntry.action == "archive.export")
    )

    assert "It holds who thanked whom and whom referrals are about" in said
    assert steps.schema(file.read_bytes())["confidential"] is True
    assert list(trace) == [{"confidential": True}]


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["export", "nowhere", "-o", "x.zip"], "There is no chapter with this short name."),
        (["export", "north", "-o", "no/such/x.zip"], "no/such/x.zip cannot be written: "),
        (["import", "nothing.zip"], "There is no file nothing.zip."),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    run: FlaskCliRunner, chapter: Chapter, args: list[str], sentence: str
) -> None:
    """Seen red with an error not caught."""
    result = run.invoke(args=["archive", *args])

    assert (result.exit_code, result.output.startswith(sentence)) == (2, True)


def test_failed_export_leaves_the_old_file(chapter: Chapter, tmp_path: Path) -> None:
    """Seen red with the file written in its place, and with openpyxl's own files left behind."""
    before, file = sheets_on_disk(), tmp_path / "north.zip"
    file.write_bytes(b"of last week")
    with pytest.raises(AttributeError):
        service.export_to(chapter, file, Sees(), NO_DAY)

    assert [p.name for p in tmp_path.iterdir()] == ["north.zip"]
    assert file.read_bytes() == b"of last week"
    assert sheets_on_disk() - before == set()


def sheets_on_disk() -> set[str]:
    """Return the files in which sheets of this process wait to be saved."""
    return {name for name in ALL_TEMP_FILES if Path(name).exists()}


def test_second_chapter_takes_another_short_name(
    run: FlaskCliRunner, chapter: Chapter, tmp_path: Path
) -> None:
    """Seen red with --slug left unread."""
    file = tmp_path / "north.zip"
    file.write_bytes(steps.packed(chapter))
    taken = run.invoke(args=["archive", "import", str(file)])
    twin = run.invoke(args=["archive", "import", str(file), "--slug", "twin"])

    assert (taken.exit_code, twin.exit_code) == (2, 0)
    assert chapters.by_slug("twin") is not None


def test_short_name_given_is_blamed_and_not_the_file(
    run: FlaskCliRunner, chapter: Chapter, tmp_path: Path
) -> None:
    """The archive itself is sound."""
    file = tmp_path / "north.zip"
    run.invoke(args=["archive", "export", "north", "-o", str(file)])
    refused = run.invoke(args=["archive", "import", str(file), "--slug", "B ad"])

    sentence = "Write the short name in small letters, figures and hyphens."
    assert (refused.exit_code, refused.output.strip()) == (2, sentence)
