"""The meeting's page: what is missing, who visits, what counts, and the end of the week."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask import Blueprint, abort, g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from chapter.meetings import queries as meetings
from chapter.meetings import service as meeting_service
from chapter.meetings.rules import MeetingRefused, refusal_to_close, refusal_to_open
from chapter.members import queries as members
from chapter.people import queries as people
from chapter.people.models import Person
from chapter.slips import queries as slips
from chapter.slips.kinds import KINDS
from chapter.slips.rules import SlipRefused
from chapter.visitors import queries as visitors
from chapter.visitors.rules import VisitRefused
from chapter.web import errors
from chapter.web.access import may, requires
from chapter.web.i18n import gettext
from chapter.web.permissions import Permission
from chapter.weeks import queries, service
from chapter.weeks.answers import back, closed_sentence, do, say, today, trace
from chapter.weeks.forms import DoorForm, HolidayForm, InviterForm, MoveForm
from chapter.weeks.queries import Week

blueprint = Blueprint("weeks", __name__)

DAY = "/c/<string:chapter_slug>/meetings/<day:held_on>"
VISIT = f"{DAY}/visitors/<int(max=2147483647):visit_id>"


@blueprint.get(DAY)
@requires(Permission.MEETING_VIEW)
def show(held_on: date) -> ResponseReturnValue:
    """Show the week as its reader may see it."""
    return _page(held_on, DoorForm(formdata=None))


@blueprint.post(f"{DAY}/open")
@requires(Permission.ATTENDANCE_MARK)
def open_meeting(held_on: date) -> ResponseReturnValue:
    """Open the meeting without marking anybody, for marks as people walk in."""
    return do(
        lambda: meeting_service.open_meeting(g.chapter, held_on, today=today(), **trace()),
        target=url_for("attendance.edit", held_on=held_on),
    )


@blueprint.post(f"{DAY}/close")
@requires(Permission.WEEK_CLOSE)
def close(held_on: date) -> ResponseReturnValue:
    """Close the week and say what counts in it."""

    def close_and_say() -> None:
        closed = service.close(g.chapter, held_on, today=today(), **trace())
        said = closed_sentence(held_on, queries.totals(g.chapter, closed.meeting))
        say(said, undo=url_for("weeks.reopen", held_on=held_on))

    return do(close_and_say)


@blueprint.post(f"{DAY}/reopen")
@requires(Permission.WEEK_CLOSE)
def reopen(held_on: date) -> ResponseReturnValue:
    """Open a closed week again, with a trace."""
    return do(
        lambda: service.reopen(g.chapter, held_on, **trace()),
        gettext("The week is open again. Close it when it is right."),
    )


@blueprint.post(f"{DAY}/discard")
@requires(Permission.WEEK_CLOSE)
def discard(held_on: date) -> ResponseReturnValue:
    """Empty a week that was not held."""
    return do(
        lambda: service.discard(g.chapter, held_on, **trace()),
        gettext("The week is discarded. Its slips wait for the next one."),
    )


@blueprint.route(f"{DAY}/move", methods=["GET", "POST"])
@requires(Permission.MEETING_SCHEDULE)
def move(held_on: date) -> ResponseReturnValue:
    """Hold the meeting on another day."""
    slot = meetings.slot_on(g.chapter, held_on)
    if slot is None:
        abort(404)
    form = MoveForm()
    if form.validate_on_submit():
        try:
            meeting = service.move(g.chapter, held_on, form.to.data, **trace())
            say(gettext("The meeting has moved."))
            return back(meeting.held_on)
        except MeetingRefused as refused:
            form.refuse(gettext(refused.refusal.value), refused.field)
    return render_template("weeks/move.html", slot=slot, form=form), form.status


@blueprint.post(f"{DAY}/holiday")
@requires(Permission.MEETING_SCHEDULE)
def make_holiday(held_on: date) -> ResponseReturnValue:
    """Make the week a holiday."""
    form = HolidayForm()
    if not form.validate():
        return errors.show(422, gettext("Write the reason once, in at most 300 characters."))
    return do(
        lambda: service.make_holiday(g.chapter, held_on, note=form.note.data or "", **trace()),
        gettext("There is no meeting this week."),
        undo=url_for("weeks.put_back", held_on=held_on),
    )


@blueprint.post(f"{DAY}/put-back")
@requires(Permission.MEETING_SCHEDULE)
def put_back(held_on: date) -> ResponseReturnValue:
    """Schedule a holiday's or discarded meeting again."""
    return do(
        lambda: meeting_service.put_back(g.chapter, held_on, **trace()),
        gettext("The meeting is back in the calendar."),
    )


