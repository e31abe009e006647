"""The workbook of a period, from the database to its cells."""

from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.people.models import Person
from chapter.reporting import service, workbook_queries, workbooks
from chapter.rulesets import queries as rulesets
from reports import columns, frames, periods
from tests import factories
from tests.conftest import TODAY, Reader
from tests.reporting.conftest import FIRST

NOVEMBER = periods.parse("2026-11", TODAY)
FIRST_DAY, UNTIL = NOVEMBER.first, NOVEMBER.until


def _sheet(chapter: Chapter, title: str, **asked: Any) -> list[tuple[Any, ...]]:
    content = workbooks.workbook(chapter, NOVEMBER, today=TODAY, **asked)
    return list(load_workbook(BytesIO(content))[title].values)


def _titles(chapter: Chapter, edition: str) -> set[str]:
    content = workbooks.workbook(chapter, NOVEMBER, today=TODAY, edition=edition)
    return set(load_workbook(BytesIO(content)).sheetnames)


def _visit(chapter: Chapter, name: str, host: Person) -> None:
    factories.make_slip(chapter, "visitor", host, FIRST, name=name, phone="600 CANARY")


def test_business_divides_by_months_and_never_by_weeks(
    november: Chapter, member: Reader, ben: Person
) -> None:
    """Seen red with the sums kept apart by meeting."""
    assert member.person is not None
    thanks = {"thanked_id": member.person.id, "amount": 500}
    for split in ({}, {"tier": "inside", "is_repeat": True}) * 2:
        factories.make_slip(november, "closed-business", ben, TODAY, **thanks, **split)
    factories.close_week(november, TODAY)
    found = workbook_queries.months(november, FIRST_DAY, UNTIL).business
    told = [(row["month"], row["tier"], row["is_repeat"], row["amount"]) for row in found]
    assert sorted(told) == [(FIRST_DAY, "", False, 4_050), (FIRST_DAY, "inside", True, 1_000)]


@pytest.mark.parametrize(("tiers", "told"), [("ii", 4_050), ("io", None), ("iioo", 5_050)])
def test_months_that_would_tell_a_single_thanks_are_left_out(
    november: Chapter, member: Reader, ben: Person, tiers: str, told: int | None
) -> None:
    """Seen red with every month told."""
    assert member.person is not None
    thanks = {"thanked_id": member.person.id, "amount": 500}
    for tier in tiers:
        split = {"tier": "inside" if tier == "i" else "outside"}
        factories.make_slip(november, "closed-business", ben, TODAY, **thanks, **split)
    factories.close_week(november, TODAY)
    rows = workbook_queries.months(november, FIRST_DAY, UNTIL).business
    assert sum(row["amount"] for row in rows) == (told or 0)


def test_months_have_the_columns_of_their_frames(november: Chapter) -> None:
    business = workbook_queries.months(november, FIRST_DAY, UNTIL).business
    assert set(columns.BUSINESS) <= set(business[0])
    history = workbook_queries.months(november, UNTIL, UNTIL).history
    assert set(columns.CREDITS) == set(history[0])


def test_history_ends_where_the_rows_begin(november: Chapter) -> None:
    """Seen red with the months of the rows in both: everybody's best was twice as high."""
    assert workbook_queries.months(november, FIRST_DAY, UNTIL).history == []
    history = frames.credits(workbook_queries.months(november, UNTIL, UNTIL).history)
    rows = service.frames_between(november, FIRST_DAY, UNTIL)
    for column in ("quantity", "amount"):
        assert history[column].sum() == rows.credits[column].sum()


def test_visits_number_those_who_came_and_hide_contacts(november: Chapter, ben: Person) -> None:
    _visit(november, "Vera Vale", ben)
    factories.close_week(november, TODAY)
    found = workbook_queries.visits(november, FIRST_DAY, UNTIL)
    assert [set(row) for row in found] == [set(columns.VISITS)]
    assert "CANARY" not in str(found)


def test_members_get_no_policy_and_scores_where_lights_are_shown(november: Chapter) -> None:
    """Seen red with the chapter's setting passed over."""
    assert _titles(november, "leadership") - _titles(november, "members") == {"Scores", "Policy"}
    november.lights_shown = True
    assert _titles(november, "leadership") - _titles(november, "members") == {"Policy"}


def test_ranking_off_lists_names(november: Chapter) -> None:
    november.ranking_shown = False
    assert _sheet(november, "Leaderboard")[0] == ("Member", "Trade", "Figure")
    assert len(_sheet(november, "Leaderboard", edition="leadership")[0]) == 9


def test_goals_and_limits_are_those_of_the_periods_last_day(november: Chapter) -> None:
    rulesets.on(november, TODAY).goals = {"one_to_ones": 2}
    heads, *lines = _sheet(november, "Summary")[5:]
    told = {line[0]: dict(zip(heads, line, strict=True)) for line in lines}
    assert (told["One-to-ones"]["Goal"], told["One-to-ones"]["Reached"]) == (4, 0.5)


def test_scores_are_those_of_six_months_to_the_day(november: Chapter) -> None:
    found = workbooks.book(november, NOVEMBER, today=TODAY)
    assert {each.name: each.score.weeks for each in found.scored} == {
        "Ben Brandt": 1,
        "Mona Member": 1,
    }
    assert found.day == TODAY


def test_book_for_a_sheet_reads_only_what_it_tells(november: Chapter, ben: Person) -> None:
    _visit(november, "Vera Vale", ben)
    factories.close_week(november, TODAY)
    made = [
        workbooks.book(november, NOVEMBER, today=TODAY, for_sheet=name)
        for name in ("visitors", "activity")
    ]
    lengths = [(len(book.visits), len(book.business)) for book in made]  # type: ignore[arg-type]
    assert lengths == [(1, 0), (0, 1)]


def test_empty_month_says_so(chapter: Chapter) -> None:
    october = periods.parse("2026-10", TODAY)
    content = workbooks.workbook(chapter, october, today=TODAY)
    sheet = load_workbook(BytesIO(content))["Summary"]
    assert sheet["A3"].value == "No meeting of this period is closed yet."


def test_chapters_own_words_are_used(november: Chapter) -> None:
    november.words = {"referral": "Tip"}
    texts = [row[0] for row in _sheet(november, "Summary")]
    assert "Tip given" in texts
    assert "Referrals given" not in texts


@pytest.mark.parametrize("text", ["2026-11-05", "2026-Q4", "2026", "6m", "2026-09..2026-11", "all"])
def test_any_period_makes_a_workbook(november: Chapter, text: str) -> None:
    period = periods.parse(text, TODAY)
    content = workbooks.workbook(november, period, today=TODAY, edition="leadership")
    total = {row[0]: row[1] for row in load_workbook(BytesIO(content))["Summary"].values}
    assert total["Referrals given"] == 2


def test_nobody_who_thanked_is_in_any_cell(november: Chapter, ben: Person) -> None:
    """Seen red with a second name beside the weekly sum."""
    ben.last_name = "Canary"
    db.session.commit()
    rows = _sheet(november, "Rows", edition="leadership")
    assert [row for row in rows if row[2] == "Closed business" and "Canary" in row[1]] == []
