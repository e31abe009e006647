"""A slip as somebody sends it, and how what was typed becomes columns."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import inspect

from chapter.chapters.models import Chapter
from chapter.meetings import service as meetings
from chapter.meetings.rules import MeetingRefused
from chapter.people import service as people
from chapter.people.models import Person
from chapter.people.rules import Category
from chapter.slips.ledger import Slip
from chapter.slips.models import VisitorSlip
from chapter.slips.rules import Refusal, SlipRefused
from chapter.slips.sides import side_of
from chapter.visitors import queries as visit_queries
from chapter.visitors import service as visitors
from chapter.visitors.rules import Refusal as VisitRefusal
from chapter.visitors.rules import VisitRefused, VisitState

Prepare = Callable[[Chapter, Slip, Person | None, dict[str, Any]], dict[str, Any]]


@dataclass(frozen=True)
class Draft:
    """A slip somebody sends, under its key."""

    author: Person | None
    dated: date
    key: str
    values: dict[str, Any]

    def digest(self, *more: object) -> str:
        """Return what two sendings of the same content share."""
        author_id = self.author.id if self.author else None
        content = [author_id, self.dated, self.values, *more]
        text = json.dumps(content, default=str, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()


def as_typed(
    chapter: Chapter, slip: Slip, author: Person | None, values: dict[str, Any]
) -> dict[str, Any]:
    """Return the columns of a kind whose form has the columns' own names."""
    columns = {name: value for name, value in values.items() if not name.startswith("outsider_")}
    columns[slip.author_column] = author.id if author else None
    if slip.counterpart_column:
        columns[slip.counterpart_column] = _counterpart(chapter, slip, values)
    return columns


def with_visit(
    chapter: Chapter, slip: Slip, author: Person | None, values: dict[str, Any]
) -> dict[str, Any]:
    """Register the visitor whom a slip invites, or correct what it says of them."""
    if not isinstance(slip, VisitorSlip):
        raise TypeError("only a visitor slip registers a visitor")
    contact = {name: values.get(name) or "" for name in visitors.CONTACT}
    try:
        if inspect(slip).persistent:
            visitors.change(chapter, slip.visit, name=values["name"], **contact)
            _move_visit(chapter, slip)
            return {}
        visit = visitors.register(
            chapter,
            meetings.touch(chapter, slip.dated),
            name=values["name"],
            inviter=author,
            contact=contact,
        )
    except MeetingRefused:
        raise VisitRefused(VisitRefusal.NO_MEETING, "dated") from None
    return {"inviter_id": author.id if author else None, "visit": visit}


def _move_visit(chapter: Chapter, slip: VisitorSlip) -> None:
    """Expect a visitor at the meeting of the slip's day; who came stays where they came."""
    visit = slip.visit
    if slip.dated == visit.meeting.held_on:
        return
    if visit.state == VisitState.PRESENT:
        raise SlipRefused(Refusal.VISITOR_CAME, "dated")
    meeting = meetings.touch(chapter, slip.dated)
    if visit_queries.of_person_at(chapter, visit.person, meeting):
        raise VisitRefused(VisitRefusal.ALREADY_REGISTERED, "name")
    visit.meeting = meeting


def typed(slip: Slip, known: Mapping[int, Person], reader_id: int | None = None) -> dict[str, Any]:
    """Return a slip as its form shows it, to the second of two from their own side."""
    if isinstance(slip, VisitorSlip):
        person = slip.visit.person
        return {
            "dated": slip.dated,
            "version": slip.version,
            "name": person.name,
            **{name: getattr(person, name) for name in visitors.CONTACT},
        }
    columns = inspect(type(slip)).column_attrs
    said: dict[str, Any] = {one.key: getattr(slip, one.key) for one in columns}
    side = side_of(slip)
    if side is not None and side.author_id == reader_id:
        said |= {slip.counterpart_column: slip.author_id, "topics": side.topics}
    other = known.get(said.get(slip.counterpart_column) or 0)
    if other is not None and other.category != Category.ROSTER:
        outsider = {
            "outsider_name": other.name,
            "outsider_home": other.home,
            "outsider_category": other.category,
        }
        said |= {slip.counterpart_column: "", **outsider}
    # The form makes a key of its own: this is another write.
    del said["key"]
    return said


def _counterpart(chapter: Chapter, slip: Slip, values: dict[str, Any]) -> int:
    """Return the member chosen, or somebody outside the roster by name."""
    chosen, name = values.get(slip.counterpart_column), values.get("outsider_name")
    if chosen and name:
        raise SlipRefused(Refusal.TWO_COUNTERPARTIES, "outsider_name")
    if chosen:
        return int(chosen)
    if not name:
        raise SlipRefused(Refusal.NO_COUNTERPARTY, slip.counterpart_column)
    category = Category(values.get("outsider_category") or Category.ELSEWHERE)
    home = values.get("outsider_home") or ""
    return people.counterparty(chapter, name, category, home=home).id
