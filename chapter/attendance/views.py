"""The attendance sheet: one page for the roll call, one address that takes any number of marks."""

from collections.abc import Mapping
from datetime import date
from zoneinfo import ZoneInfo

from flask import Blueprint, abort, flash, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from chapter import clock
from chapter.attendance import forms, queries, service
from chapter.attendance.models import AttendanceMark
from chapter.attendance.queries import Row
from chapter.attendance.rules import AttendanceRefused, Refusal
from chapter.attendance.service import ChangedElsewhere, Entry
from chapter.meetings import queries as meetings
from chapter.meetings import service as meeting_service
from chapter.meetings.queries import Slot
from chapter.meetings.rules import MeetingRefused, State, refusal_to_open
from chapter.meetings.rules import Refusal as MeetingRefusal
from chapter.people.rules import search_key
from chapter.web import errors
from chapter.web.access import requires, wants_json
from chapter.web.forms import single_values
from chapter.web.i18n import clock_time, gettext
from chapter.web.permissions import Permission

blueprint = Blueprint("attendance", __name__)

ADDRESS = "/c/<string:chapter_slug>/meetings/<day:held_on>/attendance"


@blueprint.route(ADDRESS, methods=["GET", "POST"])
@requires(Permission.ATTENDANCE_MARK)
def edit(held_on: date) -> ResponseReturnValue:
    """Show the sheet, or take the marks somebody set on it."""
    slot = meetings.slot_on(g.chapter, held_on)
    if slot is None:
        abort(404)
    if request.method == "GET":
        return _sheet(slot)
    try:
        return _saved(slot, forms.read(single_values()))
    except ValueError as unclear:
        return _refused(slot, 422, str(unclear))
    except ChangedElsewhere as changed:
        return _conflict(slot, changed)
    except AttendanceRefused as refused:
        status = 409 if refused.refusal in (Refusal.NOT_OPEN, Refusal.WEEK_CLOSED) else 422
        return _refused(slot, status, gettext(refused.refusal.value))


@blueprint.post(f"{ADDRESS}/start")
@requires(Permission.ATTENDANCE_MARK)
def start(held_on: date) -> ResponseReturnValue:
    """Open the meeting and mark everybody present who is not marked yet."""
    now, today = clock.now(), clock.today(g.chapter.zone)
    try:
        meeting = meeting_service.open_meeting(
            g.chapter, held_on, today=today, actor_id=g.account.id, now=now
        )
        service.call_roll(g.chapter, meeting, actor_id=g.account.id, now=now)
    except MeetingRefused as refused:
        if refused.refusal is MeetingRefusal.NO_MEETING:
            abort(404)
        return errors.show(409, gettext(refused.refusal.value))
    return redirect(url_for("attendance.edit", held_on=held_on))


def _saved(slot: Slot, entries: list[Entry]) -> ResponseReturnValue:
    if slot.meeting is None:
        raise AttendanceRefused(Refusal.NOT_OPEN)
    service.set_marks(g.chapter, slot.meeting, entries, actor_id=g.account.id, now=clock.now())
    if wants_json():
        lines = queries.lines(g.chapter, slot.meeting)
        rows = [_as_row(*line) for line in lines if line.letter]
        return jsonify(counts=queries.counts(lines), rows=rows)
    flash(gettext("The marks are saved."), "success")
    return redirect(url_for("attendance.edit", held_on=slot.held_on))


def _refused(slot: Slot, status: int, sentence: str) -> ResponseReturnValue:
    if wants_json():
        return jsonify(error=sentence), status
    return _sheet(slot, status, sentence)


def _conflict(slot: Slot, changed: ChangedElsewhere) -> ResponseReturnValue:
    """Say who marked what meanwhile; nothing that was sent is kept until somebody chooses."""
    names = queries.names_of_changers(g.chapter, changed.newer)
    notes = {mark.person_id: _note(mark, names[mark.person_id]) for mark in changed.newer}
    if not wants_json():
        return _sheet(slot, 409, gettext(changed.refusal.value), notes)
    mark = changed.newer[0]
    present = {
        **_as_row(mark.person_id, mark.mark, mark.substitute, mark.version),
        "by": names[mark.person_id],
        "at": mark.changed_at.isoformat(),
        # After a lost answer a phone meets its own mark, and need not ask who is right.
        "own": mark.changed_by == g.account.id,
    }
    return jsonify(error=notes[mark.person_id], present=present), 409


def _note(mark: AttendanceMark, name: str) -> str:
    at = clock_time(mark.changed_at.astimezone(ZoneInfo(g.chapter.zone)))
    return gettext("%(name)s marked %(mark)s at %(time)s.", name=name, mark=mark.mark, time=at)


def _as_row(person_id: int, mark: str, substitute: str, version: int) -> dict[str, object]:
    return {"person": person_id, "mark": mark, "substitute": substitute, "version": version}


def _sheet(
    slot: Slot, status: int = 200, sentence: str = "", notes: Mapping[int, str] | None = None
) -> ResponseReturnValue:
    rows = queries.sheet(g.chapter, slot.held_on, slot.meeting)
    refusal = refusal_to_open(slot.state, slot.held_on, clock.today(g.chapter.zone))
    page = render_template(
        "attendance/edit.html",
        slot=slot,
        rows=[_line(row, notes or {}, slot.state == State.OPEN) for row in rows],
        counts=queries.counts(rows),
        shown=" ".join(f"{row.person_id}{row.letter}" for row in rows),
        refusal=refusal.value if refusal else "",
        sentence=sentence,
    )
    return page, status


def _line(row: Row, notes: Mapping[int, str], is_open: bool) -> dict[str, object]:
    """Return a row as the sheet shows it: what was typed is kept, but not over a newer mark."""
    person, person_id = row.membership.person, row.person_id
    typed = request.form if is_open and person_id not in notes else {}
    return {
        "id": person_id,
        "name": person.name,
        "detail": row.membership.trade,
        "find": search_key(f"{person.name} {person.company} {row.membership.trade}"),
        "mark": typed.get(f"mark-{person_id}", row.letter),
        "substitute": typed.get(f"substitute-{person_id}", row.substitute),
        "version": row.version,
        "note": notes.get(person_id, ""),
    }
