"""A chapter's own workbook in an empty chapter gives the same figures, and in its own nothing."""

import io
from collections import Counter
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from chapter import clock
from chapter.accounts import service as accounts
from chapter.archive import service as archive
from chapter.chapters.models import Chapter
from chapter.imports.families import template_import as adapter
from chapter.imports.plans import Answers
from chapter.imports.reading import reader
from chapter.imports.reading.contents import TemplateFile
from chapter.imports.states import LineState
from chapter.reporting import queries
from reports import periods
from reports.periods import Period
from tests.archive import steps
from tests.conftest import TODAY
from tests.exports import Bold
from tests.exports import Slip as Row
from tests.factories import close_week, make_chapter
from tests.imports.proofs import bring, dump, lines, take_back
from tests.imports.steps import ANA, BEN, bring_in, slips
from tests.reporting.happenings import steps as happening
from tests.reporting.histories import History

OCTOBER = periods.parse("2026-10", TODAY)
NOVEMBER = periods.parse("2026-11", TODAY)
SUITE = settings(
    max_examples=5,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
#: Another chapter numbers anew; the days tell weeks apart.
IDS = {"slip", "meeting"}
LONG = settings(SUITE, max_examples=50, derandomize=False, phases=list(Phase), print_blob=True)
HISTORIES = given(seed=st.integers(0, 10**9), length=st.integers(40, 90))


@SUITE
@HISTORIES
@example(seed=3817976, length=43)  # a leaving dated back past what was recorded, and a return
def test_workbook_gives_equal_figures(app: Any, seed: int, length: int) -> None:
    """Seen red with the slips that wait posted to the weeks the workbook closes.

    The example: seen red without the columns that say as what somebody counts.
    """
    move_and_compare(seed, length)


@pytest.mark.long
@LONG
@HISTORIES
def test_workbook_gives_equal_figures_at_length(app: Any, seed: int, length: int) -> None:
    """Look through ten times as many histories, new ones each time."""
    move_and_compare(seed, length)


def move_and_compare(seed: int, length: int) -> None:
    """Play a history, write its workbook, and bring it in there, here, and back again."""
    steps.empty()
    actor = accounts.add_user(f"ada@{seed}.example", name="Ada", now=clock.now(), is_admin=True)
    history = History(actor.id)
    history.play(happening(seed, length))
    content, empty = workbook(history.chapter), make_chapter("empty", "Empty")
    before = dump()

    made, _ = bring(adapter, empty, content)
    figures_there, dump_there = figures(empty), dump()
    again = lines(adapter, history.chapter, content, Answers())

    assert figures_there == figures(history.chapter)
    assert {line.state for line in again} == {LineState.KNOWN}
    take_back(empty, made)
    assert dump() == before != dump_there


def test_visitors_of_audits_count_as_often_there(lighthouse: Chapter) -> None:
    """Seen red with equal rows told once, and with what counts at a second visit not said."""
    vera, ewan = Row("Visitor", BEN, "Vera Visitor"), Row("Visitor", BEN, "Ewan Early")
    zed = Row("Visitor", Bold("Zed Outsider"), "Olga Other", detail="X, Y, Spain")
    others = [Row("Visitor", ANA, "Vera Visitor"), Row("Visitor", Bold("BNI"), "Nora New")]
    weeks = {5: [vera, vera, *others, zed, zed, ewan], 12: [ewan]}
    for number, rows in weeks.items():
        bring_in(lighthouse, slips(rows), meeting_day=date(2026, 11, number))
        close_week(lighthouse, date(2026, 11, number))
    content, empty = workbook(lighthouse), make_chapter("empty", "Empty")

    bring(adapter, empty, content)

    there, here = (figures(one, NOVEMBER) for one in (empty, lighthouse))
    assert there == here
    assert sum(here[1].values()) == len([*weeks[5], *weeks[12]])
    for one in (lighthouse, empty):
        assert {line.state for line in lines(adapter, one, content, Answers())} == {LineState.KNOWN}


def workbook(chapter: Chapter) -> TemplateFile:
    """Write a chapter's data into the template and read it as an import would."""
    file = io.BytesIO()
    archive.write_filled(chapter, file, TODAY)
    found = reader.read(file.getvalue(), "workbook.xlsx")
    assert isinstance(found, TemplateFile)
    assert found.issues == ()
    return found


def figures(chapter: Chapter, period: Period = OCTOBER) -> list[Any]:
    """Return all that counts, by the people's names instead of their numbers."""
    rows = queries.rows_for_report(chapter, period.first, period.until)
    names = {row["person"]: f"{row['first_name']} {row['last_name']}" for row in rows.members}
    found: list[Any] = []
    for part in (rows.members, rows.credits, rows.marks):
        named = [{k: v for k, v in row.items() if k not in IDS} for row in part]
        for row in named:
            row["person"] = names.get(row["person"], "-")
        found.append(Counter(tuple(sorted(row.items(), key=str)) for row in named))
    return found
