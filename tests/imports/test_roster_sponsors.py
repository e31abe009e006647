"""Who brought somebody in, by whichever name a list knows them."""

import pytest

from chapter.chapters.models import Chapter
from chapter.imports.families import roster_import as adapter
from chapter.imports.plans import Answers
from chapter.imports.reading.contents import RosterFile, RosterRow
from chapter.members import queries
from tests.imports.proofs import bring, shown
from tests.imports.rosters import BEN_ROW, both, person, roster
from tests.imports.steps import ANA, BEN

RENAMED = "Ana Torres-Gil"
CARO = RosterRow(5, "Caro Cruz", trade="Baker", sponsor=ANA)


def sponsor(chapter: Chapter, name: str) -> str:
    """Return who is noted to have brought a member in."""
    found = queries.of_person(chapter, person(name))[0].sponsor
    return found.name if found else ""


def renaming(*more: RosterRow) -> RosterFile:
    """Return a list that knows Ana by a new name."""
    return roster(RosterRow(3, RENAMED, "Ana", "Torres-Gil"), BEN_ROW, *more)


def test_sponsor_renamed_by_the_same_list_is_found(lighthouse: Chapter) -> None:
    """Seen red with the names of the file alone asked."""
    answers = Answers(people={"ana torres-gil": person(ANA).id})

    said = shown(adapter, lighthouse, renaming(CARO), answers)
    bring(adapter, lighthouse, renaming(CARO), answers)

    assert said[-1] == "new | Caro Cruz | Baker | Ana Torres"
    assert sponsor(lighthouse, "Caro Cruz") == RENAMED


def test_sponsor_renamed_before_is_found(lighthouse: Chapter) -> None:
    bring(adapter, lighthouse, renaming(), Answers(people={"ana torres-gil": person(ANA).id}))
    bring(adapter, lighthouse, renaming(CARO))

    assert sponsor(lighthouse, "Caro Cruz") == RENAMED


def test_sponsor_whom_the_list_lacks_is_found(lighthouse: Chapter) -> None:
    bring(adapter, lighthouse, roster(BEN_ROW, CARO))

    assert sponsor(lighthouse, "Caro Cruz") == ANA


@pytest.mark.parametrize("of", ["Caro Cruz", BEN])
def test_row_left_out_neither_has_nor_is_a_sponsor(lighthouse: Chapter, of: str) -> None:
    """Seen red with a KeyError, or “a step before this one” raised, when brought in."""
    twice = RosterRow(5, "Dora Dahl", phone="1", sponsor=ANA), RosterRow(6, "Dora Dahl", phone="2")
    named = RosterRow(7, "Caro Cruz", sponsor="Dora Dahl")
    content = both(*twice, named) if of != BEN else both(*twice)

    said = shown(adapter, lighthouse, content, Answers())
    bring(adapter, lighthouse, content)

    assert [line for line in said if "brought Dora Dahl in" in line] == []
    assert sponsor(lighthouse, of) == ""