@blueprint.post(f"{DAY}/visitors")
@requires(Permission.VISITOR_WELCOME)
def receive(held_on: date) -> ResponseReturnValue:
    """Register a visitor at the door; on the day they are present at once."""
    form = DoorForm()
    form.inviter_id.offer(_roster(held_on), gettext("Nobody"))
    if form.validate():
        try:
            visitor = {**_at_the_door(form), **trace()}
            service.receive(g.chapter, KINDS["visitor"], held_on, today=today(), **visitor)
            say(gettext("%(name)s is on the list.", name=form.name.data))
            return back(held_on)
        except (MeetingRefused, SlipRefused, VisitRefused) as refused:
            form.refuse(gettext(refused.refusal.value), refused.field)
    return _page(held_on, form)


@blueprint.post(f"{VISIT}/welcome")
@requires(Permission.VISITOR_WELCOME)
def welcome(held_on: date, visit_id: int) -> ResponseReturnValue:
    """Note that a visitor came, or did not."""
    visit = visitors.at(g.chapter, held_on, visit_id) or abort(404)
    sent = request.form.getlist("present")
    if sent not in (["1"], ["0"]):
        return errors.show(422, gettext("Say whether the visitor came."))
    is_present = sent == ["1"]
    return do(
        lambda: service.welcome(g.chapter, visit, is_present=is_present, today=today(), **trace())
    )


@blueprint.post(f"{VISIT}/inviter")
@requires(Permission.VISITOR_WELCOME)
def name_inviter(held_on: date, visit_id: int) -> ResponseReturnValue:
    """Note who invited a visitor that came without one."""
    visit = visitors.at(g.chapter, held_on, visit_id) or abort(404)
    form = InviterForm()
    form.inviter_id.offer(_roster(held_on))
    inviter = _chosen(form) if form.validate() else None
    if inviter is None:
        return errors.show(422, gettext("Choose a member of that day."))
    return do(lambda: service.name_inviter(g.chapter, visit, inviter, **trace()))


def _page(held_on: date, form: DoorForm) -> ResponseReturnValue:
    day, closes = today(), may(Permission.WEEK_CLOSE)
    week = queries.week(
        g.chapter,
        held_on,
        today=day,
        reader=g.person,
        sees_sheet=closes or may(Permission.ATTENDANCE_MARK),
        sees_slips=closes,
        sees_thanks=closes and slips.sees_thanks(g.chapter, g.account, day),
    )
    if week is None:
        abort(404)
    if may(Permission.VISITOR_WELCOME) and not form.inviter_id.choices:
        form.inviter_id.offer(_from_sheet(week) or _roster(held_on), gettext("Nobody"))
    page = render_template(
        "weeks/show.html",
        week=week,
        slot=week.slot,
        form=form,
        kinds=KINDS,
        is_ahead=held_on > day,
        **_refusals(week, day),
    )
    return page, form.status


def _refusals(week: Week, day: date) -> dict[str, str]:
    """Return why the week cannot be opened or closed now, as sentences to translate."""
    slot = week.slot
    to_open = refusal_to_open(slot.state, slot.held_on, day)
    to_close = refusal_to_close(slot.state, slot.held_on, day, week.open_before is not None)
    return {
        "to_open": to_open.value if to_open else "",
        "to_close": to_close.value if to_close else "",
    }


def _from_sheet(week: Week) -> list[tuple[int, str]]:
    return [(row.person_id, row.membership.person.name) for row in week.sheet]


def _roster(held_on: date) -> Iterable[tuple[int, str]]:
    return [(m.person_id, m.person.name) for m in members.current(g.chapter, held_on)]


def _chosen(form: DoorForm | InviterForm) -> Person | None:
    chosen = form.inviter_id.data
    return people.one(g.chapter, chosen) if chosen else None


def _at_the_door(form: DoorForm) -> dict[str, Any]:
    return {
        "name": form.name.data,
        "company": form.company.data or "",
        "inviter": _chosen(form),
        "key": form.key.data,
    }
