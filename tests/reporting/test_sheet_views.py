"""The workbooks and single sheets that are handed out."""

import csv
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from chapter.accounts.rules import Office
from chapter.chapters.models import Chapter
from chapter.db import db
from reports.books import editions
from tests import factories
from tests.conftest import BrowserFactory, Reader, sign_up
from tests.statements import counting

ALL = [name for name in editions.NAMES if name not in ("scores", "policy")]


@pytest.fixture
def leader(chapter: Chapter) -> Reader:
    """A president."""
    return sign_up(chapter, "Pia President", "Plumber", Office.PRESIDENT)


def test_workbook_is_for_the_people_of_the_chapter(
    november: Chapter, member: Reader, stranger: Reader, browse: BrowserFactory
) -> None:
    answer = browse(member).client.get("/c/north/reports/2026-11.xlsx")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="north-2026-11.xlsx"'
    assert "Policy" not in load_workbook(BytesIO(answer.data)).sheetnames
    browse(stranger).get("reporting.month", status=404, period="2026-11")


def test_leaderships_workbook_is_for_the_leadership(
    november: Chapter, member: Reader, leader: Reader, stranger: Reader, browse: BrowserFactory
) -> None:
    """Seen red with the right not asked."""
    address = "/c/north/reports/2026-11.xlsx?edition=leadership"
    answer = browse(leader).client.get(address)
    assert {"Scores", "Policy"} <= set(load_workbook(BytesIO(answer.data)).sheetnames)
    assert "north-2026-11-leadership.xlsx" in answer.headers["Content-Disposition"]
    assert browse(member).client.get(address).status_code == 403
    assert browse(stranger).client.get(address).status_code == 404


@pytest.mark.parametrize("period", ["2026-11-05", "2026-Q4", "2026", "6m", "2026-04..2026-11"])
def test_workbook_of_any_period(
    november: Chapter, member: Reader, browse: BrowserFactory, period: str
) -> None:
    browse(member).get("reporting.month", period=period)


@pytest.mark.parametrize("period", ["2026-13", "november", "2026-11..2026-04", ".."])
def test_workbook_of_no_period_is_not_found(
    november: Chapter, member: Reader, browse: BrowserFactory, period: str
) -> None:
    browse(member).get("reporting.month", status=404, period=period)


def test_workbook_of_no_edition_is_not_found(
    november: Chapter, member: Reader, browse: BrowserFactory
) -> None:
    browse(member).get("reporting.month", status=404, period="2026-11", edition="board")


@pytest.mark.parametrize("ext", ["csv", "xlsx"])
@pytest.mark.parametrize("name", ALL)
def test_sheet_is_for_the_people_of_the_chapter(
    november: Chapter,
    member: Reader,
    stranger: Reader,
    browse: BrowserFactory,
    name: str,
    ext: str,
) -> None:
    browse(member).get("reporting.sheet", name=name, ext=ext)
    browse(stranger).get("reporting.sheet", status=404, name=name, ext=ext)


@pytest.mark.parametrize("name", ["scores", "policy"])
def test_sheet_of_the_leadership_is_refused_to_members(
    november: Chapter, member: Reader, leader: Reader, browse: BrowserFactory, name: str
) -> None:
    """Seen red with the right not asked."""
    browse(leader).get("reporting.sheet", name=name, ext="csv")
    browse(member).get("reporting.sheet", status=403, name=name, ext="csv")


def test_scores_are_handed_to_members_where_lights_are_shown(
    november: Chapter, member: Reader, browse: BrowserFactory
) -> None:
    november.lights_shown = True
    db.session.commit()
    browse(member).get("reporting.sheet", name="scores", ext="xlsx")


@pytest.mark.parametrize(
    "asked",
    [
        {"name": "money"},
        {"name": "rows", "measure": "money"},
        {"name": "combination", "only": "met"},
        {"name": "trends", "person": "0"},
        {"name": "rows", "period": "2026-11-06"},
    ],
)
def test_sheet_that_is_none_is_not_found(
    november: Chapter, member: Reader, browse: BrowserFactory, asked: dict[str, str]
) -> None:
    browse(member).get("reporting.sheet", status=404, ext="csv", **asked)


def test_csv_is_narrowed_as_its_page(
    november: Chapter, member: Reader, browse: BrowserFactory
) -> None:
    """Seen red with the filters passed over."""
    assert member.person is not None
    answer = browse(member).client.get(
        f"/c/north/reports/sheets/rows/csv?measure=closed_business&person={member.person.id}"
    )
    assert answer.data.decode("utf-8-sig").splitlines() == [
        "Week,Member,Measure,Figure,Tier",
        "2026-11-05,Mona Member,Closed business,30.50,",
    ]


def test_csv_of_ranking_off_has_no_places_for_members(
    november: Chapter, member: Reader, leader: Reader, browse: BrowserFactory
) -> None:
    """Seen red with the leadership's edition given to everybody."""
    november.ranking_shown = False
    db.session.commit()
    address = "/c/north/reports/sheets/leaderboard/csv?measure=education"
    texts = [browse(reader).client.get(address).text for reader in (member, leader)]
    heads = [next(csv.reader(StringIO(text.removeprefix("\ufeff")))) for text in texts]
    assert ["Place" in head for head in heads] == [False, True]


@pytest.mark.parametrize(
    ("endpoint", "values", "number"),
    [
        ("reporting.month", {"period": "2026-11"}, 14),
        ("reporting.sheet", {"name": "leaderboard", "ext": "csv"}, 15),
        ("reporting.sheet", {"name": "visitors", "ext": "csv"}, 14),
    ],
)
def test_hand_out_costs_the_same_for_more_rows(
    november: Chapter,
    member: Reader,
    browse: BrowserFactory,
    endpoint: str,
    values: dict[str, str],
    number: int,
) -> None:
    assert member.person is not None
    browser = browse(member)
    for names in ((), ("Di Dane", "Eve East")):
        for name in names:
            factories.make_member(november, name)
        with counting() as count:
            browser.client.get(browser.address(endpoint, **values))
        assert count.number == number
