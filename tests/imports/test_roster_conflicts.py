"""What a members' list cannot have is named on a line of its own, and the rest is done."""

from pathlib import Path

import pytest
from flask import Flask

from chapter.chapters.models import Chapter
from chapter.imports.families import roster_import as adapter
from chapter.imports.plans import Answers
from chapter.imports.reading.contents import RosterFile, RosterRow
from chapter.members import queries
from tests.factories import make_mark, make_meeting
from tests.imports.proofs import all_of, bring, day, dump, shown, take_back
from tests.imports.rosters import ANA_ROW, BEN_ROW, TODAY, both, person, roster
from tests.imports.steps import ANA, BEN
from tests.imports.test_commands import run


def test_taken_trade_is_refused_and_the_member_admitted_without(lighthouse: Chapter) -> None:
    """Seen red with the seats not asked."""
    row = RosterRow(5, "Caro Díaz", trade="Social Media")

    said = shown(adapter, lighthouse, both(row), Answers())
    bring(adapter, lighthouse, both(row))

    why = "Ana Torres has this trade already, and one member has one trade."
    assert said[2:] == ["new | Caro Díaz", f"refused | Caro Díaz | Social Media | {why}"]
    assert queries.of_person(lighthouse, person("Caro Díaz"))[0].trade == ""


def test_member_of_whom_a_part_stays_out_is_not_called_left_out(
    app: Flask, lighthouse: Chapter, tmp_path: Path
) -> None:
    """Seen red with “Not brought in” said of whom the list admits."""
    rows = "Caro Cruz,Social Media,Nobody Here\n"
    said = run(app, *listed(tmp_path, rows))[1]

    assert "Without the trade: Caro Cruz (sheet “list”, row 4): Ana Torres has this trade" in said
    assert "Sponsor not noted: Caro Cruz (sheet “list”, row 4): Nobody Here, who brought" in said
    assert "Not brought in" not in said


def listed(folder: Path, rows: str) -> tuple[str | Path, ...]:
    """Write a members' list of those who stand here and others; return the command's words."""
    file = folder / "list.csv"
    here = f"Name,Trade,Sponsor\n{ANA},Social media,\n{BEN},Commercial law,\n"
    file.write_text(here + rows)
    return file, "--chapter", "north"


def test_two_members_swap_their_trades(lighthouse: Chapter) -> None:
    """Seen red with each seat asked for as it stands before the list."""
    content = roster(
        RosterRow(3, ANA, trade="Commercial law"), RosterRow(4, BEN, trade="Social media")
    )
    before = dump()

    made, _ = bring(adapter, lighthouse, content)
    trades = [m.trade for m in queries.current(lighthouse, TODAY)]
    take_back(lighthouse, made)

    assert trades == ["Social media", "Commercial law"]
    assert dump() == before


def test_seat_of_who_leaves_is_free(lighthouse: Chapter) -> None:
    content = roster(ANA_ROW, RosterRow(5, "Caro Díaz", trade="Commercial law"))

    bring(adapter, lighthouse, content, all_of(adapter, lighthouse, content))

    assert [m.trade for m in queries.current(lighthouse, TODAY)] == [
        "Commercial law",
        "Social media",
    ]


def test_shared_email_is_refused(lighthouse: Chapter) -> None:
    """Seen red with the e-mails not asked."""
    row = RosterRow(5, "Caro Díaz", email="ana.torres@north.example")

    said = shown(adapter, lighthouse, both(row), Answers())

    why = "Ana Torres has this e-mail already."
    assert said[-1] == f"refused | Caro Díaz | ana.torres@north.example | {why}"


@pytest.mark.parametrize("email", ["caro", "caro@", "@b.example"])
def test_half_an_email_is_refused(lighthouse: Chapter, email: str) -> None:
    said = shown(adapter, lighthouse, both(RosterRow(5, "Caro Díaz", email=email)), Answers())

    assert said[-1].endswith(f"| “{email}” is not a whole e-mail address.")


def test_marks_before_the_day_of_joining_refuse_it(lighthouse: Chapter) -> None:
    """Seen red with the marks not asked."""
    make_mark(make_meeting(lighthouse, day("2026-10-01")), person(ANA), "P")

    content = roster(RosterRow(3, ANA, joined_on=day("2026-11-01")), BEN_ROW)
    said = shown(adapter, lighthouse, content, Answers())

    why = "Marks of 2026-10-01 stand here, before this day."
    assert said[0] == f"refused | Ana Torres | 2026-11-01 | {why}"


def test_name_twice_with_other_words_is_refused_in_both_rows(lighthouse: Chapter) -> None:
    """Seen red with the first row listed alone."""
    content = both(RosterRow(5, "Caro Díaz", phone="1"), RosterRow(6, "Caro Díaz", phone="2"))

    said = shown(adapter, lighthouse, content, Answers())

    assert said[-2:] == [
        "refused | Caro Díaz | Caro Díaz | Row 6 has the same name and says something else.",
        "refused | Caro Díaz | Caro Díaz | Row 5 has the same name and says something else.",
    ]


def test_trades_with_one_last_step_are_told_apart(chapter: Chapter) -> None:
    content = roster(
        RosterRow(3, ANA, trade="General", trade_path="Law > General"),
        RosterRow(4, BEN, trade="General", trade_path="Insurance > General"),
    )

    bring(adapter, chapter, content)

    assert sorted(m.trade for m in queries.seats(chapter)) == [
        "Insurance / General",
        "Law / General",
    ]


def test_rows_of_other_chapters_are_left_out(lighthouse: Chapter) -> None:
    """Seen red with a regional list taken whole."""
    content = both(
        RosterRow(5, "Caro Díaz", chapter="BNI North"), RosterRow(6, "Zed Far", chapter="Harbour")
    )

    plan = adapter.plan(lighthouse, content, Answers(), TODAY)

    assert [line.name for line in plan.lines] == [ANA, BEN, "Caro Díaz"]
    assert [str(n) for n in plan.notices] == ["One row is of another chapter and is left out."]


def test_list_of_another_chapter_is_asked_about(lighthouse: Chapter) -> None:
    """Seen red with the chapter not compared."""
    content = RosterFile((ANA_ROW, BEN_ROW), (), frozenset(), chapter="Harbour")

    asked = adapter.plan(lighthouse, content, Answers(), TODAY).questions
    confirmed = adapter.plan(lighthouse, content, Answers(chapter_confirmed=True), TODAY).questions

    assert ([question.kind for question in asked], confirmed) == (["chapter"], ())
