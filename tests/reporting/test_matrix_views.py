"""The matrices' page, the slips behind a cell, and pairs that are new, kept and gone."""

import pytest
from bs4 import BeautifulSoup, Tag

from chapter.chapters.models import Chapter
from chapter.members import service as members
from chapter.people.models import Person
from chapter.reporting import matrices, service
from chapter.reporting.matrices import KINDS
from reports import exchange, periods
from tests import factories
from tests.conftest import NOW, TODAY, Browser, BrowserFactory, Reader
from tests.reporting.conftest import FIRST

NOVEMBER = periods.parse("2026-11", TODAY)


def _cells(row: Tag) -> list[str]:
    return [cell.get_text(strip=True) for cell in row.find_all("td")]


def _rows(page: BeautifulSoup) -> dict[str, list[str]]:
    return {
        str(row.th.find(string=True, recursive=False)).strip(): _cells(row)
        for row in page.select("table.grid tbody tr")
    }


def _grid(browser: Browser, **asked: object) -> dict[str, list[str]]:
    return _rows(browser.get("reporting.matrix", period="2026-11", **asked))


@pytest.mark.parametrize(
    ("kind", "bens", "monas"),
    [
        # Each row ends with both, referral only, one-to-one only, neither.
        ("combination", ["", "1", "0", "0", "1", "0"], ["3", "", "1", "0", "0", "0"]),
        # Before these stand here what went outside the chapter, and the sum.
        (
            "referrals",
            ["", "0", "0", "0", "0", "0", "1", "0"],
            ["2", "", "0", "2", "1", "0", "0", "0"],
        ),
        (
            "one_to_ones",
            ["", "1", "0", "1", "0", "0", "1", "0"],
            ["1", "", "0", "1", "1", "0", "0", "0"],
        ),
    ],
)
def test_matrix_stands_in_roster_order_with_a_blank_diagonal(
    november: Chapter,
    member: Reader,
    browse: BrowserFactory,
    kind: str,
    bens: list[str],
    monas: list[str],
) -> None:
    assert _grid(browse(member), kind=kind) == {"Ben Brandt": bens, "Mona Member": monas}


def test_only_unmet_leaves_what_is_still_to_do(
    november: Chapter, member: Reader, browse: BrowserFactory
) -> None:
    """Seen red with the filter passed over."""
    factories.make_member(november, "Nora New")
    browser = browse(member)
    assert _grid(browser, only="unmet") == {
        "Ben Brandt": ["", "", "0", "0", "0", "1", "1"],
        "Mona Member": ["", "", "0", "1", "0", "0", "1"],
        "Nora New": ["0", "0", "", "0", "0", "0", "2"],
    }
    assert _grid(browser, only="unmet", kind="referrals")["Mona Member"][:3] == ["", "", "0"]


def test_everybody_met_says_so(november: Chapter, member: Reader, browse: BrowserFactory) -> None:
    page = browse(member).get(
        "reporting.matrix", kind="one_to_ones", period="2026-11", only="unmet"
    )
    assert page.select_one(".empty p").get_text() == ("Everybody has met everybody in this period.")


def test_chosen_member_stands_on_top(
    november: Chapter, member: Reader, ben: Person, browse: BrowserFactory
) -> None:
    """Seen red with the order of the roster kept."""
    assert member.person is not None
    browser = browse(member)
    assert list(_grid(browser, person=member.person.id)) == ["Mona Member", "Ben Brandt"]
    page = browser.get("reporting.matrix", person=ben.id)
    assert len(page.select("tr.is-marked")) == 2


def test_former_members_stand_apart(
    november: Chapter, member: Reader, ben: Person, browse: BrowserFactory
) -> None:
    members.release(november, ben, left_on=TODAY, today=TODAY, actor_id=None, now=NOW)
    assert list(_grid(browse(member))) == ["Mona Member", "Former members", "Ben Brandt"]


