from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from chapter import clock
from chapter.accounts import queries, service
from chapter.accounts.models import SignIn, SignInFailure, User
from chapter.accounts.rules import FAILURES_PER_ACCOUNT, AccountRefused, Office, Refusal
from chapter.audit.models import AuditEntry
from chapter.chapters.models import Chapter
from chapter.db import db
from tests.conftest import TODAY, Reader

PASSWORD = "a sentence is fine"
ADDRESS = "192.0.2.1"


@pytest.fixture
def user(app: Flask) -> User:
    """Somebody with a password."""
    made = service.add_user("Ann@Example.com", name="Ann", now=clock.now())
    service.set_password(made, PASSWORD)
    db.session.commit()
    return made


def sign_in(email: str, password: str) -> User:
    """Try to sign in now."""
    return service.check_sign_in(email, password, address=ADDRESS, now=clock.now())


def refused(call: object, *args: object, **kwargs: object) -> Refusal:
    """Return why a call is refused."""
    with pytest.raises(AccountRefused) as caught:
        call(*args, **kwargs)  # type: ignore[operator]
    return caught.value.refusal


def fail(times: int, email: str, address: str = ADDRESS) -> None:
    """Note failed tries of this moment."""
    for _ in range(times):
        service.note_failure(email, address=address, now=clock.now())


def test_sign_in_finds_the_address_without_case(user: User) -> None:
    assert sign_in("ANN@example.com", PASSWORD) == user


@pytest.mark.parametrize("email", ["ann@example.com", "nobody@example.com"])
def test_sign_in_with_a_wrong_password_is_refused_alike(user: User, email: str) -> None:
    assert refused(sign_in, email, "another sentence") == Refusal.SIGN_IN


def test_sign_in_of_somebody_deactivated_is_refused(user: User) -> None:
    user.is_active = False
    assert refused(sign_in, user.email, PASSWORD) == Refusal.SIGN_IN


def test_sign_in_is_refused_after_ten_failures(user: User) -> None:
    """Seen red with the limit off."""
    fail(FAILURES_PER_ACCOUNT - 1, user.email)
    assert sign_in(user.email, PASSWORD) == user
    fail(1, user.email)
    assert refused(sign_in, user.email, PASSWORD) == Refusal.TOO_MANY


def test_sign_in_is_refused_after_thirty_failures_of_one_address(user: User) -> None:
    fail(30, "nobody@example.com")
    assert refused(sign_in, user.email, PASSWORD) == Refusal.TOO_MANY


def test_failures_count_for_a_quarter_of_an_hour(user: User) -> None:
    fail(30, user.email)
    later = clock.now() + timedelta(minutes=16)
    found = service.check_sign_in(user.email, PASSWORD, address=ADDRESS, now=later)
    assert found == user


def test_failures_that_no_longer_count_are_forgotten(user: User) -> None:
    fail(3, user.email)
    later = clock.now() + timedelta(minutes=16)
    service.note_failure(user.email, address=ADDRESS, now=later)
    assert db.session.scalar(select(func.count()).select_from(SignInFailure)) == 1


def test_failure_is_traced_without_what_was_typed(user: User) -> None:
    fail(1, "typed-my-password-here")
    entry = db.session.scalars(select(AuditEntry)).all()[-1]
    assert (entry.action, entry.subject, entry.details) == ("user.sign-in-failed", "users", {})


def test_session_ends_when_the_password_changes(user: User) -> None:
    """Seen red with the deletion of the sessions off."""
    token = service.start_session(user, device="", now=clock.now()).token
    service.set_password(user, "another sentence")
    assert service.session_of(token, clock.now()) is None


def test_session_ends_when_the_user_is_deactivated(user: User) -> None:
    token = service.start_session(user, device="", now=clock.now()).token
    user.is_active = False
    assert service.session_of(token, clock.now()) is None


def test_session_keeps_no_token(user: User) -> None:
    token = service.start_session(user, device="", now=clock.now()).token
    assert token not in db.session.scalars(select(SignIn.token_hash)).all()


def test_password_change_needs_the_present_one(user: User) -> None:
    """Seen red with the check of the present password off."""
    now = clock.now()
    why = refused(
        service.change_password, user, "wrong", "another sentence", address=ADDRESS, now=now
    )
    assert (why, sign_in(user.email, PASSWORD)) == (Refusal.PASSWORD_WRONG, user)


def test_invitation_sets_a_password_once(user: User) -> None:
    """Seen red with the mark of use off."""
    token = service.invite(user, chapter_id=None, actor_id=None, now=clock.now())
    service.accept(service.open_invitation(token, clock.now()), "another sentence", clock.now())
    assert sign_in(user.email, "another sentence") == user
    assert refused(service.open_invitation, token, clock.now()) == Refusal.INVITATION_OVER


def test_invitation_is_over_after_seven_days(user: User) -> None:
    token = service.invite(user, chapter_id=None, actor_id=None, now=clock.now())
    later = clock.now() + timedelta(days=7)
    assert refused(service.open_invitation, token, later) == Refusal.INVITATION_OVER


def test_invitation_of_somebody_deactivated_is_over(user: User) -> None:
    token = service.invite(user, chapter_id=None, actor_id=None, now=clock.now())
    user.is_active = False
    assert refused(service.open_invitation, token, clock.now()) == Refusal.INVITATION_OVER


def test_invitation_made_anew_ends_the_older_one(user: User) -> None:
    old = service.invite(user, chapter_id=None, actor_id=None, now=clock.now())
    service.invite(user, chapter_id=None, actor_id=None, now=clock.now())
    assert refused(service.open_invitation, old, clock.now()) == Refusal.INVITATION_OVER


def test_user_with_a_taken_address_is_refused(user: User) -> None:
    why = refused(service.add_user, "ANN@example.com", name="Other", now=clock.now())
    assert why == Refusal.EMAIL_TAKEN


def test_user_without_a_whole_address_is_refused(app: Flask) -> None:
    assert refused(service.add_user, "ann", name="Ann", now=clock.now()) == Refusal.EMAIL_WRITTEN


def grant(chapter: Chapter, user: User, **changes: object) -> None:
    """Grant an office from today on, or as told."""
    term = {"starts_on": TODAY, "ends_on": None, **changes}
    service.grant_office(
        chapter,
        user,
        Office.EDUCATION,
        actor_id=None,
        now=clock.now(),
        **term,  # type: ignore[arg-type]
    )


def test_office_held_already_is_refused(chapter: Chapter, member: Reader) -> None:
    grant(chapter, member.user)
    assert refused(grant, chapter, member.user) == Refusal.OFFICE_HELD


def test_office_that_ends_before_it_starts_is_refused(chapter: Chapter, member: Reader) -> None:
    why = refused(grant, chapter, member.user, ends_on=TODAY)
    assert why == Refusal.OFFICE_ENDS_EARLY


def test_office_ends_today_and_stays_in_the_records(chapter: Chapter, member: Reader) -> None:
    grant(chapter, member.user, starts_on=date(2026, 10, 1))
    (term,) = queries.terms_in(chapter, TODAY)
    service.end_office(term, today=TODAY, actor_id=None, now=clock.now())
    assert (term.ends_on, queries.offices_in(chapter, member.user, TODAY)) == (TODAY, [])


def test_office_that_began_today_is_taken_back_whole(chapter: Chapter, member: Reader) -> None:
    grant(chapter, member.user)
    (term,) = queries.terms_in(chapter, TODAY)
    service.end_office(term, today=TODAY, actor_id=None, now=clock.now())
    assert queries.terms_in(chapter, TODAY) == []
