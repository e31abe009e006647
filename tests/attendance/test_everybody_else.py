"""“Everybody else is present” says nothing of those whom somebody marks, before it or after it."""

from datetime import date, timedelta
from itertools import permutations

import pytest
import time_machine

from chapter.attendance import queries
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.meetings import queries as meetings
from tests.browse import Browser
from tests.conftest import NOW, BrowserFactory, Reader
from tests.factories import make_member

TODAY = date(2026, 11, 19)
JSON = {"Accept": "application/json"}
STEPS = ("Vic starts", "Sue starts", "Vic marks 0 A", "Sue marks 1 L")


@pytest.fixture
def people(chapter: Chapter) -> list[int]:
    """Three members, besides the hosts."""
    return [make_member(chapter, f"Ana {name}").person_id for name in ("One", "Three", "Two")]


@pytest.fixture
def hosts(browse: BrowserFactory, vice_president: Reader, secretary: Reader) -> dict[str, Browser]:
    """Two hosts, each at a sheet that shows nobody marked."""
    return {"Vic": browse(vice_president), "Sue": browse(secretary)}


def play(hosts: dict[str, Browser], people: list[int], *steps: str) -> list[int]:
    """Do what the sentences say, each a second after the other; return how each was answered."""
    answers = []
    for second, step in enumerate(steps):
        with time_machine.travel(NOW + timedelta(seconds=second), tick=False):
            answers.append(do(step, hosts, people))
    return answers


def do(step: str, hosts: dict[str, Browser], people: list[int]) -> int:
    """Do what a sentence says: who starts, or who marks whom so, perhaps on which version."""
    name, does, *what = step.split()
    if does == "starts":
        return hosts[name].send("attendance.start", held_on=TODAY, headers=JSON).status_code
    person, letter, version = people[int(what[0])], what[1], what[3] if what[2:] else "0"
    row = {f"mark-{person}": letter, f"version-{person}": version}
    return hosts[name].send("attendance.edit", row, held_on=TODAY, headers=JSON).status_code


def letters(chapter: Chapter, people: list[int]) -> str:
    """Return what stands for the three."""
    db.session.expire_all()
    meeting = meetings.on(chapter, TODAY)
    assert meeting is not None
    stand = {line.person_id: line.letter for line in queries.lines(chapter, meeting)}
    return "".join(stand[person] or "-" for person in people)


@pytest.mark.parametrize("steps", list(permutations(STEPS)))
def test_in_any_order_the_marks_stand_and_the_others_are_present(
    chapter: Chapter,
    hosts: dict[str, Browser],
    people: list[int],
    steps: tuple[str, ...],
) -> None:
    """A start that comes late changes nothing; seen red with its P in the way of a mark."""
    answers = play(hosts, people, *steps)

    assert (answers, letters(chapter, people)) == ([200] * 4, "ALP")


@pytest.mark.parametrize(
    ("steps", "stands"),
    [
        (("Sue marks 0 P", "Sue starts"), "P"),
        (("Sue starts", "Sue marks 0 L"), "L"),
        (("Sue starts", "Sue marks 0 A on 1", "Sue marks 0 P on 2", "Vic starts"), "P"),
    ],
)
def test_what_somebody_chose_is_asked_about(
    chapter: Chapter,
    hosts: dict[str, Browser],
    people: list[int],
    steps: tuple[str, ...],
    stands: str,
) -> None:
    """Seen red with all marks after a start in nobody's way, and with all of a first version."""
    answers = play(hosts, people, *steps, "Vic marks 0 A")

    assert answers == [*[200] * len(steps), 409]
    assert letters(chapter, people)[0] == stands


def test_start_whose_answer_was_lost_is_told_what_it_did(
    hosts: dict[str, Browser], people: list[int]
) -> None:
    """Seen red with only those rows told that the second start changed."""
    first = hosts["Vic"].send("attendance.start", held_on=TODAY, headers=JSON).json
    second = hosts["Vic"].send("attendance.start", held_on=TODAY, headers=JSON).json

    assert first is not None
    assert (first, {row["version"] for row in first["rows"]}) == (second, {1})
    assert len(first["rows"]) == len(people) + 2
