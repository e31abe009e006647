"""Weeks that came with a file and were closed since do not stay behind unsaid."""

from dataclasses import replace
from datetime import date

import pytest
from flask import Flask

from chapter.audit.models import AuditEntry
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports import service, wording
from chapter.imports.models import ImportBatch
from chapter.imports.refusals import UndoRefused
from chapter.meetings import queries as meetings
from chapter.meetings.models import Meeting
from chapter.members import queries as members
from chapter.web.permissions import Permission
from tests.conftest import Reader
from tests.factories import close_week, make_mark, make_meeting, thursdays
from tests.imports.steps import DAY, ROWS, bring_in, slips, take_back, who
from tests.reconciliation.test_commands import run

SLIPS = slips(ROWS)


@pytest.fixture
def mirror(lighthouse: Chapter) -> Chapter:
    """A chapter in which a closed week gives back what came in."""
    lighthouse.mode = "mirror"
    return lighthouse


def test_closed_week_that_only_the_file_made_goes_too(mirror: Chapter) -> None:
    """Seen red with weeks that went on left standing."""
    bring_in(mirror, SLIPS)
    close_week(mirror, DAY)

    undone = take_back(mirror, closed_too=True)

    traced = db.select(AuditEntry.details["gone"]).where(AuditEntry.action == "week.file-undo")
    assert db.session.scalars(traced).all()[-1] == str(DAY)
    assert (meetings.on(mirror, DAY), undone.empty, undone.went_on) == (None, [], 0)
    assert wording.taken_back(undone) == "slips.xls: taken back. All stands as before."


def test_closed_week_that_stood_before_stays_and_is_said(mirror: Chapter) -> None:
    """Seen red with every closed week taken away, and with nothing said."""
    make_meeting(mirror, DAY, "scheduled")
    bring_in(mirror, SLIPS)
    close_week(mirror, DAY)

    undone = take_back(mirror, closed_too=True)

    assert wording.taken_back(undone) == (
        "slips.xls: taken back. The closed week of Thu 12 Nov 2026 stands empty now; reopen and "
        "discard it if it was not held."
    )


def test_week_that_holds_marks_stays_and_is_said(mirror: Chapter) -> None:
    """Seen red with marks overlooked."""
    bring_in(mirror, SLIPS)
    meeting = meetings.on(mirror, DAY)
    assert meeting is not None
    make_mark(meeting, members.current(mirror, DAY)[0].person, "P")
    close_week(mirror, DAY)

    undone = take_back(mirror, closed_too=True)

    said = "slips.xls: taken back. 1 week that came with it went on since and stays."
    assert (meetings.on(mirror, DAY), wording.taken_back(undone)) == (meeting, said)


def test_who_may_not_close_weeks_takes_none_away(mirror: Chapter, member: Reader) -> None:
    """Seen red with the right not asked."""
    bring_in(mirror, SLIPS)
    close_week(mirror, DAY)
    number = db.session.scalar(db.select(ImportBatch.id))
    somebody = replace(who(), user_id=member.user.id, allowed=frozenset({Permission.FILE_IMPORT}))

    undone = service.undo(mirror, number, somebody, closed_too=True)

    assert undone.empty == [DAY]


@pytest.fixture
def half_year(mirror: Chapter) -> list[date]:
    """Six closed weeks, brought in at once."""
    days = thursdays(date(2026, 10, 8), 6)
    for day in days:
        bring_in(mirror, SLIPS, meeting_day=day, is_again=True)
        close_week(mirror, day)
    run_of_all = {batch.run for batch in db.session.query(ImportBatch)}.pop()
    db.session.query(ImportBatch).update({"run": run_of_all})
    db.session.commit()
    return days


def test_many_closed_weeks_are_told_by_first_and_last(
    mirror: Chapter, half_year: list[date]
) -> None:
    """Seen red with every day named."""
    with pytest.raises(UndoRefused) as refused:
        take_back(mirror, together=True)
    assert "in 6 weeks that are closed, from 2026-10-08 to 2026-11-12." in str(refused.value)


def test_command_counts_files_and_leaves_no_empty_week(
    app: Flask, mirror: Chapter, half_year: list[date]
) -> None:
    """Seen red with every name written out, and with the weeks left."""
    words = ("undo-import", 1, "--chapter", "north", "--together", "--closed-too")
    said = "north: 6 files: taken back. All stands as before."
    assert (run(app, *words), db.session.query(Meeting).count()) == ((0, said), 0)
