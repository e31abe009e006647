from contextlib import AbstractContextManager
from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup

from chapter import clock
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.members import queries, service
from chapter.people import queries as people
from chapter.people import service as people_service
from chapter.people.models import Person
from chapter.people.rules import Category
from tests import factories
from tests.conftest import TODAY, BrowserFactory, Reader
from tests.statements import Count

TYPED = {"first_name": "Ann", "last_name": "New", "trade": "Florist", "email": "Ann@New.example"}


def errors_of(page: BeautifulSoup) -> list[str]:
    """Return the sentences of the error summary."""
    return [item.get_text() for item in page.select(".error-summary li")]


def names(page: BeautifulSoup) -> list[str]:
    """Return the names on the roster."""
    return [link.get_text() for link in page.select("#roster a")]


def leave(chapter: Chapter, person: Person, left_on: date = TODAY) -> None:
    """End a membership."""
    service.release(chapter, person, left_on=left_on, today=TODAY, actor_id=None, now=clock.now())
    db.session.commit()


def test_roster_is_for_members(
    browse: BrowserFactory, member: Reader, director: Reader, stranger: Reader
) -> None:
    assert names(browse(member).get("members.index")) == ["Mona Member"]
    browse(director).get("members.index")
    browse(stranger).get("members.index", 404)


def test_roster_is_closed_to_who_left(
    browse: BrowserFactory, member: Reader, chapter: Chapter
) -> None:
    """Seen red with the day of leaving not asked."""
    leave(chapter, member.person)
    browse(member).get("members.index", 404)


def test_roster_is_searched_in_the_address(
    browse: BrowserFactory, member: Reader, vice_president: Reader
) -> None:
    assert names(browse(member).get("members.index", q="vi")) == ["Vic President"]
    page = browse(member).get("members.index", q="<b>nobody")
    assert page.select_one(".empty p").get_text() == "Nobody here is found by “<b>nobody”."


def test_roster_of_former_members(
    browse: BrowserFactory, member: Reader, vice_president: Reader, chapter: Chapter
) -> None:
    leave(chapter, member.person)
    page = browse(vice_president).get("members.index", show="former")
    assert names(page) == ["Mona Member"]
    assert page.select_one("#roster .pill").get_text() == "left in November 2026"


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("show", ["", "former"])
def test_roster_costs_the_same_for_1_and_3(
    browse: BrowserFactory,
    count_queries: type[AbstractContextManager[Count]],
    director: Reader,
    chapter: Chapter,
    number: int,
    show: str,
) -> None:
    for n in range(number):
        person = factories.make_member(chapter, f"Number {n}").person
        if show:
            leave(chapter, person)
    browser = browse(director)
    with count_queries() as count:
        page = browser.get("members.index", show=show)
    assert (len(names(page)), count.number) == (number, 7 if show else 8)


def test_person_is_shown_to_members_of_the_chapter_only(
    browse: BrowserFactory, member: Reader, vice_president: Reader, stranger: Reader
) -> None:
    page = browse(member).get("members.show", person_id=vice_president.person.id)
    assert page.h1.get_text() == "Vic President"
    browse(member).get("members.show", 404, person_id=stranger.person.id)
    browse(stranger).get("members.show", 404, person_id=member.person.id)


def test_person_without_a_membership_has_no_page(
    browse: BrowserFactory, member: Reader, chapter: Chapter
) -> None:
    other = people_service.add(
        chapter, first_name="Otto", last_name="", category=Category.ELSEWHERE
    )
    db.session.commit()
    browse(member).get("members.show", 404, person_id=other.id)


def test_person_who_left_is_not_called_by_everybody(
    browse: BrowserFactory, member: Reader, secretary: Reader, chapter: Chapter
) -> None:
    gone = factories.make_member(chapter, "Gone", phone="600 100 200").person
    leave(chapter, gone)
    pages = [
        browse(reader).get("members.show", person_id=gone.id) for reader in (member, secretary)
    ]
    assert ["600 100 200" in page.get_text() for page in pages] == [False, True]


