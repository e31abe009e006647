"""Two exports of one week in one import: parts of it, or one the correction of the other."""

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports.refusals import ImportRefused
from chapter.slips.models import ClosedBusinessSlip
from tests.browse import Browser
from tests.imports import pages
from tests.imports.pages import answer, draft_id, drop, texts
from tests.imports.steps import ANA, BEN, DAY, ROWS, audit, bring_in, counts, preview, slips
from tests.imports.test_commands import run

# One row dropped, one amount changed.
LATER = [replace(row, amount="1300") if row.kind == "TYFCB" else row for row in ROWS[1:]]


@pytest.fixture
def week(lighthouse: Chapter, tmp_path: Path) -> tuple[Path, ...]:
    """A week's export, and the same week exported once more after something was corrected."""
    files = tmp_path / "a.xls", tmp_path / "b.xls"
    for file, rows in zip(files, (ROWS, LATER), strict=True):
        file.write_bytes(audit(rows))
    return files


def bring(app: Flask, week: tuple[Path, ...], *words: str) -> tuple[int, str]:
    """Bring both files to the same week."""
    days = ("--meeting", str(DAY)) * len(week)
    return run(app, *week, "--chapter", "north", *days, "--yes", *words)


def test_two_exports_of_one_week_are_asked_about(app: Flask, week: tuple[Path, ...]) -> None:
    """Seen red with files of one week always taken as its parts."""
    assert bring(app, week) == (
        2,
        "a.xls, b.xls: a.xls and b.xls are of the same week and share most of their rows. Are "
        "they parts of it, or does one correct the other? Say --correction if the second corrects "
        "the first, --parts if both count.",
    )


@pytest.mark.parametrize(("words", "number"), [("--correction", 7), ("--parts", 15)])
def test_option_says_which_rows_count(
    app: Flask, lighthouse: Chapter, week: tuple[Path, ...], words: str, number: int
) -> None:
    """Seen red with the file that is corrected still counted."""
    code, said = bring(app, week, words)

    assert (code, said.split(":")[1].split()[0]) == (0, str(number))
    assert pages.slips() == number


def test_both_options_at_once_are_refused(app: Flask, week: tuple[Path, ...]) -> None:
    assert bring(app, week, "--parts", "--correction") == (
        2,
        "Say --parts or --correction, not both.",
    )


@pytest.mark.parametrize(("together", "amount"), [("last", 130_000), ("first", 125_050)])
def test_correction_counts_alone(lighthouse: Chapter, together: str, amount: int) -> None:
    """Seen red, where the last counts, with the rows of both kept."""
    bring_in(lighthouse, slips(ROWS, "a.xls"), slips(LATER, "b.xls"), together=together)

    amounts = [slip.amount for slip in db.session.query(ClosedBusinessSlip)]
    assert amounts == [amount]


def test_unanswered_files_show_no_doubled_rows(lighthouse: Chapter) -> None:
    """Seen red with files of one week always taken as its parts."""
    files = slips(ROWS, "a.xls"), slips(LATER, "b.xls")
    plan = preview(lighthouse, *files)

    assert ([question.kind for question in plan.questions], counts(plan)) == (["together"], "")
    with pytest.raises(ImportRefused):
        bring_in(lighthouse, *files)


def test_export_in_other_spellings_is_asked_about(lighthouse: Chapter) -> None:
    """Seen red with rows of two files compared by their words."""
    ways = {ANA: "Torres, Aná", BEN: "Okafor Ben"}
    other = [
        replace(
            row, source=ways.get(row.source, row.source), target=ways.get(row.target, row.target)
        )
        for row in ROWS
    ]
    files = slips(ROWS, "a.xls"), slips(other, "b.xls")
    plan = preview(lighthouse, *files, takes_same_words=True)

    assert [question.kind for question in plan.questions] == ["together"]


def test_parts_with_a_few_equal_rows_are_not_asked_about(lighthouse: Chapter) -> None:
    """Seen red with any equal row asked about."""
    bring_in(lighthouse, slips(ROWS[:4], "a.xls"), slips([*ROWS[4:], ROWS[3]], "b.xls"))

    assert pages.slips() == 9


def test_correction_does_not_push_another_part_out(lighthouse: Chapter) -> None:
    """Seen red with every earlier file left out."""
    files = slips(ROWS[:4], "a.xls"), slips(ROWS[4:], "b.xls"), slips(ROWS[:3], "c.xls")
    bring_in(lighthouse, *files, together="last")

    assert pages.slips() == 7


def test_page_asks_and_takes_the_answer(officer: Browser) -> None:
    """Seen red with files of one week always taken as its parts."""
    drop(officer, ("a.xls", audit(ROWS)), ("b.xls", audit(LATER)))
    days = {"meeting-0": str(DAY), "meeting-1": str(DAY)}
    officer.post("imports.answer", days, draft_id=draft_id())
    page = officer.get("imports.show", draft_id=draft_id())
    asked = texts(page, "legend")
    page = answer(officer, page, together="last")
    pages.bring(officer, page)

    assert asked[0].startswith("a.xls and b.xls are of the same week")
    assert texts(page, ".remarks li")[0] == "b.xls corrects a.xls, so only the rows of b.xls count."
    assert pages.slips() == 7
