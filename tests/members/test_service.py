from datetime import date, timedelta

import pytest

from chapter import clock
from chapter.accounts import queries as account_queries
from chapter.chapters.models import Chapter
from chapter.members import queries, service
from chapter.members.models import Membership
from chapter.members.rules import MemberRefused, Refusal
from chapter.people.models import Person
from tests import factories
from tests.conftest import TODAY, Reader


def admit(chapter: Chapter, **changes: object) -> Membership:
    """Admit somebody, changed as told."""
    values = {"first_name": "Ann", "last_name": "New", "trade": "Florist", "joined_on": TODAY}
    return service.admit(
        chapter,
        today=TODAY,
        actor_id=None,
        now=clock.now(),
        **{**values, **changes},  # type: ignore[arg-type]
    )


def readmit(chapter: Chapter, person: Person, joined_on: date = TODAY) -> Membership:
    """Give somebody a new time on the roster."""
    return service.readmit(
        chapter,
        person,
        trade="Florist",
        joined_on=joined_on,
        today=TODAY,
        actor_id=None,
        now=clock.now(),
    )


def release(chapter: Chapter, person: Person, left_on: date = TODAY) -> None:
    """End a membership."""
    service.release(chapter, person, left_on=left_on, today=TODAY, actor_id=None, now=clock.now())


def why_member(call: object, *args: object, **kwargs: object) -> Refusal:
    """Return why the roster refuses."""
    with pytest.raises(MemberRefused) as refused:
        call(*args, **kwargs)  # type: ignore[operator]
    return refused.value.refusal


def test_admission_to_a_taken_trade_is_refused(chapter: Chapter, member: Reader) -> None:
    """Seen red with the seats not asked."""
    assert why_member(admit, chapter, trade=" baker ") == Refusal.SEAT_TAKEN


def test_admission_to_a_taken_trade_is_fine_where_seats_are_shared(
    chapter: Chapter, member: Reader
) -> None:
    chapter.seats_exclusive = False
    assert admit(chapter, trade="Baker").seat_key is None


def test_admission_with_anothers_email_is_refused(chapter: Chapter, member: Reader) -> None:
    email = member.person.email
    assert why_member(admit, chapter, email=email) == Refusal.EMAIL_TAKEN


def test_admission_more_than_a_year_ahead_is_refused(chapter: Chapter) -> None:
    far = TODAY + timedelta(days=400)
    assert why_member(admit, chapter, joined_on=far) == Refusal.JOINED_IN_FUTURE


def test_readmission_keeps_the_first_time(chapter: Chapter, member: Reader) -> None:
    release(chapter, member.person)
    readmit(chapter, member.person)
    times = queries.of_person(chapter, member.person)
    assert [(m.joined_on, m.left_on) for m in times] == [
        (TODAY, None),
        (factories.FOUNDED, TODAY),
    ]


def test_readmission_of_a_member_is_refused(chapter: Chapter, member: Reader) -> None:
    assert why_member(readmit, chapter, member.person) == Refusal.ALREADY_MEMBER


def test_nobody_sponsors_themselves(chapter: Chapter, member: Reader) -> None:
    release(chapter, member.person)
    why = why_member(
        service.readmit,
        chapter,
        member.person,
        trade="",
        joined_on=TODAY,
        today=TODAY,
        actor_id=None,
        now=clock.now(),
        sponsor=member.person,
    )
    assert why == Refusal.SPONSOR_SELF


def test_leaving_frees_the_trade(chapter: Chapter, member: Reader) -> None:
    release(chapter, member.person)
    assert admit(chapter, trade="Baker").seat_key == "baker"


def test_leaving_of_somebody_who_left_is_refused(chapter: Chapter, member: Reader) -> None:
    release(chapter, member.person)
    assert why_member(release, chapter, member.person) == Refusal.NOT_A_MEMBER


def test_leaving_ends_offices(chapter: Chapter, vice_president: Reader) -> None:
    """Seen red with the offices left as they were."""
    release(chapter, vice_president.person)
    assert account_queries.offices_in(chapter, vice_president.user, TODAY) == []


def test_leaving_later_ends_offices_later(chapter: Chapter, vice_president: Reader) -> None:
    last = TODAY + timedelta(days=10)
    release(chapter, vice_president.person, last)
    (term,) = account_queries.terms_in(chapter, TODAY)
    assert term.ends_on == last


def test_change_to_a_taken_trade_is_refused(
    chapter: Chapter, member: Reader, vice_president: Reader
) -> None:
    membership = queries.membership_on(chapter, member.person, TODAY)
    said = {"first_name": "M", "last_name": "", "joined_on": None}
    why = why_member(service.change, chapter, membership, trade="notary", **said)
    assert (why, member.person.name) == (Refusal.SEAT_TAKEN, "Mona Member")


def test_change_to_a_day_after_the_leaving_is_refused(chapter: Chapter, member: Reader) -> None:
    release(chapter, member.person)
    (membership,) = queries.of_person(chapter, member.person)
    said = {"first_name": "M", "last_name": "", "trade": ""}
    why = why_member(service.change, chapter, membership, joined_on=TODAY, **said)
    assert why == Refusal.LEFT_BEFORE_JOINING
