"""What the official record corrects of a time on the roster."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from chapter import clock
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.members import corrections, queries, service
from chapter.members.models import Membership
from chapter.members.rules import MemberRefused, Refusal, refusal_of_times
from tests import factories
from tests.conftest import TODAY, BrowserFactory, Reader

BY: dict[str, Any] = {"actor_id": None, "now": clock.now()}
AUTUMN, BEFORE, LONG_AGO = date(2026, 10, 1), date(2025, 4, 1), date(2023, 4, 1)


def newest(chapter: Chapter, reader: Reader) -> Membership:
    """Return somebody's newest time on the roster."""
    assert reader.person is not None
    return queries.of_person(chapter, reader.person)[0]


def times(chapter: Chapter, reader: Reader) -> list[tuple[date | None, date | None]]:
    """Return somebody's times on the roster, newest first."""
    assert reader.person is not None
    return [(m.joined_on, m.left_on) for m in queries.of_person(chapter, reader.person)]


def leave(chapter: Chapter, reader: Reader, left_on: date = AUTUMN) -> None:
    """End a membership."""
    assert reader.person is not None
    service.release(chapter, reader.person, left_on=left_on, today=TODAY, **BY)


def why(call: Callable[..., object], *args: object, **values: object) -> Refusal:
    """Return why the roster refuses."""
    with pytest.raises(MemberRefused) as refused:
        call(*args, **values)
    return refused.value.refusal


@pytest.mark.parametrize(
    ("joined_on", "left_on", "earlier", "expected"),
    [
        (AUTUMN, None, None, None),
        (None, None, None, None),
        (AUTUMN, None, AUTUMN, None),
        (BEFORE, None, AUTUMN, Refusal.TIMES_OVERLAP),
        (None, None, AUTUMN, Refusal.TIMES_OVERLAP),
        (AUTUMN, AUTUMN, None, Refusal.LEFT_BEFORE_JOINING),
    ],
)
def test_times_follow_one_another(
    joined_on: date | None, left_on: date | None, earlier: date | None, expected: Refusal | None
) -> None:
    assert refusal_of_times(joined_on, left_on, earlier) is expected


def test_only_what_is_given_is_corrected(chapter: Chapter, member: Reader) -> None:
    membership = newest(chapter, member)
    corrections.correct(chapter, membership, phone="600", renewal_on=TODAY)

    said = (membership.person.phone, membership.renewal_on, membership.trade)
    assert said == ("600", TODAY, "Baker")
    assert (membership.person.name, membership.joined_on) == ("Mona Member", factories.FOUNDED)


def test_day_of_joining_within_an_earlier_time_is_refused(chapter: Chapter, member: Reader) -> None:
    """Seen red with the earlier times not asked."""
    leave(chapter, member)
    service.readmit(chapter, member.person, trade="", joined_on=TODAY, today=TODAY, **BY)

    refusal = why(corrections.correct, chapter, newest(chapter, member), joined_on=BEFORE)

    assert refusal is Refusal.TIMES_OVERLAP


def test_leaving_taken_back_goes_on(chapter: Chapter, member: Reader) -> None:
    leave(chapter, member)
    corrections.resume(chapter, member.person, trade="", joined_on=None, **BY)

    assert times(chapter, member) == [(factories.FOUNDED, None)]
    assert newest(chapter, member).seat_key == "baker"


def test_leaving_is_not_taken_back_into_a_taken_seat(chapter: Chapter, member: Reader) -> None:
    """Seen red with the seats not asked."""
    leave(chapter, member)
    factories.make_member(chapter, "Ben New", "Baker")

    said = {"trade": "", "joined_on": None, **BY}
    assert why(corrections.resume, chapter, member.person, **said) is Refusal.SEAT_TAKEN


def test_member_has_no_leaving_to_take_back(chapter: Chapter, member: Reader) -> None:
    said = {"trade": "", "joined_on": None, **BY}
    assert why(corrections.resume, chapter, member.person, **said) is Refusal.ALREADY_MEMBER


def test_earlier_time_is_history(chapter: Chapter, member: Reader) -> None:
    said = {"joined_on": LONG_AGO, "left_on": BEFORE, **BY}
    corrections.add_earlier(chapter, member.person, **said)

    assert times(chapter, member) == [(factories.FOUNDED, None), (LONG_AGO, BEFORE)]
    assert newest(chapter, member).seat_key == "baker"


@pytest.mark.parametrize(
    ("joined_on", "left_on", "expected"),
    [
        (LONG_AGO, AUTUMN, Refusal.TIMES_OVERLAP),
        (BEFORE, LONG_AGO, Refusal.LEFT_BEFORE_JOINING),
        (AUTUMN, TODAY, Refusal.TIMES_OVERLAP),
    ],
)
def test_earlier_time_must_be_over_before(
    chapter: Chapter, member: Reader, joined_on: date, left_on: date, expected: Refusal
) -> None:
    """Seen red with the other times not asked."""
    said = {"joined_on": joined_on, "left_on": left_on, **BY}
    assert why(corrections.add_earlier, chapter, member.person, **said) is expected


def test_nobody_is_noted_as_their_own_sponsor(chapter: Chapter, member: Reader) -> None:
    membership = newest(chapter, member)
    assert why(corrections.note_sponsor, membership, member.person) is Refusal.SPONSOR_SELF


def test_renewal_is_shown_to_who_admits_only(
    chapter: Chapter, browse: BrowserFactory, member: Reader, secretary: Reader
) -> None:
    """Seen red with the day shown to everybody."""
    corrections.correct(chapter, newest(chapter, member), renewal_on=date(2027, 5, 1))
    db.session.commit()

    pages = [
        browse(reader).get("members.show", person_id=member.person.id).get_text()
        for reader in (secretary, member)
    ]

    assert ["Renewal due" in page for page in pages] == [True, False]
