"""`flask import` of slips that name somebody whom a summary of the same import brings along."""

from pathlib import Path

import pytest
from flask import Flask

from chapter.chapters.models import Chapter
from tests.exports import spreadsheetml, summary_palms
from tests.imports.steps import DAY, audit
from tests.imports.test_coming_along import CARO, LISTED, MARIA, everybody, week
from tests.imports.test_commands import run
from tests.imports.test_summary_import import TERM


@pytest.fixture
def files(chapter: Chapter, tmp_path: Path) -> list[str | Path]:
    """The words of a command that brings in a summary and a week of Caro without her accent."""
    (tmp_path / "palms.xls").write_bytes(spreadsheetml(summary_palms(LISTED, TERM)))
    (tmp_path / "slips.xls").write_bytes(audit(week("Caro Diaz")))
    names = tmp_path / "palms.xls", tmp_path / "slips.xls"
    return [*names, "--chapter", "north", "--meeting", str(DAY)]


def test_trial_takes_the_same_words_as_the_import_does(app: Flask, files: list[str | Path]) -> None:
    """Seen red with the trial asking for whom the import takes."""
    tried, done = run(app, *files, "--dry-run"), run(app, *files)

    assert tried == (0, f"Would be: {done[1]}")
    assert f"Caro Diaz is taken for {CARO}." in done[1]


def test_name_can_be_said_to_mean_who_comes_along(
    app: Flask, files: list[str | Path], tmp_path: Path
) -> None:
    """Seen red with members of before alone accepted."""
    (tmp_path / "slips.xls").write_bytes(audit(week("Maria Lopez")))

    wrong = run(app, *files, "--same", "Maria Lopez=Nobody")
    tried = run(app, *files, "--same", f"Maria Lopez={MARIA}", "--dry-run")
    done = run(app, *files, "--same", f"Maria Lopez={MARIA}")

    sentence = "\u201cMaria Lopez=Nobody\u201d does not name one member; write NAME=MEMBER."
    assert wrong == (2, sentence)
    assert tried == (0, f"Would be: {done[1]}")
    assert everybody() == [CARO, MARIA]
