"""What goes out comes in again: the same archive, the same rows, the same reports."""

import io
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from chapter import check, clock
from chapter.accounts import service as accounts
from chapter.archive import service
from chapter.archive.discretion import Sees
from chapter.archive.holdings import HOLDINGS
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.people import service as people
from chapter.people.models import Person
from chapter.reporting import queries, workbooks
from chapter.weeks import queries as week_queries
from chapter.weeks import service as weeks
from reports import periods
from tests import factories
from tests.archive import steps
from tests.conftest import TODAY, Reader
from tests.reporting.happenings import WEEKS
from tests.reporting.happenings import steps as happening
from tests.reporting.histories import History

OCTOBER = periods.parse("2026-10", TODAY)
SUITE = settings(
    max_examples=5,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
LONG = settings(SUITE, max_examples=50, derandomize=False, phases=list(Phase), print_blob=True)
HISTORIES = given(seed=st.integers(0, 10**9), length=st.integers(40, 90))

#: Written by name, and nobody signs in to a chapter that was just brought in.
NAMES = {"recorder_id", "user_id", "changed_by", "undone_by"}


@SUITE
@HISTORIES
def test_reports_equal_after_moving(app: Any, seed: int, length: int) -> None:
    """Seen red with marks left out, and with slips numbered by their key."""
    move_and_compare(seed, length)


@pytest.mark.long
@LONG
@HISTORIES
def test_reports_equal_after_moving_at_length(app: Any, seed: int, length: int) -> None:
    """Look through ten times as many histories, new ones each time."""
    move_and_compare(seed, length)


def move_and_compare(seed: int, length: int) -> None:
    """Play a history, move it without and with what is confidential, and compare its reports."""
    steps.empty()
    history = History(actor())
    history.play(happening(seed, length))
    before = reports(history.chapter)
    for sees in (Sees(), Sees(everything=True)):
        data = steps.packed(history.chapter, sees)
        assert reports(steps.bring(data, f"moved-{int(sees.everything)}")) == before
    assert reports(steps.moved(history.chapter)) == before
    assert check.faults() == []


def actor() -> int:
    """Add somebody who does what happens."""
    user = accounts.add_user("ada@admin.example", name="Ada", now=clock.now(), is_admin=True)
    db.session.commit()
    return user.id


def reports(chapter: Chapter) -> list[Any]:
    """Return the rows behind every report, ids as ranks, and the workbook of October."""
    rows = vars(queries.rows_for_report(chapter, WEEKS[0], TODAY))
    workbook = workbooks.workbook(chapter, OCTOBER, today=TODAY)
    return [*(ranked(rows[name]) for name in ("members", "meetings", "marks", "credits")), workbook]


def ranked(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Replace each id by its place among its kind: another installation numbers anew."""
    ids = {
        key: sorted({row[key] for row in rows})
        for key in ("slip", "meeting", "person")
        if rows and key in rows[0]
    }
    return [{**row, **{key: known.index(row[key]) for key, known in ids.items()}} for row in rows]


def test_second_archive_equals_the_first(app: Any) -> None:
    """Seen red with aliases left unrestored, and with moments written without their zone."""
    chapter = steps.a_chapter_with_everything()
    people.rename(db.session.scalars(db.select(Person)).first(), "Arturo", "Author")
    db.session.commit()
    data = steps.packed(chapter)
    again = steps.packed(steps.bring(data, "again"))

    for name, holding in HOLDINGS.items():
        if holding.is_restored and name != "chapters":
            first, second = steps.table(data, name), steps.table(again, name)
            assert without_names(second[: len(first)]) == without_names(first), name


def test_trace_reads_the_same_elsewhere(chapter: Chapter, vice_president: Reader) -> None:
    """Seen red with the names of those who did it left behind."""
    who = {"actor_id": vice_president.user.id, "now": clock.now()}
    weeks.close(chapter, TODAY, today=TODAY, **who)
    db.session.commit()
    names = [row["user_id"] for row in steps.table(steps.packed(chapter), "audit_entries")]

    once = steps.moved(chapter)
    twice = steps.moved(once)

    shown = week_queries.week(twice, TODAY, today=TODAY, reader=None, sees_sheet=True)
    again = [row["user_id"] for row in steps.table(steps.packed(twice), "audit_entries")]
    assert shown
    assert [(t.action, t.who) for t in shown.traces] == [("week.close", "Vic President")]
    assert again[: len(names)] == names


def without_names(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Leave out who did it."""
    return [{key: text for key, text in row.items() if key not in NAMES} for row in rows]


def test_texts_survive_exactly(app: Any) -> None:
    """Seen red with the apostrophe not taken off, and with newline translation on."""
    chapter = factories.make_chapter("north", "North")
    texts = [
        "=1+1",
        "'=1+1",
        "''=x",
        "+34 600",
        "-",
        "@home",
        "\ttab",
        "a\r\nb\nc\rd",
        'q"u,o;te',
        " x ",
    ]
    for number, text in enumerate(texts):
        person = factories.make_member(chapter, f"No {number}").person
        person.company, person.pitch = text, text
    db.session.commit()
    moved = steps.moved(chapter)

    kept = db.session.scalars(
        db.select(Person).where(Person.chapter_id == moved.id).order_by(Person.id)
    )
    assert [(person.company, person.pitch) for person in kept] == [(t, t) for t in texts]


def test_chapter_stands_beside_another(member: Reader, chapter: Chapter) -> None:
    """Seen red with the chapter's own short name used in spite of --slug."""
    data = steps.packed(chapter)
    twin = steps.bring(data, "twin")

    assert (twin.slug, twin.name, twin.id == chapter.id) == ("twin", "North", False)
    assert len(steps.table(data, "people")) == 1


def test_excel_file_holds_the_same_rows(app: Any) -> None:
    """Seen red with a sheet missing, and with "=1+1" written as a formula."""
    chapter = steps.a_chapter_with_everything()
    factories.make_member(chapter, "=1+1 Formula", "#N/A")
    data = steps.packed(chapter)
    book = load_workbook(io.BytesIO(steps.unpacked(data)["data.xlsx"]))

    assert book.sheetnames == list(HOLDINGS)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type in ("f", "e")] == []
    assert {s.title: s.max_row - 1 for s in book} == {
        t["name"]: t["rows"] for t in steps.schema(data)["tables"]
    }


class Interrupting(io.BytesIO):
    """A file during whose writing somebody else saves something."""

    writes = 0

    def write(self, data: Any) -> int:
        """Once the first table is read, change a later one on another connection."""
        self.writes += 1
        if self.writes > 1:
            with db.engine.begin() as other:
                other.execute(db.update(Person).values(company="New & Co"))
        return super().write(data)


def test_others_save_while_an_archive_is_made(chapter: Chapter, member: Reader) -> None:
    """Seen red with the request's own lock kept, and with a look at several moments."""
    file = Interrupting()
    db.session.execute(db.select(Chapter))
    service.export(chapter, file, steps.ALL, TODAY)
    (row,) = steps.table(file.getvalue(), "people")
    db.session.rollback()

    assert member.person
    assert (row["company"], member.person.company) == ("", "New & Co")