@pytest.mark.parametrize("kind", KINDS)
def test_cell_opens_as_many_slips_as_it_says(
    november: Chapter, member: Reader, browse: BrowserFactory, kind: str
) -> None:
    """Seen red with slips to anybody let in."""
    assert member.person is not None
    cleo = factories.make_member(november, "Cleo Cook").person
    factories.make_slip(november, "referral", member.person, TODAY, receiver_id=cleo.id)
    factories.make_slip(november, "one-to-one", cleo, TODAY, second_id=member.person.id)
    factories.close_week(november, TODAY)
    browser = browse(member)
    page = browser.get("reporting.matrix", period="2026-11", kind=kind)
    for link in page.select("table.grid td a"):
        opened = browser.open(str(link["href"]))
        said = [int(foot.get_text()) for foot in opened.select("tfoot .number")]
        code = {(True, False): 2, (False, True): 1, (True, True): 3}
        kinds = [heading.get_text() for heading in opened.select("main section h2")]
        both = code["Referrals given" in kinds, "One-to-ones" in kinds]
        assert int(link.get_text()) == (both if kind == "combination" else sum(said))


def test_cell_names_day_week_and_kind_and_nothing_confidential(
    november: Chapter, member: Reader, ben: Person, browse: BrowserFactory
) -> None:
    assert member.person is not None
    page = browse(member).get(
        "reporting.pair", row=member.person.id, column=ben.id, period="2026-11"
    )
    assert [row.get_text("|", strip=True) for row in page.select("tbody tr")] == [
        "Thu 12 Nov|Dated on the day of the meeting.|Ben Brandt|1",
        "Thu 5 Nov|Dated on the day of the meeting.|Ben Brandt|Inside|1",
        "Thu 5 Nov|Dated on the day of the meeting.|Ben Brandt|Outside|1",
    ]


def test_grid_holds_the_cells_of_the_frame(november: Chapter) -> None:
    factories.make_member(november, "Nora New")
    rows = service.frames_between(november, NOVEMBER.first, NOVEMBER.until)
    made = exchange.matrix(rows.members, rows.credits, NOVEMBER, "referrals")
    grid = matrices.grid(november, NOVEMBER, "referrals")
    figures = [[cell.figure or 0 for cell in row.cells] for row in grid.rows]
    assert figures == made.cells.fillna(0).to_numpy().tolist()


@pytest.mark.parametrize("endpoint", ["reporting.matrix", "reporting.pair", "reporting.pairs"])
@pytest.mark.parametrize("asked", [{"kind": "money"}, {"period": "2026-13"}])
def test_unknown_kind_or_period_is_not_found(
    november: Chapter, member: Reader, browse: BrowserFactory, endpoint: str, asked: dict[str, str]
) -> None:
    browse(member).get(endpoint, status=404, **{"row": 1, "column": 2, **asked})


@pytest.mark.parametrize(
    ("endpoint", "names"),
    [("reporting.matrix", ("person",)), ("reporting.pair", ("row", "column"))],
)
def test_people_of_elsewhere_are_not_found(
    november: Chapter,
    member: Reader,
    stranger: Reader,
    browse: BrowserFactory,
    endpoint: str,
    names: tuple[str, ...],
) -> None:
    """Seen red with the person looked up without the chapter."""
    assert stranger.person is not None
    for name in names:
        asked = {**dict.fromkeys(names, 1), name: stranger.person.id}
        browse(member).get(endpoint, status=404, **asked)


def test_pairs_are_new_kept_and_gone(
    november: Chapter, member: Reader, ben: Person, browse: BrowserFactory
) -> None:
    """Seen red with the two periods changed over."""
    assert member.person is not None
    factories.make_slip(november, "referral", ben, TODAY, receiver_id=member.person.id)
    factories.close_week(november, TODAY)
    page = browse(member).get("reporting.pairs", period=str(FIRST))
    assert _said(page) == {"New": [], "Kept": [], "Gone": []}
    later = browse(member).get("reporting.pairs", period="2026-11-12")
    assert _said(later) == {"New": [], "Kept": [], "Gone": ["Mona Member|Ben Brandt|2|0"]}
    last = browse(member).get("reporting.pairs", period=str(TODAY))
    assert _said(last)["New"] == ["Ben Brandt|Mona Member|0|1"]


def test_months_count_their_pairs(
    november: Chapter, member: Reader, browse: BrowserFactory
) -> None:
    page = browse(member).get("reporting.pairs", kind="one_to_ones")
    months = page.select('section[aria-labelledby="months"] tbody tr')
    assert [row.get_text("|", strip=True) for row in months] == ["November 2026|1|1|0|0"]


def _said(page: BeautifulSoup) -> dict[str, list[str]]:
    return {
        fold.summary.find(string=True).strip(): [
            row.get_text("|", strip=True) for row in fold.select("tbody tr")
        ]
        for fold in page.select('section[aria-labelledby="changes"] details')
    }
