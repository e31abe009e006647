"""What is held here against what a summary says, figure by figure; standard library only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from chapter.imports.states import Role
from chapter.slips.rules import Measure, Tier
from chapter.web.words import N_

MARKS = ("P", "A", "L", "M", "S")
FIGURES = (*MARKS, "RGI", "RGO", "RRI", "RRO", "V", "1-2-1", "TYFCB", "CEU", "T")
MONEY = "TYFCB"
#: Figures of which the two tell one thing apart.
PAIRS = {"RGI": "RGO", "RGO": "RGI", "RRI": "RRO", "RRO": "RRI"}

MEASURES = {
    "RGI": Measure.REFERRALS_GIVEN,
    "RGO": Measure.REFERRALS_GIVEN,
    "RRI": Measure.REFERRALS_RECEIVED,
    "RRO": Measure.REFERRALS_RECEIVED,
    "V": Measure.VISITORS,
    "1-2-1": Measure.ONE_TO_ONES,
    MONEY: Measure.CLOSED_BUSINESS,
    "CEU": Measure.EDUCATION,
    "T": Measure.TESTIMONIALS,
}

#: By label, counts as they are and money in minor units.
Figures = Mapping[str, int]


class State(StrEnum):
    """How a figure, or a whole line, stands to the summary."""

    EQUAL = "equal"
    DIFFERENT = "different"
    MISSING_HERE = "missing-here"
    MISSING_THERE = "missing-there"


STATE_LABELS = {
    State.EQUAL: N_("equal"),
    State.DIFFERENT: N_("different"),
    State.MISSING_HERE: N_("missing here"),
    State.MISSING_THERE: N_("missing there"),
}


class Group(StrEnum):
    """Whom a line stands for: a member, or what stands beneath the members."""

    MEMBER = Role.MEMBER.value
    VISITORS = Role.VISITORS.value
    OTHERS = Role.OTHERS.value
    UNLISTED = "unlisted"
    TOTAL = Role.TOTAL.value


@dataclass(frozen=True)
class Figure:
    """One figure on both sides; a side that does not tell it has none."""

    label: str
    here: int | None
    there: int | None

    @property
    def difference(self) -> int:
        """Return how much more is held here; nought where one side says nothing."""
        if self.here is None or self.there is None:
            return 0
        return self.here - self.there

    @property
    def state(self) -> State:
        """Return how the two sides stand; what one does not tell is not held against it."""
        if not self.difference:
            return State.EQUAL
        if not self.here:
            return State.MISSING_HERE
        return State.DIFFERENT if self.there else State.MISSING_THERE


@dataclass(frozen=True)
class Line:
    """One member on both sides, or what stands beneath them."""

    group: Group
    name: str
    person: int | None
    #: Whether this side lists it at all.
    is_here: bool
    is_there: bool
    figures: tuple[Figure, ...]

    @property
    def state(self) -> State:
        """Return how the whole line stands."""
        if not self.is_there:
            return State.MISSING_THERE
        if not self.is_here:
            return State.MISSING_HERE
        return State.DIFFERENT if self.differing else State.EQUAL

    @property
    def differing(self) -> tuple[Figure, ...]:
        """Return the figures on which the sides do not agree."""
        return tuple(figure for figure in self.figures if figure.state != State.EQUAL)

    def figure(self, label: str) -> Figure:
        """Return the figure of a label."""
        return self.figures[FIGURES.index(label)]


def line(
    group: Group,
    name: str,
    person: int | None,
    here: Figures | None,
    there: Figures | None,
    told: Iterable[str] = FIGURES,
) -> Line:
    """Hold one line's figures against each other; where a side lacks the line they are nought.

    `told` are the labels the summary has at all.
    """
    ours = dict.fromkeys(FIGURES, 0) if here is None else here
    theirs = dict.fromkeys(told, 0) if there is None else there
    figures = tuple(Figure(label, ours.get(label), theirs.get(label)) for label in FIGURES)
    return Line(group, name, person, here is not None, there is not None, figures)


def without_marks(line: Line) -> Line:
    """Return a line of which this side tells no marks, so that none are held against it."""
    figures = (replace(f, here=None) if f.label in MARKS else f for f in line.figures)
    return replace(line, figures=tuple(figures))


def label_of(measure: str, tier: str) -> str | None:
    """Return under which label a summary counts a credit; only the first tier is inside."""
    found = [label for label, counted in MEASURES.items() if counted == measure]
    if len(found) > 1:
        return found[0 if tier == Tier.INSIDE else 1]
    return found[0] if found else None


def summed(rows: Iterable[Figures], labels: Iterable[str] = FIGURES) -> dict[str, int]:
    """Add figures up, label by label; a label that no row tells is left out."""
    known = list(rows)
    return {
        label: sum(row.get(label, 0) for row in known)
        for label in labels
        if not known or any(label in row for row in known)
    }
