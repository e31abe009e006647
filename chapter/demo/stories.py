"""What somebody who tries the demo should meet in a chapter, whatever the dice say."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from chapter.demo.plan import ChapterPlan, PlannedMark, PlannedSlip, Week
from chapter.meetings.rules import State


def regular(plan: ChapterPlan, first: int) -> list[int]:
    """Return who belonged from the founding on and stays, from a number on."""
    return [
        number
        for number in plan.joining_at_founding()
        if number >= first and plan.members[number].left_on is None
    ]


def hand_in(
    plan: ChapterPlan, author: int, wanted: Mapping[str, int], spared: Collection[int]
) -> None:
    """Let a member have handed in so many slips of each kind, one more a week.

    They are other members' slips, but nobody's who is to be spared.
    """
    for kind, number in wanted.items():
        own = [s for week in plan.weeks for s in week.slips if (s.kind, s.author) == (kind, author)]
        missing = number - len(own)
        for week in _held(plan):
            place = _to_take_over(week, kind, author, {author, *spared})
            if missing > 0 and place is not None:
                week.slips[place] = replace(week.slips[place], author=author)
                missing -= 1


def attend(plan: ChapterPlan, member: int, absent: Sequence[int]) -> None:
    """Let a member have been present but in some weeks, counted back from the latest held."""
    for back, week in enumerate(reversed(_held(plan)), 1):
        letter = "A" if back in absent else "P"
        week.marks = [
            PlannedMark(member, letter) if mark.member == member else mark for mark in week.marks
        ]


def _held(plan: ChapterPlan) -> list[Week]:
    return [week for week in plan.weeks if week.state == State.CLOSED]


def _to_take_over(week: Week, kind: str, author: int, spared: Collection[int]) -> int | None:
    """Return where a slip stands that the member may have handed in instead."""
    # Two members have one one-to-one a day, so none is taken over that might be the second.
    met = {(slip.dated, other) for slip in week.slips for other in _others(slip, author)}
    for place, slip in enumerate(week.slips):
        is_free = slip.kind == kind and slip.author not in spared and slip.member != author
        if is_free and (slip.dated, slip.member) not in met:
            return place
    return None


def _others(slip: PlannedSlip, one: int) -> set[int | None]:
    """Return with whom somebody had the one-to-one of a slip."""
    pair = {slip.author, slip.member}
    return pair - {one} if slip.kind == "one-to-one" and one in pair else set()
