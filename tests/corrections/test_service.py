"""Asking for a change to a closed week, and what accepting it does."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from chapter import clock
from chapter.audit.models import AuditEntry
from chapter.chapters.models import Chapter
from chapter.chapters.rules import Mode
from chapter.corrections import service
from chapter.corrections.models import CorrectionRequest
from chapter.corrections.rules import CorrectionRefused, Refusal, State
from chapter.db import db
from chapter.members.models import Membership
from chapter.people.models import Person
from chapter.slips import service as slips
from chapter.slips.ledger import Credit, Slip
from chapter.slips.rules import Refusal as SlipRefusal
from chapter.slips.rules import SlipRefused
from tests.conftest import TODAY, Reader
from tests.corrections.conftest import Asker
from tests.factories import close_week, make_meeting, make_slip

LAST_WEEK = TODAY - timedelta(weeks=1)


def accept(chapter: Chapter, request: CorrectionRequest, officer: Reader, seen: int = 1) -> None:
    """Accept a request as an officer."""
    who = {"actor_id": officer.user.id, "now": clock.now()}
    service.accept(chapter, request, seen=seen, today=TODAY, **who)
    db.session.commit()


def units() -> list[tuple[int, bool]]:
    """Return what is learned, and whether it counts in a closed week."""
    return [
        (credit.quantity, credit.meeting is not None and credit.meeting.state == "closed")
        for credit in db.session.scalars(select(Credit).order_by(Credit.id))
    ]


def test_accepted_change_counts_in_its_closed_week(
    chapter: Chapter, slip: Slip, vice_president: Reader, ask: Asker
) -> None:
    """Seen red with the week left open, and with the change left out."""
    request = ask(slip, units=5, topic="Listening")
    assert units() == [(2, True)]
    accept(chapter, request, vice_president)
    assert units() == [(5, True)]
    assert (request.state, request.proposed, request.waiting_on) == (State.ACCEPTED, {}, None)


def test_accepting_leaves_one_trace_of_each_step(
    chapter: Chapter, slip: Slip, vice_president: Reader, ask: Asker
) -> None:
    """Seen red with the week's state set without a trace."""
    accept(chapter, ask(slip, units=5, topic=""), vice_president)
    traces = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()[-5:]
    steps = ["correction.ask", "week.reopen", "slip.change", "week.close", "correction.accept"]
    assert [trace.action for trace in traces] == steps
    assert {trace.user_id for trace in traces[1:]} == {vice_president.user.id}


def test_nothing_else_is_posted_by_accepting(
    chapter: Chapter, slip: Slip, member: Reader, vice_president: Reader, ask: Asker
) -> None:
    """Seen red with the week closed by weeks.service.close, which posts what is pending."""
    late = make_slip(chapter, "education", member.person, LAST_WEEK, units=9)
    accept(chapter, ask(slip, units=5, topic=""), vice_president)
    db.session.refresh(late)
    assert (units(), late.posted_on) == ([(9, False), (5, True)], None)


def test_week_stays_closed_since_it_was_closed(
    chapter: Chapter, slip: Slip, vice_president: Reader, ask: Asker
) -> None:
    """Seen red with the moment of accepting written."""
    closed_at = slip.posted_on.closed_at
    accept(chapter, ask(slip, units=5, topic=""), vice_president)
    assert (slip.posted_on.state, slip.posted_on.closed_at) == ("closed", closed_at)


def test_accepted_withdrawal_counts_no_longer(
    chapter: Chapter, slip: Slip, vice_president: Reader, ask: Asker
) -> None:
    week = slip.posted_on
    accept(chapter, ask(slip), vice_president)
    assert (units(), week.state, slip.withdrawn_at is not None) == ([], "closed", True)


def test_day_beyond_the_week_is_pending_again(
    chapter: Chapter, slip: Slip, member: Reader, vice_president: Reader, ask: Asker
) -> None:
    early = make_slip(chapter, "education", member.person, LAST_WEEK, units=3)
    make_meeting(chapter, LAST_WEEK)
    close_week(chapter, LAST_WEEK)
    accept(chapter, ask(early, dated=str(LAST_WEEK + timedelta(days=1)), units=3), vice_president)
    assert sorted(units()) == [(2, True), (3, False)]


def test_declining_changes_nothing_and_keeps_the_word(
    chapter: Chapter, slip: Slip, vice_president: Reader, ask: Asker
) -> None:
    request = ask(slip, units=5, topic="")
    who = {"actor_id": vice_president.user.id, "now": clock.now()}
    service.decline(chapter, request, word="It was two.", seen=1, **who)
    assert (request.state, request.word, units()) == (State.DECLINED, "It was two.", [(2, True)])


@pytest.mark.parametrize("second", ["accept", "decline"])
def test_second_officer_finds_it_decided(
    chapter: Chapter, slip: Slip, vice_president: Reader, secretary: Reader, ask: Asker, second: str
) -> None:
    """Seen red with the state of the request not looked at."""
    request = ask(slip, units=5, topic="")
    accept(chapter, request, vice_president)
    who = {"seen": 1, "actor_id": secretary.user.id, "now": clock.now()}
    said = {"today": TODAY} if second == "accept" else {"word": "No."}
    with pytest.raises(CorrectionRefused) as refused:
        getattr(service, second)(chapter, request, **who, **said)
    assert (refused.value.refusal, slip.version) == (Refusal.DECIDED, 2)


