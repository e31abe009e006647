"""Which week a file goes to, and the files that make one week."""

from datetime import date

import pytest

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports import service
from chapter.imports.refusals import ImportRefused, Refusal
from chapter.meetings.models import Meeting
from chapter.slips.ledger import Slip
from tests.exports import Slip as Row
from tests.exports import Title, slips_audit, spreadsheetml
from tests.factories import make_meeting
from tests.imports.steps import (
    ANA,
    BEN,
    DAY,
    ROWS,
    bring_in,
    counts,
    preview,
    said,
    slips,
    source,
    who,
)

CORRECTED = [*ROWS[:5], Row("TYFCB", "", ANA, amount="12505"), *ROWS[6:]]


def test_rows_of_another_week_are_asked_about(lighthouse: Chapter) -> None:
    """Seen red with other weeks not looked at."""
    bring_in(lighthouse, slips(ROWS), meeting_day=date(2026, 11, 5))

    plan = preview(lighthouse, slips(ROWS))
    sure = preview(lighthouse, slips(ROWS), is_again=True)

    said = "8 of these rows stand in the week of 2026-11-05 already. Are they of 2026-11-12 too?"
    assert [str(question.prompt) for question in plan.questions] == [said]
    assert (counts(plan), plan.is_ready, sure.is_ready) == ("8 new", False, True)


def test_same_file_for_two_weeks_of_one_drop_is_asked_about(lighthouse: Chapter) -> None:
    """Seen red with the files of the same drop not looked at."""
    answers = [said(date(2026, 11, 5)), said()]
    plans = service.preview(lighthouse, [slips(ROWS)] * 2, answers, who())

    assert [[q.kind for q in plan.questions] for plan in plans] == [[], ["again"]]
    with pytest.raises(ImportRefused) as refused:
        service.bring_all(lighthouse, [slips(ROWS)] * 2, answers, who())
    assert refused.value.refusal is Refusal.UNANSWERED


@pytest.mark.parametrize(("shared", "asked"), [(10, ["again"]), (8, ["again"]), (7, [])])
def test_week_exported_once_more_is_asked_about(
    lighthouse: Chapter, shared: int, asked: list[str]
) -> None:
    """Most of a long file stands in another week, not all of it.

    Seen red with such a file asked about only if all its rows do, and with half of them enough.
    """
    rows = [Row("CEU", BEN, units=str(number)) for number in range(1, 11)]
    new = [Row("CEU", ANA, units=str(number)) for number in range(shared, 10)]
    bring_in(lighthouse, slips(rows), meeting_day=date(2026, 11, 5))

    plan = preview(lighthouse, slips([*rows[:shared], *new]))

    assert [question.kind for question in plan.questions] == asked


def test_rows_that_stand_here_do_not_hide_a_wrong_date(lighthouse: Chapter) -> None:
    """Most of the new rows stand in another week. Seen red with most of all rows wanted."""
    rows = [Row("CEU", BEN, units=str(number)) for number in range(1, 15)]
    bring_in(lighthouse, slips(rows[:10]), meeting_day=date(2026, 11, 5))
    bring_in(lighthouse, slips(rows[:2]), is_again=True)

    plan = preview(lighthouse, slips([*rows[:11], rows[13]]))

    assert [question.kind for question in plan.questions] == ["again"]


def test_rows_said_once_here_and_often_there_are_not_most_of_a_file(lighthouse: Chapter) -> None:
    """Seen red with the slips of the other week counted, not the rows."""
    bring_in(lighthouse, slips([ROWS[0]] * 12), meeting_day=date(2026, 11, 5))
    rows = [ROWS[0], *(Row("CEU", BEN, units=str(number)) for number in range(1, 11))]

    assert preview(lighthouse, slips(rows)).questions == ()


def test_undated_file_asks_for_its_meeting(lighthouse: Chapter) -> None:
    plan = preview(lighthouse, slips(ROWS), meeting_day=None)

    (question,) = plan.questions
    assert (question.kind, question.proposal) == ("meeting", "2026-11-12")
    assert [choice.value for choice in question.choices][:2] == ["2026-11-12", "2026-11-19"]


