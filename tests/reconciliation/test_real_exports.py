"""What real exports allow is reconciled as expected.json says: the summary and its weeks."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports import service as imports
from chapter.reconciliation import service, summaries
from chapter.reconciliation.rules import MONEY, Line
from chapter.reconciliation.service import Reconciliation
from tests.factories import thursdays
from tests.imports.steps import said, who
from tests.imports.test_real_exports import REAL, REAL_SLIPS, REAL_SUMMARIES, needs_exports

DAYS = thursdays(date(2026, 10, 22), 4)


def named(kind: str, letter: str, expected: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return what is expected of the files of a chapter."""
    return [one for one in expected if f"chapter_{letter}_{kind}" in one["file"]]


def bring_in(chapter: Chapter, letter: str) -> Reconciliation:
    """Bring a summary and its weeks in together, and reconcile."""
    answers = [said(None)]
    files = [REAL / f"chapter_{letter}_summary_palms.xls"]
    for day, audit in zip(DAYS, named("slips_audit", letter, REAL_SLIPS), strict=False):
        files.append(REAL / Path(audit["file"]).name)
        answers.append(said(day, unknown="former", takes_same_words=True))
    sources = [imports.look(file.name, file.read_bytes()) for file in files]
    imports.bring_all(chapter, sources, answers, who())
    db.session.commit()
    return service.reconcile(chapter, summaries.known(chapter, who().today)[0])


def side(line: Line, name: str, expected: dict[str, Any]) -> dict[str, float]:
    """Return one side of a line under the labels that are expected."""
    figures = {figure.label: getattr(figure, name) for figure in line.figures}
    digits = {MONEY: 100}
    told = [label for label in expected if figures.get(label) is not None]
    return {label: figures[label] / digits.get(label, 1) for label in told}


@needs_exports
@pytest.mark.parametrize("letter", ["a", "b"])
def test_summary_is_held_against_its_weeks(chapter: Chapter, letter: str) -> None:
    """Seen red with the organisation's rows left out of the total here."""
    (summary,) = named("summary_palms", letter, REAL_SUMMARIES)
    audits = named("slips_audit", letter, REAL_SLIPS)

    found = bring_in(chapter, letter)
    total = found.beneath[-1]

    expected = {k: v for k, v in summary["total_row"].items() if k != "Custom"}
    assert side(total, "there", expected) == expected
    listed = Counter[str]()
    for line in found.members:
        listed.update(side(line, "there", expected))
    members = {label: summary["members_sum"][label] for label in expected}
    assert {label: listed[label] for label in expected} == members
    here = side(total, "here", expected)
    assert here["TYFCB"] == sum(audit["tyfcb"]["sum"] for audit in audits)
    assert here["CEU"] == sum(audit["ceu_sum"] for audit in audits)
    credits = sum(audit["one_to_one"]["credits_to_members"] for audit in audits)
    assert here["1-2-1"] == credits
