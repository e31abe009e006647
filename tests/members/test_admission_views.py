from datetime import date

import pytest
from bs4 import BeautifulSoup

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.members import queries
from chapter.people import service as people_service
from chapter.people.rules import Category
from tests.conftest import TODAY, BrowserFactory, Reader

TYPED = {"first_name": "Ann", "last_name": "New", "trade": "Florist", "email": "Ann@New.example"}


def errors_of(page: BeautifulSoup) -> list[str]:
    """Return the sentences of the error summary."""
    return [item.get_text() for item in page.select(".error-summary li")]


def test_admission_is_for_who_admits(
    browse: BrowserFactory, secretary: Reader, member: Reader, stranger: Reader
) -> None:
    browse(secretary).get("members.new")
    browse(member).get("members.new", 403)
    browse(member).post("members.new", TYPED, 403)
    browse(stranger).post("members.new", TYPED, 404)


def test_admission_puts_somebody_on_the_roster(
    browse: BrowserFactory, secretary: Reader, chapter: Chapter
) -> None:
    typed = {**TYPED, "sponsor_id": str(secretary.person.id)}
    page = browse(secretary).submit("members.new", typed)
    assert page.h1.get_text() == "Ann New"
    membership = queries.current(chapter, TODAY)[0]
    kept = (membership.person.email, membership.joined_on, membership.sponsor_id)
    assert kept == ("ann@new.example", TODAY, secretary.person.id)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"first_name": " "}, "Write the first name."),
        ({"email": "ann"}, "Write a whole e-mail address."),
        (
            {"email": "sue.secretary@north.example"},
            "Another person of this chapter has this e-mail.",
        ),
        ({"trade": "banker"}, "An active member has this trade already; choose another one."),
        ({"joined_on": "soon"}, "Write the day as year-month-day: 2026-11-26."),
        ({"joined_on": "2199-12-31"}, "Nobody joins more than a year ahead."),
        ({"sponsor_id": "999"}, "Choose somebody of the list."),
    ],
)
def test_admission_written_wrong_is_refused_and_kept(
    browse: BrowserFactory, secretary: Reader, typed: dict[str, str], sentence: str
) -> None:
    page = browse(secretary).submit("members.new", {**TYPED, **typed}, 422)
    assert errors_of(page) == [sentence]
    assert page.select_one("#last_name")["value"] == "New"


def test_admission_sponsored_from_elsewhere_is_refused(
    browse: BrowserFactory, secretary: Reader, stranger: Reader
) -> None:
    """Seen red with the choices not checked."""
    typed = {**TYPED, "sponsor_id": str(stranger.person.id)}
    page = browse(secretary).submit("members.new", typed, 422)
    assert errors_of(page) == ["Choose somebody of the list."]


def test_admission_of_a_visitor_keeps_the_person(
    browse: BrowserFactory, secretary: Reader, chapter: Chapter
) -> None:
    visitor = people_service.add(
        chapter, first_name="Vera", last_name="V", category=Category.VISITOR, trade="Florist"
    )
    db.session.commit()
    page = browse(secretary).submit("members.new", {}, person=visitor.id)
    assert (page.h1.get_text(), visitor.category) == ("Vera V", "roster")
    assert queries.membership_on(chapter, visitor, TODAY).trade == "Florist"


def test_admission_of_somebody_elsewhere_is_not_found(
    browse: BrowserFactory, secretary: Reader, stranger: Reader
) -> None:
    """Seen red with the chapter left out of the query."""
    browse(secretary).get("members.new", 404, person=stranger.person.id)
    for person in ("x", "9" * 30):
        browse(secretary).get("members.new", 404, person=person)


def test_leaving_asks_for_the_last_day(
    browse: BrowserFactory, secretary: Reader, member: Reader, chapter: Chapter
) -> None:
    typed = {"last_day": "2026-11-19"}
    page = browse(secretary).submit("members.release", typed, person_id=member.person.id)
    (membership,) = queries.of_person(chapter, member.person)
    assert membership.left_on == date(2026, 11, 20)
    assert "Thursday 19 November 2026" in page.get_text()


@pytest.mark.parametrize(
    ("last_day", "sentence"),
    [
        ("", "Choose the day."),
        (" ", "Choose the day."),
        ("2026-08-31", "A membership ends after it began."),
        ("2199-12-31", "Record the leaving on the day, or up to a year ahead."),
        ("9999-12-31", "Choose a year between 1900 and 2199."),
    ],
)
def test_leaving_written_wrong_is_refused_at_the_day(
    browse: BrowserFactory, secretary: Reader, member: Reader, last_day: str, sentence: str
) -> None:
    page = browse(secretary).submit(
        "members.release", {"last_day": last_day}, 422, person_id=member.person.id
    )
    assert page.select_one("#last_day-error").get_text(strip=True) == sentence


def test_leaving_of_an_officer_is_for_who_grants_offices(
    chapter: Chapter, secretary: Reader, vice_president: Reader, browse: BrowserFactory
) -> None:
    """Seen red with the right to grant offices not asked."""
    assert vice_president.person
    typed, target = {"last_day": "2026-11-19"}, {"person_id": vice_president.person.id}
    page = browse(secretary).submit("members.release", typed, 422, **target)
    stays = queries.of_person(chapter, vice_president.person)[0].left_on
    browse(vice_president).post("members.release", typed, **target)

    assert errors_of(page)[0].startswith("This member holds an office, which would end")
    assert (stays, queries.of_person(chapter, vice_president.person)[0].left_on) == (
        None,
        date(2026, 11, 20),
    )


def test_leaving_is_for_who_admits(
    browse: BrowserFactory, member: Reader, stranger: Reader, chapter: Chapter
) -> None:
    typed, target = {"last_day": "2026-11-19"}, {"person_id": member.person.id}
    browse(member).post("members.release", typed, 403, **target)
    browse(stranger).post("members.release", typed, 404, **target)
    assert queries.of_person(chapter, member.person)[0].left_on is None


def test_names_in_any_script_are_kept(
    browse: BrowserFactory, secretary: Reader, chapter: Chapter
) -> None:
    typed = {"first_name": "أمينة", "last_name": "O’Brien-李 <i>", "trade": "=1+1", "email": ""}
    page = browse(secretary).submit("members.new", typed)
    assert page.h1.get_text() == "أمينة O’Brien-李 <i>"
