"""Marks, one at a time and all at once."""

from datetime import UTC, date, datetime

import pytest

from chapter.attendance import queries, service
from chapter.attendance.rules import AttendanceRefused, Refusal
from chapter.attendance.service import ChangedElsewhere, Entry
from chapter.chapters.models import Chapter
from chapter.meetings.models import Meeting
from tests.factories import close_week, make_mark, make_meeting, make_member

TODAY = date(2026, 11, 19)
NOW = datetime(2026, 11, 19, 6, 30, tzinfo=UTC)


@pytest.fixture
def meeting(chapter: Chapter) -> Meeting:
    """The open meeting of today."""
    return make_meeting(chapter, TODAY)


def set_marks(chapter: Chapter, meeting: Meeting, *entries: Entry) -> list[str]:
    """Set marks and return the letters that stand."""
    marks = service.set_marks(chapter, meeting, entries, actor_id=None, now=NOW)
    return [mark.mark + mark.substitute for mark in marks]


def test_call_roll_marks_those_not_marked_yet_present_and_once(
    chapter: Chapter, meeting: Meeting
) -> None:
    """Seen red with `roll_called_at` not kept."""
    late, _ = make_member(chapter, "Lea Late"), make_member(chapter, "Pia Present")
    make_mark(meeting, late.person, "L")

    first = service.call_roll(chapter, meeting, actor_id=None, now=NOW)
    make_member(chapter, "Nia New")
    second = service.call_roll(chapter, meeting, actor_id=None, now=NOW)

    counts = queries.counts(queries.sheet(chapter, TODAY, meeting))
    assert (first, second, counts) == (1, 0, {"P": 1, "A": 0, "L": 1, "M": 0, "S": 0, "none": 1})


def test_call_roll_leaves_out_who_joins_later(chapter: Chapter, meeting: Meeting) -> None:
    make_member(chapter, "Ana One")
    make_member(chapter, "Lotte Later", joined_on=date(2026, 11, 26))

    assert service.call_roll(chapter, meeting, actor_id=None, now=NOW) == 1


def test_call_roll_of_nobody_is_refused(chapter: Chapter, meeting: Meeting) -> None:
    """Whoever is admitted afterwards is marked by the next start. Seen red with it not refused."""
    with pytest.raises(AttendanceRefused) as refused:
        service.call_roll(chapter, meeting, actor_id=None, now=NOW)

    make_member(chapter, "Ana One")
    started = service.call_roll(chapter, meeting, actor_id=None, now=NOW)
    assert (refused.value.refusal, started) == (Refusal.NOBODY, 1)


def test_set_marks_keeps_the_substitute_of_s_only(chapter: Chapter, meeting: Meeting) -> None:
    one = make_member(chapter, "Ana One").person_id
    two = make_member(chapter, "Bea Two").person_id

    stands = set_marks(chapter, meeting, Entry(one, "S", "Otto"), Entry(two, "A", "Otto"))

    assert stands == ["SOtto", "A"]


def test_set_marks_of_different_members_merge(chapter: Chapter, meeting: Meeting) -> None:
    one = make_member(chapter, "Ana One").person_id
    two = make_member(chapter, "Bea Two").person_id

    set_marks(chapter, meeting, Entry(one, "P"))
    set_marks(chapter, meeting, Entry(two, "A"))

    lines = {line.person_id: line.letter for line in queries.lines(chapter, meeting)}
    assert lines == {one: "P", two: "A"}


def test_set_marks_over_a_newer_mark_is_refused_whole(chapter: Chapter, meeting: Meeting) -> None:
    """Seen red with the comparison of versions off."""
    one = make_member(chapter, "Ana One").person_id
    two = make_member(chapter, "Bea Two").person_id
    set_marks(chapter, meeting, Entry(one, "P"))

    with pytest.raises(ChangedElsewhere) as changed:
        set_marks(chapter, meeting, Entry(two, "P"), Entry(one, "A"))

    lines = {line.person_id: line.letter for line in queries.lines(chapter, meeting)}
    assert changed.value.refusal is Refusal.CHANGED_ELSEWHERE
    assert ([mark.person_id for mark in changed.value.newer], lines) == (
        [one],
        {one: "P", two: ""},
    )


def test_set_marks_twice_alike_is_one_change(chapter: Chapter, meeting: Meeting) -> None:
    one = make_member(chapter, "Ana One").person_id

    set_marks(chapter, meeting, Entry(one, "P"))
    (mark,) = service.set_marks(chapter, meeting, [Entry(one, "P")], actor_id=None, now=NOW)

    assert mark.version == 1


@pytest.mark.parametrize(
    ("mark", "substitute", "refusal"),
    [
        ("X", "", Refusal.UNKNOWN_MARK),
        ("p", "", Refusal.UNKNOWN_MARK),
        ("S", "x" * 121, Refusal.NAME_TOO_LONG),
    ],
)
def test_set_marks_refuses_what_is_no_mark(
    chapter: Chapter, meeting: Meeting, mark: str, substitute: str, refusal: Refusal
) -> None:
    one = make_member(chapter, "Ana One").person_id

    with pytest.raises(AttendanceRefused) as refused:
        set_marks(chapter, meeting, Entry(one, mark, substitute))

    assert refused.value.refusal is refusal


def test_set_marks_of_another_chapters_member_is_refused(
    chapter: Chapter, elsewhere: Chapter, meeting: Meeting
) -> None:
    """Seen red with the roster not asked."""
    theirs = make_member(elsewhere, "Eve Elsewhere").person_id

    with pytest.raises(AttendanceRefused) as refused:
        set_marks(chapter, meeting, Entry(theirs, "P"))

    assert refused.value.refusal is Refusal.NOT_ON_ROSTER


def test_set_marks_in_a_closed_week_is_refused(chapter: Chapter, meeting: Meeting) -> None:
    """Seen red with the state not asked of the row freshly locked."""
    one = make_member(chapter, "Ana One").person_id
    close_week(chapter, TODAY)

    with pytest.raises(AttendanceRefused) as refused:
        set_marks(chapter, meeting, Entry(one, "P"))

    assert refused.value.refusal is Refusal.WEEK_CLOSED


def test_set_marks_before_the_roll_call_is_refused(chapter: Chapter) -> None:
    """Seen red with the state not asked."""
    scheduled = make_meeting(chapter, date(2026, 11, 26), "scheduled")
    one = make_member(chapter, "Ana One").person_id

    with pytest.raises(AttendanceRefused) as refused:
        set_marks(chapter, scheduled, Entry(one, "P"))

    assert refused.value.refusal is Refusal.NOT_OPEN
