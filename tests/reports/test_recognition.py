from datetime import date
from typing import Any

import pandas as pd
import pytest

from reports import frames, recognition
from reports.periods import Period
from reports.recognition import Award


def _table(chapter: Any, period: Period, *awards: Award) -> pd.DataFrame:
    given = [chapter.frame(name) for name in ("members", "marks", "credits")]
    return recognition.table(*given, period, awards)


def _earned(chapter: Any, period: Period, *awards: Award) -> list[tuple[Any, ...]]:
    return frames.records(_table(chapter, period, *awards), "award", "person", "figure")


def _always(chapter: Any, period: Period) -> list[tuple[int, int]]:
    rows = _earned(chapter, period)
    return [(person, figure) for award, person, figure in rows if award == "Perfect attendance"]


def test_recognition_in_an_empty_chapter(chapter: Any, october: Period) -> None:
    found = _table(chapter, october)
    kinds = {name: str(kind) for name, kind in found.dtypes.items()}
    assert (kinds, len(found)) == (recognition.TYPES, 0)


def test_recognition_of_every_chapter(busy: Any, october: Period) -> None:
    busy.credit(2, "one_to_ones").credit(2, "visitors")
    found = _table(busy, october)
    assert frames.records(found) == [
        ("Most referrals given", "referrals_given", 1, "Ana Alonso", "Baker", 1),
        ("Most one-to-ones", "one_to_ones", 2, "Ben Brandt", "Roofer", 1),
        ("Most visitors", "visitors", 2, "Ben Brandt", "Roofer", 1),
        ("Most education units", "education", 2, "Ben Brandt", "Roofer", 3),
        ("Most closed business credited", "closed_business", 1, "Ana Alonso", "Baker", 123456),
        ("Perfect attendance", "attendance", 1, "Ana Alonso", "Baker", 2),
    ]


def test_recognition_names_ties_alike(chapter: Any, october: Period) -> None:
    """Seen red with the first of them named alone."""
    for person, name, figure in ((1, "C C", 2), (2, "A A", 2), (3, "B B", 1)):
        chapter.member(person, name).credit(person, "visitors", quantity=figure)
    assert _earned(chapter, october) == [("Most visitors", 2, 2), ("Most visitors", 1, 2)]


def test_recognition_of_one_member_without_anything(chapter: Any, october: Period) -> None:
    """Seen red with the highest figure named though it is nothing."""
    assert _earned(chapter.member(1), october, Award("Any", "visitors", "at_least", 0)) == []


def test_recognition_passes_over_visitors(busy: Any, october: Period) -> None:
    """Seen red with every standing counted."""
    busy.credit(9, "referrals_given", standing="visitor", quantity=5)
    assert _earned(busy, october)[0] == ("Most referrals given", 1, 1)


@pytest.mark.parametrize("letter", "ALMS")
def test_perfect_attendance_is_present_each_time(
    chapter: Any, october: Period, letter: str
) -> None:
    """Seen red with every mark but A taken for present."""
    chapter.member(1).mark(1, 1, "P").mark(2, 1, letter)
    assert _always(chapter, october) == []


def test_perfect_attendance_of_who_was_not_marked_once(chapter: Any, october: Period) -> None:
    """Seen red with the marks looked at alone."""
    chapter.member(1).member(2, "Ben Brandt").mark(1, 1, "P").mark(2, 1, "P").mark(1, 2, "P")
    assert _always(chapter, october) == [(1, 2)]


def test_perfect_attendance_of_who_joined_or_left_in_mid_period(
    chapter: Any, october: Period
) -> None:
    """Seen red with every meeting of the period asked for."""
    chapter.member(1).member(2, "Ben B", joined=date(2026, 10, 8))
    chapter.member(3, "Eva C", left=date(2026, 10, 8))
    chapter.mark(1, 1, "P").mark(2, 1, "P").mark(2, 2, "P").mark(1, 3, "P")
    assert _always(chapter, october) == [(1, 2), (2, 1), (3, 1)]


@pytest.mark.parametrize(("last", "found"), [("P", [(1, 2)]), ("A", [])])
def test_perfect_attendance_of_who_rejoined_is_of_both_times(
    chapter: Any, october: Period, last: str, found: list[tuple[int, int]]
) -> None:
    """Seen red with the meetings between the times asked for."""
    chapter.member(1, left=date(2026, 10, 8)).member(1, joined=date(2026, 10, 22))
    chapter.member(2, "Ben Brandt").mark(2, 2, "L").mark(1, 1, "P").mark(4, 1, last)
    assert _always(chapter, october) == found


def test_perfect_attendance_in_a_moved_and_a_holiday_week(chapter: Any, october: Period) -> None:
    chapter.member(1, joined=date(2026, 10, 6)).member(2, "Ben Brandt", left=date(2026, 10, 6))
    for person in (1, 2):
        moved = {"meeting": 2, "held_on": date(2026, 10, 6), "person": person, "mark": "P"}
        chapter.rows["marks"].append(moved)
    chapter.mark(4, 1, "P")
    assert _always(chapter, october) == [(1, 2), (2, 1)]


def test_perfect_attendance_of_a_reopened_week_is_without_it(chapter: Any, october: Period) -> None:
    """The frames hold closed weeks alone, so the absence of a reopened one is not there."""
    chapter.member(1).mark(1, 1, "P").mark(2, 1, "A")
    assert _always(chapter, october) == []
    chapter.rows["marks"].pop()
    assert _always(chapter, october) == [(1, 1)]


def test_own_awards_come_after_the_others(chapter: Any, october: Period) -> None:
    for person, name, figure in ((1, "C C", 4), (2, "A A", 5), (3, "B B", 3)):
        chapter.member(person, name).credit(person, "testimonials", quantity=figure)
    four = Award("Four testimonials", "testimonials", "at_least", 4)
    most = Award("Pen of the month", "testimonials", "most", 5)
    assert _earned(chapter, october, four, most) == [
        ("Four testimonials", 2, 5),
        ("Four testimonials", 1, 4),
        ("Pen of the month", 2, 5),
    ]


def test_own_award_for_most_asks_for_its_figure(chapter: Any, october: Period) -> None:
    """Seen red with the highest taken, however low."""
    chapter.member(1).credit(1, "sponsored")
    assert _earned(chapter, october, Award("Two", "sponsored", "most", 2)) == []


def test_own_award_for_weeks_present(busy: Any, october: Period) -> None:
    found = _earned(busy, october, Award("Two weeks", "attendance", "at_least", 2))
    assert found[-1] == ("Two weeks", 1, 2)


@pytest.mark.parametrize(
    ("award", "sentence"),
    [
        (Award("?", "charm", "most"), "There is no measure charm; it is one of referrals_given"),
        (Award("?", "visitors", "least"), "There is no award for least visitors"),
        (Award("?", "visitors", "every"), "There is no award for every visitors"),
    ],
)
def test_own_award_that_asks_what_is_unknown(
    chapter: Any, october: Period, award: Award, sentence: str
) -> None:
    with pytest.raises(ValueError, match=sentence):
        _table(chapter, october, award)
