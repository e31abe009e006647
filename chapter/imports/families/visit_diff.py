"""Visits a file tells of beside those that stand: new, known, changed, refused."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from chapter.chapters.models import Chapter
from chapter.imports.matching import Matches
from chapter.imports.plans import Answers, Detail, Line, Sentence
from chapter.imports.reading.contents import TemplateSlip, VisitorRow
from chapter.imports.refusals import Refusal
from chapter.imports.rules import PSEUDO_PARTIES
from chapter.imports.states import LineState
from chapter.meetings import queries as meetings
from chapter.meetings.models import Meeting
from chapter.meetings.rules import Refusal as MeetingRefusal
from chapter.meetings.rules import State
from chapter.members import queries as members
from chapter.members.models import Membership
from chapter.people import queries as people
from chapter.people.models import Person
from chapter.people.rules import Category, match_key
from chapter.visitors import queries as visitors
from chapter.visitors.models import Visit
from chapter.visitors.rules import Refusal as VisitRefusal
from chapter.visitors.rules import VisitState
from chapter.visitors.service import CONTACT
from chapter.web.words import N_

LABELS = {
    "email": N_("E-mail"),
    "phone": N_("Phone"),
    "company": N_("Company"),
    "trade": N_("Trade"),
    "type": N_("Comes as"),
    "state": N_("Visit"),
    "invited_by": N_("Invited by"),
}
STATES = {
    VisitState.REGISTERED: N_("registered"),
    VisitState.PRESENT: N_("came"),
    VisitState.CANCELLED: N_("cancelled"),
}
OTHER_INVITER = N_("%(other)s is noted already to have invited this visitor.")
LEFT_OUT = N_("Left out, as you said.")


@dataclass(frozen=True)
class VisitStep:
    """One line of the preview, and the visit behind it."""

    line: Line
    row: VisitorRow
    day: date
    #: Whose invitation is to be noted, by the name's key; empty where it stands or nobody says.
    inviter: str = ""
    #: Whether the visit stands in an earlier row, and only one more slip of it is to be written.
    is_further: bool = False
    #: The template's slip, where somebody outside the chapter invited.
    outside: TemplateSlip | None = None

    def is_due(self, answers: Answers) -> bool:
        """Tell whether the step is to be taken."""
        if self.line.state == LineState.CHANGED:
            return answers.takes(self.line)
        return self.line.state == LineState.NEW


class Visits:
    """Holds the rows of a file against what stands here."""

    def __init__(
        self,
        chapter: Chapter,
        rows: Sequence[VisitorRow],
        matches: Matches,
        today: date,
        *,
        has_come: bool,
        sheet: str,
        takes_past: bool = False,
    ) -> None:
        self.chapter, self.matches, self.today = chapter, matches, today
        self.has_come, self.sheet = has_come, sheet
        #: Whether an invitation may stand after its member left, as the own records can.
        self.takes_past = takes_past
        self.times: Mapping[int, Sequence[Membership]] = members.times(chapter)
        self.people = people.by_keys(chapter, {match_key(row.name) for row in rows})
        self.standing = visitors.on_days(chapter, {r.visited_on for r in rows if r.visited_on})
        self.unknown = {match_key(name) for name in (*matches.unknown, *matches.shared)}
        self.seen: set[tuple[date, str]] = set()
        self.states: dict[date, str] = {}

    def steps(self, rows: Iterable[VisitorRow]) -> list[VisitStep]:
        """Return a step for each visit, once, whatever the order of the rows."""
        found = []
        for row in sorted(rows, key=self._order):
            if row.visited_on is not None:
                found += self._of_row(row, row.visited_on)
        return found

    def _order(self, row: VisitorRow) -> tuple[Any, ...]:
        return row.visited_on or self.today, row.line

    def _again(self, row: VisitorRow, day: date) -> VisitStep:
        """Return the step of a visit that stands in an earlier row: a list tells of it once."""
        return self._step(LineState.KNOWN, row, day)

    def _of_row(self, row: VisitorRow, day: date) -> list[VisitStep]:
        key, inviter = match_key(row.name), match_key(row.invited_by)
        if inviter in self.matches.skipped:
            reason = Sentence(LEFT_OUT)
            return [self._step(LineState.UNKNOWN, row, day, (), reason=reason)]
        if inviter in self.unknown:
            return [self._step(LineState.UNKNOWN, row, day, self._details(row, None))]
        if (day, key) in self.seen:
            return [self._again(row, day)]
        self.seen.add((day, key))
        person = self._guest(key)
        visit = self.standing.get((day, person.id)) if person else None
        refusal = self._refusal(day, person, visit)
        if refusal:
            return [self._step(LineState.REFUSED, row, day, reason=refusal)]
        wanted, trouble = self._inviter(row, day, visit)
        details = self._details(row, visit, wanted)
        told = [self._step(LineState.REFUSED, row, day, reason=trouble)] if trouble else []
        if visit is None or visit.state == VisitState.CANCELLED:
            return [self._step(LineState.NEW, row, day, details, wanted), *told]
        state = LineState.CHANGED if details else LineState.KNOWN
        return [self._step(state, row, day, details, wanted), *told]

    def _guest(self, key: str) -> Person | None:
        """Return whom the services take a visitor's name for."""
        wanted = (Category.VISITOR, Category.ROSTER)
        guests = [p for p in self.people[key] if p.match_key == key and p.category in wanted]
        return guests[0] if guests else None

    def _visit(self, row: VisitorRow, day: date) -> Visit | None:
        guest = self._guest(match_key(row.name))
        return self.standing.get((day, guest.id)) if guest else None

    def _refusal(self, day: date, person: Person | None, visit: Visit | None) -> Sentence | None:
        """Tell why a visit cannot be noted."""
        if self.has_come and day > self.today:
            return Sentence(Refusal.FUTURE.value, {"day": day})
        state = self._state_on(day)
        if visit is None and state in (State.HOLIDAY, State.DISCARDED):
            is_holiday = state == State.HOLIDAY
            refusal = MeetingRefusal.IS_HOLIDAY if is_holiday else MeetingRefusal.IS_DISCARDED
            return Sentence(refusal.value)
        times = self.times.get(person.id, ()) if person else ()
        # Of somebody who has been a member for ever, nobody knows when they came as a visitor.
        is_member = any(m.covers(day) and m.joined_on is not None for m in times)
        return Sentence(VisitRefusal.IS_MEMBER.value) if is_member and visit is None else None

    def _state_on(self, day: date) -> str:
        """Return how a week stands; many visits are of the same few."""
        if day not in self.states:
            self.states[day] = _state_of(meetings.on(self.chapter, day))
        return self.states[day]

    def _inviter(
        self, row: VisitorRow, day: date, visit: Visit | None
    ) -> tuple[str, Sentence | None]:
        """Return whose invitation is to be noted, or why it cannot be."""
        key = match_key(row.invited_by)
        person = self.matches.known.get(key)
        noted = visit.inviter if visit else None
        if not key or key in PSEUDO_PARTIES or (noted is not None and noted == person):
            return "", None
        if noted is not None:
            return "", Sentence(OTHER_INVITER, {"other": noted.name})
        times = self.times.get(person.id, ()) if person else ()
        reaches = person is None or any(m.joined_on is None and m.left_on for m in times)
        if reaches or any(self._covers(m, day) for m in times):
            return key, None
        return "", Sentence(VisitRefusal.NOT_INVITER.value)

    def _covers(self, time: Membership, day: date) -> bool:
        has_begun = time.joined_on is None or time.joined_on <= day
        return has_begun if self.takes_past else time.covers(day)

    def _details(
        self, row: VisitorRow, visit: Visit | None, inviter: str = ""
    ) -> tuple[Detail, ...]:
        """Return what a row says that does not stand here yet."""
        person = visit.person if visit else self._guest(match_key(row.name))
        before = {name: getattr(person, name) if person else "" for name in CONTACT}
        after = {name: getattr(row, name) or before[name] for name in CONTACT}
        before["type"], after["type"] = visit.type if visit else "", row.type
        state = VisitState.PRESENT if self.has_come else VisitState.REGISTERED
        is_over = visit is not None and visit.state == VisitState.PRESENT
        before["state"] = STATES[VisitState(visit.state)] if visit else ""
        after["state"] = STATES[VisitState.PRESENT if is_over else state]
        if inviter:
            before["invited_by"], after["invited_by"] = "", row.invited_by
        return tuple(
            Detail(LABELS[name], after[name], before[name])
            for name in after
            if after[name] != before[name]
        )

    def _step(
        self,
        state: LineState,
        row: VisitorRow,
        day: date,
        details: tuple[Detail, ...] = (),
        inviter: str = "",
        reason: Sentence | None = None,
    ) -> VisitStep:
        key = f"visit:{day}:{match_key(row.name)}"
        shown = (Detail(str(day), ""), *details)
        line = Line(state, "visit", row.name, shown, self.sheet, row.line, key, reason)
        return VisitStep(line, row, day, inviter)


def _state_of(meeting: Meeting | None) -> str:
    return meeting.state if meeting else State.SCHEDULED
