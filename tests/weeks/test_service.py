"""Closing loses nothing; visitors are credited once."""

import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial

import pytest

from chapter.accounts.models import User
from chapter.chapters.models import Chapter
from chapter.meetings import queries as meetings
from chapter.meetings.rules import MeetingRefused, Refusal, State
from chapter.slips.kinds import KINDS
from chapter.visitors import queries as visitors
from chapter.visitors import service as visiting
from chapter.visitors.models import Visit
from chapter.visitors.rules import Refusal as VisitRefusal
from chapter.visitors.rules import VisitRefused
from chapter.weeks import door, queries, service
from tests.conftest import Reader
from tests.factories import close_week, make_meeting, make_member, make_slip

BEFORE, TODAY, NEXT = date(2026, 11, 12), date(2026, 11, 19), date(2026, 11, 26)
NOW = datetime(2026, 11, 19, 8, 0, tzinfo=UTC)


def totals(chapter: Chapter, day: date) -> dict[str, int]:
    """Return what counts in a week, by measure."""
    meeting = meetings.on(chapter, day)
    assert meeting is not None
    return {measure: number for measure, (number, _) in queries.totals(chapter, meeting).items()}


def receive(chapter: Chapter, officer: User, inviter: Reader, name: str, key: str = "") -> Visit:
    """Receive somebody at today's door."""
    return door.receive(
        chapter,
        KINDS["visitor"],
        TODAY,
        name=name,
        company="",
        inviter=inviter.person,
        key=key or uuid.uuid4().hex,
        today=TODAY,
        actor_id=officer.id,
        now=NOW,
    )


def test_close_takes_what_is_dated_up_to_its_day(chapter: Chapter, member: Reader) -> None:
    assert member.person is not None
    make_meeting(chapter, BEFORE)
    for day in (date(2026, 11, 2), BEFORE, date(2026, 11, 13)):
        make_slip(chapter, "education", member.person, day)

    close_week(chapter, BEFORE)

    assert totals(chapter, BEFORE) == {"education": 2}


def test_close_twice_is_one_close(chapter: Chapter, member: Reader) -> None:
    assert member.person is not None
    make_slip(chapter, "education", member.person, TODAY)
    first = service.close(chapter, TODAY, today=TODAY, actor_id=None, now=NOW)
    make_slip(chapter, "education", member.person, TODAY)

    second = service.close(chapter, TODAY, today=TODAY, actor_id=None, now=NOW)

    assert (first.posted, second.posted, second.was_closed) == (1, 1, True)
    assert totals(chapter, TODAY) == {"education": 1}


def test_slip_after_the_close_waits_for_the_next_meeting(chapter: Chapter, member: Reader) -> None:
    assert member.person is not None
    close_week(chapter, BEFORE)
    make_slip(chapter, "education", member.person, BEFORE)

    close_week(chapter, TODAY)

    assert (totals(chapter, BEFORE), totals(chapter, TODAY)) == ({}, {"education": 1})


def test_close_with_an_earlier_week_open_is_refused(chapter: Chapter) -> None:
    """Seen red with the earlier week not asked for."""
    make_meeting(chapter, BEFORE)

    with pytest.raises(MeetingRefused) as refused:
        service.close(chapter, TODAY, today=TODAY, actor_id=None, now=NOW)

    assert refused.value.refusal is Refusal.EARLIER_OPEN


def test_reopen_keeps_slips_with_their_meeting(chapter: Chapter, member: Reader) -> None:
    assert member.person is not None
    make_slip(chapter, "education", member.person, BEFORE)
    close_week(chapter, BEFORE)

    service.reopen(chapter, BEFORE, actor_id=None, now=NOW)

    assert totals(chapter, BEFORE) == {"education": 1}


def test_discard_frees_slips(chapter: Chapter, member: Reader) -> None:
    assert member.person is not None
    meeting = make_meeting(chapter, BEFORE)
    make_slip(chapter, "education", member.person, BEFORE)
    close_week(chapter, BEFORE)
    service.reopen(chapter, BEFORE, actor_id=None, now=NOW)

    service.discard(chapter, BEFORE, actor_id=None, now=NOW)
    close_week(chapter, TODAY)

    assert (totals(chapter, BEFORE), totals(chapter, TODAY)) == ({}, {"education": 1})
    assert meeting.state == State.DISCARDED


def clearing(change: str) -> Callable[..., object]:
    """Return a change that needs an empty week."""
    if change == "move":
        return partial(service.move, to=NEXT)
    return partial(service.make_holiday, note="")


