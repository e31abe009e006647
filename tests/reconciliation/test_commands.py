"""The command line reconciles as the page does, and does so at the end of an import."""

from datetime import date
from pathlib import Path

import pytest
from flask import Flask

from chapter.chapters.models import Chapter
from chapter.db import db
from tests.exports import Slip as Row
from tests.exports import slips_audit, spreadsheetml
from tests.imports.steps import ANA, bring_in, slips
from tests.reconciliation.steps import bring, palms, two

DAYS = (date(2026, 11, 5), date(2026, 11, 12))
ROWS = [Row("CEU", ANA, units="2")]
PALMS = palms({"CEU": 4}, {}, Visitors={"P": 2})


def run(app: Flask, *words: object) -> tuple[int, str]:
    """Run a command and return its code and what it said."""
    result = app.test_cli_runner().invoke(args=[str(word) for word in words])
    db.session.rollback()
    return result.exit_code, (result.stdout or result.stderr).strip()


@pytest.fixture
def week(chapter: Chapter) -> Chapter:
    """Two people, one of whom learned in one week."""
    two(chapter)
    bring_in(chapter, slips(ROWS), meeting_day=DAYS[1])
    return chapter


def test_differences_are_told_line_by_line(app: Flask, week: Chapter) -> None:
    bring(week, PALMS)

    code, said = run(app, "reconcile", "--chapter", "north")

    assert (code, said.splitlines()) == (
        0,
        [
            "north: Thu 1 Oct 2026 to Thu 12 Nov 2026: Of 2 members, the two sides "
            "agree on 1 and differ on 1; 0 stood only here, and 0 only in the summary.",
            "north: The summary tells of 2 meetings; slips of 1 are held here.",
            "north: Marks of these days are not held here, so they are not compared.",
            "north: 1 week is not closed yet. It counts on this page already; reports count it "
            "once it is closed.",
            "north: Ana Torres, different",
            "north:   CEU 2 here, 4 there",
            "north: Visitors, different",
            "north:   P 1 here, 2 there",
        ],
    )


def test_reason_is_said_once_however_many_figures_have_it(app: Flask, week: Chapter) -> None:
    """Seen red with every figure's reason written out."""
    bring(week, palms({"CEU": 4, "V": 2, "RGI": 1}, {"V": 1}))

    _, said = run(app, "reconcile", "--chapter", "north")

    lines = [line.removeprefix("north: ") for line in said.splitlines()]
    assert lines[lines.index("Ben Okafor, different") :] == [
        "Ben Okafor, different",
        "  V 0 here, 1 there [1]",
        "Ana Torres, different",
        "  RGI 0 here, 1 there [1]",
        "  V 0 here, 2 there [1]",
        "  CEU 2 here, 4 there [1]",
        "What likely lies behind it:",
        "  [1] Nothing here explains it. Bring the weeks’ files in again to see what they lack.",
    ]


def test_days_without_a_summary_are_refused(app: Flask, week: Chapter) -> None:
    words = ("reconcile", "--chapter", "north", "--period", "2026-01-01", "2026-06-30")
    sentence = "There is no summary of these days; bring one in first."
    assert run(app, *words) == (2, sentence)


def test_import_of_weeks_with_their_summary_ends_with_it(
    app: Flask, chapter: Chapter, tmp_path: Path
) -> None:
    """A summary that does not say its days is held against the weeks that came with it."""
    two(chapter)
    palms_file = tmp_path / "palms.xls"
    palms_file.write_bytes(palms({"CEU": 4}, {}, title=None, Visitors={"P": 2}))
    words: list[object] = ["import", palms_file, "--chapter", "north", "--yes"]
    for day in DAYS:
        file = tmp_path / f"{day}.xls"
        file.write_bytes(spreadsheetml(slips_audit(ROWS)))
        words += [file, "--meeting", day]

    code, said = run(app, *words)

    outcome = "Of 2 members, the two sides agree on 2 and differ on 0;"
    assert (code, f"Thu 5 Nov 2026 to Thu 12 Nov 2026: {outcome}" in said) == (0, True)


def test_summary_beside_hardly_a_week_is_not_reconciled(
    app: Flask, week: Chapter, tmp_path: Path
) -> None:
    """Seen red with a summary held against nothing."""
    (tmp_path / "palms.xls").write_bytes(PALMS)
    code, said = run(app, "import", tmp_path / "palms.xls", "--chapter", "north", "--yes")
    assert (code, "agree" in said) == (0, False)
