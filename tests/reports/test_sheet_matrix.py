"""The matrices of the workbook."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from reports.books import sheet_csv, sheets
from reports.books.editions import Asked


@pytest.fixture
def trio(chapter: Any) -> Any:
    """Ana gave to Ben and met Cleo, who left; Ben gave outside."""
    chapter.member(1, "Ana Alonso").member(2, "Ben Brandt")
    chapter.member(3, "Cleo Cook", left=date(2026, 10, 20)).meeting(1)
    chapter.pair("referrals", 1, 2).pair("one_to_ones", 1, 3)
    return chapter.pair("referrals", 2, 9, said=("member", ""))


def _rows(book: Any, name: str) -> list[str]:
    return sheet_csv.written(sheets.one(book, {}, name)).splitlines()


def test_referrals_have_sums_and_counts(trio: Any) -> None:
    assert _rows(trio.data(), "referrals") == [
        "Member,Ana A.,Ben B.,Cleo C.,Outside the chapter,Sum,Both,Referral only,"
        "One-to-one only,Neither",
        "Ana Alonso,,1,0,0,1,0,1,0,0",
        "Ben Brandt,0,,0,1,1,0,0,0,1",
        "Cleo Cook,0,0,,0,0,0,0,1,1",
        "From outside the chapter,0,0,0,,,,,,",
        "Sum,0,1,0,,,,,,",
    ]


def test_combination_tells_what_each_pair_did(trio: Any) -> None:
    assert _rows(trio.data(), "combination")[1:] == [
        "Ana Alonso,,2,1,0,1,0,0",
        "Ben Brandt,0,,0,0,0,0,1",
        "Cleo Cook,1,0,,0,0,1,1",
    ]


def test_cells_are_told_by_digit_and_tint(trio: Any) -> None:
    found = sheets.one(trio.data(), {}, "combination")
    row = next(line for line in found.lines if line.values[0] == "Ana Alonso")
    assert [look.tone for look in row.looks[1:6]] == [
        *("diagonal", "cell_2", "blank", "cell_1", "blank")
    ]


def test_former_members_stand_apart(trio: Any) -> None:
    """Seen red with all members in one run."""
    lines = sheets.one(trio.data(), {}, "one-to-ones").lines
    names = [line.values[0] for line in lines]
    assert names[1:5] == ["Ana Alonso", "Ben Brandt", "Former members", "Cleo Cook"]
    assert lines[0].values[1:6] == ("Ana A.", "Ben B.", None, "Cleo C.", None)


def test_unmet_leaves_whom_one_has_not_met(trio: Any) -> None:
    """Seen red with every cell left standing."""
    book = replace(trio.data(), asked=Asked(only="unmet"))
    assert [row.split(",")[1:4] for row in _rows(book, "combination")[1:]] == [
        ["", "2", ""],
        ["0", "", "0"],
        ["", "0", ""],
    ]
