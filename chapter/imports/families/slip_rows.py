"""A file's rows against the slips that stand: known, new, changed, missing; knows no database."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from itertools import product

from chapter.imports.reading.reader import Party, SlipRow, row_key
from chapter.people.rules import match_key


@dataclass(frozen=True)
class Keyed:
    """A row under a digest of what it says, which is the same in every copy of the file."""

    content: str
    row: SlipRow
    sheet: str = ""


@dataclass(frozen=True)
class Stored:
    """A slip that an earlier import brought to the same week, by the names it stands under."""

    slip_id: int
    content: str
    kind: str
    source: str
    target: str
    is_withdrawn: bool = False
    #: What it says of whom, whatever words brought it.
    meaning: Hashable = None


@dataclass
class Comparison:
    """Which rows stand here already, and which do not."""

    known: list[Keyed] = field(default_factory=list)
    new: list[Keyed] = field(default_factory=list)
    changed: list[tuple[Stored, Keyed]] = field(default_factory=list)
    #: Slips that no row stands for, withdrawn ones as well.
    left: list[Stored] = field(default_factory=list)

    @property
    def missing(self) -> list[Stored]:
        """Return the slips that stand here and not in the file."""
        return sorted(
            (slip for slip in self.left if not slip.is_withdrawn), key=lambda slip: slip.slip_id
        )


def keyed(rows: Iterable[SlipRow], sheet: str = "") -> list[Keyed]:
    """Give each row the digest of what it says."""
    return [Keyed(row_key(row), row, sheet) for row in rows]


def contents_of(row: Keyed, ways: Mapping[str, Collection[str]]) -> set[str]:
    """Return the digests of a row under all the names of its people, by the one it names."""
    sides = [
        [party and replace(party, name=name) for name in ways.get(_name(party), ())] or [party]
        for party in (row.row.source, row.row.target)
    ]
    others = product(*sides) if any(len(side) > 1 for side in sides) else ()
    return {row.content, *(row_key(replace(row.row, source=s, target=t)) for s, t in others)}


def key_of(day: date, content: str, number: int) -> str:
    """Return the key of the so-manieth slip of a week that says the same."""
    return sha256(f"import {day} {content} {number}".encode()).hexdigest()


def same_rows(one: Sequence[SlipRow], other: Sequence[SlipRow]) -> bool:
    """Tell whether two files hold the same rows, in whatever order."""
    return Counter(map(row_key, one)) == Counter(map(row_key, other))


def compare(rows: Sequence[Keyed], stored: Sequence[Stored]) -> Comparison:
    """Hold rows against slips as multisets: equal rows are told apart by their number only."""
    found = Comparison()
    _hold(found, rows, _grouped(stored, lambda slip: slip.content), lambda row: row.content)
    return found


def recognise(found: Comparison, meaning_of: Callable[[SlipRow], Hashable]) -> None:
    """Count new rows as known that say of the same people what a slip left over says.

    The words of a slip are those of the file that brought it, and the next one may spell its
    people otherwise. A row has no meaning while it is not known whom it names.
    """
    new, found.new = found.new, []
    standing = _grouped(found.left, lambda slip: slip.meaning)
    _hold(found, new, standing, lambda row: meaning_of(row.row))


def _hold(
    found: Comparison,
    rows: Iterable[Keyed],
    standing: Mapping[Hashable, list[Stored]],
    key_of: Callable[[Keyed], Hashable],
) -> None:
    """Sort rows into known and new ones, and keep the slips that no row stands for."""
    for row in rows:
        key = key_of(row)
        same = standing.get(key) if key is not None else None
        if same:
            same.pop()
            found.known.append(row)
        else:
            found.new.append(row)
    found.left = [slip for same in standing.values() for slip in same]


def _grouped(
    slips: Iterable[Stored], key: Callable[[Stored], Hashable]
) -> dict[Hashable, list[Stored]]:
    """Return slips by what is compared, to be taken from the end: standing ones first."""
    groups: dict[Hashable, list[Stored]] = defaultdict(list)
    for slip in sorted(slips, key=lambda slip: (slip.is_withdrawn, slip.slip_id), reverse=True):
        groups[key(slip)].append(slip)
    return groups


def pair(found: Comparison, own_names: Mapping[str, str]) -> None:
    """Take a missing slip and a new row of the same people and kind as one, corrected.

    Only where their numbers agree: of two slips that are gone nobody can say which one is meant.
    `own_names` turns the names by which files know people into the people's own.
    """
    # A file that holds hardly anything of the week is another part of it, not its correction.
    if not found.known or len(found.known) < len(found.left):
        return
    gone: dict[tuple[str, ...], list[Stored]] = defaultdict(list)
    come: dict[tuple[str, ...], list[Keyed]] = defaultdict(list)
    for slip in found.missing:
        gone[slip.kind, slip.source, slip.target].append(slip)
    for row in found.new:
        source, target = parties_of(row.row)
        people = own_names.get(source, source), own_names.get(target, target)
        come[row.row.kind, *people].append(row)
    for same, slips in gone.items():
        rows = come[same]
        if len(slips) == len(rows):
            found.changed += zip(slips, rows, strict=True)
    slips_paired = {slip.slip_id for slip, _ in found.changed}
    rows_paired = {id(row) for _, row in found.changed}
    found.left = [slip for slip in found.left if slip.slip_id not in slips_paired]
    found.new = [row for row in found.new if id(row) not in rows_paired]


def parties_of(row: SlipRow) -> tuple[str, str]:
    """Return under which names a row's people are compared; who thanks is never kept."""
    source = "" if row.kind == "closed-business" else _name(row.source)
    return source, _name(row.target)


def _name(party: Party | None) -> str:
    return match_key(party.name) if party else ""


def numbered(
    day: date, rows: Sequence[Keyed], taken: Callable[[list[str]], set[str]]
) -> list[tuple[str, Keyed]]:
    """Give each new row its key: the lowest number that no slip has taken yet."""
    wanted = Counter(row.content for row in rows)
    free: dict[str, list[str]] = {content: [] for content in wanted}
    start = dict.fromkeys(wanted, 1)
    # Asked for all rows at once; again only for those of which slips stand already.
    while short := [content for content in wanted if len(free[content]) < wanted[content]]:
        keys = {
            content: [key_of(day, content, start[content] + n) for n in range(wanted[content])]
            for content in short
        }
        used = taken([key for some in keys.values() for key in some])
        for content, some in keys.items():
            free[content] += [key for key in some if key not in used]
            start[content] += wanted[content]
    return [(free[row.content].pop(0), row) for row in rows]
