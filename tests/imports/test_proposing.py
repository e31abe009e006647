"""Which days are offered for a file that does not say its own."""

from datetime import date, timedelta

import pytest

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports import proposing, service
from chapter.imports.models import ImportBatch
from chapter.imports.plans import Answers, Question, Turn
from chapter.imports.reading.shapes import SlipsFile
from tests.factories import make_meeting
from tests.imports.steps import ROWS, slips, who

TODAY = who().today


def asked(chapter: Chapter, place: int = 0, number: int = 1) -> Question:
    """Return the question after the meeting of a file."""
    content = slips(ROWS[:1]).content
    assert isinstance(content, SlipsFile)
    return proposing.question(chapter, content, Turn(place, number), TODAY)


def filled(chapter: Chapter, *days: date) -> None:
    """Let files of some weeks have come in."""
    values = {"file_name": "a.xls", "kind": "slips", "digest": "", "added": 1, "known": 0}
    for day in days:
        batch = ImportBatch(chapter_id=chapter.id, imported_at=who().now, **values)
        batch.first = batch.until = day
        db.session.add(batch)
    db.session.flush()


def days_of(question: Question, group: str = "") -> list[str]:
    """Return the days offered in a group."""
    return [choice.value for choice in question.choices if choice.group == group]


def weeks(last: date, number: int) -> list[date]:
    """Return weekly days up to one, the last first."""
    return [last - timedelta(weeks=n) for n in range(number)]


@pytest.mark.parametrize("mode", ["ledger", "mirror"])
def test_next_days_without_a_file_come_first(lighthouse: Chapter, mode: str) -> None:
    """Seen red with the last eight weeks offered, whichever has its file."""
    lighthouse.mode = mode
    lighthouse.started_on = date(2026, 1, 1)
    held = weeks(date(2026, 8, 6), 12)
    for day in held:
        make_meeting(lighthouse, day, "closed")
    filled(lighthouse, *held)

    question = asked(lighthouse)

    assert question.proposal == "2026-08-13"
    assert days_of(question)[:2] == ["2026-08-13", "2026-08-20"]
    assert days_of(question, proposing.FILLED)[0] == "2026-08-06"
    assert question.choices[-1].group == proposing.FILLED


def test_new_chapter_is_offered_its_regular_days(lighthouse: Chapter) -> None:
    """Seen red with only days since the chapter began here offered."""
    lighthouse.started_on = TODAY
    filled(lighthouse, date(2026, 10, 29))

    question = asked(lighthouse)

    assert question.proposal == "2026-11-05"
    assert days_of(question)[:2] == ["2026-11-05", "2026-11-12"]


def test_holiday_and_day_moved_away_are_not_offered(lighthouse: Chapter) -> None:
    """Seen red with every regular day offered."""
    lighthouse.started_on = TODAY
    make_meeting(lighthouse, date(2026, 11, 5), "holiday")
    moved = make_meeting(lighthouse, date(2026, 11, 11), "open")
    moved.moved_from = date(2026, 11, 12)
    db.session.flush()

    assert days_of(asked(lighthouse))[:3] == ["2026-11-11", "2026-11-19", "2026-10-29"]


def test_files_of_one_upload_are_taken_for_one_week_after_the_other(lighthouse: Chapter) -> None:
    """Seen red with each file proposed for the next week."""
    filled(lighthouse, date(2026, 10, 15))

    last = asked(lighthouse, 3, 4)

    assert [asked(lighthouse, place, 6).proposal for place in range(6)] == [
        *("2026-10-22", "2026-10-29", "2026-11-05"),
        *("2026-11-12", "2026-11-19", ""),
    ]
    assert days_of(last) == [
        *("2026-11-12", "2026-11-19", "2026-11-05", "2026-10-29", "2026-10-22"),
        *map(str, weeks(date(2026, 10, 8), 3)),
    ]


def test_first_files_of_a_chapter_end_with_the_last_meeting(lighthouse: Chapter) -> None:
    """Seen red with the files begun at the last meeting."""
    lighthouse.started_on = TODAY

    proposals = [asked(lighthouse, place, 3).proposal for place in range(3)]

    assert proposals == ["2026-10-29", "2026-11-05", "2026-11-12"]
    assert asked(lighthouse, 0, 60).proposal == ""


def test_upload_asks_for_one_week_after_the_other(lighthouse: Chapter) -> None:
    """Also after a file of which somebody said the week; seen red with the places not handed out.

    Seen red with the weeks of the same upload not looked at.
    """
    sources = [slips(ROWS[n : n + 1]) for n in range(3)]
    said = [Answers(date(2026, 10, 22)), Answers(), Answers()]

    plans = service.preview(lighthouse, sources, said, who())

    proposals = [q.proposal for plan in plans for q in plan.questions if q.kind == "meeting"]
    assert proposals == ["2026-10-29", "2026-11-05"]
