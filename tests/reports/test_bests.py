from datetime import date
from typing import Any

import pandas as pd
import pytest

from reports import bests, frames, leaderboard, periods

FIRST, SECOND = (periods.meeting(date(2026, 10, day)) for day in (1, 8))


def _personal(chapter: Any, kind: str) -> list[tuple[Any, ...]]:
    found = bests.personal(chapter.frame("members"), chapter.frame("credits"), kind)
    return frames.records(found, "measure", "person", "figure", "text", "times")


def _improved(chapter: Any) -> pd.DataFrame:
    frame = chapter.frame("members"), chapter.frame("credits")
    return bests.most_improved(leaderboard.table(*frame, SECOND, "visitors", FIRST))


def test_personal_bests_of_an_empty_chapter(chapter: Any) -> None:
    found = bests.personal(chapter.frame("members"), chapter.frame("credits"), "month")
    kinds = {name: str(kind) for name, kind in found.dtypes.items()}
    assert (kinds, len(found)) == (bests.TYPES, 0)


def test_personal_bests_of_one_member(chapter: Any) -> None:
    chapter.member(1).credit(1, "education", 1, quantity=2).credit(1, "education", 2, quantity=3)
    chapter.credit(1, "closed_business", 6, amount=500)
    assert _personal(chapter, "month") == [
        ("closed_business", 1, 500, "2026-11", 1),
        ("education", 1, 5, "2026-10", 1),
    ]


def test_personal_best_tie_stands_where_it_was_first_reached(chapter: Any) -> None:
    """Seen red with the latest of the periods taken."""
    chapter.member(1).credit(1, "visitors", 3).credit(1, "visitors", 1).credit(1, "visitors", 2)
    assert _personal(chapter, "meeting") == [("visitors", 1, 1, "2026-10-01", 3)]


@pytest.mark.parametrize(
    ("kind", "text", "figure"),
    [("meeting", "2026-12-31", 2), ("quarter", "2026-Q4", 3), ("year", "2026", 3)],
)
def test_personal_bests_by_each_kind(chapter: Any, kind: str, text: str, figure: int) -> None:
    chapter.member(1).credit(1, "visitors", 1).credit(1, "visitors", 14, quantity=2)
    chapter.credit(1, "visitors", 15, quantity=1)
    assert _personal(chapter, kind) == [("visitors", 1, figure, text, 1)]


def test_personal_bests_leave_out_what_was_done_as_a_visitor(chapter: Any) -> None:
    """Seen red with every standing counted."""
    chapter.member(1, joined=date(2026, 10, 8)).credit(1, "visitors", 1, standing="visitor")
    assert _personal(chapter, "month") == []


def test_personal_bests_of_who_rejoined_are_of_both_times(chapter: Any) -> None:
    chapter.member(1, left=date(2026, 10, 2), trade="Baker")
    chapter.member(1, joined=date(2026, 10, 20), trade="Roofer").member(2, "Ben Brandt")
    chapter.credit(1, "visitors", 1, quantity=2).credit(1, "visitors", 4).credit(2, "visitors", 4)
    found = bests.personal(chapter.frame("members"), chapter.frame("credits"), "meeting")
    rows = frames.records(found, "person", "trade", "figure", "text")
    assert rows == [(1, "Roofer", 2, "2026-10-01"), (2, "Baker", 1, "2026-10-22")]


def test_personal_bests_by_an_unknown_kind(chapter: Any) -> None:
    with pytest.raises(ValueError, match="There are no bests by week; it is one of meeting"):
        _personal(chapter, "week")


def test_most_improved_ties_share_a_place(chapter: Any) -> None:
    """Seen red with each person counted on."""
    for person, name, before, now in ((1, "C C", 1, 3), (2, "A A", 0, 2), (3, "B B", 4, 5)):
        chapter.member(person, name).credit(person, "visitors", 1, quantity=before)
        chapter.credit(person, "visitors", 2, quantity=now)
    assert frames.records(_improved(chapter)) == [
        (1, 1, "C C", "Baker", 3, 1, 2),
        (1, 2, "A A", "Baker", 2, 0, 2),
        (3, 3, "B B", "Baker", 5, 4, 1),
    ]


def test_most_improved_are_neither_newcomers_nor_who_fell(chapter: Any) -> None:
    """Seen red with everybody kept."""
    chapter.member(1, joined=date(2026, 10, 8)).member(2, "Ben Brandt").member(3, "Eva Cruz")
    chapter.credit(1, "visitors", 2, quantity=9).credit(2, "visitors", 1).credit(3, "visitors", 2)
    assert list(_improved(chapter)["person"]) == [3]


def test_most_improved_of_an_empty_chapter(chapter: Any) -> None:
    found = _improved(chapter)
    assert (list(found.columns), len(found)) == (list(bests.IMPROVED), 0)
    assert [str(found[name].dtype) for name in ("place", "change")] == ["int64", "Int64"]