def test_accepting_again_after_a_lost_answer_is_accepting_once(
    chapter: Chapter, slip: Slip, vice_president: Reader, ask: Asker
) -> None:
    """Seen red with a repetition refused."""
    request = ask(slip, units=5, topic="")
    accept(chapter, request, vice_president)
    accept(chapter, request, vice_president)
    assert (slip.version, units()) == (2, [(5, True)])


def test_same_key_is_the_same_request(chapter: Chapter, slip: Slip, ask: Asker) -> None:
    """Seen red with the key not looked up."""
    first = ask(slip, key="k" * 32, units=5, topic="")
    assert ask(slip, key="k" * 32, units=5, topic="") is first
    with pytest.raises(CorrectionRefused) as refused:
        ask(slip, key="k" * 32, units=6, topic="")
    assert refused.value.refusal is Refusal.KEY_REUSED


def refusal_of(ask: Asker, slip: Slip, **values: object) -> object:
    """Return why a request is refused."""
    with pytest.raises((CorrectionRefused, SlipRefused)) as refused:
        ask(slip, **values)
    return refused.value.refusal


def test_second_request_about_a_slip_waits_for_the_first(slip: Slip, ask: Asker) -> None:
    """Seen red with the rule off and without the unique column, which refuses it as well."""
    ask(slip, units=5, topic="")
    assert refusal_of(ask, slip) is Refusal.WAITS_ALREADY


def test_open_week_needs_no_request(chapter: Chapter, member: Reader, ask: Asker) -> None:
    slip = make_slip(chapter, "education", member.person, TODAY)
    assert refusal_of(ask, slip) is Refusal.WEEK_OPEN


def test_request_that_changes_nothing_is_none(slip: Slip, ask: Asker) -> None:
    assert refusal_of(ask, slip, units=2, topic="") is Refusal.NOTHING_CHANGED


def test_what_accepting_would_refuse_is_refused_at_once(slip: Slip, ask: Asker) -> None:
    """Seen red with the trial left out."""
    tomorrow = str(TODAY + timedelta(days=1))
    assert refusal_of(ask, slip, dated=tomorrow, units=2) is SlipRefusal.IN_FUTURE
    assert (units(), slip.version, slip.posted_on.state) == ([(2, True)], 1, "closed")


def test_mirrored_slip_is_corrected_in_the_official_system(
    chapter: Chapter, slip: Slip, ask: Asker
) -> None:
    chapter.mode = Mode.MIRROR
    db.session.commit()
    assert refusal_of(ask, slip, units=5, topic="") is SlipRefusal.MIRRORED


def test_slip_changed_meanwhile_is_not_overwritten(
    chapter: Chapter, slip: Slip, vice_president: Reader, ask: Asker
) -> None:
    """Seen red with the slip's version not compared."""
    request = ask(slip, units=5, topic="")
    slip.version += 1
    db.session.commit()
    assert refusal_to_accept(chapter, request, vice_president) is Refusal.SLIP_CHANGED


def test_slip_withdrawn_meanwhile_is_refused(
    chapter: Chapter, slip: Slip, vice_president: Reader, ask: Asker
) -> None:
    request = ask(slip, units=5, topic="")
    slip.posted_on.state = "open"
    who = {"actor_id": vice_president.user.id, "now": clock.now()}
    slips.withdraw(chapter, slip, key="w" * 32, seen=1, **who)
    assert refusal_to_accept(chapter, request, vice_president) is Refusal.SLIP_WITHDRAWN


def test_slip_gone_meanwhile_is_refused(
    chapter: Chapter, slip: Slip, vice_president: Reader, ask: Asker
) -> None:
    request = ask(slip, units=5, topic="")
    db.session.delete(slip)
    db.session.commit()
    assert refusal_to_accept(chapter, request, vice_president) is Refusal.SLIP_GONE


def test_request_of_somebody_who_left_is_refused(
    chapter: Chapter, slip: Slip, member: Reader, vice_president: Reader, ask: Asker
) -> None:
    """Seen red with the asker not looked at."""
    request = ask(slip, units=5, topic="")
    leave(member.person)
    assert refusal_to_accept(chapter, request, vice_president) is Refusal.ASKER_LEFT


def test_person_named_who_left_is_refused(
    chapter: Chapter, member: Reader, vice_president: Reader, bea: Person, ask: Asker
) -> None:
    """Seen red with the person it should name not looked at."""
    slip = make_slip(
        chapter, "one-to-one", member.person, TODAY, second_id=vice_president.person.id
    )
    close_week(chapter, TODAY)
    request = ask(slip, second_id=bea.id, place="video", topics="")
    leave(bea)
    assert refusal_to_accept(chapter, request, vice_president) is Refusal.COUNTERPART_LEFT


def leave(person: Person) -> None:
    """End somebody's membership today."""
    membership = db.session.scalars(
        select(Membership).where(Membership.person_id == person.id)
    ).one()
    membership.left_on, membership.seat_key = TODAY, None
    db.session.commit()


def refusal_to_accept(chapter: Chapter, request: CorrectionRequest, officer: Reader) -> object:
    """Return why a request cannot be accepted any more."""
    with pytest.raises(CorrectionRefused) as refused:
        accept(chapter, request, officer)
    return refused.value.refusal
