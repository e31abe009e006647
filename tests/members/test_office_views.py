from datetime import date

import pytest
from bs4 import BeautifulSoup

from chapter import clock
from chapter.accounts import queries as account_queries
from chapter.accounts import service as accounts
from chapter.accounts.models import OfficeTerm
from chapter.accounts.rules import Office
from chapter.chapters.models import Chapter
from chapter.db import db
from tests import factories
from tests.browse import Browser
from tests.conftest import TODAY, BrowserFactory, Reader


def errors_of(page: BeautifulSoup) -> list[str]:
    """Return the sentences of the error summary."""
    return [item.get_text() for item in page.select(".error-summary li")]


def only_term(chapter: Chapter) -> OfficeTerm:
    """Return the one office of the chapter."""
    (term,) = account_queries.terms_in(chapter, TODAY)
    return term


def test_office_is_granted_for_a_term(
    browse: BrowserFactory, director: Reader, member: Reader, chapter: Chapter
) -> None:
    typed = {"office": "president", "starts_on": "2026-10-01", "last_day": "2027-03-31"}
    browse(director).submit("members.grant_office", typed, person_id=member.person.id)
    term = next(t for t in account_queries.terms_in(chapter, TODAY) if t.office == "president")
    kept = (term.user_id, term.starts_on, term.ends_on)
    assert kept == (member.user.id, date(2026, 10, 1), date(2027, 4, 1))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"office": "director"}, "Not a valid choice."),
        ({"last_day": "2026-11-18"}, "An office ends after it starts."),
        ({"starts_on": ""}, "Choose the day."),
        ({"starts_on": "2026-08-01"}, "Only an active member holds an office of the chapter."),
    ],
)
def test_office_granted_wrong_is_refused(
    browse: BrowserFactory, director: Reader, member: Reader, typed: dict[str, str], sentence: str
) -> None:
    page = browse(director).submit("members.grant_office", typed, 422, person_id=member.person.id)
    assert errors_of(page) == [sentence]


def test_offices_are_for_who_grants_them(
    browse: BrowserFactory, secretary: Reader, stranger: Reader, chapter: Chapter
) -> None:
    """Seen red with the right to admit asked instead."""
    typed = {"office": "president", "starts_on": "2026-11-19"}
    target = {"person_id": secretary.person.id}
    browse(secretary).post("members.grant_office", typed, 403, **target)
    browse(stranger).post("members.grant_office", typed, 404, **target)
    assert only_term(chapter).office == "secretary-treasurer"


def test_office_of_somebody_elsewhere_is_not_granted_here(
    browse: BrowserFactory, vice_president: Reader, stranger: Reader, chapter: Chapter
) -> None:
    typed = {"office": "president", "starts_on": "2026-11-19"}
    browse(vice_president).post("members.grant_office", typed, 404, person_id=stranger.person.id)
    assert only_term(chapter).user_id == vice_president.user.id


def test_office_ends(
    browse: BrowserFactory, director: Reader, secretary: Reader, chapter: Chapter
) -> None:
    term = next(
        t for t in account_queries.terms_in(chapter, TODAY) if t.user_id == secretary.user.id
    )
    target = {"person_id": secretary.person.id, "term_id": term.id}
    browse(director).post("members.end_office", **target)
    db.session.expire_all()
    assert term.ends_on == TODAY


def test_office_of_another_chapter_is_not_ended(
    browse: BrowserFactory, vice_president: Reader, chapter: Chapter, elsewhere: Chapter
) -> None:
    """Seen red with the chapter left out of the query."""
    accounts.grant_office(
        elsewhere,
        vice_president.user,
        Office.DIRECTOR,
        starts_on=TODAY,
        ends_on=None,
        actor_id=None,
        now=clock.now(),
    )
    target = {"person_id": vice_president.person.id, "term_id": only_term(elsewhere).id}
    browse(vice_president).post("members.end_office", status=404, **target)
    assert only_term(elsewhere).ends_on is None


def test_office_of_another_person_is_not_ended(
    browse: BrowserFactory, vice_president: Reader, member: Reader, chapter: Chapter
) -> None:
    """Seen red with the person left out of the check."""
    target = {"person_id": member.person.id, "term_id": only_term(chapter).id}
    browse(vice_president).post("members.end_office", status=404, **target)
    assert only_term(chapter).ends_on is None


def test_link_is_shown_once_and_lets_the_member_in(
    browse: BrowserFactory, secretary: Reader, chapter: Chapter, anonymous: Browser
) -> None:
    ann = factories.make_member(chapter, "Ann New").person
    page = browse(secretary).post("members.invite", status=200, person_id=ann.id)
    link = page.select_one("#link").get_text()
    assert link.startswith("http://127.0.0.1:8000/invitation/")
    path = link.removeprefix("http://127.0.0.1:8000")
    assert anonymous.open(path).h1.get_text() == "Choose your password"


def test_link_is_never_built_from_the_host_header(
    browse: BrowserFactory, secretary: Reader, chapter: Chapter
) -> None:
    ann = factories.make_member(chapter, "Ann New").person
    answer = browse(secretary).send(
        "members.invite", person_id=ann.id, headers={"Host": "localhost:9"}
    )
    assert b"http://127.0.0.1:8000/invitation/" in answer.data


def test_link_that_is_refused_says_why_and_leaves_no_account(
    browse: BrowserFactory, secretary: Reader, vice_president: Reader
) -> None:
    page = browse(secretary).post("members.invite", status=422, person_id=vice_president.person.id)
    assert page.select_one(".message-error").get_text(strip=True) == (
        "This person holds an office; whoever grants offices gives the link."
    )


def test_link_is_for_who_admits(browse: BrowserFactory, member: Reader, stranger: Reader) -> None:
    browse(member).post("members.invite", status=403, person_id=member.person.id)
    browse(stranger).post("members.invite", status=404, person_id=member.person.id)


def test_signing_in_is_shown_to_officers_only(
    browse: BrowserFactory, secretary: Reader, member: Reader
) -> None:
    accounts.set_password(member.user, "a sentence is fine")
    db.session.commit()
    pages = [
        browse(reader).get("members.show", person_id=secretary.person.id)
        for reader in (secretary, member)
    ]
    assert [bool(page.select("#signing-in")) for page in pages] == [True, False]
