"""What recording, correcting and withdrawing write, and what they refuse."""

import uuid
from datetime import date, timedelta

import pytest

from chapter import clock
from chapter.accounts import service as accounts
from chapter.chapters.models import Chapter
from chapter.chapters.rules import Mode
from chapter.db import db
from chapter.people.models import Person
from chapter.slips import queries, service
from chapter.slips.drafts import Draft
from chapter.slips.kinds import KINDS
from chapter.slips.ledger import Slip
from chapter.slips.rules import Refusal, SlipRefused
from chapter.visitors.rules import Refusal as VisitRefusal
from chapter.visitors.rules import VisitRefused, VisitState
from tests.conftest import TODAY
from tests.factories import SAID, close_week, make_meeting, make_member, make_slip

YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def ana(chapter: Chapter) -> Person:
    return make_member(chapter, "Ana Alonso").person


def change(
    chapter: Chapter, slip: Slip, seen: int = 1, dated: date = TODAY, **said: object
) -> Slip:
    """Correct a slip as its author."""
    author = db.session.get_one(Person, slip.author_id)
    draft = Draft(author, dated, uuid.uuid4().hex, {**SAID[slip.kind], **said})
    return service.change(
        chapter,
        KINDS[slip.kind],
        slip,
        draft,
        seen=seen,
        today=TODAY,
        actor_id=_actor(chapter),
        now=clock.now(),
    )


def withdraw(chapter: Chapter, slip: Slip, key: str = "w" * 32) -> Slip:
    """Withdraw a slip as it was first recorded."""
    actor = _actor(chapter)
    return service.withdraw(chapter, slip, key=key, seen=1, actor_id=actor, now=clock.now())


def _actor(chapter: Chapter) -> int:
    """Return the id of an account that leaves the trace."""
    email = f"{uuid.uuid4().hex}@actor.example"
    return accounts.add_user(email, name="Actor", now=clock.now()).id


def test_one_to_one_of_another_day_is_another(chapter: Chapter, ana: Person, bea: Person) -> None:
    make_slip(chapter, "one-to-one", ana, YESTERDAY, second_id=bea.id)
    make_slip(chapter, "one-to-one", bea, TODAY, second_id=ana.id)
    assert queries.sums_of(chapter, ana, TODAY) == {"one_to_ones": {False: 2}}


def test_withdrawn_one_to_one_leaves_room(chapter: Chapter, ana: Person, bea: Person) -> None:
    withdraw(chapter, make_slip(chapter, "one-to-one", ana, TODAY, second_id=bea.id))
    make_slip(chapter, "one-to-one", bea, TODAY, second_id=ana.id)
    assert queries.sums_of(chapter, ana, TODAY) == {"one_to_ones": {False: 1}}


def test_one_to_one_is_not_corrected_into_another(
    chapter: Chapter, ana: Person, bea: Person
) -> None:
    """Seen red with merging.refusal_of_double off."""
    make_slip(chapter, "one-to-one", ana, TODAY, second_id=bea.id)
    slip = make_slip(chapter, "one-to-one", bea, YESTERDAY, second_id=ana.id)
    with pytest.raises(SlipRefused) as caught:
        change(chapter, slip, second_id=ana.id)
    assert (caught.value.refusal, caught.value.field) == (Refusal.STANDS_ALREADY, "second_id")


def test_one_to_one_may_be_corrected(chapter: Chapter, ana: Person, bea: Person) -> None:
    """Seen red with a slip found to be its own double."""
    slip = make_slip(chapter, "one-to-one", ana, TODAY, second_id=bea.id)
    assert change(chapter, slip, second_id=bea.id, topics="Roofs").version == 2


@pytest.mark.parametrize(
    ("dated", "refusal"),
    [
        (TODAY + timedelta(days=1), Refusal.IN_FUTURE),
        (TODAY - timedelta(days=367), Refusal.TOO_LONG_AGO),
        (date(2026, 8, 31), Refusal.NOT_A_MEMBER),
    ],
)
def test_day_out_of_reach_is_refused(
    chapter: Chapter, ana: Person, dated: date, refusal: Refusal
) -> None:
    with pytest.raises(SlipRefused) as caught:
        make_slip(chapter, "education", ana, dated)
    assert caught.value.refusal is refusal


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({}, Refusal.NO_COUNTERPARTY),
        ({"receiver_id": 1, "outsider_name": "Olga"}, Refusal.TWO_COUNTERPARTIES),
    ],
)
def test_counterpart_is_one_person(
    chapter: Chapter, ana: Person, said: dict[str, object], refusal: Refusal
) -> None:
    with pytest.raises(SlipRefused) as caught:
        make_slip(chapter, "referral", ana, TODAY, **said)
    assert caught.value.refusal is refusal


def test_slip_with_oneself_is_refused(chapter: Chapter, ana: Person) -> None:
    with pytest.raises(SlipRefused) as caught:
        make_slip(chapter, "referral", ana, TODAY, receiver_id=ana.id)
    assert (caught.value.refusal, caught.value.field) == (Refusal.WITH_ONESELF, "receiver_id")


