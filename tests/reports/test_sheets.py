import ast
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import reports
from reports import periods, words
from reports.books import editions, notes, overview, sheet_csv, sheets
from reports.books.layout import Sheet
from reports.books.settings import usual

ROOT = Path(str(reports.__file__)).parent


TITLES = {
    "summary": "Summary",
    "leaderboard": "Leaderboard",
    "palms": "PALMS",
    "activity": "Activity",
    "attendance": "Attendance",
    "scores": "Scores",
    "referrals": "Referral matrix",
    "one-to-ones": "One-to-one matrix",
    "combination": "Combination matrix",
    "visitors": "Visitors",
    "policy": "Policy",
    "trends": "Trends",
    "rows": "Rows",
    "notes": "Notes",
}


class Shouting(dict[str, str]):
    """A language in which every word is written large."""

    def __missing__(self, text: str) -> str:
        return "".join(part if part.startswith("{") else part.upper() for part in _split(text))

    def get(self, text: str, default: Any = None) -> str:
        return self[text]


def _split(text: str) -> list[str]:
    return text.replace("{", "\0{").replace("}", "}\0").split("\0")


def _texts(sheet: Sheet) -> Iterator[str]:
    for line in sheet.lines:
        yield from (value for value in line.values if isinstance(value, str))


def _said(found: list[Sheet]) -> set[str]:
    return {text for sheet in found for text in (sheet.title, sheet.footer, *_texts(sheet))}


def test_month_speaks_the_readers_language(chapter: Any) -> None:
    """Seen red with a heading written without its word looked up."""
    settings = usual(date(2026, 10, 31))
    busy = chapter.meeting(1).member(1, "ANA", trade="BAKER").mark(1, 1, "A")
    data = busy.data(name="HARBOUR", edition="leadership", settings=settings)
    found = sheets.every(data, Shouting())
    small = {text for text in _said(found) if text.upper() != text}
    assert small == set()


def test_month_without_words_is_english(chapter: Any) -> None:
    titles = [sheet.title for sheet in sheets.every(chapter.data(), {})]
    assert titles == [TITLES[name] for name in editions.SHEETS if name not in ("scores", "policy")]


def test_sheets_of_the_leadership_are_all(chapter: Any) -> None:
    titles = [sheet.title for sheet in sheets.every(chapter.data(edition="leadership"), {})]
    assert titles == list(TITLES.values())


def test_scores_are_for_members_where_lights_are_shown(chapter: Any) -> None:
    """Seen red with lights_shown passed over."""
    settings = replace(usual(), lights_shown=True)
    titles = [sheet.title for sheet in sheets.every(chapter.data(settings=settings), {})]
    assert ("Scores" in titles, "Policy" in titles) == (True, False)


@pytest.mark.parametrize("name", editions.NAMES)
def test_sheet_stands_by_itself_and_as_csv(busy: Any, name: str) -> None:
    found = sheets.one(busy.data(edition="leadership"), {}, name)
    text = sheet_csv.written(found)
    assert (found.title, "," in text) == (TITLES.get(name, name.capitalize()), True)


def test_month_never_says_who_thanked(busy: Any) -> None:
    busy.member(3, "Cora Canary", left=date(2026, 1, 1))
    assert [text for text in _said(sheets.every(busy.data(), {})) if "Canary" in text] == []


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Leaderboard", "Leaderboard"),
        ("a/b[c]:d*e?f\\g", "a b c  d e f g"),
        ("'Quoted'", "Quoted"),
        ("A very long title in some other language", "A very long title in some other"),
    ],
)
def test_title_of_a_text(text: str, title: str) -> None:
    assert sheets.title_of(text) == title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("2026-10-08", "8 October 2026"),
        ("2026-10", "October 2026"),
        ("2026-Q4", "Quarter 4 of 2026"),
        ("2026", "2026"),
        ("2026-04..2026-09", "April 2026 to September 2026"),
        ("6m", "Six months to 2 November 2026"),
        ("all", "Everything up to 2 November 2026"),
    ],
)
def test_period_as_a_title(text: str, title: str) -> None:
    assert words.Words({}).period(periods.parse(text, date(2026, 11, 2))) == title


def test_notes_name_weeks_currency_and_day(busy: Any) -> None:
    found = notes.sheet(busy.data(), words.Words({}))
    about = {line.values[0]: line.values[1] for line in found.lines[1:8]}
    assert about == {
        "Chapter": "Harbour",
        "Edition": "For the members: without what only the leadership sees.",
        "Period": "1 October 2026 to 31 October 2026",
        "Weeks counted": "1 October 2026, 8 October 2026",
        "Which weeks are in": "Only closed meetings count, by the date they were held.",
        "Currency": "All amounts are in EUR.",
        "Made on": "2 November 2026",
    }


def test_notes_explain_every_figure() -> None:
    assert set(notes.COUNTED) == set(words.MEASURES)


def test_summary_adds_up_with_palms(busy: Any) -> None:
    data = busy.data()
    found = overview.sheet(data, words.Words({}))
    totals = {line.values[0]: line.values[1] for line in found.lines[6:14]}
    palms = data.palms.iloc[-1]
    assert totals["Referrals given"] == palms["RGI"] + palms["RGO"]
    assert totals["Closed business"] == palms["TYFCB"]


def test_reports_import_only_what_they_may() -> None:
    allowed = sys.stdlib_module_names | {"reports", "pandas", "openpyxl"}
    nodes = [
        node
        for path in ROOT.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    ]
    found = {str(node.module) for node in nodes if isinstance(node, ast.ImportFrom)}
    found |= {name.name for node in nodes if isinstance(node, ast.Import) for name in node.names}
    assert {name.partition(".")[0] for name in found} - allowed == set()
