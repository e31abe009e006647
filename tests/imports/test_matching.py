"""Whom a name in a file means: found, likely, asked about once and remembered."""

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports import matching
from chapter.imports.matching import resolve
from chapter.imports.plans import Answers
from chapter.members import queries as members
from chapter.people import queries as people
from chapter.people.rules import match_key
from chapter.slips.ledger import Slip
from tests.exports import Slip as Row
from tests.factories import make_member
from tests.imports.steps import ANA, BEN, DAY, bring_in, counts, preview, slips, take_back

INSIDE = "Tier 1 (inside)"


def likeliest(chapter: Chapter, name: str) -> list[str]:
    """Return whom a name may mean, best first."""
    roster = members.current(chapter, DAY)
    everybody = [membership.person for membership in sorted(roster, key=lambda one: one.id)]
    return [candidate.name for candidate in matching.likeliest(everybody, name)]


def about(name: str) -> Row:
    """Return a referral by somebody."""
    return Row("Referral", name, BEN, tier=INSIDE)


def test_likeliest_come_first(lighthouse: Chapter) -> None:
    """Seen red with the candidates unsorted."""
    for name in ("Ana Torrez", "Torres Ana", "Aná Torres"):
        make_member(lighthouse, name)

    found = likeliest(lighthouse, "ana tórres")

    assert found == [ANA, "Aná Torres", "Torres Ana", "Ana Torrez"]


def test_unknown_name_is_asked_about_with_its_likeliest_match(lighthouse: Chapter) -> None:
    (question,) = resolve(lighthouse, ["Anna Torres"], Answers()).questions

    offers = [choice.value for choice in question.choices[1:]]
    assert (question.key, question.choices[0].label, question.proposal) == ("anna torres", ANA, "")
    assert offers == ["former", "new", "elsewhere", "skip"]


def test_same_words_are_proposed_and_never_taken_unasked(lighthouse: Chapter) -> None:
    """Seen red with the same words taken whoever asks."""
    found = resolve(lighthouse, ["Torres ANA"], Answers())

    ana = people.named(lighthouse, match_key(ANA))[0]
    assert (found.known, [q.proposal for q in found.questions]) == ({}, [str(ana.id)])


def test_name_matched_once_is_remembered(lighthouse: Chapter) -> None:
    """Seen red with the name not remembered."""
    ana = people.named(lighthouse, match_key(ANA))[0]
    said = {"people": {"anna t.": ana.id}}

    bring_in(lighthouse, slips([about("Anna T.")]), **said)
    later = preview(lighthouse, slips([about("Anna T."), Row("CEU", "Anna T.", units="1")]))

    assert (counts(later), later.questions) == ("1 known, 1 new", ())


def test_remembered_name_is_forgotten_when_taken_back(lighthouse: Chapter) -> None:
    ana = people.named(lighthouse, match_key(ANA))[0]
    bring_in(lighthouse, slips([about("Anna T.")]), people={"anna t.": ana.id})

    take_back(lighthouse)

    asked = preview(lighthouse, slips([about("Anna T.")])).questions
    assert [question.key for question in asked] == ["anna t."]


def test_person_of_another_chapter_is_no_answer(lighthouse: Chapter, elsewhere: Chapter) -> None:
    """Seen red with persons looked up in every chapter."""
    stranger = make_member(elsewhere, "Nora Nobody").person

    asked = preview(lighthouse, slips([about("Nora N.")]), people={"nora n.": stranger.id})

    assert [question.key for question in asked.questions] == ["nora n."]


def test_name_said_to_be_new_becomes_a_member(lighthouse: Chapter) -> None:
    bring_in(lighthouse, slips([about("Nora Nobody")]), people={"nora nobody": "new"})

    names = [m.person.name for m in members.current(lighthouse, DAY)]
    assert "Nora Nobody" in names


def test_name_said_to_be_of_elsewhere_earns_nothing(lighthouse: Chapter) -> None:
    bring_in(lighthouse, slips([about("Nora Nobody")]), people={"nora nobody": "elsewhere"})

    (slip,) = db.session.scalars(db.select(Slip))
    assert [credit.person.name for credit in slip.credits] == [BEN]


def test_rows_of_a_skipped_name_stay_out(lighthouse: Chapter) -> None:
    rows = [about("Nora Nobody"), about(ANA)]

    plan = preview(lighthouse, slips(rows), people={"nora nobody": "skip"})
    (done,) = bring_in(lighthouse, slips(rows), people={"nora nobody": "skip"})

    assert (counts(plan), plan.is_ready, done.added) == ("1 new, 1 unknown", True, 1)


def test_name_two_members_share_is_asked(lighthouse: Chapter) -> None:
    """Seen red with the first of the two taken."""
    other = make_member(lighthouse, ANA, "Another trade", email="other.ana@north.example")
    rows = slips([about(ANA)])

    asked = preview(lighthouse, rows)
    settled = preview(lighthouse, rows, people={match_key(ANA): other.person_id})

    assert [len(question.choices) for question in asked.questions] == [3]
    assert settled.questions == ()
