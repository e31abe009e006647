"""Rows of an audit that stand here already, whoever brought them and however they are spelled."""

import io
from dataclasses import replace

import pytest

from chapter.archive import service as archive
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports.families import template_import as adapter
from chapter.imports.reading import reader
from chapter.slips.models import ClosedBusinessSlip
from tests.conftest import TODAY
from tests.exports import Bold
from tests.exports import Slip as Row
from tests.factories import make_chapter
from tests.imports.proofs import bring
from tests.imports.steps import ANA, BEN, ROWS, bring_in, counts, preview, slips

OTTO = Row("Referral", ANA, Bold("Otto Öst"), tier="Tier 1 (inside)", detail="X, Y, España")
ZOE = Row("Visitor", BEN, "Zoë Gäst")


@pytest.fixture
def moved(lighthouse: Chapter) -> Chapter:
    """An empty chapter that took the filled template of one with a week of an audit."""
    bring_in(lighthouse, slips(ROWS))
    file, empty = io.BytesIO(), make_chapter("empty", "Empty")
    archive.write_filled(lighthouse, file, TODAY)
    bring(adapter, empty, reader.read(file.getvalue(), "workbook.xlsx"))
    return empty


def test_audit_after_the_template_it_went_into_brings_nothing(moved: Chapter) -> None:
    """Seen red with only what audits brought compared."""
    assert counts(preview(moved, slips(ROWS))) == "8 known"


def test_audit_corrects_what_a_template_brought(moved: Chapter) -> None:
    """Seen red with only what audits brought compared, and with who recorded it forgotten."""
    slip = db.session.query(ClosedBusinessSlip).filter_by(chapter_id=moved.id).one()
    slip.author_id = author = slip.thanked_id
    later = [replace(row, amount="1300") if row.kind == "TYFCB" else row for row in ROWS]
    bring_in(moved, slips(later))

    number = db.session.query(ClosedBusinessSlip).filter_by(chapter_id=moved.id).count()
    assert (number, slip.amount, slip.author_id) == (1, 130_000, author)


def test_audit_misses_nothing_that_only_a_template_brought(moved: Chapter) -> None:
    """Seen red with such slips offered to be taken away."""
    assert counts(preview(moved, slips(ROWS[1:]))) == "7 known"


def test_visitor_and_outsider_are_known_in_other_spellings(lighthouse: Chapter) -> None:
    """Seen red with those outside compared by match key."""
    bring_in(lighthouse, slips([OTTO, ZOE]))
    otto = replace(OTTO, target=Bold("OST, Otto"), detail="X, Y, Espana")
    again = [otto, replace(ZOE, target="Gast Zoe")]

    assert counts(preview(lighthouse, slips(again))) == "2 known"


def test_outsiders_who_differ_in_more_stay_two(lighthouse: Chapter) -> None:
    """Seen red with vowel signs dropped, as accents are."""
    bring_in(lighthouse, slips([replace(OTTO, target=Bold("मीना"))]))
    again = [OTTO, replace(OTTO, target=Bold("मोना"))]

    assert counts(preview(lighthouse, slips(again))) == "1 missing, 2 new"


def test_visitor_credited_elsewhere_is_known_in_other_spellings(moved: Chapter) -> None:
    """Seen red with visitors compared by match key."""
    plan = preview(moved, slips([replace(ROWS[7], target="Visitor Véra")]))

    assert counts(plan) == "1 known"


def test_visitor_spelled_just_so_is_the_one_credited(moved: Chapter) -> None:
    """Seen red with only the folded spellings compared."""
    plan = preview(moved, slips([replace(ROWS[7], target="Véra Visitor"), ROWS[7]]))

    assert {line.state: line.name for line in plan.lines} == {
        "new": "Ben Okafor → Véra Visitor",
        "known": "Ben Okafor → Vera Visitor",
    }
