"""The pages of the reports."""

import pytest

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.people.models import Person
from chapter.slips.models import ClosedBusinessSlip
from chapter.slips.rules import Measure
from tests import factories
from tests.conftest import TODAY, BrowserFactory, Reader
from tests.reporting.conftest import FIRST
from tests.statements import counting

PAGES = {
    "reporting.leaderboard": {},
    "reporting.rows": {"person": 1},
    "reporting.figure": {},
    "reporting.index": {},
    "reporting.chapter": {},
    "reporting.matrix": {},
    "reporting.pair": {"row": 1, "column": 1},
    "reporting.pairs": {},
    "reporting.trends": {},
    "reporting.recognition": {},
    "reporting.listing": {"name": "rows", "ext": "csv", "person": 1},
    "reporting.palms": {},
    "reporting.attendance": {},
    "reporting.month": {"period": "2026-11"},
    "reporting.sheet": {"name": "rows", "ext": "csv"},
}


@pytest.mark.parametrize("endpoint", PAGES)
def test_page_is_for_the_people_of_the_chapter(
    november: Chapter, member: Reader, stranger: Reader, browse: BrowserFactory, endpoint: str
) -> None:
    browse(member).get(endpoint, **PAGES[endpoint])
    browse(stranger).get(endpoint, status=404, **PAGES[endpoint])


@pytest.mark.parametrize("endpoint", PAGES)
def test_page_of_a_chapter_without_a_closed_week(
    member: Reader, browse: BrowserFactory, endpoint: str
) -> None:
    browse(member).get(endpoint, **PAGES[endpoint])


def test_leaderboard_shows_place_figure_and_change(
    november: Chapter, member: Reader, browse: BrowserFactory
) -> None:
    assert member.person is not None
    factories.make_slip(november, "education", member.person, TODAY)
    factories.close_week(november, TODAY)
    page = browse(member).get("reporting.leaderboard", measure="education", period=str(TODAY))
    rows = [
        [cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])]
        for row in page.select("tbody tr")
    ]
    assert rows == [
        ["1", "Mona Member you Baker", "1 1 more up 1 place"],
        ["2", "Ben Brandt Roofer", "0 3 fewer down 1 place"],
    ]


@pytest.mark.parametrize(
    ("period", "name"),
    [
        ("2026-04..2026-09", "April 2026 to September 2026"),
        ("all", "Everything up to Thursday 19 November 2026"),
    ],
)
def test_leaderboard_names_some_months_and_all_time(
    november: Chapter, member: Reader, browse: BrowserFactory, period: str, name: str
) -> None:
    page = browse(member).get("reporting.leaderboard", period=period)
    assert page.caption.get_text(strip=True) == f"Referrals given, {name}"


@pytest.mark.parametrize("measure", Measure)
def test_figure_opens_rows_that_add_up_to_it(
    november: Chapter, member: Reader, browse: BrowserFactory, measure: str
) -> None:
    """Seen red with the rows of every measure let in."""
    browser = browse(member)
    for link in browser.get("reporting.leaderboard", measure=measure).select("tbody a"):
        total = browser.open(str(link["href"])).select_one("tfoot .number")
        assert (total.get_text(strip=True) if total else "0") in (link.get_text(strip=True), "0")
        assert bool(total) == (link.get_text(strip=True) not in ("0", "€0"))


def test_rows_name_the_other_side_of_a_referral(
    november: Chapter, member: Reader, browse: BrowserFactory
) -> None:
    assert member.person is not None
    page = browse(member).get("reporting.rows", person=member.person.id)
    rows = [row.get_text("|", strip=True) for row in page.select("tbody tr")]
    assert rows == [
        "Thu 5 Nov|Dated on the day of the meeting.|Ben Brandt|Inside|1",
        "Thu 5 Nov|Dated on the day of the meeting.|Ben Brandt|Outside|1",
    ]


def test_rows_of_closed_business_are_weeks_without_a_name(
    november: Chapter, member: Reader, browse: BrowserFactory
) -> None:
    """Seen red with a row per thanks."""
    assert member.person is not None
    page = browse(member).get("reporting.rows", measure="closed_business", person=member.person.id)
    assert [row.get_text("|", strip=True) for row in page.select("tbody tr")] == [
        "Thu 5 Nov|€30.50"
    ]
    assert "Ben Brandt" not in page.get_text()


