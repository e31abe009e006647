"""The template's slips beside those that stand, compared by what they say and how often."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from chapter.chapters.models import Chapter
from chapter.chapters.rules import Mode
from chapter.imports import days
from chapter.imports.families import slip_columns, template_people, template_slip_queries
from chapter.imports.matching import Matches
from chapter.imports.plans import Answers, Detail, Line, Sentence
from chapter.imports.reading.contents import TemplateSlip
from chapter.imports.reading.reader import SlipRow
from chapter.imports.reading.shapes import Party
from chapter.imports.states import LineState
from chapter.meetings.rules import State
from chapter.people import queries as people
from chapter.people.models import Person
from chapter.people.rules import Category, match_key
from chapter.slips.ledger import Slip
from chapter.slips.rules import MOST_UNITS, Refusal
from chapter.web.i18n import minor_digits
from chapter.web.permissions import Permission
from chapter.web.words import N_

SHEET, LONGEST_TOPIC = "Slips", 200
ASKS = {LineState.CHANGED, LineState.MISSING}
LEFT_OUT = N_("Left out, as you said.")
TOO_LONG = N_("The text is longer than %(most)s characters.")

#: What two slips share that say the same.
Content = tuple[str, ...]


@dataclass(frozen=True)
class SlipStep:
    """One line of the preview, and the row or the slip behind it."""

    line: Line
    content: Content
    row: TemplateSlip | None = None
    slip: Slip | None = None

    def is_due(self, answers: Answers) -> bool:
        """Tell whether the step is to be taken."""
        if self.line.state in ASKS:
            return answers.takes(self.line)
        return self.line.state == LineState.NEW


def plain(row: TemplateSlip) -> SlipRow:
    """Return a row as a slips audit has it."""
    return SlipRow(
        row.line, row.kind, row.source, row.target, row.tier, row.amount, row.units, row.detail
    )


def steps(
    chapter: Chapter,
    rows: Sequence[TemplateSlip],
    matches: Matches,
    today: date,
    rights: frozenset[Permission],
) -> list[SlipStep]:
    """Return a step for each row that is no visit, and for each imported slip the file lacks."""
    ledger = _Ledger(chapter, matches, today, rights)
    standing = ledger.standing(rows)
    found = []
    for row in rows:
        content = ledger.content(row)
        if standing[content]:
            standing[content].pop()
            found.append(_step(LineState.KNOWN, row, content))
        else:
            found.append(ledger.new(row, content))
    left = [slip for slips in standing.values() for slip in slips]
    return [*found, *(_missing(slip, ledger.names) for slip in left if ledger.may_go(slip))]


class _Ledger:
    """What stands here, and whom the file's names mean."""

    def __init__(
        self, chapter: Chapter, matches: Matches, today: date, rights: frozenset[Permission]
    ) -> None:
        self.chapter, self.matches, self.today, self.rights = chapter, matches, today, rights
        self.unknown = {match_key(name) for name in (*matches.unknown, *matches.shared)}
        self.names: Mapping[int, Person] = {}
        self.brought = template_slip_queries.batches(chapter)

    def standing(self, rows: Sequence[TemplateSlip]) -> dict[Content, list[Slip]]:
        """Return the slips of the file's days by what they say."""
        dated = [row.dated for row in rows if row.dated]
        found: dict[Content, list[Slip]] = defaultdict(list)
        if not dated:
            return found
        slips = template_slip_queries.between(self.chapter, min(dated), max(dated))
        self.names = people.of_ids(self.chapter, {p for s in slips for p in s.parties() if p})
        for slip in slips:
            found[self._content_of(slip)].append(slip)
        return found

    def content(self, row: TemplateSlip) -> Content:
        """Return what a row says; neither who thanked nor the text, which not all may see."""
        is_money = row.kind == "closed-business"
        minor = (row.amount or Decimal(0)).scaleb(minor_digits(self.chapter.currency))
        return (
            row.kind,
            str(row.dated),
            "" if is_money else self._side(row, row.source),
            self._side(row, row.target),
            row.tier or "",
            f"{minor.normalize():f}" if is_money else "",
            str(row.units or "") if row.kind == "education" else "",
            str(row.is_repeat) if is_money else "",
        )

    def _content_of(self, slip: Slip) -> Content:
        said: dict[str, Any] = vars(slip)
        is_money = slip.kind == "closed-business"
        sides = [self._person(p) if p else "" for p in (*slip.parties(), None)]
        return (
            slip.kind,
            str(slip.dated),
            "" if is_money else sides[0],
            sides[1],
            said.get("tier") or "",
            f"{Decimal(said['amount']).normalize():f}" if is_money else "",
            str(said.get("units") or ""),
            str(said["is_repeat"]) if is_money else "",
        )

    def _side(self, row: TemplateSlip, party: Party | None) -> str:
        if party is None:
            return ""
        key = match_key(party.name)
        person = self.matches.known.get(key)
        if party.is_outsider:
            return f"outside {key} {match_key(template_people.home_of(row, party))}"
        return f"member {person.id}" if person else f"new {key}"

    def _person(self, person_id: int) -> str:
        person = self.names[person_id]
        if person.category == Category.ROSTER:
            return f"member {person.id}"
        return f"outside {person.match_key} {match_key(person.home)}"

    def new(self, row: TemplateSlip, content: Content) -> SlipStep:
        """Return the step of a row that does not stand here."""
        keys = {match_key(p.name) for p in (row.source, row.target) if p and not p.is_outsider}
        if keys & self.matches.skipped:
            return _step(LineState.UNKNOWN, row, content, Sentence(LEFT_OUT))
        if keys & self.unknown:
            return _step(LineState.UNKNOWN, row, content)
        reason = self._refusal(row)
        return _step(LineState.REFUSED if reason else LineState.NEW, row, content, reason)

    def _refusal(self, row: TemplateSlip) -> Sentence | None:
        if row.dated is None or row.dated > self.today:
            return Sentence(Refusal.IN_FUTURE.value)
        if row.kind == "education" and not 0 < (row.units or 0) <= MOST_UNITS:
            return Sentence(Refusal.UNITS.value)
        if row.kind == "education" and len(row.text) > LONGEST_TOPIC:
            return Sentence(TOO_LONG, {"most": LONGEST_TOPIC})
        day = row.counts_on
        week = days.refusal_of(self.chapter, day, self.today, self.rights) if day else None
        return week or slip_columns.refusal_of(self.chapter, plain(row))

    def may_go(self, slip: Slip) -> bool:
        """Tell whether a slip the file lacks came from a template, and may be taken away."""
        week = slip.posted_on
        is_closed = week is not None and week.state == State.CLOSED
        return slip.import_id in self.brought and not (
            is_closed and self.chapter.mode == Mode.LEDGER
        )


def _step(
    state: LineState, row: TemplateSlip, content: Content, reason: Sentence | None = None
) -> SlipStep:
    name = " → ".join(party.name for party in (row.source, row.target) if party)
    said = {
        N_("Day"): str(row.dated or ""),
        N_("Tier"): row.tier or "",
        N_("Amount"): f"{row.amount.normalize():f}" if row.amount is not None else "",
        N_("Units"): str(row.units or ""),
        N_("Chapter and place"): row.detail,
    }
    told = tuple(Detail(label, text) for label, text in said.items() if text)
    key = " ".join(("slip", *content))
    return SlipStep(Line(state, row.kind, name, told, SHEET, row.line, key, reason), content, row)


def _missing(slip: Slip, names: Mapping[int, Person]) -> SlipStep:
    is_money = slip.kind == "closed-business"
    sides = slip.parties()[1:] if is_money else slip.parties()
    name = " → ".join(names[p].name for p in sides if p and p in names)
    told = (Detail(N_("Day"), str(slip.dated)),)
    line = Line(LineState.MISSING, slip.kind, name, told, SHEET, None, f"slip:{slip.id}")
    return SlipStep(line, (), slip=slip)
