"""Whom a name in a file means: found, likely, asked about once and remembered."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports import matching
from chapter.imports.matching import resolve
from chapter.imports.plans import Answers
from chapter.members import queries as members
from chapter.people import queries as people
from chapter.people import service as people_service
from chapter.people.rules import match_key
from chapter.slips.ledger import Slip
from tests.exports import Slip as Row
from tests.factories import close_week, make_member
from tests.imports.steps import ANA, BEN, DAY, ROWS, bring_in, counts, preview, slips, take_back

INSIDE = "Tier 1 (inside)"
# The same week exported once more, Ana written otherwise.
AGAIN = [
    replace(
        row, **{side: "Torres Aná" for side in ("source", "target") if getattr(row, side) == ANA}
    )
    for row in ROWS
]


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


def again(chapter: Chapter, rows: list[Row] = AGAIN, **said: Any) -> tuple[str, str]:
    """Bring a week in once more; say what its preview and the deed counted."""
    said = {"takes_same_words": True, **said}
    plan = preview(chapter, slips(rows), **said)
    (done,) = bring_in(chapter, slips(rows), **said)
    return counts(plan), f"{done.added} {done.changed} {done.missing} of {done.known}"


@pytest.mark.parametrize("mode", ["ledger", "mirror"])
def test_week_again_in_another_spelling_stands_already(lighthouse: Chapter, mode: str) -> None:
    """Also in a closed week. Seen red with rows compared by their words alone."""
    lighthouse.mode = mode
    bring_in(lighthouse, slips(ROWS))
    close_week(lighthouse, DAY)

    assert again(lighthouse) == ("8 known", "0 0 0 of 8")


def test_spelling_learned_since_corrects_nothing(lighthouse: Chapter) -> None:
    """Seen red with a slip of other words taken as corrected."""
    bring_in(lighthouse, slips(ROWS))
    people_service.know_as(people.named(lighthouse, match_key(ANA))[0], "torres aná")

    assert again(lighthouse) == ("8 known", "0 0 0 of 8")


def test_spelling_forgotten_since_is_recognised(lighthouse: Chapter) -> None:
    """A later week taught the spelling, and was taken back."""
    bring_in(lighthouse, slips(ROWS))
    bring_in(lighthouse, slips([Row("CEU", "Torres Aná", units="1")]), takes_same_words=True)
    take_back(lighthouse)

    assert again(lighthouse) == ("8 known", "0 0 0 of 8")


def test_week_of_somebody_renamed_since_stands_already(lighthouse: Chapter) -> None:
    """In the old words, in the new ones, and in others that an officer says are theirs."""
    bring_in(lighthouse, slips(ROWS))
    ana = people.named(lighthouse, match_key(ANA))[0]
    people_service.rename(ana, "Torres", "Aná")

    assert again(lighthouse, ROWS) == again(lighthouse) == ("8 known", "0 0 0 of 8")
    other = [replace(row, source="Anita") if row.source == ANA else row for row in ROWS]
    assert again(lighthouse, other, people={"anita": ana.id}) == ("8 known", "0 0 0 of 8")


def test_week_restored_from_an_archive_stands_already(lighthouse: Chapter) -> None:
    """An archive has no digests. Seen red with rows compared by their words alone."""
    bring_in(lighthouse, slips(ROWS))
    for number, slip in enumerate(db.session.scalars(db.select(Slip))):
        slip.digest, slip.key = "", f"restored {number}"

    assert again(lighthouse, ROWS) == ("8 known", "0 0 0 of 8")


def test_correction_in_another_spelling_corrects_what_differs(lighthouse: Chapter) -> None:
    """Seen red with a person's own name alone paired with the slip's."""
    bring_in(lighthouse, slips(ROWS))
    corrected = [replace(row, amount="1300") if row.kind == "TYFCB" else row for row in AGAIN]

    assert again(lighthouse, corrected) == ("1 changed, 7 known", "0 1 0 of 7")


def test_week_that_stands_elsewhere_in_other_spellings_is_asked_about(lighthouse: Chapter) -> None:
    """Seen red with other weeks looked at for the very words alone."""
    bring_in(lighthouse, slips(ROWS), meeting_day=date(2026, 11, 5))
    asked = preview(lighthouse, slips(AGAIN), takes_same_words=True).questions
    bring_in(lighthouse, slips(AGAIN), takes_same_words=True, is_again=True)
    back = preview(lighthouse, slips(ROWS), meeting_day=date(2026, 10, 29)).questions

    assert [[question.kind for question in each] for each in (asked, back)] == [["again"]] * 2


def test_equal_rows_in_another_spelling_keep_their_number(lighthouse: Chapter) -> None:
    """Seen red with every row of one meaning known once a slip of it stands."""
    bring_in(lighthouse, slips(ROWS))

    assert again(lighthouse, [*AGAIN, AGAIN[0]]) == ("8 known, 1 new", "1 0 0 of 8")


def test_somebody_of_elsewhere_is_the_one_the_bold_name_meant(lighthouse: Chapter) -> None:
    """A CSV has no bold names. Seen red with those outside never recognised."""
    bring_in(lighthouse, slips(ROWS))
    plain = [
        replace(row, **{side: str(getattr(row, side)) for side in ("source", "target")})
        for row in ROWS
    ]

    found = again(lighthouse, plain, people={"zed outsider": "elsewhere"})
    assert found == ("8 known", "0 0 0 of 8")
