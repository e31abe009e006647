"""How often and as what people count by the template's own word."""

from dataclasses import replace
from datetime import date

import pytest

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports.families import template_import as adapter
from chapter.imports.plans import Answers
from chapter.imports.reading.contents import TemplateFile
from chapter.people.models import Person
from chapter.slips.ledger import Credit
from tests.imports.proofs import bring, shown
from tests.imports.steps import ANA, BEN
from tests.imports.test_template_import import MEETINGS, MEMBERS, figures, slip


@pytest.mark.parametrize("order", [1, -1])
def test_equal_visitor_rows_are_as_many_slips(chapter: Chapter, order: int) -> None:
    """Seen red with a visit told of once."""
    rows = tuple(slip(n, "visitor", who, "*Vera Visitor") for n, who in enumerate([BEN, BEN, ANA]))
    bring(adapter, chapter, TemplateFile(MEMBERS, MEETINGS, (), rows, ()))
    again = TemplateFile(MEMBERS, MEETINGS, (), rows[::order], ())
    more = TemplateFile(MEMBERS, MEETINGS, (), (*rows[::order], replace(rows[0], line=9)), ())

    said = [
        [line.split(" | ")[0] for line in shown(adapter, chapter, content, Answers())]
        for content in (again, more)
    ]

    assert figures(chapter) == {("Ben", "visitors"): 2, ("Ana", "visitors"): 1}
    assert (set(said[0]), sorted(said[1])[-1], said[1].count("known")) == (
        {"known"},
        "refused",
        len(said[1]) - 1,
    )


def test_people_count_as_what_the_file_says(chapter: Chapter) -> None:
    """Whoever left is a member still in what was recorded before that was said.

    Seen red with the columns not read for slips, and with those of visits.
    """
    gone = replace(MEMBERS[1], joined_on=date(2025, 1, 1), left_on=date(2026, 11, 1))
    slips = (
        slip(2, "one-to-one", BEN, ANA, source_as="member"),
        slip(3, "one-to-one", ANA, BEN, dated=date(2026, 11, 4), target_as="visitor"),
        slip(4, "testimonial", BEN, ANA),
        slip(5, "visitor", BEN, "*Vera Visitor", source_as="member"),
    )

    bring(adapter, chapter, TemplateFile((MEMBERS[0], gone), MEETINGS, (), slips, ()))

    found = db.session.execute(
        db.select(Credit.measure, Person.first_name, Credit.standing)
        .join(Person, Person.id == Credit.person_id)
        .order_by(Credit.measure, Person.first_name, Credit.standing)
    )
    assert [tuple(row) for row in found] == [
        ("one_to_ones", "Ana", "member"),
        ("one_to_ones", "Ana", "member"),
        ("one_to_ones", "Ben", "member"),
        ("one_to_ones", "Ben", "visitor"),
        ("testimonials", "Ben", "other"),
        ("visitors", "Ben", "member"),
    ]
