"""The attendance sheet: one page for the roll call, one address that takes any number of marks."""

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any

from flask import Blueprint, abort, flash, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from chapter import clock
from chapter.attendance import answers, forms, queries, service
from chapter.attendance.rules import AttendanceRefused, Refusal
from chapter.attendance.service import ChangedElsewhere, Entry
from chapter.meetings import queries as meetings
from chapter.meetings import service as meeting_service
from chapter.meetings.queries import Slot
from chapter.meetings.rules import MeetingRefused, State, refusal_to_open
from chapter.meetings.rules import Refusal as MeetingRefusal
from chapter.web import errors
from chapter.web.access import requires, wants_json
from chapter.web.forms import single_values
from chapter.web.i18n import gettext
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
    except MeetingRefused as put_aside:
        return _refused(slot, 409, put_aside.refusal)
    except AttendanceRefused as refused:
        status = 409 if refused.refusal in (Refusal.NOT_OPEN, Refusal.WEEK_CLOSED) else 422
        return _refused(slot, status, refused.refusal)


@blueprint.get(f"{ADDRESS}/changes")
@requires(Permission.ATTENDANCE_MARK)
def changes(held_on: date) -> ResponseReturnValue:
    """Tell the sheet's script what others marked, or that nobody did."""
    slot = meetings.slot_on(g.chapter, held_on)
    if slot is None:
        abort(404)
    return answers.changes(slot)


@blueprint.post(f"{ADDRESS}/start")
@requires(Permission.ATTENDANCE_MARK)
def start(held_on: date) -> ResponseReturnValue:
    """Open the meeting and mark everybody present who is not marked yet."""
    today, actor = clock.today(g.chapter.zone), _actor()
    try:
        meeting = meeting_service.open_meeting(g.chapter, held_on, today=today, **actor)
        service.call_roll(g.chapter, meeting, **actor)
    except (MeetingRefused, AttendanceRefused) as refused:
        if refused.refusal is MeetingRefusal.NO_MEETING:
            abort(404)
        why = answers.refusal(held_on, refused.refusal)
        is_for_later = wants_json() and "watch" in why
        return (jsonify(why), 409) if is_for_later else errors.show(409, why["error"])
    address = url_for("attendance.edit", held_on=held_on)
    said = gettext("The roll call is open.")
    if not wants_json():
        return redirect(address)
    # A phone whose answer was lost learns here what its own start did: every row is told.
    lines = queries.lines(g.chapter, meeting)
    everybody = {line.person_id for line in lines}
    return answers.saved(lines, everybody, address=address, message=said)


def _saved(slot: Slot, entries: list[Entry]) -> ResponseReturnValue:
    meeting, actor = slot.meeting, _actor()
    if entries and slot.state != State.OPEN:
        today = clock.today(g.chapter.zone)
        # Whoever marked on the day before it was moved has seen who was there.
        seen_on = g.get("day_addressed", slot.held_on)
        meeting = service.begin(g.chapter, slot.held_on, seen_on=seen_on, today=today, **actor)
    if meeting is None:
        raise AttendanceRefused(Refusal.NOT_OPEN)
    service.set_marks(g.chapter, meeting, entries, **actor)
    if wants_json():
        sent = {entry.person_id for entry in entries}
        more = answers.present_address(slot.held_on)
        return answers.saved(queries.lines(g.chapter, meeting), sent, **more)
    flash(gettext("The marks are saved."), "success")
    return redirect(url_for("attendance.edit", held_on=slot.held_on))


def _actor() -> dict[str, Any]:
    return {"actor_id": g.account.id, "now": clock.now()}


def _refused(slot: Slot, status: int, why: Enum | str) -> ResponseReturnValue:
    said = {"error": why} if isinstance(why, str) else answers.refusal(slot.held_on, why)
    if wants_json():
        return jsonify(said | answers.present_address(slot.held_on)), status
    return _sheet(slot, status, said["error"])


def _conflict(slot: Slot, changed: ChangedElsewhere) -> ResponseReturnValue:
    """Say who marked what meanwhile; nothing that was sent is kept until somebody chooses."""
    if wants_json():
        said = answers.conflict(changed) | answers.present_address(slot.held_on)
        return jsonify(said), 409
    notes = {person_id: said for person_id, (said, _) in answers.notes(changed).items()}
    return _sheet(slot, 409, gettext(changed.refusal.value), notes)


def _sheet(
    slot: Slot, status: int = 200, sentence: str = "", notes: Mapping[int, str] | None = None
) -> ResponseReturnValue:
    rows = queries.sheet(g.chapter, slot.held_on, slot.meeting)
    today = clock.today(g.chapter.zone)
    refusal = refusal_to_open(slot.state, slot.held_on, today)
    is_open = slot.state == State.OPEN
    page = render_template(
        "attendance/edit.html",
        slot=slot,
        rows=[answers.line(row, notes or {}, slot) for row in rows],
        counts=queries.counts(rows),
        shown=" ".join(f"{row.person_id}{row.letter}" for row in rows),
        substitutes=queries.substitutes(g.chapter) if is_open or not refusal else [],
        has_come=is_open or slot.held_on <= today,
        refusal=refusal.value if refusal else "",
        whom_to_ask=answers.whom_to_ask() if slot.state == State.CLOSED else "",
        sentence=sentence,
    )
    return page, status