def test_person_with_a_dangerous_link_shows_none(browse: BrowserFactory, member: Reader) -> None:
    """Seen red with the link written as it is kept."""
    member.person.website = "javascript:alert(1)"
    db.session.commit()
    page = browse(member).get("members.show", person_id=member.person.id)
    assert page.select('a[href^="javascript"]') == []


def test_person_costs_the_same_for_1_and_3_offices(
    browse: BrowserFactory,
    count_queries: type[AbstractContextManager[Count]],
    director: Reader,
    member: Reader,
    chapter: Chapter,
) -> None:
    numbers = []
    for office in ("education", "visitor-host", "president"):
        browser = browse(director)
        browser.submit("members.grant_office", {"office": office}, person_id=member.person.id)
        with count_queries() as count:
            browser.get("members.show", person_id=member.person.id)
        numbers.append(count.number)
    assert numbers == [14, 14, 14]


def test_member_edits_what_others_see(browse: BrowserFactory, member: Reader) -> None:
    typed = {"pitch": "I bake.", "website": "bakery.example", "ask": "Hotels"}
    page = browse(member).submit("members.edit_own", typed)
    kept = (member.person.pitch, member.person.website, member.person.ask)
    assert kept == ("I bake.", "https://bakery.example", "Hotels")
    assert page.h1.get_text() == "Mona Member"


def test_member_edits_nothing_but_the_profile(browse: BrowserFactory, member: Reader) -> None:
    """Seen red with every field of a person set from the form."""
    browse(member).submit("members.edit_own", {"first_name": "Eve", "email": "eve@x.example"})
    assert (member.person.name, member.person.email) == (
        "Mona Member",
        "mona.member@north.example",
    )


def test_profile_with_a_dangerous_link_is_refused(browse: BrowserFactory, member: Reader) -> None:
    page = browse(member).submit("members.edit_own", {"website": "javascript:alert(1)"}, 422)
    assert errors_of(page) == ["Write a web address such as https://example.com."]


def test_profile_of_somebody_who_is_no_member_is_not_found(
    browse: BrowserFactory, director: Reader
) -> None:
    browse(director).get("members.edit_own", 404)


def test_edit_sent_untouched_changes_nothing(
    browse: BrowserFactory, secretary: Reader, chapter: Chapter
) -> None:
    ann = factories.make_member(chapter, "Ann New", "Florist", pitch="Roses").person

    def row() -> tuple[object, ...]:
        db.session.expire_all()
        membership = queries.membership_on(chapter, ann, TODAY)
        stored = db.session.execute(
            db.select(Person.__table__).where(Person.__table__.c.id == ann.id)
        )
        return (*stored.one(), membership.trade, membership.joined_on)

    before = row()
    browse(secretary).submit("members.edit", {}, person_id=ann.id)
    assert row() == before


def test_edit_is_for_who_admits(
    browse: BrowserFactory, secretary: Reader, member: Reader, stranger: Reader
) -> None:
    target = {"person_id": secretary.person.id}
    browse(secretary).submit("members.edit", {"first_name": "Susan"}, **target)
    browse(member).post("members.edit", TYPED, 403, **target)
    browse(stranger).post("members.edit", TYPED, 404, **target)
    assert secretary.person.name == "Susan Secretary"


def test_edit_of_somebody_elsewhere_is_not_found(
    browse: BrowserFactory, secretary: Reader, stranger: Reader
) -> None:
    """Seen red with the chapter left out of both queries, the person's and the membership's."""
    browse(secretary).post("members.edit", TYPED, 404, person_id=stranger.person.id)
    assert stranger.person.name == "Stan Stranger"


def test_later_members_are_shown_with_their_day(
    browse: BrowserFactory, secretary: Reader, chapter: Chapter
) -> None:
    factories.make_member(chapter, "Lea Later", joined_on=TODAY + timedelta(days=7))
    page = browse(secretary).get("members.index", q="lea")
    assert page.select_one("#roster .pill").get_text() == "from Thu 26 Nov"


def test_another_chapters_person_is_never_read(chapter: Chapter, stranger: Reader) -> None:
    assert people.one(chapter, stranger.person.id) is None
