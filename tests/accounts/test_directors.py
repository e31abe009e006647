"""Admins put chapters and regions into directors' care."""

from datetime import date

import pytest
from flask import Flask

from chapter.accounts import queries
from chapter.chapters import service as chapters
from chapter.chapters.models import Chapter
from chapter.db import db
from tests.browse import Browser
from tests.conftest import BrowserFactory, Reader

TODAY = date(2026, 11, 19)
DORA = {"email": "dora@example.org", "name": "Dora Director"}


def held() -> list[tuple[str, str]]:
    """Return who directs what."""
    return [
        (term.user.email, term.chapter.slug if term.chapter else term.region.name)
        for term in queries.directorships(TODAY)
    ]


@pytest.fixture
def office(browse: BrowserFactory, admin: Reader) -> Browser:
    """The admin's browser."""
    return browse(admin)


def test_admin_appoints_a_director_of_a_chapter(office: Browser, chapter: Chapter) -> None:
    page = office.submit("accounts.directors", {**DORA, "place": f"chapter-{chapter.id}"})

    assert held() == [("dora@example.org", "north")]
    assert "http://127.0.0.1:8000/invitation/" in page.get_text()


def test_director_of_a_region_enters_its_chapters(
    office: Browser, browse: BrowserFactory, chapter: Chapter, elsewhere: Chapter
) -> None:
    """Seen red with the region left out of the offices that cover a chapter."""
    chapter.region = chapters.region("Coast")
    db.session.commit()
    office.submit("accounts.directors", {**DORA, "place": f"region-{chapter.region_id}"})
    user = queries.user_by_email("dora@example.org")
    assert user is not None

    dora = browse(Reader(user))

    assert dora.get("members.index").title is not None
    dora.get("members.index", 404, chapter_slug=elsewhere.slug)


def test_same_place_twice_is_refused(office: Browser, chapter: Chapter) -> None:
    """Seen red with the check for the same place off."""
    place = {"place": f"chapter-{chapter.id}"}
    office.submit("accounts.directors", {**DORA, **place})

    page = office.submit("accounts.directors", {**DORA, **place}, status=422)

    assert "This person holds this office already." in page.get_text()
    assert held() == [("dora@example.org", "north")]


@pytest.mark.parametrize("place", ["", "chapter-0", "region-7", "nonsense"])
def test_place_that_is_none_is_refused(office: Browser, chapter: Chapter, place: str) -> None:
    page = office.submit("accounts.directors", {**DORA, "place": place}, status=422)

    assert "Choose a chapter or a region." in page.get_text()
    assert held() == []


def test_ended_director_no_longer_enters(
    office: Browser, browse: BrowserFactory, chapter: Chapter, director: Reader
) -> None:
    """Seen red with the end left out of the query of offices held."""
    dora = browse(director)
    dora.get("members.index")
    term = queries.directorships(TODAY)[0]

    office.post("accounts.end_director", term_id=term.id)

    dora.get("members.index", 404)


def test_nobody_but_an_admin_appoints(
    app: Flask, browse: BrowserFactory, vice_president: Reader, director: Reader
) -> None:
    """Seen red with ACCOUNT_USE as the right the page needs."""
    for reader in (vice_president, director):
        browse(reader).get("accounts.directors", 403)
        browse(reader).post("accounts.directors", DORA, 403)

    assert held() == [("dora@director.example", "north")]