def test_file_of_another_chapter_is_asked_about(lighthouse: Chapter) -> None:
    """Seen red with the chapter in the file not looked at."""
    headed = source(spreadsheetml(slips_audit(ROWS[:2], Title(chapter="Harbour"))))
    ours = source(spreadsheetml(slips_audit(ROWS[:2], Title(chapter="BNI North (Madrid)"))))

    asked = [preview(lighthouse, one, chapter_confirmed=False) for one in (headed, ours)]

    assert [[q.kind for q in plan.questions] for plan in asked] == [["chapter"], []]


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ("closed", "The week of 2026-11-12 is closed."),
        ("holiday", "The week of 2026-11-12 is a holiday;"),
    ],
)
def test_week_that_takes_nothing_says_so_at_once(
    lighthouse: Chapter, state: str, sentence: str
) -> None:
    make_meeting(lighthouse, DAY, state)

    plan = preview(lighthouse, slips(ROWS))

    assert (plan.is_ready, [str(why)[: len(sentence)] for why in plan.refusals]) == (
        False,
        [sentence],
    )


def test_closed_week_of_a_mirror_takes_the_file_and_says_so(lighthouse: Chapter) -> None:
    lighthouse.mode = "mirror"
    make_meeting(lighthouse, DAY, "closed")

    plan = preview(lighthouse, slips(ROWS))
    bring_in(lighthouse, slips(ROWS))

    traced = db.session.execute(db.text("SELECT action FROM audit_entries")).scalars().all()
    assert [str(notice) for notice in plan.notices] == [
        "The week of 2026-11-12 is closed; what is new would count in it at once."
    ]
    assert "week.import" in traced


def test_parts_of_one_week_are_one_file(lighthouse: Chapter) -> None:
    """Seen red with each part brought in for itself: the first one's rows then miss."""
    parts = [slips(ROWS[:1], "a.xls"), slips(ROWS[1:], "b.xls")]

    (done,) = bring_in(lighthouse, *parts)

    assert (done.name, done.added, counts(preview(lighthouse, slips(ROWS)))) == (
        *("a.xls, b.xls", 8),
        "8 known",
    )


def test_copy_of_a_file_counts_once(lighthouse: Chapter) -> None:
    """Seen red with copies taken as parts."""
    (done,) = bring_in(lighthouse, slips(ROWS), slips(ROWS[::-1], "again.xls"))

    assert (done.added, db.session.query(Slip).count()) == (8, 8)


def test_file_with_a_row_not_understood_is_no_copy(lighthouse: Chapter) -> None:
    """Seen red with files compared by the rows that are understood."""
    odd = Row("Referral", ANA, ANA, tier="Tier 1 (inside)")
    plan = preview(lighthouse, slips(ROWS), slips([*ROWS, odd], "odd.xls"))

    (refusal,) = plan.refusals
    assert str(refusal).startswith("One row of slips.xls, odd.xls is not understood")


def test_rows_not_understood_are_counted(lighthouse: Chapter) -> None:
    """Seen red with one sentence for one row and for two."""
    odd = Row("Referral", ANA, ANA, tier="Tier 1 (inside)")
    plan = preview(lighthouse, slips([*ROWS, odd, odd]))

    (refusal,) = plan.refusals
    assert refusal.message == Refusal.ROWS.value
    assert str(refusal).startswith("2 rows of slips.xls are not understood")


def test_former_of_the_first_week_is_no_question_of_the_second(lighthouse: Chapter) -> None:
    row = Row("Referral", "Nora Nobody", ANA, tier="Tier 1 (inside)")
    files = [slips([row], "a.xls"), slips([row, row], "b.xls")]
    days = [date(2026, 11, 5), DAY]

    plans = service.preview(
        lighthouse,
        files,
        [said(day, people={"nora nobody": "former"}) for day in days],
        who(),
    )

    assert [(counts(plan), plan.is_ready) for plan in plans] == [("1 new", True), ("2 new", True)]
    assert db.session.query(Meeting).count() == 0
