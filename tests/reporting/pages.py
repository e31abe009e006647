"""What each page says, read from its HTML."""

from collections import Counter
from decimal import Decimal
from typing import Any

from bs4 import BeautifulSoup, Tag

from tests.reporting.of_sheets import MEASURES, MONEY


def minor(text: str, measure: str) -> int:
    """Read a figure as pages write it."""
    number = Decimal(text.replace("€", "").replace(",", ""))
    return int(number * 100 if measure in MONEY else number)


def own_text(tag: Tag | None) -> str:
    """Give what stands in an element itself."""
    assert tag is not None
    text = tag.find(string=True, recursive=False)
    return str(text).strip()


def leaderboard(page: BeautifulSoup, measure: str) -> dict[str, tuple[int, int]]:
    """Give everybody's place and figure."""
    return {
        own_text(row.th): (int(row.td.text), minor(row.a.text, measure))
        for row in page.select("table.data tbody tr")
    }


def attendance(page: BeautifulSoup) -> dict[str, dict[str, str]]:
    """Give everybody's letters by the number of the column, and their weeks."""
    found = {}
    for row in page.select("table.data tbody tr"):
        marks = {str(n): tag.text.strip() for n, tag in enumerate(row.select("td"))}
        found[own_text(row.th)] = {n: mark for n, mark in marks.items() if mark != "–"}
    return found


def matrix(page: BeautifulSoup) -> tuple[Any, ...]:
    """Give the cells that are not nought, the sums of rows and columns, and the counts."""
    cells: Counter[tuple[str, str]] = Counter()
    people = [head.text for head in page.select("thead th.turned:not(.end)")]
    ends, below = {}, [row.select("td") for row in page.select("tfoot tr")]
    for row in page.select("table.grid tbody tr:has(td:not([colspan]))"):
        name, texts = own_text(row.th), [tag.text for tag in row.select("td:not(.end)")]
        assert texts[people.index(name)] == ""
        cells.update({(name, o): int(t) for o, t in zip(people, texts, strict=True) if t})
        ends[name] = tuple(int(tag.text) for tag in row.select("td.end"))
    columns = {name: tuple(int(row[n].text) for row in below) for n, name in enumerate(people)}
    counts = {name: row[-4:] for name, row in ends.items()}
    rows = {name: row[:-4] for name, row in ends.items()}
    return (+cells, rows, columns, counts) if below else (+cells, {}, {}, counts)


def scores(page: BeautifulSoup) -> dict[str, tuple[str, int, list[int]]]:
    """Give light, total and points of the parts of everybody who has weeks enough."""
    found = {}
    for row in page.select("li.score-row"):
        svg, total = row.svg, row.select_one(".light-total")
        assert svg is not None
        assert total is not None
        light = svg["class"][1].removeprefix("light-")
        points = [int(tag.text.split()[-3]) for tag in row.select(".parts li")]
        found[row.a.text] = light, int(total.text), points
    return found


def recognition(page: BeautifulSoup) -> dict[str, dict[str, int]]:
    """Give who earned which award, with the figure."""
    return {
        panel.h2.text: {
            row.strong.text: minor(
                row.a.text.split()[0], "closed_business" if "€" in row.a.text else ""
            )
            for row in panel.select("li")
        }
        for panel in page.select(".honours .panel")
    }


def trends(page: BeautifulSoup) -> dict[str, dict[str, list[Decimal | None]]]:
    """Give the course of each measure and of attendance, the oldest first."""
    found: dict[str, dict[str, list[Decimal | None]]] = {}
    names = {**MEASURES, "Attendance": "attendance"}
    for panel in page.select(".multiples .panel"):
        measure = names[panel.h2.text]
        for head, table in zip(("Week", "Month"), panel.select("table"), strict=True):
            texts = [tag.text.strip() for tag in reversed(table.select("td"))]
            found.setdefault(head, {})[measure] = [_figure(text, measure) for text in texts]
    return found


def _figure(text: str, measure: str) -> Decimal | None:
    if text == "–":
        return None
    is_share = measure == "attendance"
    return Decimal(text.rstrip("% \xa0")) / 100 if is_share else Decimal(minor(text, measure))
