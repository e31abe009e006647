"""The bridge between the database and the reports."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from chapter.chapters.models import Chapter
from chapter.reporting import service, workbooks
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
        "all": "all",
        "completed": "2026-05..2026-10",
        "term": "2026-10..2027-03",
    }


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2026-10..2027-03", "term"),
        ("2026-05..2026-10", "completed"),
        ("2026-09..2026-10", ""),
        ("all", "all"),
        ("2026-11", "month"),
    ],
)
def test_some_months_are_a_term_or_six_whole_ones(november: Chapter, text: str, kind: str) -> None:
    """Seen red with the kind of the period alone."""
    assert service.choose(november, text, TODAY).kind == kind


@pytest.mark.parametrize(
    ("text", "previous", "following"),
    [("2026-09..2026-10", "2026-07..2026-08", "2026-11..2026-12"), ("all", None, None)],
)
def test_months_and_all_time_lead_to_their_like(
    november: Chapter, text: str, previous: str | None, following: str | None
) -> None:
    """Seen red with only months, quarters and years known."""
    factories.make_meeting(november, date(2026, 7, 2), "closed")
    chosen = service.choose(november, text, TODAY)
    assert (chosen.previous, chosen.following) == (previous, following)


def test_workbook_of_an_empty_month_says_so(chapter: Chapter) -> None:
    content = workbooks.workbook(chapter, periods.parse("2026-10", TODAY), today=TODAY)
    sheet = load_workbook(BytesIO(content))["Summary"]
    assert sheet["A3"].value == "No meeting of this period is closed yet."


def test_workbook_uses_the_chapters_own_words(november: Chapter) -> None:
    november.words = {"referral": "Tip"}
    content = workbooks.workbook(november, NOVEMBER, today=TODAY)
    texts = [row[0] for row in load_workbook(BytesIO(content))["Summary"].values]
    assert "Tip given" in texts
    assert "Referrals given" not in texts
