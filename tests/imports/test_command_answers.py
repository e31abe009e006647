"""`flask import`: what must be said before a file comes in, and what a trial shows."""

import os
from contextlib import redirect_stderr
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports import asking, progress
from chapter.imports.asking import Said
from chapter.people import service as people
from chapter.people.rules import Category
from chapter.slips.ledger import Slip as StoredSlip
from tests.exports import Slip as Row
from tests.exports import Title, slips_audit, spreadsheetml
from tests.factories import make_meeting
from tests.imports.steps import ANA, BEN, DAY, ROWS, audit, who
from tests.imports.steps import slips as slips_of
from tests.imports.test_commands import command, run

BAD = Row("Karma", ANA, BEN)


@pytest.fixture
def week(lighthouse: Chapter, tmp_path: Path) -> Path:
    """A week's slips, of two people the chapter knows."""
    return written(tmp_path / "slips.xls", ROWS)


def written(file: Path, rows: list[Row], title: Title | None = None) -> Path:
    """Write a slips audit and return where."""
    file.write_bytes(spreadsheetml(slips_audit(rows, title)) if title else audit(rows))
    return file


def bring(app: Flask, file: Path, *words: str, day: str = str(DAY)) -> tuple[int, str]:
    """Run the import of one week."""
    return run(app, file, "--chapter", "north", "--meeting", day, *words)


def slips() -> int:
    """Return how many slips stand."""
    return db.session.query(StoredSlip).count()


def test_file_of_another_chapter_is_refused_until_it_is_said(app: Flask, week: Path) -> None:
    """Seen red with the answer given by the command itself; --yes alone says nothing."""
    written(week, ROWS, Title(chapter="Harbour", date="2026-11-12"))
    words = (week, "--chapter", "north")
    refused = run(app, *words, "--yes")
    before = slips()
    taken = run(app, *words, "--other-chapter")

    sentence = "slips.xls: The file is of “Harbour”. Does it belong to North? "
    assert refused == (2, f"{sentence}Say --other-chapter if it does.")
    assert (before, taken[0], slips()) == (0, 0, 8)


def test_same_file_for_another_week_is_refused_until_it_is_said(app: Flask, week: Path) -> None:
    """Seen red with other weeks not looked at."""
    bring(app, week, day="2026-11-05")
    refused = bring(app, week, "--yes")
    before = slips()
    taken = bring(app, week, "--again")

    assert refused == (
        2,
        "slips.xls: 8 of these rows stand in the week of 2026-11-05 already. Are they of "
        "2026-11-12 too? Say --again if they are.",
    )
    assert (before, taken[0], slips()) == (8, 0, 16)


def test_row_not_understood_is_left_out_where_it_is_said(app: Flask, week: Path) -> None:
    """Seen red with the refusal not naming the option, with the row kept, and with no name."""
    written(week, [BAD, *ROWS])
    refused = bring(app, week)
    taken = bring(app, week, "--leave-out")

    assert (refused[0], refused[1].partition("known. ")[2]) == (
        2,
        "Add --leave-out to bring the other rows in.",
    )
    left_out = "Not brought in (sheet “Report”, row 2, column Slip Type): Left out, as you said."
    assert left_out in taken[1]
    assert (taken[0], slips()) == (0, 8)


# The week in spellings that nobody would take for the same.
UNLIKE = [
    replace(
        row,
        source="A. T." if row.source == ANA else row.source and "B. O.",
        target="A. T." if row.target == ANA else "B. O." if row.target == BEN else row.target,
    )
    for row in ROWS
]
SAME = ("--same", f"A. T.={ANA}", "--same", f"B. O.={BEN}")


@pytest.mark.parametrize(("word", "number"), [("--correction", 2), ("--parts", 10)])
def test_what_is_said_holds_for_files_that_look_unlike(
    app: Flask, week: Path, word: str, number: int
) -> None:
    """Seen red with the word heard only where two files share most of their rows."""
    other = written(week.with_name("other.xls"), UNLIKE[:2])
    days = ("--meeting", str(DAY)) * 2

    code, said = run(app, week, other, "--chapter", "north", *days, "--yes", word, *SAME)

    assert (code, slips()) == (0, number)
    assert ("other.xls corrects slips.xls" in said) == (word == "--correction")


def test_answer_about_one_week_takes_no_part_of_another_away(lighthouse: Chapter) -> None:
    """Seen red with what was answered of one week taken of all."""
    earlier = date(2026, 11, 5)
    named = [ROWS, ROWS[1:], ROWS[:4], ROWS[4:]]
    files = [slips_of(rows, f"{number}.xls") for number, rows in enumerate(named)]
    words = Said((DAY, DAY, earlier, earlier), is_asked=True)

    with CliRunner().isolation(input="1\n"):
        found = asking.answers(lighthouse, files, words, who())

    assert [one.together for one in found] == ["last", "last", "", ""]


