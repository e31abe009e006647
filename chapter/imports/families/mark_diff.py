"""Marks a file tells of beside the marks that stand: new, known, changed, missing, refused."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from chapter.attendance import queries as attendance
from chapter.attendance.models import AttendanceMark
from chapter.attendance.rules import Refusal
from chapter.chapters.models import Chapter
from chapter.imports import days
from chapter.imports.matching import Matches
from chapter.imports.plans import Answers, Detail, Line, Sentence
from chapter.imports.states import LineState
from chapter.members import queries as members
from chapter.members.models import Membership
from chapter.people.models import Person
from chapter.people.rules import match_key
from chapter.web.permissions import Permission
from chapter.web.words import N_

TWICE = N_("The file lists this member twice, with another letter.")
LEFT_OUT = N_("Left out, as you said.")
ASKS = {LineState.CHANGED, LineState.MISSING}


@dataclass(frozen=True, slots=True)
class Wanted:
    """One cell of a file: a member's letter of a day, none where the file leaves it blank."""

    day: date
    name: str
    letter: str
    line: int
    sheet: str = ""
    #: Who came instead; None where the file cannot say.
    substitute: str | None = None

    @property
    def key(self) -> str:
        """Return what spellings of the name share."""
        return match_key(self.name)


@dataclass(frozen=True)
class MarkStep:
    """One line of the preview, and the mark behind it."""

    line: Line
    wanted: Wanted
    mark: AttendanceMark | None = None

    def is_due(self, answers: Answers) -> bool:
        """Tell whether the step is to be taken."""
        if self.line.state in ASKS:
            return answers.takes(self.line)
        return self.line.state == LineState.NEW


class Marks:
    """Holds the cells of a file against what stands here."""

    def __init__(
        self,
        chapter: Chapter,
        matches: Matches,
        today: date,
        joins: Callable[[str, date], bool] = lambda _key, _day: True,
        *,
        rights: frozenset[Permission],
        takes_past: bool = False,
    ) -> None:
        self.chapter, self.matches, self.today = chapter, matches, today
        #: What whoever brings the file in may do.
        self.rights = rights
        #: Whether somebody whom the import itself brings along is a member on a day.
        self.joins = joins
        #: Whether a mark may stand after its member left, as the chapter's own records can.
        self.takes_past = takes_past
        self.times: Mapping[int, Sequence[Membership]] = members.times(chapter)
        self.unknown = {match_key(name) for name in (*matches.unknown, *matches.shared)}

    def steps(self, wanted: Iterable[Wanted]) -> list[MarkStep]:
        """Return a step for each cell that says something, by day."""
        by_day: dict[date, list[Wanted]] = defaultdict(list)
        skipped: dict[str, MarkStep] = {}
        for one in wanted:
            if one.key in self.matches.skipped:
                skipped.setdefault(one.key, _skipped(one))
            else:
                by_day[one.day].append(one)
        found = [step for day in sorted(by_day) for step in self._of_day(day, by_day[day])]
        return [*skipped.values(), *found]

    def _of_day(self, day: date, wanted: list[Wanted]) -> list[MarkStep]:
        standing = attendance.between(self.chapter, day, day + timedelta(days=1)).get(day, [])
        present = {mark.person_id: mark for mark in standing}
        found = [step for one in self._single(wanted) if (step := self._of_cell(one, present))]
        found += [_step(LineState.REFUSED, o, None, Sentence(TWICE)) for o in self._doubles(wanted)]
        reason = days.refusal_of(self.chapter, day, self.today, self.rights)
        if reason is None:
            return found
        # One line tells of the whole week, instead of forty that say the same.
        stopped = [step for step in found if step.line.state != LineState.KNOWN]
        known = [step for step in found if step.line.state == LineState.KNOWN]
        return [*known, *([_stopped(day, stopped, reason)] if stopped else [])]

    def _single(self, wanted: list[Wanted]) -> list[Wanted]:
        """Return the first cell of each member, however often the file lists them."""
        return list({self._whose(one): one for one in reversed(wanted)}.values())[::-1]

    def _doubles(self, wanted: list[Wanted]) -> list[Wanted]:
        """Return the cells that say something else than the member's first."""
        first = {self._whose(one): one for one in reversed(wanted)}
        return [
            one for one in wanted if one.letter and one.letter != first[self._whose(one)].letter
        ]

    def _whose(self, one: Wanted) -> int | str:
        person = self.matches.known.get(one.key)
        return person.id if person else one.key

    def _of_cell(self, one: Wanted, present: Mapping[int, AttendanceMark]) -> MarkStep | None:
        person = self.matches.known.get(one.key)
        mark = present.get(person.id) if person else None
        if not one.letter:
            gone = _step(LineState.MISSING, one, mark)
            return gone if mark and person and not self._is_unlisted(person, one) else None
        if one.key in self.unknown:
            return _step(LineState.UNKNOWN, one, None)
        if mark is None:
            refusal = self._refusal(person, one)
            return _step(LineState.REFUSED if refusal else LineState.NEW, one, None, refusal)
        is_same = mark.mark == one.letter and one.substitute in (None, mark.substitute)
        return _step(LineState.KNOWN if is_same else LineState.CHANGED, one, mark)

    def _refusal(self, person: Person | None, one: Wanted) -> Sentence | None:
        """Tell why somebody has no mark on a day."""
        if person is None:
            is_member = self.joins(one.key, one.day)
        else:
            times = self.times.get(person.id, ())
            # A time that files made reaches as far as files go.
            reaches = any(m.joined_on is None and m.left_on is not None for m in times)
            is_member = reaches or any(self._covers(time, one.day) for time in times)
        return None if is_member else Sentence(Refusal.NOT_ON_ROSTER.value)

    def _covers(self, time: Membership, day: date) -> bool:
        has_begun = time.joined_on is None or time.joined_on <= day
        return has_begun if self.takes_past else time.covers(day)

    def _is_unlisted(self, person: Person, one: Wanted) -> bool:
        """Tell whether a blank says nothing, because nobody expected a letter there."""
        return one.day > self.today or not self.times.get(person.id)


def _skipped(one: Wanted) -> MarkStep:
    row = Line(
        LineState.UNKNOWN,
        "mark",
        one.name,
        sheet=one.sheet,
        line=one.line,
        key=f"skipped:{one.key}",
        reason=Sentence(LEFT_OUT),
    )
    return MarkStep(row, one)


def _step(
    state: LineState,
    one: Wanted,
    mark: AttendanceMark | None,
    reason: Sentence | None = None,
) -> MarkStep:
    before = _text(mark.mark, mark.substitute) if mark else ""
    after = _text(one.letter, one.substitute or "")
    key = f"mark:{one.day}:{one.key}:{after}"
    told = Detail(str(one.day), after, "" if state == LineState.KNOWN else before)
    row = Line(state, "mark", one.name, (told,), one.sheet, one.line, key, reason)
    return MarkStep(row, one, mark)


def _text(letter: str, substitute: str) -> str:
    return f"{letter} ({substitute})" if substitute else letter


def _stopped(day: date, steps: Sequence[MarkStep], reason: Sentence) -> MarkStep:
    first = steps[0].wanted
    told = Detail(str(day), str(len(steps)))
    key = f"week:{day}"
    row = Line(LineState.REFUSED, "meeting", str(day), (told,), first.sheet, None, key, reason)
    return MarkStep(row, first)