@pytest.mark.parametrize("change", ["holiday", "move"])
def test_a_week_in_which_slips_stand_is_not_cleared(
    chapter: Chapter, member: Reader, change: str
) -> None:
    """Seen red with `has_posted` not asked."""
    assert member.person is not None
    make_slip(chapter, "education", member.person, TODAY)
    close_week(chapter, TODAY)
    service.reopen(chapter, TODAY, actor_id=None, now=NOW)

    with pytest.raises(MeetingRefused) as refused:
        clearing(change)(chapter, TODAY, actor_id=member.user.id, now=NOW)

    assert refused.value.refusal is Refusal.HAS_MARKS


def test_move_back_to_the_regular_day_leaves_no_note(chapter: Chapter, member: Reader) -> None:
    wednesday = date(2026, 11, 25)
    service.move(chapter, NEXT, wednesday, actor_id=member.user.id, now=NOW)
    moved = meetings.slot_on(chapter, NEXT), meetings.slot_on(chapter, wednesday)

    meeting = service.move(chapter, wednesday, NEXT, actor_id=member.user.id, now=NOW)

    assert moved[0] is None
    assert (meeting.held_on, meeting.moved_from) == (NEXT, None)


def test_receive_credits_the_inviter_at_once(
    chapter: Chapter, member: Reader, vice_president: Reader
) -> None:
    receive(chapter, vice_president.user, member, "Vera Visitor")

    assert totals(chapter, TODAY) == {"visitors": 1}


def test_receive_twice_under_one_key_is_one_visit(
    chapter: Chapter, member: Reader, vice_president: Reader
) -> None:
    key = uuid.uuid4().hex

    visits = {receive(chapter, vice_president.user, member, "Vera Visitor", key) for _ in "12"}

    assert (len(visits), totals(chapter, TODAY)) == (1, {"visitors": 1})


def test_receive_without_inviter_credits_nobody_until_one_is_named(
    chapter: Chapter, member: Reader, vice_president: Reader
) -> None:
    assert member.person is not None
    visit = receive(chapter, vice_president.user, Reader(member.user), "Vera Visitor")
    before = totals(chapter, TODAY)

    door.name_inviter(chapter, visit, member.person, actor_id=vice_president.user.id, now=NOW)

    assert (before, totals(chapter, TODAY)) == ({}, {"visitors": 1})


def test_name_inviter_twice_is_refused(
    chapter: Chapter, member: Reader, vice_president: Reader
) -> None:
    assert member.person is not None
    visit = receive(chapter, vice_president.user, member, "Vera Visitor")

    with pytest.raises(VisitRefused) as refused:
        door.name_inviter(chapter, visit, member.person, actor_id=vice_president.user.id, now=NOW)

    assert refused.value.refusal is VisitRefusal.HAS_INVITER


def test_welcome_back_and_forth_is_one_credit(
    chapter: Chapter, member: Reader, vice_president: Reader
) -> None:
    visit = receive(chapter, vice_president.user, member, "Vera Visitor")

    for is_present in (False, True, True):
        door.welcome(chapter, visit, is_present=is_present, today=TODAY, actor_id=1, now=NOW)

    assert totals(chapter, TODAY) == {"visitors": 1}


def test_welcome_ahead_of_the_day_is_refused(chapter: Chapter, member: Reader) -> None:
    """Seen red with the day not compared."""
    visit = visiting.register(
        chapter, make_meeting(chapter, NEXT), name="Vera", inviter=member.person, contact={}
    )

    with pytest.raises(VisitRefused) as refused:
        door.welcome(chapter, visit, is_present=True, today=TODAY, actor_id=1, now=NOW)

    assert refused.value.refusal is VisitRefusal.NOT_YET


def test_receive_a_member_is_refused(
    chapter: Chapter, member: Reader, vice_president: Reader
) -> None:
    make_member(chapter, "Ana One")

    with pytest.raises(VisitRefused) as refused:
        receive(chapter, vice_president.user, member, "ana one")

    assert refused.value.refusal is VisitRefusal.IS_MEMBER


def test_second_visit_is_not_a_first_one(
    chapter: Chapter, member: Reader, vice_president: Reader
) -> None:
    earlier = make_meeting(chapter, BEFORE)
    visiting.came(chapter, earlier, "Vera Visitor", None)

    receive(chapter, vice_president.user, member, "Vera Visitor")

    meeting = meetings.on(chapter, TODAY)
    assert meeting is not None
    assert [guest.is_first for guest in visitors.of_meeting(chapter, meeting)] == [False]
    assert totals(chapter, TODAY) == {}
