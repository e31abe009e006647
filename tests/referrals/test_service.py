"""The steps of a referral: one tap is one step, and nobody overwrites another one's."""

import uuid
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from chapter import clock
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.people.models import Person
from chapter.referrals import queries, service
from chapter.referrals.models import ReferralStep
from chapter.referrals.rules import Refusal, Stage, StageRefused
from chapter.slips.models import ReferralSlip
from tests.conftest import TODAY
from tests.factories import make_member, make_slip


@pytest.fixture
def ana(chapter: Chapter) -> Person:
    return make_member(chapter, "Ana Alonso").person


@pytest.fixture
def slip(chapter: Chapter, ana: Person, bea: Person) -> ReferralSlip:
    """A referral from Ana to Bea."""
    slip = make_slip(chapter, "referral", ana, TODAY, receiver_id=bea.id)
    assert isinstance(slip, ReferralSlip)
    return slip


def move(
    chapter: Chapter, slip: ReferralSlip, stage: str, expected: str = "passed", key: str = ""
) -> ReferralStep:
    """Move a referral as its receiver."""
    key = key or uuid.uuid4().hex
    asked = {"expected": Stage(expected), "key": key, "now": clock.now()}
    moved = service.move(chapter, slip, Stage(stage), **asked)
    db.session.commit()
    return moved.step


def number_of_steps() -> int:
    """Return how many steps were kept."""
    return db.session.scalar(select(func.count(ReferralStep.id))) or 0


def news_of(chapter: Chapter, person: Person) -> list[str]:
    """Return the stages of the news somebody has not read."""
    return [step.stage for step in queries.news(chapter, person) if step.read_at is None]


def test_step_moves_the_referral(chapter: Chapter, slip: ReferralSlip) -> None:
    move(chapter, slip, "contacted")
    move(chapter, slip, "won", "contacted")
    assert service.stage_of(chapter, slip) is Stage.WON


def test_giver_has_news_of_each_step(chapter: Chapter, slip: ReferralSlip, ana: Person) -> None:
    move(chapter, slip, "contacted")
    move(chapter, slip, "won", "contacted")
    assert news_of(chapter, ana) == ["won", "contacted"]


def test_receiver_has_no_news(chapter: Chapter, slip: ReferralSlip, bea: Person) -> None:
    move(chapter, slip, "contacted")
    assert news_of(chapter, bea) == []


def test_same_key_is_one_step(chapter: Chapter, slip: ReferralSlip) -> None:
    """Seen red with the key not looked up."""
    steps = [move(chapter, slip, "contacted", key="k" * 32).id for _ in range(2)]
    assert (len(set(steps)), number_of_steps()) == (1, 1)


def test_same_key_for_another_step_is_refused(chapter: Chapter, slip: ReferralSlip) -> None:
    """Seen red with the content of a known key not compared."""
    move(chapter, slip, "contacted", key="k" * 32)
    with pytest.raises(StageRefused) as caught:
        move(chapter, slip, "won", "contacted", key="k" * 32)
    assert caught.value.refusal is Refusal.SAME_KEY


def test_referral_moved_meanwhile_is_refused(chapter: Chapter, slip: ReferralSlip) -> None:
    """Seen red with the expected stage not compared."""
    move(chapter, slip, "won")
    with pytest.raises(StageRefused) as caught:
        move(chapter, slip, "lost")
    assert caught.value.refusal is Refusal.MOVED
    assert service.stage_of(chapter, slip) is Stage.WON


def test_step_taken_elsewhere_already_is_no_conflict(
    chapter: Chapter, slip: ReferralSlip, ana: Person
) -> None:
    move(chapter, slip, "won")
    move(chapter, slip, "won")
    assert news_of(chapter, ana) == ["won"]


def test_withdrawn_referral_is_not_moved(chapter: Chapter, slip: ReferralSlip) -> None:
    slip.withdrawn_at = clock.now()
    db.session.commit()
    with pytest.raises(StageRefused) as caught:
        move(chapter, slip, "won")
    assert caught.value.refusal is Refusal.WITHDRAWN


def test_step_undone_unread_is_no_news(chapter: Chapter, slip: ReferralSlip, ana: Person) -> None:
    """Seen red with every step kept as news."""
    move(chapter, slip, "won")
    move(chapter, slip, "passed", "won")
    assert (news_of(chapter, ana), service.stage_of(chapter, slip)) == ([], Stage.PASSED)


def test_step_undone_once_read_is_news(chapter: Chapter, slip: ReferralSlip, ana: Person) -> None:
    """Seen red with what was read taken back like the rest."""
    step = move(chapter, slip, "won")
    service.read(chapter, ana, step.id, clock.now())
    move(chapter, slip, "passed", "won")
    assert news_of(chapter, ana) == ["passed"]


def test_what_came_later_stays_unread(chapter: Chapter, slip: ReferralSlip, ana: Person) -> None:
    """Seen red with everything marked as read, whatever was on the page."""
    first = move(chapter, slip, "contacted")
    move(chapter, slip, "won", "contacted")
    assert service.read(chapter, ana, first.id, clock.now()) == 1
    assert news_of(chapter, ana) == ["won"]


def test_nobody_reads_the_news_of_another(
    chapter: Chapter, slip: ReferralSlip, ana: Person, bea: Person
) -> None:
    """Seen red with the giver not asked for."""
    step = move(chapter, slip, "contacted")
    assert service.read(chapter, bea, step.id, clock.now()) == 0


def test_corrected_receiver_begins_anew(chapter: Chapter, slip: ReferralSlip) -> None:
    """Seen red with the steps of the former receiver counted."""
    move(chapter, slip, "lost")
    slip.receiver_id = make_member(chapter, "Cleo Cook").person.id
    db.session.commit()
    assert service.stage_of(chapter, slip) is Stage.PASSED


def test_silent_referral_is_found_until_a_word_comes(
    chapter: Chapter, ana: Person, bea: Person
) -> None:
    """Seen red with the last step not looked at."""
    old = TODAY - timedelta(days=20)
    slip = make_slip(chapter, "referral", ana, old, receiver_id=bea.id)
    assert isinstance(slip, ReferralSlip)
    (found,) = queries.silent(chapter, TODAY, 14)
    assert (found.giver_id, found.receiver_id, found.age(TODAY)) == (ana.id, bea.id, 20)
    move(chapter, slip, "contacted")
    assert queries.silent(chapter, TODAY, 14) == []


def test_silence_ends_after_half_a_year(chapter: Chapter, bea: Person) -> None:
    long_here = make_member(chapter, "Lea Long", joined_on=TODAY - timedelta(days=400)).person
    old = TODAY - timedelta(days=181)
    make_slip(chapter, "referral", long_here, old, receiver_id=bea.id)
    assert queries.silent(chapter, TODAY, 14) == []


def test_referrals_of_another_chapter_are_not_silent_here(
    chapter: Chapter, elsewhere: Chapter
) -> None:
    """Seen red with the chapter not asked for."""
    two = [make_member(elsewhere, name).person for name in ("Stan Star", "Susi Sun")]
    old = TODAY - timedelta(days=20)
    make_slip(elsewhere, "referral", two[0], old, receiver_id=two[1].id)
    assert queries.silent(chapter, TODAY, 14) == []
    assert len(queries.silent(elsewhere, TODAY, 14)) == 1
