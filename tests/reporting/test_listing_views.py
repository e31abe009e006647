"""The files of the lists behind figures and pairs: the same rows as their pages."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.people.models import Person
from tests import factories
from tests.conftest import TODAY, BrowserFactory, Reader

WHY = "Dated on the day of the meeting."


@pytest.fixture
def asked(november: Chapter, member: Reader, ben: Person) -> dict[str, object]:
    """What the four lists ask for."""
    assert member.person is not None
    pair = {"row": member.person.id, "column": ben.id}
    return {"person": member.person.id, "period": "2026-11", "kind": "referrals", **pair}


def _lines(browser: object, name: str, **asked: object) -> list[str]:
    address = browser.address("reporting.listing", name=name, ext="csv", **asked)
    return browser.client.get(address).get_data(as_text=True).lstrip("\ufeff").splitlines()


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        (
            "rows",
            [
                f"2026-11-05,Referrals given,Ben Brandt,Inside,{WHY},1",
                f"2026-11-05,Referrals given,Ben Brandt,Outside,{WHY},1",
            ],
        ),
        (
            "pair",
            [
                f"2026-11-05,Referrals given,Ben Brandt,Inside,{WHY},1",
                f"2026-11-05,Referrals given,Ben Brandt,Outside,{WHY},1",
            ],
        ),
        ("figure", ["Mona Member,2"]),
        ("pairs", []),
    ],
)
def test_list_holds_the_rows_of_its_page(
    asked: dict[str, object], member: Reader, browse: BrowserFactory, name: str, rows: list[str]
) -> None:
    assert _lines(browse(member), name, **asked)[1:] == rows


def test_list_of_pairs_says_what_became_of_each(
    asked: dict[str, object], member: Reader, browse: BrowserFactory
) -> None:
    found = _lines(browse(member), "pairs", **{**asked, "period": "2026-11-12"})
    assert found == ["Change,Member,With or to,Before,Now", "Gone,Mona Member,Ben Brandt,2,0"]


def test_closed_business_is_listed_by_weeks_alone(
    asked: dict[str, object], member: Reader, browse: BrowserFactory
) -> None:
    """Seen red with a row per thanks."""
    found = _lines(browse(member), "rows", **asked, measure="closed_business")
    assert found[1:] == ["2026-11-05,Closed business,,,,30.50"]


@pytest.mark.parametrize("name", ["rows", "pair", "figure", "pairs"])
def test_workbook_holds_what_the_csv_holds(
    asked: dict[str, object], member: Reader, browse: BrowserFactory, name: str
) -> None:
    browser = browse(member)
    answer = browser.client.get(
        browser.address("reporting.listing", name=name, ext="xlsx", **asked)
    )
    (sheet,) = load_workbook(BytesIO(answer.data)).worksheets
    assert len(list(sheet.values)) == len(_lines(browser, name, **asked))


def test_name_that_a_spreadsheet_would_run_stays_text(
    asked: dict[str, object], november: Chapter, member: Reader, ben: Person, browse: BrowserFactory
) -> None:
    ben.first_name, ben.last_name = "=1+1", ""
    db.session.commit()
    browser = browse(member)
    assert ",'=1+1," in _lines(browser, "rows", **asked)[1]
    answer = browser.client.get(
        browser.address("reporting.listing", name="rows", ext="xlsx", **asked)
    )
    (sheet,) = load_workbook(BytesIO(answer.data)).worksheets
    assert (sheet["C2"].value, sheet["C2"].data_type) == ("=1+1", "s")


@pytest.mark.parametrize(("name", "ext"), [("money", "csv"), ("rows", "pdf")])
def test_unknown_list_or_kind_of_file_is_not_found(
    asked: dict[str, object], member: Reader, browse: BrowserFactory, name: str, ext: str
) -> None:
    browse(member).get("reporting.listing", status=404, name=name, ext=ext, **asked)


def test_list_is_for_the_people_of_the_chapter(
    asked: dict[str, object], director: Reader, stranger: Reader, browse: BrowserFactory
) -> None:
    assert len(_lines(browse(director), "figure", **asked)) == 2
    browse(stranger).get("reporting.listing", status=404, name="figure", ext="csv", **asked)


def test_page_links_to_its_own_list(
    asked: dict[str, object], november: Chapter, member: Reader, browse: BrowserFactory
) -> None:
    factories.make_meeting(november, TODAY, "closed")
    browser = browse(member)
    for name in ("rows", "pair", "figure", "pairs"):
        links = browser.get(f"reporting.{name}", **asked).select("a[download]")
        assert [browser.client.get(str(link["href"])).status_code for link in links] == [200, 200]
