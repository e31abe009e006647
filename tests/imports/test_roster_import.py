"""The roster as a reviewed difference: shown, done exactly so, and taken back."""

from pathlib import Path

import pytest
from flask import Flask

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports import wording
from chapter.imports.families import roster_import as adapter
from chapter.imports.plans import NEW, Answers
from chapter.imports.reading.contents import RosterRow
from chapter.members import queries
from chapter.people.models import Alias
from chapter.people.service import rename
from tests.imports.proofs import all_of, bring, day, dump, shown, take_back
from tests.imports.rosters import ANA_ROW, BEN_ROW, TODAY, both, person, roster, states, times
from tests.imports.steps import ANA, BEN
from tests.imports.test_commands import run


def test_somebody_new_is_admitted_as_shown(lighthouse: Chapter) -> None:
    row = RosterRow(
        5,
        "Caro Díaz",
        trade="Baker",
        email="caro@díaz.example".replace("í", "i"),
        joined_on=day("2026-10-01"),
        renewal_on=day("2027-10-01"),
        sponsor=BEN,
    )

    said = shown(adapter, lighthouse, both(row), Answers())
    _, applied = bring(adapter, lighthouse, both(row))

    contact = "Baker | caro@diaz.example | 2026-10-01 | 2027-10-01 | Ben Okafor"
    assert said == ["known | Ana Torres", "known | Ben Okafor", f"new | Caro Díaz | {contact}"]
    caro = queries.of_person(lighthouse, person("Caro Díaz"))[0]
    assert (caro.trade, caro.renewal_on, caro.sponsor.name) == ("Baker", day("2027-10-01"), BEN)
    assert (applied.added, applied.known, applied.changed) == (1, 2, 0)


def test_everything_taken_back_leaves_the_tables_as_before(lighthouse: Chapter) -> None:
    before = dump()
    content = roster(
        RosterRow(3, ANA, trade="Florist", company="Torres", sponsor="Caro Díaz"),
        RosterRow(5, "Caro Díaz", trade="Baker", email="caro@diaz.example", office="President"),
    )

    made, applied = bring(adapter, lighthouse, content, all_of(adapter, lighthouse, content))
    states_after = dump() != before
    take_back(lighthouse, made)

    assert (applied.added, applied.changed, applied.removed) == (1, 4, 1)
    assert states_after
    assert dump() == before


def test_same_list_again_changes_nothing(lighthouse: Chapter) -> None:
    row = RosterRow(5, "Caro Díaz", trade="Baker", phone="600", joined_on=day("2026-10-01"))
    bring(adapter, lighthouse, both(row))

    said = shown(adapter, lighthouse, roster(row, BEN_ROW, ANA_ROW), Answers())

    assert states(said) == ["known"] * 3


def test_change_waits_for_the_officers_word(lighthouse: Chapter) -> None:
    """Seen red with changed lines always due."""
    content = roster(RosterRow(3, ANA, trade="Baker", phone="600"), BEN_ROW)

    said = shown(adapter, lighthouse, content, Answers())
    bring(adapter, lighthouse, content, Answers(taken=frozenset({"phone:ana torres:600"})))

    assert said[:2] == ["changed | Ana Torres | Social media→Baker", "changed | Ana Torres | 600"]
    ana = queries.of_person(lighthouse, person(ANA))[0]
    assert (ana.trade, ana.person.phone) == ("Social media", "600")


def test_nobody_leaves_without_an_officers_word(lighthouse: Chapter) -> None:
    """Seen red with missing lines taken like changed ones."""
    content = roster(ANA_ROW)

    said = shown(adapter, lighthouse, content, Answers())
    bring(adapter, lighthouse, content)
    unasked = times(BEN)
    bring(adapter, lighthouse, content, all_of(adapter, lighthouse, content))

    assert said[0] == "missing | Ben Okafor | Commercial law | 2026-11-19"
    assert (unasked, times(BEN)) == ([("2026-09-01", "")], [("2026-09-01", "2026-11-19")])


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("dropped", "missing"),
        ("expired", "missing"),
        ("active", "known"),
        ("late", "known"),
        ("", "known"),
    ],
)
def test_status_proposes_a_leaving_only_where_it_is_known(
    lighthouse: Chapter, status: str, state: str
) -> None:
    """Seen red with every word but active taken for a leaving."""
    content = roster(ANA_ROW, RosterRow(4, BEN, status=status))

    said = shown(adapter, lighthouse, content, Answers())

    assert [line.split(" | ")[0] for line in said if BEN in line] == [state]


