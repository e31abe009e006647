"""What stands beneath the members: visitors, others, members no longer listed, and the total.

In a summary the marks of the total are the members', listed or not; its other figures are
everybody's. In the rows of visitors and of others, P repeats how many meetings there were.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chapter.imports.states import Role
from chapter.reconciliation.rules import FIGURES, MARKS, Figures, Group, Line, line, summed
from chapter.web.words import N_

GROUPS = {
    Group.VISITORS: N_("Visitors"),
    Group.OTHERS: N_("Others"),
    Group.UNLISTED: N_("Members no longer listed"),
    Group.TOTAL: N_("Total"),
}
MEANINGS = {
    Group.VISITORS: N_("What visitors gave; P is how many meetings there were."),
    Group.OTHERS: N_("What others and the organisation gave; P is how many meetings there were."),
    Group.UNLISTED: N_(
        "What the summary’s total holds beyond its rows, which is what members gave who left "
        "since; here, the members whom it does not list."
    ),
    Group.TOTAL: N_("Marks of members only; everything else of everybody."),
}
_ACTIVITY = FIGURES[len(MARKS) :]


@dataclass(frozen=True)
class Side:
    """What one side says beneath its members."""

    members: Sequence[Figures]
    groups: Mapping[str, Figures]
    #: How many meetings there were; unknown where a summary does not tell.
    meetings: int | None = None


def lines(here: Side, there: Side, left: Sequence[Figures]) -> list[Line]:
    """Return the lines beneath the members; `left` is held here and not listed there."""
    found = [
        line(group, GROUPS[group], None, _group(here, group), _group(there, group))
        for group in (Group.VISITORS, Group.OTHERS)
        if group in there.groups
    ]
    total = there.groups.get(Role.TOTAL)
    if total is None:
        return found
    beyond = _beyond(total, there)
    if left or any(beyond.values()):
        gone = summed(left, beyond)
        found.append(line(Group.UNLISTED, GROUPS[Group.UNLISTED], None, gone, beyond))
    found.append(line(Group.TOTAL, GROUPS[Group.TOTAL], None, _total(here), total))
    return found


def _group(side: Side, group: Group) -> Figures:
    """Return what a group gave; its marks are no marks, but P tells the meetings."""
    said = side.groups.get(group, {})
    figures = {label: said[label] for label in _ACTIVITY if label in said}
    return figures if side.meetings is None else {**figures, "P": side.meetings}


def _beyond(total: Figures, there: Side) -> dict[str, int]:
    """Return what a total holds that no row above it does."""
    listed, others = summed(there.members), _others(there)
    return {
        label: total[label] - listed.get(label, 0) - others.get(label, 0)
        for label in FIGURES
        if label in total
    }


def _total(side: Side) -> dict[str, int]:
    listed, others = summed(side.members), _others(side)
    return {label: listed.get(label, 0) + others.get(label, 0) for label in FIGURES}


def _others(side: Side) -> dict[str, int]:
    """Return what visitors and others gave together."""
    return summed((side.groups.get(g, {}) for g in (Group.VISITORS, Group.OTHERS)), _ACTIVITY)
