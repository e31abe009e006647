"""Weeks held and closed, with marks as letters and slips by the dozen."""

from datetime import date

from chapter.chapters.models import Chapter
from chapter.people.models import Person
from chapter.rulesets import service as rulesets
from tests import factories
from tests.factories import FOUNDED, thursdays

#: Twenty weeks that end a week before the day of the tests.
FIRST, WEEKS = date(2026, 7, 2), 20
LAST = thursdays(FIRST, WEEKS)[-1]


def hold(chapter: Chapter, letters: dict[Person, str], first: date = FIRST) -> None:
    """Hold and close a week per letter; a dot is no mark."""
    for number, day in enumerate(thursdays(first, max(map(len, letters.values())))):
        meeting = factories.make_meeting(chapter, day)
        for person, marks in letters.items():
            if marks[number : number + 1].strip("."):
                factories.make_mark(meeting, person, marks[number])
        factories.close_week(chapter, day)


def give(chapter: Chapter, giver: Person, receiver: Person, number: int, day: date = LAST) -> None:
    """Give so many referrals on a day."""
    for _ in range(number):
        factories.make_slip(chapter, "referral", giver, day, receiver_id=receiver.id)


def score_by(chapter: Chapter, preset: str, valid_from: date = FOUNDED) -> None:
    """Score by a preset from a day on."""
    changes = {"scoring": preset, "scoring_table": None}
    now = factories.clock.now()
    rulesets.amend(chapter, valid_from, changes, actor_id=None, now=now)
