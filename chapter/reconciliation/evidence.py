"""What is held here that may explain a difference; standard library only."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from chapter.people.rules import Standing
from chapter.reconciliation.rules import label_of


@dataclass(frozen=True)
class Entry:
    """One thing that counts for one person, in these days or dated in them."""

    person: int
    standing: str
    measure: str
    tier: str
    quantity: int
    amount: int
    slip: int
    dated: date
    #: Day of the meeting it counts in, empty while it waits for one; and what file brought it in.
    held_on: date | None
    batch: int | None = None

    @property
    def label(self) -> str | None:
        """Return under which label a summary counts it."""
        return label_of(self.measure, self.tier)


@dataclass(frozen=True)
class Correction:
    """What a file that stands took from a figure of somebody, changed of it or added to it."""

    person: int
    label: str | None
    #: How much more there is since; less than nought where something went.
    shift: int
    is_removed: bool
    file: str
    #: When the file came in; and whether it came after the week's first, with these rows more.
    day: date
    is_added: bool = False


@dataclass(frozen=True)
class Evidence:
    """Everything held here that may explain a difference."""

    first: date
    last: date
    entries: Sequence[Entry]
    #: Days of the meetings held, and those of them that hold marks.
    held: Sequence[date] = ()
    marked: frozenset[date] = frozenset()
    #: How many meetings the summary tells of.
    meetings: int | None = None
    #: When people left.
    left: Mapping[int, date] = field(default_factory=dict)
    corrections: Sequence[Correction] = ()

    def of(self, person: int | None, label: str) -> Sequence[Entry]:
        """Return what somebody did as a member under a label."""
        return self._by_owner.get((person, label), [])

    @cached_property
    def _by_owner(self) -> dict[tuple[int | None, str | None], list[Entry]]:
        found: dict[tuple[int | None, str | None], list[Entry]] = defaultdict(list)
        for entry in self.entries:
            if entry.standing == Standing.MEMBER:
                found[entry.person, entry.label].append(entry)
        return found

    @cached_property
    def people(self) -> dict[int, set[int]]:
        """For whom each slip counts."""
        found: dict[int, set[int]] = defaultdict(set)
        for entry in self.entries:
            found[entry.slip].add(entry.person)
        return found

    @cached_property
    def with_slips(self) -> set[date]:
        """Days of these whose week holds anything that counts."""
        return {e.held_on for e in self.entries if e.held_on and self.counts(e)}

    @property
    def has_all_marks(self) -> bool:
        """Tell whether marks are held for the weeks, so that they can be compared."""
        number = len(self.marked)
        return number > 0 and number in (len(self.held), self.meetings)

    def counts(self, entry: Entry) -> bool:
        """Tell whether something counts in these days."""
        return entry.held_on is not None and self.first <= entry.held_on <= self.last
