"""The leaderboard of the workbook: what it remarks, and what it leaves out."""

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from reports import leaderboard
from reports.books import sheet_csv, sheets
from reports.books.book import Book
from reports.books.editions import Asked
from reports.books.settings import usual
from reports.periods import month
from reports.ranking import MEASURES

BOTH = ('"Most improved', ' Personal best"')


@pytest.fixture
def compared(chapter: Any) -> Book:
    """Two months: Ana had three referrals and has one, Ben rises to two, Cleo is new."""
    chapter.member(1, "Ana Alonso").member(2, "Ben Brandt")
    chapter.member(3, "Cleo Cook", joined=month(chapter.day(1)).first)
    for number in (-1, 1):
        chapter.meeting(number)
    chapter.credit(1, "referrals_given", -1, quantity=3).credit(1, "referrals_given")
    chapter.credit(2, "referrals_given", quantity=2)
    made: Book = chapter.data(asked=Asked(measure="referrals_given"))
    return made


def _rows(book: Book) -> list[list[str]]:
    text = sheet_csv.written(sheets.one(book, {}, "leaderboard"))
    return [line.split(",") for line in text.splitlines()]


def test_leaderboard_remarks_newcomers_bests_and_who_rose(compared: Book) -> None:
    rows = _rows(compared)
    assert [row[2:] for row in rows[1:]] == [
        [
            "Ben Brandt",
            "Baker",
            "2",
            "2",
            "1",
            "2",
            "2026-10-01",
            '"Most improved',
            ' Personal best"',
        ],
        ["Ana Alonso", "Baker", "1", "-2", "-1", "3", "2026-09-01", ""],
        ["Cleo Cook", "Baker", "0", "", "", "", "", "New"],
    ]


def test_leaderboard_without_ranking_is_a_list_of_names(compared: Book) -> None:
    """Seen red with the setting passed over: Ben came first."""
    book = replace(compared, settings=replace(usual(), ranking_shown=False))
    found = sheets.one(book, {}, "leaderboard")
    assert _rows(book) == [
        ["Measure", "Member", "Trade", "Figure"],
        ["Referrals given", "Ana Alonso", "Baker", "1"],
        ["Referrals given", "Ben Brandt", "Baker", "2"],
        ["Referrals given", "Cleo Cook", "Baker", "0"],
    ]
    assert found.bars == ()


def test_leaders_have_places_where_members_have_none(compared: Book) -> None:
    settings = replace(usual(), ranking_shown=False)
    book = replace(compared, settings=settings, edition="leadership")
    assert _rows(book)[1][1:3] == ["1", "Ben Brandt"]


def test_summary_without_ranking_names_nobody_first(compared: Book) -> None:
    """Seen red with the highest of each measure left in."""
    book = replace(compared, settings=replace(usual(), ranking_shown=False))
    heads = sheets.one(book, {}, "summary").lines[5].values
    assert heads == ("Measure", "In all", "Before", "Change", "Taking part")


def test_best_before_the_rows_comes_from_the_sums_of_months(compared: Book, chapter: Any) -> None:
    """Seen red with the history passed over."""
    history = compared.credits.iloc[:1].assign(quantity=9)
    assert _rows(replace(compared, history=history))[2][7] == "12"


def test_standings_are_the_tables_of_all_measures(compared: Book) -> None:
    frame = compared.members, compared.credits, compared.period
    for measure in MEASURES:
        table = leaderboard.table(*frame, measure, compared.before)
        rows = [[None if pd.isna(v) else v for v in row] for row in compared.leaders[measure]]
        assert table.astype(object).where(table.notna(), None).values.tolist() == rows
