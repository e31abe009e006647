"""Reports read what counts, and cannot tell who wrote a slip, who earned, or whom it names."""

import ast
import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from reports import columns
from reports.books import editions
from tests.house import addresses, source
from tests.house.furniture import House
from tests.statements import counting

# Columns that stay where they are said.
CONFIDENTIAL = {
    "author",
    "author_id",
    "recorder",
    "recorder_id",
    "earner",
    "earner_id",
    "prospect",
    "comment",
    "giver_id",
    "first_id",
    "learner_id",
    "inviter_id",
}
# Who brought somebody to a meeting is no secret: the page of the week says it.
TOLD = "visits.inviter_id"
TABLES = {
    "referral_slips",
    "one_to_one_slips",
    "closed_business_slips",
    "education_slips",
    "testimonial_slips",
    "visitor_slips",
    "sponsored_slips",
}
CLASSES = {
    "Slip",
    "ReferralSlip",
    "OneToOneSlip",
    "ClosedBusinessSlip",
    "EducationSlip",
    "TestimonialSlip",
    "VisitorSlip",
    "SponsoredSlip",
}


def names(module: ast.Module) -> set[str]:
    """Return every name, attribute and import a file speaks of."""
    found: set[str] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.Attribute):
            found.add(node.attr)
        elif isinstance(node, ast.alias):
            found.add(node.name)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.add(node.value)
    return found


def test_reporting_speaks_of_nobody_confidential() -> None:
    """Seen red with `Slip.author_id` in reporting/queries.py and in scoring/figures.py."""
    found = [
        f"{source.short(path)}: {name}"
        for path in source.python("chapter/reporting", "chapter/scoring")
        for name in sorted(names(source.tree(path)) & (CONFIDENTIAL | CLASSES | TABLES))
    ]

    source.none(found, "Select from credits and attendance_marks instead:")


def test_names_known_cases() -> None:
    """The check itself finds what it looks for."""
    text = "from a import Slip\nselect(x.earner_id, row['prospect'], author)"

    assert names(ast.parse(text)) >= {"Slip", "earner_id", "prospect", "author"}


def test_frames_have_no_confidential_column() -> None:
    """Seen red with `earner_id` among the columns of credits."""
    held = {name for value in vars(columns).values() for name in _words(value)}

    assert held & CONFIDENTIAL == set()


def _words(value: Any) -> set[str]:
    is_group = isinstance(value, dict | list | tuple | set | frozenset)
    return {word for word in value if isinstance(word, str)} if is_group else set()


def confidential(statement: str) -> list[str]:
    """Return the columns and tables of a statement that no report may ask for."""
    asked = set(re.findall(r"\w+", statement.replace(TOLD, "")))
    return sorted(asked & (CONFIDENTIAL | TABLES))


def asked_of(app: Flask, rows: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Return every page of reports and scores, and every sheet and workbook there is."""
    for rule in addresses.rules(app, "GET"):
        if rule.endpoint.startswith(("reporting.", "scores.", "scoring.")):
            yield rule.endpoint, addresses.address(app, rule.endpoint, rows)
    for name in editions.NAMES:
        for ext in ("csv", "xlsx"):
            sheet = rows | {"name": name, "ext": ext}
            yield f"{name}.{ext}", addresses.address(app, "reporting.sheet", sheet)
    for edition in editions.EDITIONS:
        yield edition, addresses.address(app, "reporting.month", rows) + f"?edition={edition}"


@pytest.mark.parametrize("actor", ["member", "vice president"])
def test_report_pages_select_nothing_confidential(house: House, app: Flask, actor: str) -> None:
    """Seen red with `Slip.author_id` in `dates_of`, and with a join of closed_business_slips."""
    browser, rows = house.enter(actor)
    told, answered = [], set()
    for name, address in asked_of(app, rows):
        with counting() as count, browser.client.get(address) as answer:
            answered.add(answer.status_code)
        told += [(name, word) for each in count.statements for word in confidential(each)]

    # Some reports are for the leadership; who sees no score of their own is led on to all.
    assert 200 in answered
    assert answered <= {200, 302, 403}
    source.none(sorted(set(told)), "These pages ask for what is confidential:")


def test_confidential_known_cases() -> None:
    """The check itself finds what it looks for."""
    assert confidential("SELECT slips.author_id AS slips_author_id FROM slips") == ["author_id"]
    assert confidential("SELECT 1 FROM closed_business_slips") == ["closed_business_slips"]
    assert confidential("SELECT visits.inviter_id, credits.amount FROM visits") == []
