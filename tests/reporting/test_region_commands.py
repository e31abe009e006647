"""`flask report chapters` and `flask report year`."""

from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from openpyxl import load_workbook

from chapter.chapters import service as chapters
from chapter.chapters.models import Chapter
from chapter.db import db
from tests.conftest import Reader

NOBODY = "Say whose chapters: --director EMAIL, --region NAME or --all."


def run(app: Flask, file: Path, *words: str) -> Result:
    """Run a command that writes a file."""
    return app.test_cli_runner().invoke(args=["report", *words, "-o", str(file)])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where to write."""
    return tmp_path / "out.xlsx"


def test_all_chapters_with_progress_on_the_other_stream(
    app: Flask, november: Chapter, elsewhere: Chapter, file: Path
) -> None:
    done = run(app, file, "chapters", "--all", "--month", "2026-11")
    assert (done.exit_code, done.stdout) == (0, f"Wrote {file}: 2 chapters, November 2026.\n")
    assert done.stderr == "Chapters\n"
    assert load_workbook(file).sheetnames == ["Chapters", "North", "South"]


def test_chapters_of_a_director(
    app: Flask, november: Chapter, elsewhere: Chapter, director: Reader, file: Path
) -> None:
    asked = ("--director", director.user.email, "--month", "2026-11")
    done = run(app, file, "chapters", *asked)
    assert done.stdout == f"Wrote {file}: 1 chapter, November 2026.\n"
    assert load_workbook(file).sheetnames == ["Chapters", "North"]


def test_chapters_of_an_admin_are_all(
    app: Flask, november: Chapter, elsewhere: Chapter, admin: Reader, file: Path
) -> None:
    asked = ("--director", admin.user.email, "--month", "2026-11")
    done = run(app, file, "chapters", *asked)
    assert done.stdout == f"Wrote {file}: 2 chapters, November 2026.\n"


def test_chapters_of_a_region(
    app: Flask, november: Chapter, elsewhere: Chapter, file: Path
) -> None:
    november.region = chapters.region("Coast")
    db.session.commit()
    run(app, file, "chapters", "--region", "Coast", "--month", "2026-11")
    rows = load_workbook(file)["Chapters"].iter_rows(min_row=5, max_row=6, values_only=True)
    assert [row[:2] for row in rows] == [("North", "Coast"), ("All chapters", None)]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), NOBODY),
        (("--all", "--region", "Coast"), NOBODY),
        (("--region", "Coast"), "There is no region “Coast”."),
        (("--director", "a@b.example"), "Nobody signs in as “a@b.example”."),
    ],
)
def test_chapters_that_are_none_are_one_sentence(
    app: Flask, chapter: Chapter, file: Path, words: tuple[str, ...], sentence: str
) -> None:
    done = run(app, file, "chapters", *words, "--month", "2026-11")
    assert (done.exit_code, done.stderr, file.exists()) == (2, f"{sentence}\n", False)


def test_month_that_is_none_is_one_sentence(app: Flask, chapter: Chapter, file: Path) -> None:
    done = run(app, file, "chapters", "--all", "--month", "2026")
    assert (done.exit_code, done.stderr) == (2, "“2026” is not a month; write YYYY-MM.\n")


def test_file_that_cannot_be_written_is_one_sentence(
    app: Flask, chapter: Chapter, tmp_path: Path
) -> None:
    file = tmp_path / "nowhere" / "out.xlsx"
    done = run(app, file, "chapters", "--all", "--month", "2026-11")
    assert done.exit_code == 2
    assert done.stderr.endswith(f"{file} cannot be written: No such file or directory.\n")


def test_year_of_a_member(app: Flask, november: Chapter, member: Reader, file: Path) -> None:
    asked = ("--chapter", "north", "--member", "mona.member@north.example")
    done = run(app, file, "year", *asked)
    told = "North, Mona Member, December 2025 to November 2026"
    assert (done.exit_code, done.output) == (0, f"Wrote {file}: {told}.\n")
    assert load_workbook(file)["My year"]["A1"].value == "Mona Member"


@pytest.mark.parametrize(
    ("slug", "email", "period", "sentence"),
    [
        ("west", "a@b.example", "2026", "There is no chapter “west”."),
        ("north", "a@b.example", "2026", "North knows nobody by the e-mail “a@b.example”."),
        (
            "north",
            "mona.member@north.example",
            "all",
            "Write a year, or at most twelve whole months: 2026 or 2026-04..2026-09.",
        ),
    ],
)
def test_year_of_nobody_is_one_sentence(
    app: Flask, member: Reader, file: Path, slug: str, email: str, period: str, sentence: str
) -> None:
    asked = ("--chapter", slug, "--member", email, "--period", period)
    done = run(app, file, "year", *asked)
    assert (done.exit_code, done.stderr) == (2, f"{sentence}\n")
