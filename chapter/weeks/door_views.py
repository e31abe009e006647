"""The door: visitors found by two letters, welcomed with one tap, registered in one line."""

import uuid
from datetime import date
from typing import Any

from flask import abort, g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from chapter.meetings import queries as meetings
from chapter.meetings.rules import MeetingRefused, State
from chapter.meetings.rules import Refusal as MeetingRefusal
from chapter.members import queries as members
from chapter.people import queries as people
from chapter.people.models import Person
from chapter.people.rules import search_key
from chapter.rulesets import queries as rulesets
from chapter.slips.kinds import KINDS
from chapter.slips.rules import SlipRefused
from chapter.visitors import list_queries, queries
from chapter.visitors.models import Visit
from chapter.visitors.rules import Refusal, VisitRefused, VisitState, is_over
from chapter.web import answers as web_answers
from chapter.web import errors
from chapter.web.access import may, requires, wants_json
from chapter.web.i18n import gettext
from chapter.web.permissions import Permission
from chapter.weeks import answers, door
from chapter.weeks.answers import do, today, trace
from chapter.weeks.forms import DoorForm, InviterForm, WelcomeForm
from chapter.weeks.routes import DAY, VISIT, blueprint

# Nothing stands on that day; the meeting may have moved.
NOWHERE = (MeetingRefusal.NO_MEETING, Refusal.NO_MEETING)


@blueprint.get(f"{DAY}/visitors")
@requires(Permission.VISITOR_WELCOME)
def show_door(held_on: date) -> ResponseReturnValue:
    """Show who is expected, who came before, and a line for a new face."""
    return _page(held_on, DoorForm(formdata=None))


@blueprint.post(f"{DAY}/visitors")
@requires(Permission.VISITOR_WELCOME)
def receive(held_on: date) -> ResponseReturnValue:
    """Register a visitor at the door; on the day they are present at once."""
    form = DoorForm()
    form.inviter_id.offer(answers.roster(held_on), gettext("Nobody"))
    if form.validate():
        said = {**form.visitor(), "inviter": _chosen(form), "today": today(), **trace()}
        try:
            visit = door.receive(g.chapter, KINDS["visitor"], held_on, **said)
            return _received(held_on, visit, is_new=visit.key == said["key"])
        except (MeetingRefused, SlipRefused, VisitRefused) as refused:
            if refused.refusal in NOWHERE:
                abort(404)
            form.refuse(answers.sentence_of(refused), refused.field)
    return web_answers.refused(form, 422) if wants_json() else _page(held_on, form)


@blueprint.post(f"{VISIT}/welcome")
@requires(Permission.VISITOR_WELCOME)
def welcome(held_on: date, visit_id: int) -> ResponseReturnValue:
    """Note that a visitor came, or did not."""
    visit, form = _found(held_on, visit_id), WelcomeForm()
    if not form.validate():
        return errors.show(422, gettext("Say whether the visitor came."))
    is_present, name = form.present.data == "1", visit.person.name
    said = {"is_present": is_present, "seen": form.seen, "today": today(), **_doer()}
    return do(
        lambda: door.welcome(g.chapter, visit, **said),
        gettext("%(name)s is present.", name=name)
        if is_present
        else gettext("%(name)s is expected, and not noted as present.", name=name),
        target=_place(held_on),
    )


@blueprint.post(f"{VISIT}/take-off")
@requires(Permission.VISITOR_WELCOME)
def take_off(held_on: date, visit_id: int) -> ResponseReturnValue:
    """Take somebody off the list who was put on it by mistake."""
    visit = _found(held_on, visit_id)
    said = gettext("%(name)s is off the list.", name=visit.person.name)
    change = {"target": url_for("weeks.show_door", held_on=held_on)}
    return do(lambda: door.take_off(g.chapter, visit, **_doer()), said, **change)


@blueprint.post(f"{VISIT}/inviter")
@requires(Permission.VISITOR_WELCOME)
def name_inviter(held_on: date, visit_id: int) -> ResponseReturnValue:
    """Note who invited a visitor that came without one."""
    visit, form = _found(held_on, visit_id), InviterForm()
    form.inviter_id.offer(answers.roster(held_on))
    inviter = _chosen(form) if form.validate() else None
    if inviter is None:
        return errors.show(422, gettext("Choose a member of that day."))
    said = gettext("%(name)s invited %(visitor)s.", name=inviter.name, visitor=visit.person.name)
    change = {"target": _place(held_on)}
    return do(lambda: door.name_inviter(g.chapter, visit, inviter, **trace()), said, **change)


def _doer() -> dict[str, Any]:
    """Return who acts, when, and whether they may take away what a closed week counts."""
    return {**trace(), "reopens": may(Permission.WEEK_CLOSE)}


def _received(held_on: date, visit: Visit, *, is_new: bool) -> ResponseReturnValue:
    place = url_for("weeks.show_door", held_on=held_on)
    stands = visit.meeting.state == State.CLOSED and not may(Permission.WEEK_CLOSE)
    # Whom somebody else noted before is not taken off with the word of who met them.
    has_undo = is_new and not stands
    undo = url_for("weeks.take_off", held_on=held_on, visit_id=visit.id) if has_undo else ""
    name = visit.person.name
    said = gettext("%(name)s is on the list.", name=name)
    if visit.state == VisitState.PRESENT:
        said = gettext("%(name)s is present.", name=name)
    return web_answers.written(said, place, row_id=visit.id, undo=undo)


def _page(held_on: date, form: DoorForm) -> ResponseReturnValue:
    slot, day = meetings.slot_on(g.chapter, held_on), today()
    if slot is None or not (slot.is_waiting or slot.state == "closed"):
        abort(404)
    guests = queries.of_meeting(g.chapter, slot.meeting) if slot.meeting else []
    limit, inviters = rulesets.on(g.chapter, held_on).visits_limit, _inviters(held_on, form)
    page = render_template(
        "weeks/show_door.html",
        slot=slot,
        guests=sorted(guests, key=lambda guest: not guest.is_expected),
        before=list_queries.lately(g.chapter, held_on, [guest.visit.person_id for guest in guests]),
        form=form,
        inviters=inviters,
        roster=[(one["value"], one["label"]) for one in inviters],
        is_ahead=held_on > day,
        limit=limit,
        is_over=is_over,
        fresh_key=lambda: uuid.uuid4().hex,
    )
    return page, form.status


def _inviters(held_on: date, form: DoorForm) -> list[dict[str, object]]:
    """Offer the members of the day to the picker, nobody last."""
    memberships = members.current(g.chapter, held_on)
    form.inviter_id.offer((m.person_id, m.person.name) for m in memberships)
    return [
        {
            "value": m.person_id,
            "label": m.person.name,
            "detail": m.trade,
            "find": search_key(f"{m.person.name} {m.person.company} {m.trade}"),
        }
        for m in memberships
    ]


def _found(held_on: date, visit_id: int) -> Visit:
    """Return a visit to this meeting, or answer 404."""
    return queries.at(g.chapter, held_on, visit_id) or abort(404)


def _chosen(form: DoorForm | InviterForm) -> Person | None:
    chosen = form.inviter_id.data
    return people.one(g.chapter, chosen) if chosen else None


def _place(held_on: date) -> str:
    """Return the page the welcome came from: the door, or the meeting's own."""
    is_door = "door" in request.args
    return url_for("weeks.show_door" if is_door else "weeks.show", held_on=held_on)
