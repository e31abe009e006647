"""`flask import`: every fault of every file by its name, periods, and what a trial ends with."""

from pathlib import Path

import pytest
from flask import Flask

from chapter.chapters.models import Chapter
from tests.exports import PEOPLE, spreadsheetml, summary_palms
from tests.imports.pages import slips
from tests.imports.steps import DAY, ROWS, audit
from tests.imports.test_commands import run

OF_NORTH = ("--chapter", "north")


@pytest.fixture
def week(lighthouse: Chapter, tmp_path: Path) -> Path:
    """A week's slips, of two people the chapter knows."""
    file = tmp_path / "slips.xls"
    file.write_bytes(audit(ROWS))
    return file


def test_every_broken_file_is_named_with_its_fault(app: Flask, week: Path) -> None:
    """Seen red with the first fault alone, and without the name of its file."""
    broken = {"print.xls": b"%PDF-1.4", "none.csv": b""}
    for name, data in broken.items():
        week.with_name(name).write_bytes(data)

    code, said = run(app, week, *map(week.with_name, broken), *OF_NORTH, "--meeting", str(DAY))

    assert (code, slips()) == (2, 0)
    assert said.splitlines() == [
        "print.xls: This is a PDF; download the report as a spreadsheet instead.",
        "none.csv: The file is empty; download it again.",
    ]


def test_period_that_ends_before_it_begins_is_refused(app: Flask, week: Path) -> None:
    """Seen red with the days taken as they come."""
    file = week.with_name("palms.xls")
    file.write_bytes(spreadsheetml(summary_palms(PEOPLE)))

    assert run(app, file, *OF_NORTH, "--period", "2026-06-30", "2026-01-01") == (
        2,
        "--period ends before it begins: 2026-06-30 comes after 2026-01-01.",
    )


def test_period_without_a_summary_is_refused(app: Flask, week: Path) -> None:
    """Seen red with the period silently not used."""
    words = (*OF_NORTH, "--meeting", str(DAY), "--period", "2026-01-01", "2026-06-30")

    assert run(app, week, *words) == (
        2,
        "Leave --period out: no file here is a summary, only slips.xls (Slips Audit Report).",
    )
    assert slips() == 0


@pytest.mark.parametrize("day", ["1900-01-01", "2027-01-07"])
def test_trial_refuses_an_impossible_day(app: Flask, week: Path, day: str) -> None:
    """Seen red with the trial ended by 0."""
    code, said = run(app, week, *OF_NORTH, "--meeting", day, "--dry-run")

    assert (code, "long ago" in said or "still to come" in said) == (1, True)
