"""Which meeting a file goes to, and when it may not."""

from datetime import date

import pytest

from chapter import clock
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports.refusals import ImportRefused, Refusal
from chapter.meetings import queries as meetings
from chapter.slips.ledger import Slip
from chapter.weeks import service as weeks
from tests.factories import close_week, make_meeting
from tests.imports.steps import DAY, ROWS, audit, bring, figures


def test_closed_week_refuses_new_rows(lighthouse: Chapter) -> None:
    """Seen red with the check for a closed week off."""
    bring(lighthouse, audit(ROWS[:1]))
    close_week(lighthouse, DAY)

    with pytest.raises(ImportRefused) as refused:
        bring(lighthouse, audit(ROWS))

    assert refused.value.refusal is Refusal.CLOSED


def test_closed_week_takes_new_rows_where_the_official_record_rules(lighthouse: Chapter) -> None:
    lighthouse.mode = "mirror"
    make_meeting(lighthouse, DAY, "closed")

    assert bring(lighthouse, audit(ROWS[:1])) == "1 added, 0 known, 0 former"


def test_file_without_a_day_is_refused(lighthouse: Chapter) -> None:
    with pytest.raises(ImportRefused) as refused:
        bring(lighthouse, audit(ROWS[:1]), None)

    assert refused.value.refusal is Refusal.NO_MEETING


def test_day_to_come_is_refused(lighthouse: Chapter) -> None:
    """Seen red with the check for days to come off."""
    with pytest.raises(ImportRefused) as refused:
        bring(lighthouse, audit(ROWS[:1]), date(2026, 11, 26))

    assert refused.value.refusal is Refusal.FUTURE


def test_holiday_takes_no_slips(lighthouse: Chapter) -> None:
    """Seen red with the check for a holiday off."""
    make_meeting(lighthouse, DAY, "holiday")

    with pytest.raises(ImportRefused) as refused:
        bring(lighthouse, audit(ROWS[:1]))

    assert refused.value.refusal is Refusal.HOLIDAY


def test_discarded_week_gives_its_file_back(lighthouse: Chapter) -> None:
    """A file brought to the wrong day is taken back whole, and may come again.

    Seen red with imported slips left to wait for the next week.
    """
    bring(lighthouse, audit(ROWS), date(2026, 11, 5))
    weeks.discard(lighthouse, date(2026, 11, 5), actor_id=None, now=clock.now())
    db.session.commit()

    again = bring(lighthouse, audit(ROWS))
    close_week(lighthouse, DAY)

    assert again == "8 added, 0 known, 0 former"
    assert db.session.query(Slip).count() == 8
    assert figures(lighthouse)[("Ana", "closed_business", "")] == 125_050


def test_meeting_that_does_not_exist_is_made_and_open(lighthouse: Chapter) -> None:
    bring(lighthouse, audit(ROWS[:1]), date(2026, 11, 10))

    meeting = meetings.on(lighthouse, date(2026, 11, 10))

    assert meeting is not None
    assert meeting.state == "open"
