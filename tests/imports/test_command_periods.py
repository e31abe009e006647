"""`flask import` of a summary without its days: told, asked for, and never guessed unasked."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports import asking, service
from chapter.imports.asking import Said
from chapter.imports.models import SummaryLine
from tests.exports import PEOPLE, spreadsheetml, summary_palms
from tests.imports.steps import source, who
from tests.imports.test_commands import run
from tests.imports.test_summary_import import summary

# Visitors and others were there each time, so the file tells of two meetings.
TWO = {**PEOPLE, ("Visitors", ""): {"P": 2}, ("BNI", ""): {"P": 2}}
QUESTION = "Which days is this summary about? It does not say."
OPTION = "Say --period YYYY-MM-DD YYYY-MM-DD, its first day and its last."
LIKELIEST = "2026-11-05..2026-11-12"


@pytest.fixture
def palms(chapter: Chapter, tmp_path: Path) -> Path:
    """A summary of two meetings without their days."""
    file = tmp_path / "palms.xls"
    file.write_bytes(spreadsheetml(summary_palms(TWO)))
    return file


def kept() -> set[str]:
    """Return the periods of which figures are kept."""
    return {line.period for line in db.session.query(SummaryLine)}


def asked(chapter: Chapter, typed: str) -> tuple[str, bool]:
    """Return which period somebody at a terminal says, and whether they cannot tell."""
    files = [source(spreadsheetml(summary_palms(TWO)), "palms.xls")]
    with CliRunner().isolation(input=typed):
        (found,) = asking.answers(chapter, files, Said(is_asked=True), who())
    (plan,) = service.preview(chapter, files, [found], who())
    return str(plan.title), found.is_period_unsaid


def test_period_nobody_says_is_refused_with_the_option(app: Flask, palms: Path) -> None:
    """Seen red with the likeliest period taken unasked."""
    refused = run(app, palms, "--chapter", "north")

    assert refused == (2, f"palms.xls: {QUESTION} {OPTION}")
    assert kept() == set()


def test_trial_asks_for_the_period_and_names_the_likeliest(app: Flask, palms: Path) -> None:
    code, said = run(app, palms, "--chapter", "north", "--dry-run")

    likeliest = "Perhaps 2026-11-05 to 2026-11-12."
    assert (code, f"  {QUESTION} {likeliest} {OPTION}" in said.splitlines()) == (1, True)


def test_period_is_taken_from_what_the_file_tells_where_yes_is_said(
    app: Flask, palms: Path
) -> None:
    assert run(app, palms, "--chapter", "north", "--yes")[0] == 0
    assert kept() == {LIKELIEST}


@pytest.mark.parametrize(
    ("typed", "title", "is_unsaid"),
    [
        ("\n", "Summary of 2026-11-05 to 2026-11-12", False),
        ("2\n", "Summary of a period not said", True),
        ("3\n2026-04-02\n2026-09-24\n", "Summary of 2026-04-02 to 2026-09-24", False),
    ],
)
def test_period_is_asked_at_a_terminal(
    chapter: Chapter, typed: str, title: str, is_unsaid: bool
) -> None:
    """Seen red with the question not put."""
    assert asked(chapter, typed) == (title, is_unsaid)


def test_summary_that_says_its_days_is_not_asked_about(chapter: Chapter) -> None:
    files = [summary()]
    (found,) = asking.answers(chapter, files, Said(), who())

    assert service.preview(chapter, files, [found], who())[0].questions == ()
