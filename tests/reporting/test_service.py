"""The bridge between the database and the reports."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from chapter.chapters.models import Chapter
from chapter.people.models import Person
from chapter.reporting import service
from chapter.slips.rules import Measure
from reports import periods
from tests import factories
from tests.conftest import TODAY

NOVEMBER = periods.parse("2026-11", TODAY)


@pytest.mark.parametrize("text", ["2026-13", "soon", "2026-Q5", "7m", "2026-11-06", "20261105"])
def test_period_that_is_none_is_refused(november: Chapter, text: str) -> None:
    with pytest.raises(ValueError, match="A period is written like"):
        service.choose(november, text, TODAY)


def test_period_is_the_month_of_the_last_closed_week_by_default(chapter: Chapter) -> None:
    factories.close_week(chapter, date(2026, 10, 29))
    assert service.choose(chapter, None, TODAY).period.text == "2026-10"


def test_period_is_this_month_before_any_close(chapter: Chapter) -> None:
    chosen = service.choose(chapter, None, TODAY)
    assert (chosen.period.text, chosen.previous, chosen.following) == ("2026-11", None, None)


def test_week_leads_to_the_closed_weeks_beside_it(november: Chapter) -> None:
    """Seen red with the calendar's week taken instead of the last closed one."""
    factories.make_meeting(november, date(2026, 10, 22), "closed")
    chosen = service.choose(november, "2026-11-05", TODAY)
    assert (chosen.previous, chosen.following) == ("2026-10-22", "2026-11-12")


def test_month_leads_no_further_than_today(november: Chapter) -> None:
    assert service.choose(november, "2026-10", TODAY).following == "2026-11"
    assert service.choose(november, "2026-11", TODAY).following is None


def test_others_stay_near_the_period_looked_at(november: Chapter) -> None:
    assert service.choose(november, "2026", TODAY).others == {
        "meeting": "2026-11-12",
        "month": "2026-11",
        "quarter": "2026-Q4",
        "year": "2026",
        "six_months": "6m",
    }


def test_leaderboard_shares_places(november: Chapter, ben: Person) -> None:
    lines = service.leaderboard(november, Measure.ONE_TO_ONES, NOVEMBER, None)
    assert [(line.place, line.name, line.figure) for line in lines] == [
        (1, "Ben Brandt", 1),
        (1, "Mona Member", 1),
    ]


def test_change_is_places_gained_since_the_period_before(november: Chapter, ben: Person) -> None:
    before, week = (periods.meeting(date(2026, 11, day)) for day in (5, 12))
    lines = service.leaderboard(november, Measure.EDUCATION, week, before)
    assert [(line.name, line.place, line.change) for line in lines] == [
        ("Ben Brandt", 1, 0),
        ("Mona Member", 2, -1),
    ]


def test_who_came_back_is_ranked_once(november: Chapter, ben: Person) -> None:
    lines = service.leaderboard(november, Measure.VISITORS, periods.year(TODAY), None)
    assert [line.name for line in lines] == ["Ben Brandt", "Mona Member"]


def test_workbook_of_an_empty_month_says_so(chapter: Chapter) -> None:
    content = service.month_workbook(chapter, periods.parse("2026-10", TODAY), today=TODAY)
    sheet = load_workbook(BytesIO(content))["Summary"]
    assert sheet["A3"].value == "No meeting of this period is closed yet."


def test_workbook_uses_the_chapters_own_words(november: Chapter) -> None:
    november.words = {"referral": "Tip"}
    content = service.month_workbook(november, NOVEMBER, today=TODAY)
    texts = [row[0] for row in load_workbook(BytesIO(content))["Summary"].values]
    assert "Tip given" in texts
    assert "Referrals given" not in texts
