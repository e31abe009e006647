"""What came in stays when something builds on it, with the reason."""

from datetime import date, timedelta

import pytest

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports import service
from chapter.imports.models import ImportBatch, ImportChange
from chapter.imports.refusals import UndoRefusal, UndoRefused
from chapter.people.models import Person
from chapter.slips.ledger import Slip
from tests.exports import PEOPLE, spreadsheetml, summary_palms
from tests.exports import Slip as Row
from tests.factories import close_week, make_mark, make_meeting
from tests.imports.steps import (
    ANA,
    BEN,
    DAY,
    ROWS,
    bring_in,
    said,
    slips,
    standing,
    take_back,
    who,
)

NORA = Row("Referral", "Nora Nobody", ANA, tier="Tier 1 (inside)")
FORMER = {"people": {"nora nobody": "former"}}
SUMMARY = spreadsheetml(summary_palms(PEOPLE))


def refusal(chapter: Chapter, number: int | None = None) -> UndoRefusal:
    """Try to take something back and return why it stays; nothing may have changed."""
    before = standing()
    with pytest.raises(UndoRefused) as refused:
        take_back(chapter, number)
    db.session.rollback()
    assert standing() == before
    return refused.value.refusal


def test_taken_back_twice_is_refused(lighthouse: Chapter) -> None:
    bring_in(lighthouse, slips(ROWS))
    take_back(lighthouse)

    assert refusal(lighthouse) is UndoRefusal.UNDONE


def test_closed_week_keeps_what_came_in(lighthouse: Chapter) -> None:
    """Seen red with the check for a closed week off."""
    bring_in(lighthouse, slips(ROWS))
    close_week(lighthouse, DAY)

    assert refusal(lighthouse) is UndoRefusal.CLOSED


def test_closed_weeks_of_a_mirror_lose_nothing_unasked(lighthouse: Chapter) -> None:
    """Seen red with the answer not asked for."""
    lighthouse.mode = "mirror"
    days = [DAY - timedelta(days=7), DAY]
    files = [slips(ROWS, f"{day}.xls") for day in days]
    answers = [said(day, is_again=True) for day in days]
    service.bring_all(lighthouse, files, answers, who())
    for day in days:
        close_week(lighthouse, day)

    with pytest.raises(UndoRefused) as refused:
        take_back(lighthouse, together=True)
    db.session.rollback()

    assert str(refused.value).startswith(
        "What came in counts in weeks that are closed: 2026-11-05, 2026-11-12. It is taken out"
    )
    assert refusal(lighthouse) is UndoRefusal.CLOSED_WEEKS


def test_slip_corrected_since_keeps_the_file(lighthouse: Chapter) -> None:
    """Seen red with rows not compared with what was left."""
    bring_in(lighthouse, slips(ROWS))
    db.session.scalars(db.select(Slip)).first().version += 1
    db.session.commit()

    assert refusal(lighthouse) is UndoRefusal.SLIP_CHANGED


def test_later_file_that_names_its_people_keeps_the_first(lighthouse: Chapter) -> None:
    """Seen red with references not looked for."""
    bring_in(lighthouse, slips([NORA]), meeting_day=date(2026, 11, 5), **FORMER)
    first = db.session.query(ImportBatch).one().id
    nora = db.session.query(Person).filter_by(last_name="Nobody").one()
    make_mark(make_meeting(lighthouse, date(2026, 11, 5)), nora, "P")

    assert refusal(lighthouse, first) is UndoRefusal.PERSON_USED


def test_person_changed_since_stays(lighthouse: Chapter) -> None:
    bring_in(lighthouse, slips([NORA]), **FORMER)
    db.session.query(Person).filter_by(last_name="Nobody").one().phone = "123"
    db.session.commit()

    assert refusal(lighthouse) is UndoRefusal.PERSON_CHANGED


def test_import_of_another_chapter_is_not_found(lighthouse: Chapter, elsewhere: Chapter) -> None:
    """Seen red with the number looked up in every chapter."""
    bring_in(lighthouse, slips(ROWS))

    assert refusal(elsewhere) is UndoRefusal.UNKNOWN


def test_import_that_was_not_noted_here_stays(lighthouse: Chapter) -> None:
    """A batch that came with an archive has no journal.

    Seen red with the check for a journal off.
    """
    bring_in(lighthouse, slips(ROWS))
    db.session.query(ImportChange).delete()
    db.session.commit()

    assert refusal(lighthouse) is UndoRefusal.UNNOTED


def test_second_file_of_a_week_goes_before_the_first(lighthouse: Chapter) -> None:
    """The first one's slips were corrected by the second, so it cannot go alone."""
    bring_in(lighthouse, slips([Row("CEU", ANA, units="1"), Row("CEU", BEN, units="1")]))
    bring_in(lighthouse, slips([Row("CEU", ANA, units="2"), Row("CEU", BEN, units="1")]))

    assert refusal(lighthouse, 1) is UndoRefusal.LATER_CHANGED
    take_back(lighthouse, 2)
    take_back(lighthouse, 1)

    assert db.session.query(Slip).count() == 0
