"""`flask report`: the workbook and the rows without a browser."""

from pathlib import Path

import pytest
from flask import Flask
from openpyxl import load_workbook

from chapter.chapters.models import Chapter
from chapter.reporting import workbooks
from reports import periods
from reports.__main__ import main
from tests.conftest import TODAY


def test_month_is_written_and_said_in_one_line(
    app: Flask, november: Chapter, tmp_path: Path
) -> None:
    file = tmp_path / "out.xlsx"
    asked = ["report", "month", "--chapter", "north", "--month", "2026-11", "-o", str(file)]
    done = app.test_cli_runner().invoke(args=asked)
    assert (done.exit_code, done.output) == (0, f"Wrote {file}: North, November 2026, 2 weeks.\n")
    assert load_workbook(file)["Summary"]["A1"].value == "North"


def test_workbook_is_the_same_from_the_page_and_the_command(
    app: Flask, november: Chapter, tmp_path: Path
) -> None:
    file = tmp_path / "out.xlsx"
    asked = ["report", "month", "--chapter", "north", "--month", "2026-11", "-o", str(file)]
    app.test_cli_runner().invoke(args=asked)
    period = periods.parse("2026-11", TODAY)
    assert file.read_bytes() == workbooks.workbook(november, period, today=TODAY)


def test_rows_are_read_by_the_reports_alone(
    app: Flask, november: Chapter, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["report", "rows", "--chapter", "north", "--period", "2026-11", "-o", str(tmp_path)]
    done = app.test_cli_runner().invoke(args=asked)
    assert done.output == f"Wrote {tmp_path}: North, November 2026, 2 weeks.\n"
    leaders = ["leaderboard", str(tmp_path), "--measure", "closed_business"]
    assert main([*leaders, "--period", "2026-11"]) == 0
    assert capsys.readouterr().out.splitlines()[1] == "1,1,Mona Member,Baker,30.50,1.0,,,,false"


@pytest.mark.parametrize(
    ("command", "slug", "period", "sentence"),
    [
        ("month", "west", "2026-11", "There is no chapter “west”."),
        ("month", "north", "2026", "“2026” is not a month; write YYYY-MM."),
        (
            "month",
            "north",
            "soon",
            "A period is written like 2026-10-08, 2026-10, 2026-Q4, 2026, 2026-04..2026-09, "
            "6m or all.",
        ),
        ("month", "north", "2026-11", "{file} cannot be written: No such file or directory."),
        ("rows", "west", "2026-11", "There is no chapter “west”."),
    ],
)
def test_wrong_input_is_one_sentence(
    app: Flask,
    november: Chapter,
    tmp_path: Path,
    command: str,
    slug: str,
    period: str,
    sentence: str,
) -> None:
    file = tmp_path / "nowhere" / "out.xlsx"
    option = {"month": "--month", "rows": "--period"}[command]
    asked = ["report", command, "--chapter", slug, option, period, "-o", str(file)]
    done = app.test_cli_runner().invoke(args=asked)
    assert (done.exit_code, done.stderr) == (2, f"{sentence.format(file=file)}\n")
