import csv
import io
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from reports import folder
from reports.__main__ import main
from reports.currencies import minor_digits

MONTH = ["--month", "2026-10", "--chapter-name", "Harbour", "--currency", "EUR"]
ON = ["--today", "2026-11-02"]


@pytest.fixture
def files(busy: Any, tmp_path: Path) -> str:
    for name in folder.FILES:
        path = tmp_path / f"{name}.csv"
        path.write_text(folder.written(busy.frame(name)), encoding="utf-8")
    return str(tmp_path)


def _rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


def test_month_writes_the_workbook(files: str, capsys: pytest.CaptureFixture[str]) -> None:
    out = Path(files) / "out.xlsx"
    assert main(["month", files, *MONTH, *ON, "-o", str(out)]) == 0
    assert capsys.readouterr().out == f"Wrote the workbook of 2026-10 to {out}.\n"
    assert openpyxl.load_workbook(out)["Summary"]["A1"].value == "Harbour"


def test_palms_prints_csv(files: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["palms", files, "--period", "2026-10"]) == 0
    rows = _rows(capsys.readouterr().out)
    assert "|".join(rows[1]) == "Ana|Alonso|2|0|0|0|0|1|0|0|0|0|0|1234.56|0|0"
    assert [row[0] for row in rows[2:]] == ["Ben", "Visitors", "Others", "Total"]


@pytest.mark.parametrize(
    ("options", "figure"),
    [([], "1234.56"), (["--currency", "JPY"], "123456"), (["--minor-digits", "3"], "123.456")],
)
def test_leaderboard_prints_money_in_major_units(
    files: str, capsys: pytest.CaptureFixture[str], options: list[str], figure: str
) -> None:
    asked = ["leaderboard", files, "--measure", "closed_business", "--period", "6m"]
    assert main([*asked, *ON, *options]) == 0
    rows = _rows(capsys.readouterr().out)
    assert rows[1] == ["1", "1", "Ana Alonso", "Baker", figure, "1.0", "", "", "", "false"]


def test_leaderboard_of_a_week_is_compared_with_the_week_before(
    files: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["leaderboard", files, "--measure", "closed_business", "--period", "2026-10-08"]
    assert main(asked) == 0
    rows = _rows(capsys.readouterr().out)
    assert rows[0][6:] == ["before", "change", "places", "is_newcomer"]
    assert rows[1][4:] == ["1234.56", "1.0", "0.00", "1234.56", "", "false"]


@pytest.mark.parametrize("period", ["2026-04..2026-10", "all", "2026-Q4", "2026"])
def test_leaderboard_takes_any_period(
    files: str, capsys: pytest.CaptureFixture[str], period: str
) -> None:
    asked = ["leaderboard", files, "--measure", "education", "--period", period]
    assert main([*asked, *ON]) == 0
    assert [row[4] for row in _rows(capsys.readouterr().out)] == ["figure", "3", "0"]


PEOPLE = "person|first_name|last_name|trade|is_former|Ana Alonso|Ben Brandt"
COUNTS = "both|referral_only|one_to_one_only|neither"


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (
            "referrals",
            [
                f"{PEOPLE}|row_outside|row_sum|column_outside|column_sum|{COUNTS}",
                "1|Ana|Alonso|Baker|false||1|0|1|0|0|0|1|0|0",
                "2|Ben|Brandt|Roofer|false|0||0|0|0|1|0|0|0|1",
            ],
        ),
        (
            "combination",
            [
                f"{PEOPLE}|{COUNTS}",
                "1|Ana|Alonso|Baker|false||2|0|1|0|0",
                "2|Ben|Brandt|Roofer|false|0||0|0|0|1",
            ],
        ),
    ],
)
def test_matrix_prints_csv(
    busy: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str, said: list[str]
) -> None:
    busy.rows["credits"][1]["slip"] = busy.rows["credits"][0]["slip"]
    for name in folder.FILES:
        (tmp_path / f"{name}.csv").write_text(folder.written(busy.frame(name)), encoding="utf-8")
    assert main(["matrix", str(tmp_path), "--kind", kind, "--period", "2026-10-01"]) == 0
    assert ["|".join(row) for row in _rows(capsys.readouterr().out)] == said


def test_matrix_of_one_to_ones_is_a_kind(files: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["matrix", files, "--kind", "one-to-ones", "--period", "2026-10"]) == 0
    assert len(_rows(capsys.readouterr().out)) == 3


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (["palms", "FILES", "--period", "2026-13"], "There is no 2026-13 in the calendar."),
        (["palms", "nowhere", "--period", "2026"], "There is no members.csv in nowhere."),
        (["month", "FILES", *MONTH[2:], "--month", "2026", "-o", "x"], "A month is written like"),
        (["month", "FILES", *MONTH, "-o", "nowhere/x.xlsx"], "nowhere/x.xlsx cannot be written: "),
    ],
)
def test_wrong_input_is_one_sentence(
    files: str, capsys: pytest.CaptureFixture[str], asked: list[str], sentence: str
) -> None:
    assert main([files if word == "FILES" else word for word in asked]) == 2
    error = capsys.readouterr().err
    assert (error[: len(sentence)], error.count("\n")) == (sentence, 1)


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ([], "The following arguments are required: COMMAND.\n"),
        (["palms", "."], "The following arguments are required: --period.\n"),
        (["palms", ".", "--period", "2026", "--today", "3"], "3 is not a date like 2026-10-08.\n"),
        (["palms", ".", "--period", "2026", "--currency", "e"], "e is not a currency's code"),
    ],
)
def test_wrong_options_are_one_sentence(
    capsys: pytest.CaptureFixture[str], asked: list[str], sentence: str
) -> None:
    with pytest.raises(SystemExit) as left:
        main(asked)
    error = capsys.readouterr().err
    assert (left.value.code, sentence in error, error.count("\n")) == (2, True, 1)


def test_command_line_gives_the_exit_code(files: str) -> None:
    asked = [sys.executable, "-m", "reports", "palms", files, "--period", "soon"]
    assert subprocess.run(asked, capture_output=True, check=False).returncode == 2


@pytest.mark.parametrize(("currency", "digits"), [("EUR", 2), ("JPY", 0), ("KWD", 3), ("", 2)])
def test_minor_digits_of_a_currency(currency: str, digits: int) -> None:
    assert minor_digits(currency) == digits


def test_month_lays_out_the_scores_of_a_table_that_is_named(files: str) -> None:
    """Seen red with the lights left hidden."""
    out, sheets = Path(files) / "out.xlsx", []
    for named in ([], ["--preset", "uk-2012"]):
        main(["month", files, *MONTH, *ON, *named, "-o", str(out)])
        sheets.append("Scores" in openpyxl.load_workbook(out).sheetnames)

    assert sheets == [False, True]
