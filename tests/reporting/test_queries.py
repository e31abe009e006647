"""The rows behind the reports."""

from datetime import date

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.members import service as members
from chapter.people.models import Person
from chapter.reporting import queries, row_queries
from chapter.slips.rules import Measure
from reports import columns
from tests import factories
from tests.conftest import NOW, TODAY, Reader

FIRST, UNTIL = date(2026, 11, 1), date(2026, 12, 1)


def test_rows_have_the_columns_the_reports_read(november: Chapter) -> None:
    rows = queries.rows_for_report(november, FIRST, UNTIL)
    assert [list(rows.members[0]), list(rows.meetings[0])] == [
        list(columns.MEMBERS),
        list(columns.MEETINGS),
    ]
    assert list(rows.marks[0]) == list(columns.MARKS)
    assert {tuple(row) for row in rows.credits} == {tuple(columns.CREDITS)}


def test_rows_of_an_open_week_are_left_out(november: Chapter, ben: Person) -> None:
    """Seen red with the condition on the meeting's state off."""
    before = queries.rows_for_report(november, FIRST, UNTIL)
    meeting = factories.make_meeting(november, TODAY)
    factories.make_mark(meeting, ben, "A")
    factories.make_slip(november, "education", ben, TODAY)
    assert queries.rows_for_report(november, FIRST, UNTIL) == before


def test_closed_business_comes_as_weekly_sums(november: Chapter, member: Reader) -> None:
    """Seen red with closed business selected like every other credit."""
    rows = queries.rows_for_report(november, FIRST, UNTIL).credits
    business = [row for row in rows if row["measure"] == "closed_business"]
    assert [(row["slip"], row["quantity"], row["amount"]) for row in business] == [(0, 2, 3_050)]


def test_members_include_who_left_before_their_slip_counted(chapter: Chapter, ben: Person) -> None:
    """Seen red with the evidence of a credit off."""
    factories.make_slip(chapter, "education", ben, date(2026, 10, 30))
    members.release(chapter, ben, left_on=date(2026, 10, 31), today=TODAY, actor_id=None, now=NOW)
    db.session.commit()
    factories.close_week(chapter, date(2026, 11, 5))
    rows = queries.rows_for_report(chapter, FIRST, UNTIL)
    assert [row["person"] for row in rows.members] == [ben.id]
    assert [row.person for row in queries.roster(chapter, FIRST, UNTIL)] == [ben.id]


def test_totals_leave_out_other_chapters(november: Chapter, elsewhere: Chapter) -> None:
    assert queries.totals(elsewhere, Measure.REFERRALS_GIVEN, FIRST, UNTIL) == {}


def test_totals_sum_money_or_number(november: Chapter, member: Reader) -> None:
    assert member.person is not None
    mona = member.person.id
    given = queries.totals(november, Measure.REFERRALS_GIVEN, FIRST, UNTIL)
    thanked = queries.totals(november, Measure.CLOSED_BUSINESS, FIRST, UNTIL)
    assert (given, thanked) == ({mona: 2}, {mona: 3_050})


def test_behind_closed_business_stand_weeks_only(november: Chapter, member: Reader) -> None:
    """Seen red with closed business given credit by credit."""
    assert member.person is not None
    found = row_queries.behind(november, member.person, Measure.CLOSED_BUSINESS, FIRST, UNTIL)
    assert [tuple(row) for row in found] == [(date(2026, 11, 5), 3_050)]


def test_counterparts_of_closed_business_are_nobody(november: Chapter) -> None:
    """Seen red with closed business among the measures that have another side."""
    assert row_queries.counterparts(november, range(100), Measure.CLOSED_BUSINESS, 0) == {}
