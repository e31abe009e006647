"""The template workbook: what it offers, and that a chapter's own data go through it."""

import io
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import load_workbook

from chapter import clock
from chapter.archive import service, template_rows
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports.reading import reader
from chapter.imports.reading.contents import TemplateFile
from chapter.imports.reading.template import TEMPLATE
from chapter.members import service as members
from tests import factories
from tests.archive.steps import a_chapter_with_everything
from tests.conftest import TODAY
from tests.house.furniture import CLOSED


def empty() -> Any:
    """Open the empty template."""
    file = io.BytesIO()
    service.write_template(file)
    return load_workbook(file)


def filled(chapter: Chapter) -> TemplateFile:
    """Write a chapter's data into the template and read it as an import would."""
    file = io.BytesIO()
    service.write_filled(chapter, file, TODAY)
    found = reader.read(file.getvalue(), "north.xlsx")
    assert isinstance(found, TemplateFile)
    return found


@pytest.fixture
def north(app: Any) -> Chapter:
    """A chapter with slips of every kind in two closed weeks."""
    return a_chapter_with_everything()


def test_sheets_have_the_headings_of_the_reader(app: Any) -> None:
    """Seen red with a heading translated."""
    book = empty()

    assert book.sheetnames == ["Read me", "Members", "Meetings", "Marks", "Slips"]
    for title, columns in TEMPLATE.items():
        assert [cell.value for cell in book[title][1]] == [column.heading for column in columns]


def test_choices_are_lists(app: Any) -> None:
    """Seen red with the lists left out."""
    lists = {str(rule.sqref): rule.formula1 for rule in validations("Slips", "list")}

    assert lists == {
        "C2:C20000": '"Referral,One-to-one,Closed business,Education,Testimonial,Visitor,'
        'Sponsored member"',
        "F2:F20000": '"Inside,Outside,Spin-off"',
        "I2:I20000": '"New,Repeat"',
        "L2:L20000": '"Member,Visitor,Other"',
        "M2:M20000": '"Member,Visitor,Other"',
    }


def validations(title: str, kind: str) -> list[Any]:
    """Return the rules of a sheet of one kind."""
    return [rule for rule in empty()[title].data_validations.dataValidation if rule.type == kind]


def test_days_are_days(app: Any) -> None:
    """Seen red with days left unchecked."""
    assert [str(rule.sqref) for rule in validations("Members", "date")] == [
        "G2:G20000",
        "H2:H20000",
        "I2:I20000",
    ]


def test_read_me_explains_every_column_with_an_example(app: Any) -> None:
    """Seen red with the examples left out."""
    rows = [row[:5] for row in empty()["Read me"].values]

    for title, columns in TEMPLATE.items():
        for column in columns:
            (row,) = (row for row in rows if row[:2] == (title, column.heading))
            assert row[4] == (column.example or None)


def test_empty_template_is_read_as_nothing(app: Any) -> None:
    """Seen red with the examples on the sheets themselves."""
    file = io.BytesIO()
    service.write_template(file)
    found = reader.read(file.getvalue(), "template.xlsx")

    assert (found.members, found.meetings, found.marks, found.slips) == ((), (), (), ())
    assert found.issues == ()


def test_filled_template_is_read_back(north: Chapter) -> None:
    """Seen red with amounts in minor units, and with days as texts of another order."""
    found = filled(north)
    slips = {(row.kind, row.dated) for row in found.slips}

    assert found.issues == ()
    assert {row.name for row in found.members} == {"Arthur Author", "Ann0 Other", "Ann1 Other"}
    assert sorted((row.held_on, row.state) for row in found.meetings) == [
        *((day, "closed") for day in sorted(CLOSED)),
        (TODAY, "open"),
    ]
    assert len(found.marks) == 6
    assert len(slips) == 3 * 6
    business = [row for row in found.slips if row.kind == "closed-business"]
    assert {(row.source, row.amount, row.counts_on) for row in business} == {
        (None, Decimal(100), day) for day in (*CLOSED[:2], None)
    }


def test_outsiders_stay_outsiders(app: Any) -> None:
    """Seen red with bold left off."""
    chapter = factories.make_chapter("north", "North")
    ada = factories.make_member(chapter, "Ada One").person
    said = {"outsider_name": "Yara Elsewhere", "outsider_category": "elsewhere"}
    factories.make_slip(chapter, "one-to-one", ada, TODAY, **said)
    (row,) = filled(chapter).slips

    assert (row.source.is_outsider, row.target.is_outsider) == (False, True)
    assert (row.target.name, row.detail) == ("Yara Elsewhere", "")


def test_names_of_one_word_and_returns_are_kept(app: Any) -> None:
    """Seen red with a row per person instead of one per time on the roster."""
    chapter = factories.make_chapter("north", "North")
    person = factories.make_member(chapter, "Madonna", joined_on=date(2026, 9, 1)).person
    who: dict[str, Any] = {"today": TODAY, "actor_id": None, "now": clock.now()}
    members.release(chapter, person, left_on=date(2026, 10, 1), **who)
    members.readmit(chapter, person, trade="Singer", joined_on=date(2026, 11, 1), **who)
    db.session.commit()

    assert [(row.name, row.joined_on, row.left_on) for row in filled(chapter).members] == [
        ("Madonna", date(2026, 9, 1), date(2026, 10, 1)),
        ("Madonna", date(2026, 11, 1), None),
    ]


def test_oldest_slips_give_way(app: Any) -> None:
    """Seen red with more rows than the reader takes."""
    chapter = factories.make_chapter("north", "North")
    ada = factories.make_member(chapter, "Ada One").person
    for day in (1, 2, 3, 4):
        factories.make_slip(chapter, "education", ada, date(2026, 11, day))
    found = template_rows.filled(chapter, db.session.connection(), TODAY, most=2)

    assert [row[0].day for row in found.rows["Slips"]] == [3, 4]
    assert found.left_out == 2
