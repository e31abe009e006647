from datetime import date

import pytest
from bs4 import BeautifulSoup

from chapter import clock
from chapter.accounts import service as accounts
from chapter.accounts.rules import Office
from chapter.chapters.models import Chapter
from chapter.db import db
from tests import factories
from tests.browse import Browser, filled
from tests.conftest import BrowserFactory, Reader


def errors_of(page: BeautifulSoup) -> list[str]:
    """Return the sentences of the error summary."""
    return [item.get_text() for item in page.select(".error-summary li")]


def test_only_chapter_is_entered_at_once(browse: BrowserFactory, member: Reader) -> None:
    assert browse(member).client.get("/").headers["Location"] == "/c/north/"


def test_chapters_of_a_director_are_shown_by_name(
    browse: BrowserFactory, director: Reader, elsewhere: Chapter
) -> None:
    """Seen red with the terms of offices left out of the list."""
    accounts.grant_office(
        elsewhere,
        director.user,
        Office.DIRECTOR,
        starts_on=date(2026, 9, 1),
        ends_on=None,
        actor_id=None,
        now=clock.now(),
    )
    db.session.commit()
    page = browse(director).get("chapters.index")
    assert [tile["href"] for tile in page.select("a.tile")] == ["/c/north/", "/c/south/"]


def test_nobodys_chapters_are_an_empty_page(
    browse: BrowserFactory, director: Reader, chapter: Chapter
) -> None:
    db.session.execute(db.text("DELETE FROM office_terms"))
    db.session.commit()
    page = browse(director).get("chapters.index")
    assert page.select_one(".empty p").get_text().startswith("No chapter lists you at present.")


def test_settings_are_for_leadership(
    browse: BrowserFactory, member: Reader, vice_president: Reader, stranger: Reader
) -> None:
    browse(vice_president).get("chapters.edit")
    browse(member).get("chapters.edit", 403)
    browse(stranger).get("chapters.edit", 404)


def test_settings_sent_untouched_change_nothing(
    browse: BrowserFactory, vice_president: Reader, chapter: Chapter
) -> None:
    before = factories_row(chapter)
    browse(vice_president).submit("chapters.edit", {"seats_exclusive": "y"})
    assert factories_row(chapter) == before


def factories_row(chapter: Chapter) -> tuple[object, ...]:
    """Return all columns of the chapter as they are stored."""
    db.session.expire_all()
    return tuple(db.session.execute(db.select(Chapter.__table__)).one())


def test_settings_are_saved(
    browse: BrowserFactory, vice_president: Reader, chapter: Chapter
) -> None:
    typed = {"name": "Northern", "meets_at": "06:45", "weekday": "1", "zone": "Asia/Tokyo"}
    browse(vice_president).submit("chapters.edit", {**typed, "currency": "jpy"})
    db.session.expire_all()
    kept = (chapter.name, f"{chapter.meets_at:%H:%M}", chapter.weekday, chapter.zone)
    assert (*kept, chapter.currency) == ("Northern", "06:45", 1, "Asia/Tokyo", "JPY")


def test_members_see_places_and_not_each_others_scores_at_first(chapter: Chapter) -> None:
    assert (chapter.ranking_shown, chapter.lights_shown) == (True, False)


@pytest.mark.parametrize(("ranking", "lights"), [("y", ""), ("", "y")])
def test_what_members_see_of_each_other_is_chosen(
    browse: BrowserFactory, vice_president: Reader, chapter: Chapter, ranking: str, lights: str
) -> None:
    browser = browse(vice_president)
    data = filled(browser.get("chapters.edit")) | {"lights_shown": lights}
    kept = {name: value for name, value in data.items() if name != "ranking_shown" and value}
    browser.post("chapters.edit", {**kept, **({"ranking_shown": "y"} if ranking else {})})
    db.session.expire_all()
    assert (chapter.ranking_shown, chapter.lights_shown) == (bool(ranking), bool(lights))


def test_own_words_stand_in_headings(browse: BrowserFactory, vice_president: Reader) -> None:
    page = browse(vice_president).submit("chapters.edit", {"noun_meeting": "Breakfast"})
    assert page.select_one("#meeting-head").get_text() == "Breakfast"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": "  "}, "Write the name."),
        ({"meets_at": "seven"}, "Write the time as hours and minutes: 07:00."),
        ({"meets_at": ""}, "Write when it begins."),
        ({"currency": "ZZZ"}, "This currency is not known; write three letters such as EUR."),
        ({"zone": "Mars/Base"}, "Not a valid choice."),
        ({"weekday": "9"}, "Not a valid choice."),
    ],
)
def test_settings_written_wrong_are_refused_and_kept(
    browse: BrowserFactory, vice_president: Reader, typed: dict[str, str], sentence: str
) -> None:
    browser = browse(vice_president)
    page = browser.submit("chapters.edit", {"place": "As typed", **typed}, 422)
    assert errors_of(page) == [sentence]
    assert page.select_one("#place")["value"] == "As typed"


def test_seats_refused_leave_the_page_as_it_was(
    browse: BrowserFactory, vice_president: Reader, chapter: Chapter
) -> None:
    chapter.seats_exclusive = False
    factories.make_member(chapter, "Ann One", "Baker")
    factories.make_member(chapter, "Ben Two", "Baker")
    page = browse(vice_president).submit(
        "chapters.edit", {"name": "New", "seats_exclusive": "y"}, 422
    )
    assert errors_of(page) == ["Two active members share a trade; change one of them first."]
    assert page.h1.get_text() == "Settings of North"


def test_currency_that_is_fixed_is_shown_and_not_asked(
    browse: BrowserFactory, vice_president: Reader, member: Reader, chapter: Chapter
) -> None:
    factories.make_slip(
        chapter,
        "closed-business",
        member.person,
        date(2026, 11, 18),
        thanked_id=vice_president.person.id,
    )
    browser = browse(vice_president)
    assert browser.get("chapters.edit").select("input[name=currency]") == []
    page = browser.submit("chapters.edit", {"currency": "USD"}, 422)
    assert errors_of(page) == ["The currency is fixed since the first amount was recorded."]


def test_settings_of_nobody_lead_to_sign_in(anonymous: Browser, chapter: Chapter) -> None:
    answer = anonymous.client.get("/c/north/settings")
    assert answer.headers["Location"] == "/sign-in?next=/c/north/settings"