@pytest.mark.parametrize(
    ("status", "word"), [("dropped", "calls Ben Okafor dropped"), ("", "says that Ben Okafor left")]
)
def test_whom_the_list_calls_gone_is_named(lighthouse: Chapter, status: str, word: str) -> None:
    """Seen red with nothing said but that a line is not in the file."""
    left = None if status else day("2026-10-01")
    content = roster(ANA_ROW, RosterRow(4, BEN, status=status, left_on=left))
    kept = adapter.plan(lighthouse, content, Answers(), TODAY)
    taken = adapter.plan(lighthouse, content, all_of(adapter, lighthouse, content), TODAY)

    assert list(map(str, kept.notices)) == [f"The file {word}. Nobody leaves unless you say so."]
    assert (taken.notices, next(map(wording.state, kept.lines))) == ((), "Left, says the file")


def test_whom_the_list_calls_gone_is_not_called_missing(
    app: Flask, lighthouse: Chapter, tmp_path: Path
) -> None:
    """Seen red with every line that proposes a leaving counted."""
    file = tmp_path / "list.csv"
    file.write_text(f"Name,Trade,Status\n{BEN},Commercial law,Dropped\n")
    kept = run(app, file, "--chapter", "north")[1]
    taken = run(app, file, "--chapter", "north", "--remove-missing")[1]

    # Ana is missing from the file.
    assert "1 missing from the file and kept" in kept
    assert "The file calls Ben Okafor dropped." in kept
    assert ("2 removed" in taken, "missing" in taken) == (True, False)


def test_name_like_a_members_is_asked_and_remembered(lighthouse: Chapter) -> None:
    content = roster(RosterRow(3, "Ana Tores"), BEN_ROW)
    plan = adapter.plan(lighthouse, content, Answers(), TODAY)
    (question,) = plan.questions
    ana = person(ANA)

    bring(adapter, lighthouse, content, Answers(people={question.key: ana.id}, taken=frozenset()))
    later = adapter.plan(lighthouse, content, Answers(), TODAY)

    assert (question.choices[0].label, question.choices[1].value) == (ANA, NEW)
    assert [line.state for line in plan.lines] == ["known"]
    assert db.session.scalars(db.select(Alias.match_key)).all() == ["ana tores"]
    assert (later.questions, [line.state for line in later.lines]) == ((), ["known", "known"])


@pytest.mark.parametrize(
    ("name", "taken"), [("Ána Torrés", True), ("Torres Ana", True), ("Ana Gil", False)]
)
def test_other_spelling_is_told_each_time(lighthouse: Chapter, name: str, taken: bool) -> None:
    """Accents, order, and a former name. Seen red with nothing said of who was taken."""
    rename(person(ANA), "Ana", "Gil")
    rename(person("Ana Gil"), "Ana", "Torres")
    content, answers = roster(RosterRow(3, name), BEN_ROW), Answers(takes_same_words=taken)
    first = adapter.plan(lighthouse, content, answers, TODAY)

    bring(adapter, lighthouse, content, answers)
    later = adapter.plan(lighthouse, content, Answers(), TODAY)

    for plan in (first, later):
        assert list(map(str, plan.notices)) == [
            f"Spelled otherwise in the file: {name} (Ana Torres). What stands here stays as it is."
        ]
        assert [line.state for line in plan.lines] == ["known", "known"]


def test_corrected_name_is_a_change(lighthouse: Chapter) -> None:
    ana = person(ANA)
    content = roster(RosterRow(3, "Ana Torres-Gil", "Ana", "Torres-Gil"), BEN_ROW)
    answers = Answers(people={"ana torres-gil": ana.id})
    notices = adapter.plan(lighthouse, content, answers, TODAY).notices

    bring(adapter, lighthouse, content, answers)

    assert (notices, ana.name) == ((), "Ana Torres-Gil")
