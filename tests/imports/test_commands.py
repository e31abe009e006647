"""`flask import`: several files, all or none, in one line."""

import os
from contextlib import redirect_stderr
from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports import progress
from chapter.imports.models import SummaryLine
from chapter.people.models import Person
from chapter.slips.ledger import Slip as StoredSlip
from tests.exports import PEOPLE, SLIPS, Slip, Title, slips_audit, spreadsheetml, summary_palms

TERM = Title(chapter="North", first=datetime(2026, 9, 1), until=datetime(2026, 11, 12))


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder with a summary and a slips audit of the same people."""
    (tmp_path / "palms.xls").write_bytes(spreadsheetml(summary_palms(PEOPLE, TERM)))
    (tmp_path / "slips.xls").write_bytes(spreadsheetml(slips_audit(SLIPS)))
    return tmp_path


def run(app: Flask, *words: str | Path) -> tuple[int, str]:
    """Run the import and return its exit code and what it said."""
    return command(app, "import", *words)


def command(app: Flask, *words: str | Path) -> tuple[int, str]:
    """Run a command and return its exit code and what it said."""
    result = app.test_cli_runner().invoke(args=[*map(str, words)])
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
        "print.xls: This is a PDF; download the report as a spreadsheet instead.",
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


def test_progress_of_many_files_is_shown_at_a_terminal_only(tmp_path: Path) -> None:
    """Seen red with the bar shown everywhere, and with it shown nowhere."""
    screen, terminal = os.openpty()
    plain = tmp_path / "log"

    for target in (os.fdopen(terminal, "w"), plain.open("w")):
        with target, redirect_stderr(target), progress.shown("Reading", 3, 3) as move:
            move(1)

    assert ("Reading" in os.read(screen, 4096).decode(), plain.read_text()) == (True, "")


def test_corrected_file_says_what_it_corrects_and_what_it_lacks(
    app: Flask, chapter: Chapter, files: Path
) -> None:
    """Seen red with what is missing not counted."""
    words = ("--chapter", "north", "--unknown", "former", "--meeting", "2026-11-12")
    run(app, files / "slips.xls", *words)
    corrected = [*SLIPS[1:3], Slip("CEU", "Caro D\u00edaz", units="5"), *SLIPS[4:]]
    (files / "slips.xls").write_bytes(spreadsheetml(slips_audit(corrected)))

    kept = run(app, files / "slips.xls", *words, "--dry-run")[1]
    removed = run(app, files / "slips.xls", *words, "--remove-missing")[1]

    said = "0 slips of 2026-11-12 brought in, 4 were there already, 1 corrected, "
    assert f"{said}1 missing from the file and kept (slips.xls)." in kept
    assert f"{said}1 removed (slips.xls)." in removed


def test_name_can_be_said_to_mean_a_member(app: Flask, chapter: Chapter, files: Path) -> None:
    """Seen red with the names given left out."""
    run(app, files / "palms.xls", "--chapter", "north")
    row = Slip("CEU", "Benny O.", units="1")
    (files / "slips.xls").write_bytes(spreadsheetml(slips_audit([row])))
    words = (files / "slips.xls", "--chapter", "north", "--meeting", "2026-11-12")

    wrong = run(app, *words, "--same", "Benny O.=Nobody")
    right = run(app, *words, "--same", "Benny O.=Ben Okafor")
    again = run(app, *words)

    assert wrong == (2, "“Benny O.=Nobody” does not name one member; write NAME=MEMBER.")
    assert right[0] == 0
    assert "0 slips of 2026-11-12 brought in, 1 was there already" in again[1]


def test_unknown_name_comes_with_its_likeliest_match(
    app: Flask, chapter: Chapter, files: Path
) -> None:
    run(app, files / "palms.xls", "--chapter", "north")
    row = Slip("CEU", "Ben Okafo", units="1")
    (files / "slips.xls").write_bytes(spreadsheetml(slips_audit([row])))

    code, said = run(app, files / "slips.xls", "--chapter", "north", "--meeting", "2026-11-12")

    assert (code, "not on the roster: Ben Okafo (perhaps Ben Okafor)." in said) == (2, True)


def test_same_words_are_taken_and_said(app: Flask, chapter: Chapter, files: Path) -> None:
    run(app, files / "palms.xls", "--chapter", "north")
    row = Slip("CEU", "OKAFOR  B\u00e9n", units="1")
    (files / "slips.xls").write_bytes(spreadsheetml(slips_audit([row])))

    said = run(app, files / "slips.xls", "--chapter", "north", "--meeting", "2026-11-12")[1]

    assert "OKAFOR B\u00e9n is taken for Ben Okafor." in said


def test_imports_are_listed_and_taken_back(app: Flask, chapter: Chapter, files: Path) -> None:
    run(app, files / "palms.xls", "--chapter", "north")
    listed = command(app, "imports", "--chapter", "north")
    undone = command(app, "undo-import", "1", "--chapter", "north")
    twice = command(app, "undo-import", "1", "--chapter", "north")

    brought = "1: palms.xls, 2026-11-19 10:00 UTC: 2 members of 2026-09-01 to 2026-11-12 added"
    line = f"{brought}, 0 corrected, 0 removed"
    assert listed == (0, f"{line}.")
    assert undone == (0, "north: palms.xls: taken back. All stands as before.")
    assert twice == (2, "palms.xls was taken back already.")
    assert command(app, "imports", "--chapter", "north") == (0, f"{line}, taken back.")


def test_undated_summary_is_taken_to_be_of_the_weeks_that_come_with_it(
    app: Flask, chapter: Chapter, files: Path
) -> None:
    """Seen red with the last weeks taken whatever comes along."""
    two = {**PEOPLE, ("Visitors", ""): {"P": 2}, ("BNI", ""): {"P": 2}}
    (files / "palms.xls").write_bytes(spreadsheetml(summary_palms(two)))
    (files / "more.xls").write_bytes(spreadsheetml(slips_audit(SLIPS[:2])))
    words = (files / "palms.xls", files / "slips.xls", files / "more.xls", "--chapter", "north")

    words = (*words, "--unknown", "former")
    run(app, *words, "--meeting", "2026-09-10", "--meeting", "2026-11-12", "--again")

    assert {line.period for line in db.session.query(SummaryLine)} == {"2026-09-10..2026-11-12"}
