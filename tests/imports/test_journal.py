"""Every row an import writes is noted, whichever way it was written."""

import pytest
from sqlalchemy import insert, update

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports.models import ImportBatch, ImportChange
from chapter.imports.undoing import journal
from chapter.people import service as people
from chapter.people.models import Alias, Person
from chapter.people.rules import Category
from tests.factories import make_member
from tests.imports.steps import bring_in, slips


def noted() -> list[str]:
    """Return table, what was before, and whether something was left behind."""
    return [
        f"{change.table_name} {sorted(change.before or {})} {bool(change.after)}"
        for change in db.session.scalars(db.select(ImportChange).order_by(ImportChange.id))
    ]


def test_added_changed_and_removed_rows_are_noted(lighthouse: Chapter, batch: ImportBatch) -> None:
    """Seen red with what is read before a flush left out."""
    ana = make_member(lighthouse, "Ana Old", "Florist").person
    people.know_as(ana, "anna old")

    with journal.recording(lighthouse, batch) as recorder:
        ana.phone = "123"
        db.session.delete(db.session.query(Alias).one())
        people.add(lighthouse, first_name="Zoe", last_name="", category=Category.VISITOR)

    assert recorder.rows == 3
    assert sorted(noted()) == [
        "aliases ['chapter_id', 'id', 'match_key', 'person_id'] False",
        "people ['phone'] True",
        "people [] True",
    ]


def test_changed_back_and_rolled_back_rows_are_not_noted(
    lighthouse: Chapter, batch: ImportBatch
) -> None:
    person = make_member(lighthouse, "Ana Old", "Florist").person

    with journal.recording(lighthouse, batch):
        person.phone = "123"
        db.session.flush()
        person.phone = ""
        nested = db.session.begin_nested()
        people.add(lighthouse, first_name="Zoe", last_name="", category=Category.VISITOR)
        nested.rollback()

    assert noted() == []


def test_rows_a_statement_changes_are_noted(lighthouse: Chapter, batch: ImportBatch) -> None:
    """Seen red with statements not listened to."""
    person = make_member(lighthouse, "Ana Old", "Florist").person

    with journal.recording(lighthouse, batch):
        db.session.execute(update(Person).where(Person.id == person.id).values(phone="1"))

    assert noted() == ["people ['phone'] True"]


def test_statement_that_adds_rows_is_refused(lighthouse: Chapter, batch: ImportBatch) -> None:
    with (
        pytest.raises(TypeError, match="through the session"),
        journal.recording(lighthouse, batch),
    ):
        db.session.execute(insert(Alias).values(chapter_id=1, person_id=1, match_key="x"))


def test_nothing_is_noted_once_the_import_is_over(lighthouse: Chapter, batch: ImportBatch) -> None:
    """Seen red with the listeners left in place."""
    with journal.recording(lighthouse, batch) as recorder:
        pass

    make_member(lighthouse, "Ana Old", "Florist")

    assert (noted(), recorder.before) == ([], {})


def test_file_that_changes_nothing_leaves_no_batch(lighthouse: Chapter) -> None:
    bring_in(lighthouse, slips([]))

    assert db.session.query(ImportBatch).count() == 0
