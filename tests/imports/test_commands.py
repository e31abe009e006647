"""`flask import`: several files, all or none, in one line."""

from pathlib import Path

import pytest
from flask import Flask

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.people.models import Person
from chapter.slips.ledger import Slip as StoredSlip
from tests.exports import PEOPLE, SLIPS, Slip, slips_audit, spreadsheetml, summary_palms


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder with a summary and a slips audit of the same people."""
    (tmp_path / "palms.xls").write_bytes(spreadsheetml(summary_palms(PEOPLE)))
    (tmp_path / "slips.xls").write_bytes(spreadsheetml(slips_audit(SLIPS)))
    return tmp_path


def run(app: Flask, *words: str | Path) -> tuple[int, str]:
    """Run the import and return its exit code and what it said."""
    result = app.test_cli_runner().invoke(args=["import", *map(str, words)])
    db.session.rollback()
    return result.exit_code, (result.stdout + result.stderr).strip()


def test_roster_and_slips_come_in_together(app: Flask, chapter: Chapter, files: Path) -> None:
    words = (files / "palms.xls", files / "slips.xls", "--chapter", "north")

    code, said = run(app, *words, "--meeting", "2026-11-12", "--unknown", "former")

    assert (code, db.session.query(StoredSlip).count()) == (0, len(SLIPS))
    assert said.count("\n") == 0


def test_dry_run_says_the_same_and_does_nothing(app: Flask, chapter: Chapter, files: Path) -> None:
    """Seen red with the rollback of the dry run off."""
    words = (files / "palms.xls", "--chapter", "north")

    tried, done = run(app, *words, "--dry-run"), run(app, *words)

    assert tried == (0, f"Would be: {done[1]}")


def test_second_file_refused_leaves_nothing_of_the_first(
    app: Flask, chapter: Chapter, files: Path
) -> None:
    """Seen red with a commit after each file."""
    nobody = Slip("CEU", "Nora Nobody", units="1")
    (files / "strange.xls").write_bytes(spreadsheetml(slips_audit([nobody])))
    words = (files / "palms.xls", files / "strange.xls", "--meeting", "2026-11-12")

    code, said = run(app, *words, "--chapter", "north")

    assert (code, said.split(":")[0]) == (
        2,
        "strange.xls names people who are not on the roster",
    )
    assert db.session.query(Person).count() == 0


def test_file_of_another_kind_is_named_for_what_it_is(
    app: Flask, chapter: Chapter, files: Path
) -> None:
    (files / "print.xls").write_bytes(b"%PDF-1.4")

    assert run(app, files / "print.xls", "--chapter", "north") == (
        2,
        "This is a PDF; download the report as a spreadsheet instead.",
    )


def test_undated_file_without_a_meeting_is_refused_with_a_proposal(
    app: Flask, chapter: Chapter, files: Path
) -> None:
    assert run(app, files / "slips.xls", "--chapter", "north") == (
        2,
        "slips.xls does not say which meeting it is of; add --meeting YYYY-MM-DD. "
        "The last meeting was on 2026-11-12.",
    )


def test_more_days_than_undated_files_are_refused(
    app: Flask, chapter: Chapter, files: Path
) -> None:
    assert run(app, files / "palms.xls", "--chapter", "north", "--meeting", "2026-11-12") == (
        2,
        "There are more --meeting days than files without a date.",
    )


def test_missing_file_and_missing_chapter_are_refused(
    app: Flask, chapter: Chapter, files: Path
) -> None:
    missing = run(app, files / "none.xls", "--chapter", "north")
    nowhere = run(app, files / "palms.xls", "--chapter", "nowhere")

    assert missing == (2, f"There is no file {files / 'none.xls'}.")
    assert nowhere == (2, "There is no chapter with this short name.")


def test_day_without_a_meeting_is_said(app: Flask, chapter: Chapter, files: Path) -> None:
    """Seen red with the calendar not asked."""
    run(app, files / "palms.xls", "--chapter", "north")
    words = (files / "slips.xls", "--chapter", "north", "--unknown", "former", "--dry-run")

    regular = run(app, *words, "--meeting", "2026-11-12")[1]
    other = run(app, *words, "--meeting", "2026-11-13")[1]

    said = " slips of 2026-11-13 (a Friday on which no meeting stood) brought in"
    assert (said in other, "no meeting stood" in regular) == (True, False)