def test_same_means_the_member_before_a_visitor_of_the_name(
    app: Flask, lighthouse: Chapter, week: Path
) -> None:
    """Seen red with everybody of the name looked at alike."""
    first_name, last_name = ANA.split()
    people.add(lighthouse, first_name=first_name, last_name=last_name, category=Category.VISITOR)
    written(week, UNLIKE[:2])

    assert (bring(app, week, "--yes", *SAME)[0], slips()) == (0, 2)


def test_trial_shows_unknown_names_with_their_likeliest_matches(app: Flask, week: Path) -> None:
    """Seen red with the trial ended by the first name nobody knows."""
    written(week, [*ROWS, Row("CEU", "Ben Okafo", units="1")])

    code, said = bring(app, week, "--dry-run")

    assert (code, slips()) == (1, 0)
    assert said.splitlines() == [
        "Slips of 2026-11-12: 8 new, 1 naming somebody unknown.",
        "  Who is Ben Okafo? Perhaps Ben Okafor (one letter is different). Say --same "
        "NAME=MEMBER, or --unknown former.",
        "Nothing was written. Once this is answered, the files can come in.",
    ]


def test_trial_shows_rows_not_understood_and_asks_for_the_meeting(app: Flask, week: Path) -> None:
    """Seen red with the refusal raised while the file was read."""
    written(week, [BAD, *ROWS])

    code, said = run(app, week, "--chapter", "north", "--dry-run")

    assert (code, said.count("row 2, column Slip Type")) == (1, 1)
    assert "Of which meeting is this file? It does not say. Perhaps 2026-11-12" in said


def test_title_read_in_two_ways_names_both_days(app: Flask, week: Path) -> None:
    """Seen red with the last meeting named instead."""
    written(week, ROWS, Title(chapter="North", date="05/11/2026"))

    said = run(app, week, "--chapter", "north")[1]

    assert said.endswith("Its title may mean 2026-11-05 or 2026-05-11.")


def test_day_that_is_said_is_not_asked_for_any_more(app: Flask, week: Path) -> None:
    """Seen red with the doubt about the title told beside the answer."""
    written(week, ROWS, Title(chapter="North", date="05/11/2026"))

    code, said = bring(app, week, day="2026-11-05")

    assert (code, "say which meeting" in said) == (0, False)


@pytest.mark.parametrize(("day", "why"), [("1900-01-01", "too long ago"), ("2027-01-07", "still")])
def test_day_out_of_all_reason_is_refused(app: Flask, week: Path, day: str, why: str) -> None:
    """By Refusal.TOO_EARLY, or as a day to come. Seen red with days of any year taken."""
    code, said = bring(app, week, day=day)

    assert (code, why in said, slips()) == (2, True, 0)


def test_closed_week_names_the_command_that_opens_it(
    app: Flask, lighthouse: Chapter, week: Path
) -> None:
    """Seen red with the day as a page writes it."""
    make_meeting(lighthouse, DAY, "closed")
    said = bring(app, week)[1]
    words = said.partition("at a command line: flask ")[2].partition(")")[0].split()

    assert words == ["reopen", "north", "2026-11-12"]
    assert command(app, *words)[0] == 0


def test_office_a_list_may_not_give_is_named(app: Flask, lighthouse: Chapter, week: Path) -> None:
    """Seen red with what did not come in left unsaid."""
    list_ = week.with_name("list.csv")
    list_.write_text("Name,Trade,Office\nCaro Cruz,Florist,President\n", encoding="utf-8")

    code, said = run(app, list_, "--chapter", "north")

    named = "Office not noted: Caro Cruz (sheet “list”, row 2): An office"
    assert (code, named in said) == (0, True)


def test_large_file_says_how_far_it_is_where_nobody_watches(tmp_path: Path) -> None:
    """Seen red with nothing said off a terminal."""
    log = tmp_path / "log"
    rows = progress.of_rows("Bringing in", 1, 4000)
    with log.open("w") as target, redirect_stderr(target), rows:
        for _ in range(8):
            progress.moved.send(None, rows=500)

    assert log.read_text().splitlines() == [
        f"Bringing in: {rows} of 4000" for rows in (1000, 2000, 3000, 4000)
    ]


def test_large_file_shows_a_bar_at_a_terminal() -> None:
    """Seen red with the bar shown for many files only."""
    screen, terminal = os.openpty()
    os.set_blocking(screen, False)
    with os.fdopen(terminal, "w") as target, redirect_stderr(target):
        with progress.of_rows("Bringing in", 1, 4000):
            progress.moved.send(None, rows=4000)
        target.flush()
        drawn = os.read(screen, 4096)

    assert b"Bringing in" in drawn