def test_refused_change_leaves_the_slip(chapter: Chapter, ana: Person, bea: Person) -> None:
    """Seen red without the savepoint, and (a broken constraint) with autoflush before the rules."""
    slip = make_slip(chapter, "referral", ana, TODAY, receiver_id=bea.id)
    with pytest.raises(SlipRefused):
        change(chapter, slip, receiver_id=ana.id)
    assert (slip.receiver_id, slip.version) == (bea.id, 1)


def test_change_of_what_was_not_seen_is_refused(chapter: Chapter, ana: Person) -> None:
    slip = make_slip(chapter, "education", ana, TODAY)
    change(chapter, slip, units=3)
    with pytest.raises(SlipRefused) as caught:
        change(chapter, slip, seen=1, units=5)
    assert caught.value.refusal is Refusal.CHANGED_ELSEWHERE


def test_withdrawal_sent_twice_is_one(chapter: Chapter, ana: Person) -> None:
    slip = make_slip(chapter, "education", ana, TODAY)
    assert [withdraw(chapter, slip).version for _ in range(2)] == [2, 2]


def test_withdrawn_slip_stays_withdrawn(chapter: Chapter, ana: Person) -> None:
    slip = withdraw(chapter, make_slip(chapter, "education", ana, TODAY))
    with pytest.raises(SlipRefused) as caught:
        change(chapter, slip, seen=2)
    assert caught.value.refusal is Refusal.WITHDRAWN


def test_mirrored_slip_stays_as_imported(chapter: Chapter, ana: Person) -> None:
    """Seen red with the mode looked at only when recording."""
    slip = make_slip(chapter, "education", ana, TODAY)
    chapter.mode = Mode.MIRROR
    with pytest.raises(SlipRefused) as caught:
        change(chapter, slip)
    assert caught.value.refusal is Refusal.MIRRORED


def test_visitor_who_came_stays_at_the_meeting(chapter: Chapter, ana: Person) -> None:
    slip = make_slip(chapter, "visitor", ana, TODAY)
    slip.visit.state = VisitState.PRESENT
    with pytest.raises(SlipRefused) as caught:
        change(chapter, slip, dated=date(2026, 11, 26))
    assert caught.value.refusal is Refusal.VISITOR_CAME


def test_visitor_is_expected_once_at_a_meeting(chapter: Chapter, ana: Person, bea: Person) -> None:
    """Seen red (a broken constraint) with the other visit not looked for."""
    slip = make_slip(chapter, "visitor", ana, TODAY)
    make_slip(chapter, "visitor", bea, date(2026, 11, 26))
    with pytest.raises(VisitRefused) as caught:
        change(chapter, slip, dated=date(2026, 11, 26))
    assert caught.value.refusal is VisitRefusal.ALREADY_REGISTERED


def test_withdrawn_invitation_takes_the_visitor_off_the_list(chapter: Chapter, ana: Person) -> None:
    slip = withdraw(chapter, make_slip(chapter, "visitor", ana, TODAY))
    assert slip.visit.state == VisitState.CANCELLED


def test_sums_stand_posted_beside_pending(chapter: Chapter, ana: Person) -> None:
    make_slip(chapter, "education", ana, YESTERDAY, units=2)
    close_week(chapter, TODAY)
    make_slip(chapter, "education", ana, TODAY, units=3)
    assert queries.sums_of(chapter, ana, TODAY) == {"education": {True: 2, False: 3}}


def test_sum_of_an_earlier_week_is_left_out(chapter: Chapter, ana: Person) -> None:
    make_slip(chapter, "education", ana, YESTERDAY)
    close_week(chapter, TODAY)
    assert queries.sums_of(chapter, ana, TODAY + timedelta(days=1)) == {}


def test_reopened_week_is_pending_again(chapter: Chapter, ana: Person) -> None:
    make_slip(chapter, "education", ana, TODAY)
    close_week(chapter, TODAY)
    make_meeting(chapter, TODAY, "open")
    assert queries.sums_of(chapter, ana, TODAY) == {"education": {False: 1}}


def test_pending_thanks_show_no_sum(chapter: Chapter, ana: Person, bea: Person) -> None:
    """Seen red with pending closed business summed: one thanks would be its amount."""
    make_slip(chapter, "closed-business", bea, TODAY, thanked_id=ana.id)
    assert queries.sums_of(chapter, ana, TODAY) == {}
    close_week(chapter, TODAY)
    assert queries.sums_of(chapter, ana, TODAY) == {"closed_business": {True: 10_000}}


def test_those_named_lately_come_first(chapter: Chapter, ana: Person, bea: Person) -> None:
    cleo = make_member(chapter, "Cleo Cook").person
    make_slip(chapter, "referral", ana, TODAY, receiver_id=cleo.id)
    make_slip(chapter, "one-to-one", ana, TODAY, second_id=bea.id)
    make_slip(chapter, "referral", bea, TODAY, receiver_id=ana.id)
    assert queries.recent_counterparts(chapter, ana) == [bea.id, cleo.id]