def test_no_report_changes_with_who_thanked(
    november: Chapter, member: Reader, ben: Person, browse: BrowserFactory
) -> None:
    """Seen red with the earner added to the rows behind a figure."""
    assert member.person is not None
    cleo = factories.make_member(november, "Cleo Cook", "Cook").person
    browser = browse(member)
    addresses = [
        browser.address(endpoint, **{**values, "measure": "closed_business", "person": person.id})
        for endpoint, values in PAGES.items()
        for person in (member.person, ben, cleo)
    ]
    before = [browser.client.get(address).data for address in addresses]
    db.session.execute(db.update(ClosedBusinessSlip).values(earner_id=cleo.id))
    db.session.execute(
        db.text("UPDATE slips SET author_id = :cleo WHERE kind = 'closed-business'"),
        {"cleo": cleo.id},
    )
    db.session.commit()
    assert [browser.client.get(address).data for address in addresses] == before


@pytest.mark.parametrize(
    "asked",
    [{"measure": "money"}, {"period": "2026-13"}, {"period": "2026-11-06"}, {"period": "x"}],
)
@pytest.mark.parametrize("endpoint", ["reporting.leaderboard", "reporting.rows"])
def test_unknown_measure_or_period_is_not_found(
    november: Chapter, member: Reader, browse: BrowserFactory, endpoint: str, asked: dict[str, str]
) -> None:
    assert member.person is not None
    browse(member).get(endpoint, status=404, **{"person": member.person.id, **asked})


def test_rows_of_nobody_and_of_somebody_elsewhere_are_not_found(
    november: Chapter, member: Reader, stranger: Reader, browse: BrowserFactory
) -> None:
    assert stranger.person is not None
    browser = browse(member)
    for person in (stranger.person.id, 0, "x"):
        browser.get("reporting.rows", status=404, person=person)


def test_rows_of_somebody_outside_the_roster_are_not_found(
    november: Chapter, member: Reader, ben: Person, browse: BrowserFactory
) -> None:
    """Seen red with the category not asked."""
    factories.make_slip(november, "visitor", ben, FIRST)
    visitor = db.session.scalars(db.select(Person).where(Person.category == "visitor")).one()
    browse(member).get("reporting.rows", status=404, person=visitor.id)


def test_reports_list_months_with_closed_weeks_newest_first(
    november: Chapter, member: Reader, browse: BrowserFactory
) -> None:
    factories.make_meeting(november, FIRST.replace(month=9), "closed")
    page = browse(member).get("reporting.index")
    links = [str(link["href"]) for link in page.select("a[download][href*='/reports/']")]
    assert links == ["/c/north/reports/2026-11.xlsx", "/c/north/reports/2026-09.xlsx"]


def test_palms_page_sums_in_its_last_line(
    november: Chapter, member: Reader, browse: BrowserFactory
) -> None:
    page = browse(member).get("reporting.palms", period="2026-11")
    total = [cell.get_text(strip=True) for cell in page.select("tfoot th, tfoot td")]
    figures = ["1", "0", "0", "0", "1", "1", "1", "1", "1", "0", "2", "€30.50", "3", "0"]
    assert total == ["Total", *figures]


def test_attendance_page_shows_a_letter_per_meeting(
    november: Chapter, member: Reader, browse: BrowserFactory
) -> None:
    page = browse(member).get("reporting.attendance", period="2026-11")
    rows = [
        [cell.get_text(strip=True) for cell in row.find_all("td")]
        for row in page.select("tbody tr")
    ]
    assert rows == [["S", "–", "1"], ["P", "–", "1"]]


def test_own_words_name_the_measures(
    november: Chapter, member: Reader, browse: BrowserFactory
) -> None:
    november.words = {"referral": "Tip"}
    db.session.commit()
    page = browse(member).get("reporting.leaderboard")
    assert "Tip given" in [heading.get_text(strip=True) for heading in page.select(".tabs a")]


@pytest.mark.parametrize(
    ("endpoint", "number"),
    [
        ("reporting.leaderboard", 10),
        ("reporting.rows", 11),
        ("reporting.figure", 8),
        ("reporting.index", 6),
        ("reporting.chapter", 13),
        ("reporting.matrix", 12),
        ("reporting.pair", 11),
        ("reporting.pairs", 12),
        ("reporting.trends", 12),
        ("reporting.recognition", 13),
        ("reporting.listing", 10),
        ("reporting.palms", 12),
        ("reporting.attendance", 12),
    ],
)
def test_page_costs_the_same_for_more_rows(
    november: Chapter, member: Reader, browse: BrowserFactory, endpoint: str, number: int
) -> None:
    assert member.person is not None
    browser, values = browse(member), {**PAGES[endpoint], "period": "2026-11"}
    for names in ((), ("Di Dane", "Eve East")):
        for name in names:
            other = factories.make_member(november, name).person
            factories.make_slip(november, "referral", member.person, TODAY, receiver_id=other.id)
        if names:
            factories.close_week(november, TODAY)
        with counting() as count:
            browser.get(endpoint, **values)
        assert count.number == number
