"""Weeks that the leadership alone closes, cancels and opens again, by files too."""

from datetime import date

import pytest

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports import service
from chapter.imports.families import template_weeks
from chapter.imports.models import ImportBatch
from chapter.imports.plans import Answers
from chapter.imports.reading.contents import MeetingRow, RosterRow
from chapter.imports.refusals import ImportRefused, Refusal, UndoRefusal
from chapter.imports.units import Source
from chapter.meetings import queries as meetings
from chapter.web.permissions import Permission
from tests.browse import Browser
from tests.conftest import TODAY, Reader
from tests.factories import make_meeting
from tests.imports.pages import bring, draft_id, drop, take_back, texts
from tests.imports.rights import (
    COMMAND_LINE,
    SECRETARY,
    VICE_PRESIDENT,
    by,
    every_line,
    lines,
    source,
    template,
)
from tests.imports.rosters import ANA_ROW, roster
from tests.imports.steps import BEN, DAY, ROWS, audit, slips

WEEKS = (MeetingRow(2, DAY, "closed"), MeetingRow(3, date(2026, 12, 24), "holiday"))


def test_weeks_of_the_template_are_no_secretarys_to_close(
    lighthouse: Chapter, secretary: Reader
) -> None:
    """Seen red with the template's weeks asking for no right."""
    make_meeting(lighthouse, DAY)
    file, who = template(*WEEKS), by(secretary, SECRETARY)
    answers = every_line(lighthouse, file)
    (plan,) = service.preview(lighthouse, [file], [answers], who)
    service.bring_all(lighthouse, [file], [answers], who)

    reasons = [Refusal.CLOSING.value, Refusal.SCHEDULING.value]
    assert lines(plan, "meeting:") == [("refused", reason) for reason in reasons]
    assert [meetings.slot_on(lighthouse, week.held_on).state for week in WEEKS] == [
        "open",
        "scheduled",
    ]


def test_weeks_of_the_template_are_the_vice_presidents_to_close(
    lighthouse: Chapter, vice_president: Reader
) -> None:
    make_meeting(lighthouse, DAY)
    who = by(vice_president, VICE_PRESIDENT)
    service.bring_all(lighthouse, [template(*WEEKS)], [Answers()], who)

    assert [meetings.slot_on(lighthouse, week.held_on).state for week in WEEKS] == [
        "closed",
        "holiday",
    ]


@pytest.mark.parametrize("state", ["closed", "discarded", "holiday"])
def test_week_itself_refuses_its_state(lighthouse: Chapter, secretary: Reader, state: str) -> None:
    """Seen red with the writing asking for no right."""
    (step,) = template_weeks.steps(
        lighthouse, [MeetingRow(2, DAY, state)], set(), TODAY, frozenset(Permission)
    )
    with pytest.raises(ImportRefused):
        template_weeks.bring_to_state(lighthouse, [step], by(secretary, SECRETARY))


def test_discarded_week_is_no_secretarys_to_put_back(
    lighthouse: Chapter, secretary: Reader, vice_president: Reader
) -> None:
    """Seen red with a discarded week opened for everybody."""
    make_meeting(lighthouse, DAY, "discarded")
    said = Answers(DAY, chapter_confirmed=True)
    plans = [
        service.preview(lighthouse, [slips(ROWS)], [said], who)[0]
        for who in (by(secretary, SECRETARY), by(vice_president, VICE_PRESIDENT))
    ]

    assert [[one.message for one in plan.refusals] for plan in plans] == [
        [Refusal.DISCARDED.value],
        [],
    ]


@pytest.mark.parametrize(
    ("file", "refusal"),
    [
        (source(roster(ANA_ROW, RosterRow(4, BEN, office="President"))), UndoRefusal.OFFICES),
        (template(*WEEKS[:1]), UndoRefusal.WEEKS),
    ],
)
def test_undo_gives_and_takes_no_more_than_the_import(
    lighthouse: Chapter, secretary: Reader, file: Source, refusal: UndoRefusal
) -> None:
    """Seen red with the undo asking for no right."""
    service.bring_all(lighthouse, [file], [every_line(lighthouse, file)], COMMAND_LINE)
    number = db.session.scalars(db.select(ImportBatch.id)).one()
    with pytest.raises(ImportRefused) as refused:
        service.undo(lighthouse, number, by(secretary, SECRETARY))

    assert refused.value.refusal == refusal
    service.undo(lighthouse, number, COMMAND_LINE)


def test_secretary_takes_back_what_needs_no_more(officer: Browser) -> None:
    data = audit([row for row in ROWS if row.kind == "CEU"])
    page = drop(officer, (f"slips ({DAY}).xls", data))
    officer.post("imports.answer", {"meeting-0": str(DAY)}, draft_id=draft_id())
    listed = bring(officer, officer.get("imports.show", draft_id=draft_id()))

    assert texts(page, "legend") != []
    assert texts(take_back(officer, listed), ".import .pill") == ["Taken back"]
