"""Every report of October as pages, workbook and CSV files say it."""

from typing import Any

from bs4 import BeautifulSoup

from chapter.slips.rules import Measure
from tests.browse import Browser
from tests.reporting import of_sheets, pages, papers
from tests.reporting.expected import KINDS, Reports
from tests.reporting.papers import Rows

# The sheets, by their names in addresses: where they stand in the workbook, and what reads them.
SHEETS = {
    "leaderboard": ("Leaderboard", of_sheets.leaderboard),
    "activity": ("Activity", of_sheets.activity),
    "attendance": ("Attendance", of_sheets.attendance),
    "scores": ("Scores", of_sheets.scores),
    "referrals": ("Referral matrix", of_sheets.matrix),
    "one-to-ones": ("One-to-one matrix", of_sheets.matrix),
    "combination": ("Combination matrix", of_sheets.matrix),
    "recognition": ("Summary", of_sheets.recognition),
    "trends": ("Trends", of_sheets.trends),
    "rows": ("Rows", of_sheets.weekly),
}


def of_workbook(browser: Browser, slug: str) -> tuple[Reports, Rows]:
    """Read the leadership's workbook; its PALMS sheet comes as it is."""
    asked = {"chapter_slug": slug, "period": "2026-10", "edition": "leadership"}
    answer = browser.client.get(browser.address("reporting.month", **asked))
    found = papers.sheets(answer.data)
    return {name: read(found[title]) for name, (title, read) in SHEETS.items()}, found["PALMS"]


def of_file(browser: Browser, slug: str, name: str) -> Any:
    """Read one sheet as CSV."""
    return SHEETS[name][1](rows_of_file(browser, slug, name))


def rows_of_file(browser: Browser, slug: str, name: str) -> Rows:
    """Give the rows of one sheet as CSV."""
    asked = {"chapter_slug": slug, "period": "2026-10", "name": name, "ext": "csv"}
    return papers.file(browser.client.get(browser.address("reporting.sheet", **asked)).data)


def of_pages(browser: Browser, slug: str) -> Reports:
    """Read the pages."""

    def page(endpoint: str, **asked: str) -> BeautifulSoup:
        # Other tests hold these pages to the rules of all pages, which takes as long again.
        asked = {"chapter_slug": slug, "period": "2026-10", **asked}
        answer = browser.client.get(browser.address(endpoint, **asked))
        return BeautifulSoup(answer.text, "lxml")

    found: Reports = {
        "leaderboard": {
            str(m): pages.leaderboard(page("reporting.leaderboard", measure=m), m) for m in Measure
        },
        "attendance": pages.attendance(page("reporting.attendance")),
        "scores": pages.scores(page("scores.everyone", period="2026-05..2026-10")),
        "recognition": pages.recognition(page("reporting.recognition")),
        "trends": pages.trends(page("reporting.trends")),
    }
    for name in KINDS:
        kind = name.replace("-", "_")
        found[name] = pages.matrix(page("reporting.matrix", kind=kind))
    return found
