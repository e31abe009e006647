"""Why a figure may differ from a summary, told from what is held here; standard library only."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from chapter.reconciliation.evidence import Correction, Entry, Evidence
from chapter.reconciliation.rules import MARKS, MONEY, PAIRS, Figure, Line
from chapter.web.words import N_

_TWO_SIDED = {*PAIRS, "1-2-1"}


class Reason(Enum):
    """What likely lies behind a difference."""

    LEFT = N_("Left on %(day)s. A summary lists only who is a member when it is made.")
    NOT_LISTED = N_("The summary does not list this name; it may know the member by another one.")
    UNKNOWN_NAME = N_("Nobody here is known by this name. Bring the summary in again and say who.")
    NOT_ON_ROSTER = N_("Not on the roster here in these days.")
    ROLLED_ON = N_("%(number)s dated in these days came late and counted in a later week.")
    REMOVED = N_("%(number)s removed by %(file)s, brought in on %(day)s.")
    CORRECTED = N_("%(number)s corrected by %(file)s, brought in on %(day)s.")
    ADDED = N_("%(number)s added by %(file)s, brought in on %(day)s.")
    PENDING = N_("%(number)s dated in these days will count once the week is closed.")
    ROLLED_IN = N_("%(number)s that counted here came from before these days.")
    DUPLICATE = N_("%(number)s here said the same as another of the same day.")
    REPEATED = N_(
        "%(number)s here said the same as one of another week, such as those of %(day)s and "
        "%(other)s; the same slip may have come in twice."
    )
    MET_TWICE = N_("%(number)s came up twice, with the same two people on the same day.")
    CROSS_CHAPTER = N_(
        "%(number)s here had somebody outside the chapter on the other side, whose own chapter "
        "may have noted it otherwise."
    )
    OTHER_TIER = N_("With %(other)s it is as many; inside and outside were told apart otherwise.")
    OTHER_LETTER = N_("There are as many marks on both sides; the letters differ.")
    OTHER_WEEKS = N_("The summary tells of %(there)s meetings; slips of %(here)s are held here.")
    EMPTY_WEEKS = N_("%(number)s of the weeks of these days held no slips here.")
    OTHER_MARKED = N_("The summary tells of %(there)s meetings; marks of %(here)s are held here.")
    UNMARKED = N_("%(number)s of the weeks of these days had no marks here.")
    TRAININGS = N_("Some chapters keep trainings in this column, not testimonials.")
    OPEN = N_("Nothing here explains it. Bring the weeks’ files in again to see what they lack.")
    ONLY_HERE = N_(
        "Nothing here explains why the summary has fewer; look through the rows for one that the "
        "official record does not hold."
    )
    UNMARKED_THERE = N_(
        "Nothing here explains why the summary has fewer; look through the rows for a mark that "
        "the official record does not hold."
    )


#: What holds for whole weeks, and so for all members alike.
OF_WEEKS = {Reason.OTHER_WEEKS, Reason.OTHER_MARKED, Reason.EMPTY_WEEKS, Reason.UNMARKED}


@dataclass(frozen=True)
class Why:
    """A reason, with what stands in its gaps."""

    reason: Reason
    values: Mapping[str, object] = field(default_factory=dict)


def of_line(line: Line, evidence: Evidence) -> list[Why]:
    """Tell why one side lacks a whole line."""
    if not line.is_there:
        day = evidence.left.get(line.person or 0)
        return [Why(Reason.LEFT, {"day": day}) if day else Why(Reason.NOT_LISTED)]
    if not line.is_here:
        return [Why(Reason.NOT_ON_ROSTER if line.person else Reason.UNKNOWN_NAME)]
    return []


def of_figure(line: Line, figure: Figure, evidence: Evidence) -> list[Why]:
    """Tell why one figure differs, the likeliest first."""
    if not figure.difference:
        return []
    if not (line.is_here and line.is_there):
        return of_line(line, evidence)
    meant = _meant(line, figure, evidence)
    changed = [one for one in meant if not one.is_added]
    if some := _exact(meant, figure):
        return _files(some)
    # Files that brought more are named only where that is just the difference.
    mended = _files(changed)
    return mended + _others(line, figure, evidence, is_open=not mended)


def _others(line: Line, figure: Figure, evidence: Evidence, *, is_open: bool) -> list[Why]:
    """Tell what lies behind a difference beside files that corrected it."""
    found = [*_shifted(line, figure)]
    if not found:
        is_less = figure.difference < 0
        entries = evidence.of(line.person, figure.label)
        found = [*(_less if is_less else _more)(entries, evidence), *_weeks(figure, evidence)]
        # What is only possible is told where nothing is known.
        found = found or [*_repeated(figure, entries, evidence)]
        found = found or [*_outside(figure, entries, evidence)]
    if figure.label == "T":
        found.append(Why(Reason.TRAININGS))
    return found or ([Why(_open(figure))] if is_open else [])


def _meant(line: Line, figure: Figure, evidence: Evidence) -> list[Correction]:
    """Return what files took from a figure or added to it, the way it differs."""
    is_less = figure.difference < 0
    return [
        one
        for one in evidence.corrections
        if one.person == line.person
        and one.label == figure.label
        and one.shift
        and (one.shift < 0) == is_less
    ]


def _exact(meant: Sequence[Correction], figure: Figure) -> Sequence[Correction]:
    """Return what explains the whole difference: corrections, a later file, or all of them."""
    changed = [one for one in meant if not one.is_added]
    later = [one for one in meant if one.is_added]
    files = dict.fromkeys((one.file, one.day) for one in later)
    by_file = [[o for o in later if (o.file, o.day) == f] for f in files]
    several: list[Sequence[Correction]] = [changed, *by_file, later, meant]
    return next((s for s in several if s and sum(o.shift for o in s) == figure.difference), [])


def _files(meant: Iterable[Correction]) -> list[Why]:
    """Name the files that corrected something, and how often."""
    counted = Counter((_what(one), one.file, one.day) for one in meant)
    return [
        Why(reason, {"number": n, "file": file, "day": day})
        for (reason, file, day), n in counted.items()
    ]


def _what(one: Correction) -> Reason:
    if one.is_added:
        return Reason.ADDED
    return Reason.REMOVED if one.is_removed else Reason.CORRECTED


def _open(figure: Figure) -> Reason:
    if figure.difference < 0:
        return Reason.OPEN
    return Reason.UNMARKED_THERE if figure.label in MARKS else Reason.ONLY_HERE


def _shifted(line: Line, figure: Figure) -> Iterator[Why]:
    """Find what stands on both sides, but under another label."""
    other = PAIRS.get(figure.label)
    if other and line.figure(other).difference == -figure.difference:
        yield Why(Reason.OTHER_TIER, {"other": other})
    if figure.label in MARKS and not sum(line.figure(mark).difference for mark in MARKS):
        yield Why(Reason.OTHER_LETTER)


def _less(entries: Iterable[Entry], evidence: Evidence) -> Iterator[Why]:
    late = [
        entry
        for entry in entries
        if evidence.first <= entry.dated <= evidence.last and not evidence.counts(entry)
    ]
    waiting = [entry for entry in late if entry.held_on is None]
    yield from _numbered(Reason.PENDING, len(waiting))
    yield from _numbered(Reason.ROLLED_ON, len(late) - len(waiting))


def _more(entries: Iterable[Entry], evidence: Evidence) -> Iterator[Why]:
    here = [entry for entry in entries if evidence.counts(entry)]
    early = [entry for entry in here if entry.dated < evidence.first]
    yield from _numbered(Reason.ROLLED_IN, len(early))
    people = evidence.people
    same = Counter((e.dated, e.quantity, e.amount, frozenset(people[e.slip])) for e in here)
    number = sum(count - 1 for count in same.values())
    is_met = bool(here) and here[0].label == "1-2-1"
    yield from _numbered(Reason.MET_TWICE if is_met else Reason.DUPLICATE, number)


def _repeated(figure: Figure, entries: Iterable[Entry], evidence: Evidence) -> Iterator[Why]:
    """Find what says the same as something of another week, if it is enough to explain it all."""
    same: dict[tuple[object, ...], list[Entry]] = defaultdict(list)
    for entry in entries:
        if evidence.counts(entry):
            people = frozenset(evidence.people[entry.slip])
            same[entry.quantity, entry.amount, people].append(entry)
    twice = [some for some in same.values() if len({one.held_on for one in some}) > 1]
    figures = (
        one.amount if figure.label == MONEY else one.quantity for o in twice for one in o[1:]
    )
    if twice and 0 < figure.difference <= sum(figures):
        days = sorted({one.held_on for one in twice[0] if one.held_on})
        number = sum(len(some) - 1 for some in twice)
        yield Why(Reason.REPEATED, {"number": number, "day": days[0], "other": days[1]})


def _outside(figure: Figure, entries: Iterable[Entry], evidence: Evidence) -> Iterator[Why]:
    """Find slips of two sides of which only one is in the chapter."""
    if figure.label in _TWO_SIDED:
        counted = (entry for entry in entries if evidence.counts(entry))
        one_sided = [entry for entry in counted if len(evidence.people[entry.slip]) == 1]
        yield from _numbered(Reason.CROSS_CHAPTER, len(one_sided))


def _weeks(figure: Figure, evidence: Evidence) -> Iterator[Why]:
    """Find whole weeks that one side lacks."""
    is_mark = figure.label in MARKS
    filled = evidence.marked if is_mark else evidence.with_slips
    here, there = len(filled), evidence.meetings
    if there is not None and here != there and (here < there) == (figure.difference < 0):
        reason = Reason.OTHER_MARKED if is_mark else Reason.OTHER_WEEKS
        yield Why(reason, {"here": here, "there": there})
    elif figure.difference < 0:
        empty = len(set(evidence.held) - filled)
        yield from _numbered(Reason.UNMARKED if is_mark else Reason.EMPTY_WEEKS, empty)


def _numbered(reason: Reason, number: int) -> Iterator[Why]:
    if number:
        yield Why(reason, {"number": number})
