"""Whatever happened in a chapter, its figures follow from it, and every report gives the same."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import redirect_stdout
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from chapter.reporting import service
from chapter.slips.rules import Measure
from reports import __main__ as command_line
from reports import periods
from reports.palms import FIGURES
from reports.periods import Period
from tests.browse import Browser
from tests.conftest import TODAY, BrowserFactory, Reader
from tests.reporting import oracle
from tests.reporting.histories import WEEKS, History, Step, steps
from tests.reporting.oracle import Figures

OCTOBER = periods.parse("2026-10", TODAY)
SUITE = settings(
    max_examples=int(__import__("os").environ.get("EX", "30")),
    deadline=None,
    derandomize=True,
    database=None,
    # Making a failure smaller takes minutes; the long run does it.
    # Making a failure smaller takes minutes; the long run does it.
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
LONG = settings(SUITE, max_examples=300, derandomize=False, phases=list(Phase), print_blob=True)
# A failing history is made smaller by cutting its end off.
HISTORIES = given(seed=st.integers(0, 10**9), length=st.integers(40, 90))
# What each measure sums of the columns of the PALMS summary, and of what it leaves out.
SUMS = {
    "referrals_given": ("RGI", "RGO"),
    "referrals_received": ("RRI", "RRO"),
    "one_to_ones": ("1-2-1",),
    "closed_business": ("TYFCB",),
    "visitors": ("V",),
    "education": ("CEU",),
    "testimonials": ("T",),
    "sponsored": ("sponsored",),
}


@pytest.fixture
def admins(browse: BrowserFactory, admin: Reader) -> Browser:
    """The browser of somebody who may read every chapter."""
    return browse(admin)


@SUITE
@HISTORIES
def test_every_report_gives_what_people_did(
    admins: Browser, admin: Reader, tmp_path: Path, seed: int, length: int
) -> None:
    """Seen red with posting, a mark, a tier, a standing and one report put wrong in turn."""
    agree(admins, admin, tmp_path, steps(seed, length))


@pytest.mark.long
@LONG
@HISTORIES
def test_every_report_gives_what_people_did_at_length(
    admins: Browser, admin: Reader, tmp_path: Path, seed: int, length: int
) -> None:
    """Look through ten times as many histories, new ones each time."""
    agree(admins, admin, tmp_path, steps(seed, length))


def agree(browser: Browser, admin: Reader, folder: Path, happening: list[Step]) -> None:
    """Play a history and compare the oracle with every report of October and of its weeks."""
    history = History(admin.user.id)
    history.play(happening)
    slug = history.chapter.slug
    october = oracle.figures(history.said, OCTOBER.first, OCTOBER.until)
    palms = of_palms(october)
    page = browser.get("reporting.palms", chapter_slug=slug, period="2026-10")
    assert of_page(page) == palms
    assert of_workbook(browser, slug) == palms
    service.write_rows(history.chapter, OCTOBER, folder)
    for period in (OCTOBER, *(periods.meeting(day) for day in WEEKS[:5])):
        found = oracle.figures(history.said, period.first, period.until)
        assert of_command_line(folder, period.text) == of_palms(found)
        assert of_leaderboard(history, period) == by_measure(found, history)
    assert of_leaderboard_pages(browser, slug) == by_measure(october, history)


def of_palms(rows: Figures) -> Figures:
    """Keep the figures of the PALMS summary, and add the line that sums all others."""
    found = {name: nonzero(row, FIGURES) for name, row in rows.items()}
    total: Counter[str] = sum(found.values(), Counter())
    return {name: row for name, row in {**found, "Total": total}.items() if row}


def nonzero(row: Counter[str], columns: Iterable[str]) -> Counter[str]:
    """Keep the figures of some columns that are not zero."""
    return Counter({name: row[name] for name in columns if row[name]})


def by_measure(rows: Figures, history: History) -> dict[str, Counter[str]]:
    """Turn lines of figures into a figure per measure and member."""
    return {
        measure: +Counter(
            {name: sum(rows[name][c] for c in columns) for name in rows if name in history.people}
        )
        for measure, columns in SUMS.items()
    }


def lines(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> Figures:
    """Read the lines of a PALMS summary: two names or one, then figures in major units."""
    found = {}
    for *names, in_row in ((*row[: -len(FIGURES)], row[-len(FIGURES) :]) for row in rows):
        pairs = zip(FIGURES, in_row, strict=True)
        figures = {column: minor(value, column) for column, value in pairs}
        found[" ".join(str(name) for name in names if name)] = nonzero(Counter(figures), FIGURES)
    assert tuple(headings[-len(FIGURES) :]) == FIGURES
    return {name: row for name, row in found.items() if row}


def minor(value: object, column: str = "") -> int:
    """Read a figure; money comes in major units, perhaps written out."""
    number = Decimal(str(value).replace("€", "").replace(",", ""))
    return int(number * 100 if column == "TYFCB" else number)


def of_page(page: BeautifulSoup) -> Figures:
    """Read the PALMS summary from its page."""
    rows = [
        [cell.get_text(strip=True) for cell in row.select("th, td")]
        for row in page.select("table.data tr")
    ]
    return lines(rows[0], rows[1:]) if rows else {}


def of_workbook(browser: Browser, slug: str) -> Figures:
    """Read the PALMS summary from the workbook that is handed out."""
    answer = browser.client.get(
        browser.address("reporting.month", chapter_slug=slug, month="2026-10")
    )
    rows = list(load_workbook(io.BytesIO(answer.data))["PALMS"].values)
    return lines([str(head) for head in rows[0]], rows[1:])


def of_command_line(folder: Path, period: str) -> Figures:
    """Read the PALMS summary that `python -m reports` makes of the exported rows."""
    with redirect_stdout(io.StringIO()) as out:
        assert command_line.main(["palms", str(folder), "--period", period]) == 0
    rows = list(csv.reader(io.StringIO(out.getvalue())))
    return lines(rows[0], rows[1:])


def of_leaderboard(history: History, period: Period) -> dict[str, Counter[str]]:
    """Read every measure's leaderboard as its page gets it."""
    return {
        measure: +Counter(
            {
                line.name: line.figure
                for line in service.leaderboard(history.chapter, measure, period, None)
            }
        )
        for measure in Measure
    }


def of_leaderboard_pages(browser: Browser, slug: str) -> dict[str, Counter[str]]:
    """Read every measure's leaderboard of October from its page."""
    found = {}
    for measure in Measure:
        asked = {"chapter_slug": slug, "measure": measure, "period": "2026-10"}
        page = browser.get("reporting.leaderboard", **asked)
        column = "TYFCB" if measure == Measure.CLOSED_BUSINESS else ""
        found[measure] = +Counter(
            {
                row.th.find(string=True, recursive=False).strip(): minor(row.a.text, column)
                for row in page.select("table.data tbody tr")
            }
        )
    return found
