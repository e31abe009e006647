"""Both editions of a small chapter's month, cell by cell, against what was read and found right."""

import csv
import io

import pytest

from tests.reports import golden_book


def _kept(edition: str) -> str:
    return (golden_book.FOLDER / f"{edition}.csv").read_bytes().decode()


def _rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("edition", ["members", "leadership"])
def test_workbook_is_the_golden_one(edition: str) -> None:
    """Seen red with one amount a cent higher."""
    assert _rows(golden_book.written(edition)) == _rows(_kept(edition))


def test_leadership_adds_its_own_sheets() -> None:
    """Seen red with the policy in the members' edition."""
    members, leaders = (
        {row[0] for row in _rows(_kept(edition))} for edition in ("members", "leadership")
    )
    assert leaders - members == {"Scores", "Policy"}
