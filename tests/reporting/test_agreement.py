"""Whatever happened in a chapter, its figures follow from it, and every report gives the same."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import redirect_stdout
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from chapter.reporting import boards, service
from chapter.rulesets import queries as rulesets
from chapter.slips.rules import Measure
from reports import __main__ as command_line
from reports import periods
from reports.palms import FIGURES
from reports.periods import Period
from tests.browse import Browser
from tests.conftest import TODAY, BrowserFactory, Reader
from tests.reporting import agreement, expected, oracle
from tests.reporting.brought import WITH_FILES, HistoryWithFiles
from tests.reporting.happenings import WEEKS, Step, steps
from tests.reporting.oracle_figures import Figures, figures
from tests.reporting.oracle_measures import by_measure

OCTOBER = periods.parse("2026-10", TODAY)
LONG = settings(
    max_examples=250,
    deadline=None,
    database=None,
    print_blob=True,
    phases=[Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
# A failing history is made smaller by cutting its end off.
HISTORIES = given(seed=st.integers(0, 10**9), length=st.integers(40, 90), is_closed=st.booleans())


@pytest.fixture
def admins(browse: BrowserFactory, admin: Reader) -> Browser:
    """The browser of somebody who may read every chapter."""
    return browse(admin)


@pytest.mark.parametrize("seed", range(50))
def test_every_report_gives_what_people_did(
    admins: Browser, admin: Reader, tmp_path: Path, seed: int
) -> None:
    """Seen red with posting, a mark, a tier, a standing and one report put wrong in turn."""
    happening = steps(seed, Random(seed).randint(40, 90), WITH_FILES)
    files = list(agreement.SHEETS)[seed % 2 :: 2]
    agree(admins, admin, tmp_path, happening, files, is_closed=seed % 3 > 0)


# Twice, so that two processes share the work.
@pytest.mark.long
@pytest.mark.parametrize("_half", range(2))
@LONG
@HISTORIES
def test_every_report_gives_what_people_did_at_length(
    admins: Browser,
    admin: Reader,
    tmp_path: Path,
    _half: int,
    seed: int,
    length: int,
    is_closed: bool,
) -> None:
    """Look through ten times as many histories, new ones each time."""
    happening = steps(seed, length, WITH_FILES)
    agree(admins, admin, tmp_path, happening, agreement.SHEETS, is_closed=is_closed)


def agree(
    browser: Browser,
    admin: Reader,
    folder: Path,
    happening: list[Step],
    files: Iterable[str],
    *,
    is_closed: bool,
) -> None:
    """Play a history and compare the oracle with every report of October and of its weeks."""
    history = HistoryWithFiles(admin.user.id)
    rulesets.on(history.chapter, TODAY).scoring = "spain-2020"
    (history.play if is_closed else history.go_on)(happening)
    slug, found = history.chapter.slug, oracle.counted(history.said)
    told = expected.sheets(found)
    palms = of_palms(figures(found, OCTOBER.first, OCTOBER.until))
    written, its_palms = agreement.of_workbook(browser, slug)
    assert written == told
    assert agreement.of_pages(browser, slug) == expected.pages(found, told)
    for name in files:
        assert agreement.of_file(browser, slug, name) == told[name]
    page = browser.get("reporting.palms", chapter_slug=slug, period="2026-10")
    for rows in (its_palms, agreement.rows_of_file(browser, slug, "palms"), of_page(page)):
        assert lines(rows[0], rows[1:]) == palms
    service.write_rows(history.chapter, OCTOBER, folder)
    assert of_command_line(folder, OCTOBER.text) == palms
    for period in (periods.meeting(day) for day in WEEKS[:5]):
        counted = figures(found, period.first, period.until)
        assert of_leaderboard(history, period) == by_measure(counted, set(history.people))


def of_palms(rows: Figures) -> Figures:
    """Keep the figures of the PALMS summary, and add the line that sums all others."""
    found = {name: nonzero(row, FIGURES) for name, row in rows.items()}
    total: Counter[str] = sum(found.values(), Counter())
    return {name: row for name, row in {**found, "Total": total}.items() if row}


def nonzero(row: Counter[str], columns: Iterable[str]) -> Counter[str]:
    """Keep the figures of some columns that are not zero."""
    return Counter({name: row[name] for name in columns if row[name]})


def lines(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> Figures:
    """Read the lines of a PALMS summary: two names or one, then figures in major units."""
    found = {}
    for *names, in_row in ((*row[: -len(FIGURES)], row[-len(FIGURES) :]) for row in rows):
        pairs = zip(FIGURES, in_row, strict=True)
        row = {column: minor(value, column) for column, value in pairs}
        found[" ".join(str(name) for name in names if name)] = nonzero(Counter(row), FIGURES)
    assert tuple(headings[-len(FIGURES) :]) == FIGURES
    return {name: row for name, row in found.items() if row}


def minor(value: object, column: str = "") -> int:
    """Read a figure; money comes in major units, perhaps written out."""
    number = Decimal(str(value).replace("€", "").replace(",", ""))
    return int(number * 100 if column == "TYFCB" else number)


def of_page(page: BeautifulSoup) -> list[list[str]]:
    """Read the PALMS summary from its page; nobody on the roster has no table."""
    rows = [
        [cell.get_text(strip=True) for cell in row.select("th, td")]
        for row in page.select("table.data tr")
    ]
    return rows or [list(FIGURES)]


def of_command_line(folder: Path, period: str) -> Figures:
    """Read the PALMS summary that `python -m reports` makes of the exported rows."""
    with redirect_stdout(io.StringIO()) as out:
        assert command_line.main(["palms", str(folder), "--period", period]) == 0
    rows = list(csv.reader(io.StringIO(out.getvalue())))
    return lines(rows[0], rows[1:])


def of_leaderboard(history: HistoryWithFiles, period: Period) -> dict[str, Counter[str]]:
    """Read every measure's leaderboard as its page gets it."""
    return {
        measure: +Counter(
            {
                line.name: line.figure
                for line in boards.lines(history.chapter, measure, period, None)
            }
        )
        for measure in Measure
    }
