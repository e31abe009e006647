"""The template's visits that counted: who invited, and each row a slip of its own."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from chapter.chapters.rules import Mode
from chapter.imports.families import template_people, template_slip_queries
from chapter.imports.families.visit_diff import OTHER_INVITER, Visits, VisitStep
from chapter.imports.plans import Line, Sentence
from chapter.imports.reading.contents import TemplateSlip, VisitorRow
from chapter.imports.refusals import Refusal
from chapter.imports.states import LineState
from chapter.meetings.rules import State
from chapter.people.models import Person
from chapter.people.rules import match_key
from chapter.visitors.models import Visit

#: In place of a member's name, where somebody else invited.
OUTSIDE = "outside"


class Invitations(Visits):
    """Visits that counted: each row is a slip, and equal rows are as many slips of one visit."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.counted = template_slip_queries.counted(self.chapter, self.standing.values())
        self.firsts: dict[str, Line] = {}
        #: By its line, what somebody outside the chapter is said to have invited to.
        self.outside: dict[int, TemplateSlip] = {}

    def know_outsiders(self, slips: Iterable[TemplateSlip]) -> None:
        """Keep which of the rows name somebody outside the chapter as who invited."""
        self.outside = {one.line: one for one in slips if one.source and one.source.is_outsider}

    def _order(self, row: VisitorRow) -> tuple[Any, ...]:
        # Who stands here as the inviter comes first; else the order of the rows tells nothing.
        day = row.visited_on or self.today
        noted = visit.inviter if (visit := self._visit(row, day)) else None
        is_other = noted is not None and noted != self._invited_by(row)
        return day, is_other, match_key(row.invited_by), row.line

    def _of_row(self, row: VisitorRow, day: date) -> list[VisitStep]:
        found = super()._of_row(row, day)
        if not found[0].is_further and found[0].line.state != LineState.UNKNOWN:
            # A refused invitation is told in a line of its own, and holds for its equals too.
            self.firsts[found[0].line.key] = found[-1].line
            self._stands(row, day)
        return found

    def _again(self, row: VisitorRow, day: date) -> VisitStep:
        inviter, trouble = self._inviter(row, day, None)
        step = self._step(LineState.KNOWN, row, day, (), inviter)
        first = self.firsts[step.line.key]
        if reason := trouble or first.reason:
            step = self._step(LineState.REFUSED, row, day, reason=reason)
        elif inviter and not self._stands(row, day):
            # It is taken with the first one, which brings the visit itself.
            state = LineState.CHANGED if first.state == LineState.CHANGED else LineState.NEW
            if reason := self._closed(day):
                state = LineState.REFUSED
            step = replace(step, line=replace(step.line, state=state, reason=reason))
        return replace(step, is_further=True)

    def _closed(self, day: date) -> Sentence | None:
        if self._state_on(day) != State.CLOSED or self.chapter.mode != Mode.LEDGER:
            return None
        told = {"day": day, "slug": self.chapter.slug, "iso": str(day)}
        return Sentence(Refusal.CLOSED.value, told)

    def _stands(self, row: VisitorRow, day: date) -> bool:
        """Tell whether a slip of this visit and inviter is here, and use it up."""
        visit, inviter = self._visit(row, day), self._invited_by(row)
        if visit is None or inviter is None or not self.counted[visit.id, inviter.id]:
            return False
        self.counted[visit.id, inviter.id] -= 1
        return True

    def _inviter(
        self, row: VisitorRow, day: date, visit: Visit | None
    ) -> tuple[str, Sentence | None]:
        if row.line not in self.outside:
            return super()._inviter(row, day, visit)
        if visit is None or visit.inviter is None:
            return OUTSIDE, None
        is_other = visit.inviter != self._invited_by(row)
        return "", Sentence(OTHER_INVITER, {"other": visit.inviter.name}) if is_other else None

    def _step(self, state: LineState, row: VisitorRow, *told: Any, **named: Any) -> VisitStep:
        step = super()._step(state, row, *told, **named)
        return replace(step, outside=self.outside.get(row.line))

    def _invited_by(self, row: VisitorRow) -> Person | None:
        slip = self.outside.get(row.line)
        if slip and slip.source:
            return template_people.standing(self.chapter, slip, slip.source)
        return self.matches.known.get(match_key(row.invited_by))
