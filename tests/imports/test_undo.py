"""What came in goes as one unit, unless something builds on it."""

from datetime import date

import pytest

from chapter import clock
from chapter.attendance.models import AttendanceMark
from chapter.audit.models import AuditEntry
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports.models import ImportBatch, ImportChange
from chapter.imports.undoing import journal
from chapter.meetings import queries as meetings
from chapter.members import queries as members
from chapter.members.service import user_of
from chapter.people.models import Person
from chapter.slips.ledger import Slip
from chapter.weeks import service as weeks
from tests.exports import PEOPLE, spreadsheetml, summary_palms
from tests.exports import Slip as Row
from tests.factories import close_week, make_mark, make_meeting, make_member
from tests.imports.steps import (
    ANA,
    DAY,
    ROWS,
    bring_in,
    preview,
    slips,
    source,
    standing,
    take_back,
)

NORA = Row("Referral", "Nora Nobody", ANA, tier="Tier 1 (inside)")
FORMER = {"people": {"nora nobody": "former"}}
SUMMARY = spreadsheetml(summary_palms(PEOPLE))


@pytest.mark.parametrize("mode", ["ledger", "mirror"])
def test_everything_a_file_brought_goes(lighthouse: Chapter, mode: str) -> None:
    """Slips, credits, visits, counterparties, former members, names, the meeting.

    Seen red with each kind of change left out of the taking back.
    """
    lighthouse.mode = mode
    before = standing()
    bring_in(lighthouse, slips([*ROWS, NORA]), meeting_day=date(2026, 11, 10), **FORMER)

    take_back(lighthouse)

    assert standing() == before
    assert db.session.query(ImportChange).count() == 0


def test_summary_goes_with_its_people_and_figures(chapter: Chapter) -> None:
    before = standing()
    bring_in(chapter, source(SUMMARY))

    take_back(chapter)

    assert standing() == before


def test_correction_goes_and_what_it_corrected_is_back(lighthouse: Chapter) -> None:
    """Seen red with changed rows not set back, and with removed rows not put back."""
    bring_in(lighthouse, slips(ROWS))
    before = standing()
    corrected = slips([*ROWS[1:5], Row("TYFCB", "", ANA, amount="12505"), ROWS[6]])
    keys = frozenset(line.key for line in preview(lighthouse, corrected).lines)
    bring_in(lighthouse, corrected, taken=keys)

    take_back(lighthouse)

    assert standing() == before


def test_what_was_taken_back_may_come_in_again(lighthouse: Chapter) -> None:
    bring_in(lighthouse, slips(ROWS))
    take_back(lighthouse)

    (done,) = bring_in(lighthouse, slips(ROWS))

    assert (done.added, db.session.query(Slip).count()) == (8, 8)


def test_taking_back_is_traced_and_told(lighthouse: Chapter) -> None:
    bring_in(lighthouse, slips(ROWS))
    take_back(lighthouse)

    batch = db.session.query(ImportBatch).one()
    traced = db.session.execute(db.text("SELECT action FROM audit_entries")).scalars().all()
    assert (batch.state, batch.undone_at, traced[-1]) == ("undone", clock.now(), "file.undo")
    assert (batch.meeting_id, batch.first) == (None, DAY)


def test_reopened_week_gives_it_back(lighthouse: Chapter) -> None:
    bring_in(lighthouse, slips(ROWS))
    close_week(lighthouse, DAY)
    weeks.reopen(lighthouse, DAY, actor_id=None, now=clock.now())

    take_back(lighthouse)

    assert db.session.query(Slip).count() == 0


def test_closed_week_of_a_mirror_gives_it_back_and_stays_closed(lighthouse: Chapter) -> None:
    """Seen red with a closed week refused in every chapter, and without its trace."""
    lighthouse.mode = "mirror"
    make_meeting(lighthouse, DAY)
    bring_in(lighthouse, slips(ROWS))
    close_week(lighthouse, DAY)

    take_back(lighthouse, closed_too=True)

    meeting = meetings.on(lighthouse, DAY)
    assert (db.session.query(Slip).count(), meeting and meeting.state) == (0, "closed")
    assert meeting
    traced = db.select(AuditEntry.details).where(AuditEntry.action == "week.file-undo")
    about = AuditEntry.subject == f"meetings:{meeting.id}"
    assert db.session.scalars(traced.where(about)).all() == [{"files": [1]}]


