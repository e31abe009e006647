from datetime import date
from typing import Any

import pandas as pd

from reports import attendance, frames
from reports.periods import Period

FIRST, SECOND = date(2026, 10, 1), date(2026, 10, 8)


def _grid(chapter: Any, period: Period) -> pd.DataFrame:
    names = ("members", "meetings", "marks")
    return attendance.grid(*(chapter.frame(name) for name in names), period)


def test_grid_of_an_empty_chapter(chapter: Any, october: Period) -> None:
    found = _grid(chapter, october)
    heads = ["person", "first_name", "last_name", "trade", "weeks"]
    assert (list(found.columns), len(found)) == (heads, 0)


def test_grid_of_two_members(busy: Any, october: Period) -> None:
    found = _grid(busy, october)
    assert list(found.columns[4:]) == [FIRST, SECOND, "weeks"]
    assert [row[4:] for row in frames.records(found)] == [("P", "P", 2), ("S", "A", 2)]


def test_grid_counts_only_own_weeks(chapter: Any, october: Period) -> None:
    """Seen red with the meetings counted instead of the marks."""
    chapter.meeting(2).meeting(1).member(1, joined=SECOND).mark(2, 1, "P")
    assert frames.records(_grid(chapter, october))[0][4:] == ("", "P", 1)


def test_grid_leaves_out_meetings_that_do_not_count(chapter: Any, october: Period) -> None:
    """Seen red with the marks of every meeting taken."""
    chapter.member(1).meeting(1).meeting(6).mark(1, 1, "P").mark(2, 1, "P").mark(6, 7, "P")
    found = _grid(chapter, october)
    assert list(found["person"]) == [1]
    assert (list(found.columns[4:]), frames.records(found)[0][4:]) == ([FIRST, "weeks"], ("P", 1))
