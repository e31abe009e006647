from datetime import date

import pytest

from chapter import clock
from chapter.accounts import queries as account_queries
from chapter.accounts import service as accounts
from chapter.accounts.models import OfficeTerm
from chapter.accounts.rules import AccountRefused, Office
from chapter.accounts.rules import Refusal as AccountRefusal
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.members import queries, service
from chapter.people.models import Person
from tests import factories
from tests.conftest import TODAY, Reader


def grant(chapter: Chapter, person: Person, office: Office, starts_on: date) -> OfficeTerm:
    """Grant an office without an end."""
    return service.grant_office(
        chapter,
        person,
        office,
        starts_on=starts_on,
        ends_on=None,
        actor_id=None,
        now=clock.now(),
    )


def invite(chapter: Chapter, person: Person, *, may_grant: bool = False) -> str:
    """Make a link for somebody."""
    return service.invite(
        chapter, person, may_grant=may_grant, today=TODAY, actor_id=None, now=clock.now()
    )


def why_account(call: object, *args: object, **kwargs: object) -> AccountRefusal:
    """Return why accounts refuse."""
    with pytest.raises(AccountRefused) as refused:
        call(*args, **kwargs)  # type: ignore[operator]
    return refused.value.refusal


def change_email(chapter: Chapter, reader: Reader, email: str) -> None:
    """Mend the e-mail of a member."""
    membership = queries.membership_on(chapter, reader.person, TODAY)
    service.change(
        chapter, membership, first_name="M", last_name="", trade="", joined_on=None, email=email
    )


def test_mended_email_reaches_an_account_nobody_used(chapter: Chapter, member: Reader) -> None:
    change_email(chapter, member, "right@north.example")
    assert member.user.email == "right@north.example"


def test_mended_email_leaves_an_account_in_use_alone(chapter: Chapter, member: Reader) -> None:
    """Seen red with the password not asked: leadership could take an account over."""
    accounts.set_password(member.user, "a sentence is fine")
    change_email(chapter, member, "other@north.example")
    assert member.user.email == "mona.member@north.example"


def test_mended_email_of_somebody_else_is_refused(
    chapter: Chapter, member: Reader, stranger: Reader
) -> None:
    why = why_account(change_email, chapter, member, stranger.user.email)
    assert why == AccountRefusal.EMAIL_TAKEN


def test_link_lets_a_new_member_in(chapter: Chapter) -> None:
    person = factories.make_member(chapter, "Ann New").person
    invitation = accounts.open_invitation(invite(chapter, person), clock.now())
    assert (invitation.user_id, invitation.user.email) == (
        person.user_id,
        "ann.new@north.example",
    )


def test_link_without_an_email_is_refused(chapter: Chapter) -> None:
    person = factories.make_member(chapter, "Ann New", email="").person
    assert why_account(invite, chapter, person) == AccountRefusal.EMAIL_MISSING


def test_link_for_somebody_who_signs_in_is_refused(chapter: Chapter, member: Reader) -> None:
    accounts.set_password(member.user, "a sentence is fine")
    assert why_account(invite, chapter, member.person) == AccountRefusal.SIGNS_IN


def test_link_for_an_officer_is_given_by_who_grants_offices(
    chapter: Chapter, vice_president: Reader
) -> None:
    """Seen red with offices not asked: the committee could act as the vice president."""
    why = why_account(invite, chapter, vice_president.person)
    assert why == AccountRefusal.HOLDS_OFFICE
    assert len(invite(chapter, vice_president.person, may_grant=True)) == 43


def test_link_for_somebody_of_another_chapter_is_refused(
    chapter: Chapter, stranger: Reader
) -> None:
    """Seen red with other chapters not asked: any leadership could enter them."""
    person = factories.make_member(chapter, "Al Ias", email=stranger.user.email).person
    why = why_account(invite, chapter, person, may_grant=True)
    assert why == AccountRefusal.KNOWN_ELSEWHERE


def test_link_for_an_admin_is_refused(chapter: Chapter, admin: Reader) -> None:
    person = factories.make_member(chapter, "Al Ias", email=admin.user.email).person
    why = why_account(invite, chapter, person, may_grant=True)
    assert why == AccountRefusal.KNOWN_ELSEWHERE


def test_account_is_that_of_one_person_in_a_chapter(chapter: Chapter, member: Reader) -> None:
    member.person.email = "new@north.example"
    twin = factories.make_member(chapter, "Twin", email=member.user.email).person
    assert why_account(service.user_of, chapter, twin, clock.now()) == AccountRefusal.EMAIL_TAKEN


def test_office_of_a_director_is_not_granted_here(chapter: Chapter, member: Reader) -> None:
    why = why_account(grant, chapter, member.person, Office.DIRECTOR, TODAY)
    assert why == AccountRefusal.OFFICE_NOT_HERE


def test_office_before_joining_is_refused(chapter: Chapter, member: Reader) -> None:
    why = why_account(grant, chapter, member.person, Office.PRESIDENT, date(2026, 8, 1))
    assert why == AccountRefusal.NOT_A_MEMBER


def test_office_gives_its_rights(chapter: Chapter, member: Reader) -> None:
    grant(chapter, member.person, Office.PRESIDENT, TODAY)
    db.session.commit()
    assert account_queries.offices_in(chapter, member.user, TODAY) == ["president"]
