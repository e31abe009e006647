import math
from datetime import date
from typing import Any

import pandas as pd
import pytest

from reports import frames, goals, periods
from reports.periods import Period


def _table(chapter: Any, period: Period, wanted: goals.Goals, weeks: int) -> pd.DataFrame:
    frame = chapter.frame("members"), chapter.frame("credits")
    return goals.table(*frame, period, wanted, weeks)


def test_goals_of_an_empty_chapter(chapter: Any, october: Period) -> None:
    found = _table(chapter, october, {"visitors": 2, "members": 30}, 0)
    rows = frames.records(found, "measure", "target", "actual")
    assert rows == [("visitors", 0.0, 0), ("members", 30.0, 0)]
    assert [math.isnan(share) for share in found["share"]] == [True, False]


def test_goals_without_any_keep_their_types(busy: Any, october: Period) -> None:
    found = _table(busy, october, {}, 4)
    kinds = {name: str(kind) for name, kind in found.dtypes.items()}
    assert (kinds, len(found)) == (goals.TYPES, 0)


def test_goals_are_a_figure_for_each_week_held(busy: Any, october: Period) -> None:
    """Seen red with the goal taken as it stands."""
    found = _table(busy, october, {"education": 0.5, "referrals_given": 2}, 2)
    assert frames.records(found) == [
        ("referrals_given", 4.0, 2, 0.5),
        ("education", 1.0, 3, 3.0),
    ]


def test_goal_of_closed_business_in_minor_units(busy: Any, october: Period) -> None:
    found = _table(busy, october, {"closed_business": 123456}, 2)
    assert frames.records(found) == [("closed_business", 246912.0, 123456, 0.5)]


def test_goal_is_multiplied_exactly(chapter: Any, october: Period) -> None:
    """Seen red with floats multiplied, which give 0.30000000000000004."""
    assert list(_table(chapter, october, {"visitors": 0.1}, 3)["target"]) == [0.3]


def test_goal_of_members_is_by_the_last_day(chapter: Any, october: Period) -> None:
    """Seen red with everybody of the period counted, and with a rejoined member counted twice."""
    chapter.member(1).member(2, left=date(2026, 10, 31)).member(3, left=date(2026, 11, 1))
    chapter.member(4, joined=date(2026, 10, 31)).member(5, joined=date(2026, 11, 1))
    chapter.member(6, joined=None, left=date(2026, 10, 2)).member(6, joined=date(2026, 10, 20))
    chapter.member(6, joined=date(2026, 10, 20))
    found = _table(chapter, october, {"members": 8}, 4)
    assert frames.records(found) == [("members", 8.0, 4, 0.5)]


def test_goals_leave_out_other_periods(busy: Any) -> None:
    """Seen red with `frames.within` giving everything back."""
    week = periods.meeting(date(2026, 10, 1))
    assert list(_table(busy, week, {"referrals_given": 1}, 1)["actual"]) == [1]


def test_goal_for_something_unknown(chapter: Any, october: Period) -> None:
    """Seen red with unknown goals passed over."""
    with pytest.raises(ValueError, match="There is no goal for charm"):
        _table(chapter, october, {"charm": 1}, 1)
