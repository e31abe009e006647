"""What the sheet shows and its addresses answer: lines, notes, and what others changed."""

import hashlib
from collections.abc import Container, Mapping, Sequence
from datetime import date
from enum import Enum
from typing import Any
from zoneinfo import ZoneInfo

from flask import Response, g, jsonify, request, url_for

from chapter import clock
from chapter.accounts.rules import OFFICE_LABELS, Office
from chapter.attendance import queries
from chapter.attendance.models import AttendanceMark
from chapter.attendance.queries import Line, Row
from chapter.attendance.rules import Refusal
from chapter.attendance.service import ChangedElsewhere
from chapter.meetings.queries import Slot
from chapter.meetings.rules import Refusal as MeetingRefusal
from chapter.people.rules import search_key
from chapter.web.access import may
from chapter.web.i18n import clock_time, gettext
from chapter.web.permissions import Permission


def saved(lines: Sequence[Line], sent: Container[int], **more: str) -> Response:
    """Tell a script what stands now in the rows it sent; the others come with the changes."""
    rows = [_as_row(*line) for line in lines if line.person_id in sent]
    return jsonify(counts=queries.counts(lines), rows=rows, **more)


def changes(slot: Slot) -> Response:
    """Return every line in short, or 304 to whoever has seen just these.

    A digest of all lines misses nothing, in whatever order transactions end; a time might.
    """
    lines = queries.lines_of(g.chapter, slot)
    seen = repr((slot.state, [tuple(line) for line in lines]))
    more = present_address(slot.held_on)
    answer = jsonify(state=slot.state, counts=queries.counts(lines), rows=lines, **more)
    answer.set_etag(hashlib.sha256(seen.encode()).hexdigest()[:16])
    answer.make_conditional(request)
    return answer


def conflict(changed: ChangedElsewhere) -> dict[str, Any]:
    """Return for a script what stands where it wanted to write, who wrote it, and when."""
    mark, (sentence, name) = changed.newer[0], notes(changed)[changed.newer[0].person_id]
    present = {
        **_as_row(mark.person_id, mark.mark, mark.substitute, mark.version),
        "by": name,
        "at": mark.changed_at.isoformat(),
        # After a lost answer a phone meets its own mark, and need not ask who is right.
        "own": mark.changed_by == g.account.id,
    }
    return {"error": sentence, "present": present}


def refusal(held_on: date, why: Enum) -> dict[str, str]:
    """Return for a script why nothing was taken; what a closed week refused may wait for it."""
    if why not in (Refusal.WEEK_CLOSED, MeetingRefusal.IS_CLOSED):
        return {"error": gettext(why.value)}
    said = whom_to_ask() or gettext(why.value)
    return {"error": said, "watch": url_for("attendance.changes", held_on=held_on)}


def whom_to_ask() -> str:
    """Tell whoever cannot reopen a closed week who can, by name; nothing to those who can."""
    if may(Permission.WEEK_CLOSE):
        return ""
    holder = queries.who_reopens(g.chapter, clock.today(g.chapter.zone))
    if holder is None:
        return gettext("This week is closed. Ask whoever leads the chapter to reopen it.")
    office = gettext(OFFICE_LABELS[Office(holder.office)]).lower()
    return gettext(
        "This week is closed. Ask %(name)s, %(office)s, to reopen it.",
        name=holder.user.name,
        office=office,
    )


def present_address(held_on: date) -> dict[str, str]:
    """Tell a script that wrote to the day a meeting was moved from where its sheet is now."""
    return {"address": url_for("attendance.edit", held_on=held_on)} if "day_addressed" in g else {}


def notes(changed: ChangedElsewhere) -> dict[int, tuple[str, str]]:
    """Return the sentence of each mark that is newer, and whose it is, by person."""
    names = queries.names_of_changers(g.chapter, changed.newer)
    return {
        mark.person_id: (_note(mark, names[mark.person_id]), names[mark.person_id])
        for mark in changed.newer
    }


def line(row: Row, notes: Mapping[int, str], slot: Slot) -> dict[str, object]:
    """Return a row as the sheet shows it: what was typed is kept, but not over a newer mark."""
    person, person_id = row.membership.person, row.person_id
    typed = request.form if slot.is_waiting and person_id not in notes else {}
    return {
        "id": person_id,
        "name": person.name,
        "detail": _detail(row, slot.held_on),
        "find": search_key(f"{person.name} {person.company} {row.membership.trade}"),
        "mark": typed.get(f"mark-{person_id}", row.letter),
        "substitute": typed.get(f"substitute-{person_id}", row.substitute),
        "version": row.version,
        "note": notes.get(person_id, ""),
    }


def _detail(row: Row, held_on: date) -> str:
    trade = row.membership.trade
    if not row.is_of(held_on):
        said = gettext("not on the roster that day")
    elif row.has_left_by(clock.today(g.chapter.zone)):
        said = gettext("has left since")
    else:
        return trade
    return f"{trade}, {said}" if trade else said


def _note(mark: AttendanceMark, name: str) -> str:
    at = clock_time(mark.changed_at.astimezone(ZoneInfo(g.chapter.zone)))
    letter = f"{mark.mark} {mark.substitute}".strip()
    return gettext("%(name)s marked %(mark)s at %(time)s.", name=name, mark=letter, time=at)


def _as_row(person_id: int, mark: str, substitute: str, version: int) -> dict[str, object]:
    return {"person": person_id, "mark": mark, "substitute": substitute, "version": version}
