"""A name that somebody gave up and somebody else bears now."""

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports.matching import resolve
from chapter.imports.plans import Answers
from chapter.people import service as people
from chapter.people.models import Person
from chapter.people.rules import match_key
from chapter.slips.ledger import Credit
from tests.exports import Slip as Row
from tests.factories import make_member
from tests.imports.steps import ANA, BEN, bring_in, counts, preview, slips

JOSE, OTHER = "Jose Nunez", "José Núñez"


def passed_on(chapter: Chapter) -> tuple[Person, Person]:
    """Return who gave a name up, and who took it."""
    pepe = make_member(chapter, JOSE, email="pepe@north.example").person
    jose = make_member(chapter, OTHER, email="jose@north.example").person
    people.rename(pepe, "Pepe", "Nunez")
    people.rename(jose, *JOSE.split())
    db.session.commit()
    return pepe, jose


def test_name_means_who_bears_it_now(lighthouse: Chapter) -> None:
    """Seen red with a former name as good as the one somebody bears."""
    pepe, jose = passed_on(lighthouse)

    found = resolve(lighthouse, [JOSE, OTHER, "Pepe Nunez"], Answers())

    assert (found.shared, found.questions) == ([], [])
    assert found.known == {
        match_key(JOSE): jose,
        match_key(OTHER): jose,
        match_key("Pepe Nunez"): pepe,
    }


def test_row_of_a_name_passed_on_comes_in_for_who_bears_it(lighthouse: Chapter) -> None:
    """Seen red with a former name as good as the one somebody bears."""
    jose = passed_on(lighthouse)[1]
    row = slips([Row("CEU", JOSE, units="2")])

    bring_in(lighthouse, row)

    (slip,) = preview(lighthouse, row).lines
    assert (str(slip.state), slip.name.split(",")[0]) == ("known", JOSE)
    assert [credit.person_id for credit in db.session.query(Credit)] == [jose.id]


def test_slip_of_who_gave_the_name_up_is_not_corrected(lighthouse: Chapter) -> None:
    """Seen red with the name still turned into that of whoever gave it up."""
    passed_on(lighthouse)
    rows = [Row("CEU", BEN, units="3"), Row("CEU", ANA, units="3")]
    bring_in(lighthouse, slips([*rows, Row("CEU", "Pepe Nunez", units="2")]))

    plan = preview(lighthouse, slips([*rows, Row("CEU", JOSE, units="5")]))

    assert counts(plan) == "2 known, 1 missing, 1 new"