def test_other_changes_of_a_person_do_not_keep_what_came_in(lighthouse: Chapter) -> None:
    """Only the columns an import wrote are compared.

    Seen red with whole rows compared.
    """
    cleo = make_member(lighthouse, "Cleo Vidal", "Florist").person
    bring_in(lighthouse, slips([Row("CEU", "Cléo Vidal", units="1")]), takes_same_words=True)
    cleo.phone = "123"
    db.session.commit()

    take_back(lighthouse)

    assert (cleo.phone, db.session.query(Slip).count()) == ("123", 0)


def test_meeting_that_went_on_stays_open(lighthouse: Chapter) -> None:
    """Seen red with the meeting taken away or set back whatever leans on it."""
    bring_in(lighthouse, slips(ROWS))
    ana = db.session.query(Person).filter_by(last_name="Torres").one()
    meeting = meetings.on(lighthouse, DAY)
    make_mark(meeting, ana, "P")

    take_back(lighthouse)

    assert (meeting.state, db.session.query(AttendanceMark).count()) == ("open", 1)
    assert db.session.query(Slip).count() == 0


def test_discarded_week_leaves_little_to_take_back(lighthouse: Chapter) -> None:
    """What went with the week is no obstacle.

    Seen red with rows that are gone refused.
    """
    rows = [row for row in ROWS if row.kind != "Visitor"]
    bring_in(lighthouse, slips(rows))
    weeks.discard(lighthouse, DAY, actor_id=None, now=clock.now())

    take_back(lighthouse)

    meeting = meetings.on(lighthouse, DAY)
    assert (db.session.query(Slip).count(), meeting and meeting.state) == (0, "discarded")


def test_files_brought_in_together_go_together(lighthouse: Chapter) -> None:
    """Seen red with only the one named taken back."""
    before = standing()
    bring_in(lighthouse, source(SUMMARY, "palms.xls"), slips(ROWS))

    take_back(lighthouse, together=True)

    assert standing() == before
    assert {batch.state for batch in db.session.query(ImportBatch)} == {"undone"}


def test_one_week_of_many_goes_alone(lighthouse: Chapter) -> None:
    bring_in(lighthouse, slips(ROWS), meeting_day=date(2026, 11, 5))
    before = standing()
    bring_in(lighthouse, slips(ROWS), is_again=True)

    take_back(lighthouse)

    assert standing() == before


def test_two_members_who_swapped_seats_swap_back(lighthouse: Chapter, batch: ImportBatch) -> None:
    """Seen red with the seats set back one by one."""
    before = standing()
    with journal.recording(lighthouse, batch):
        ana, ben = members.current(lighthouse, DAY)[::-1]
        seats = (ana.seat_key, ben.seat_key)
        ana.seat_key = None
        db.session.flush()
        ben.seat_key = seats[0]
        db.session.flush()
        ana.seat_key = seats[1]

    take_back(lighthouse)

    assert standing() == before


def test_week_the_import_closed_itself_is_no_obstacle(
    lighthouse: Chapter, batch: ImportBatch
) -> None:
    """Seen red with any closed week refused."""
    before = standing()
    with journal.recording(lighthouse, batch):
        meeting = make_meeting(lighthouse, DAY)
        make_mark(meeting, members.current(lighthouse, DAY)[0].person, "P")
        meeting.state = "closed"

    take_back(lighthouse)

    assert standing() == before


def test_row_the_import_made_refer_is_set_back(lighthouse: Chapter, batch: ImportBatch) -> None:
    """Seen red with whoever refers refused, also who did not before."""
    person = members.current(lighthouse, DAY)[0].person
    before = standing()
    with journal.recording(lighthouse, batch):
        user_of(lighthouse, person, clock.now())

    take_back(lighthouse)

    assert standing() == before
