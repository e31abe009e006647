"""The meeting's page, and the end of the week: closed, reopened, discarded, moved."""

from datetime import date

from flask import abort, g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from chapter.attendance import queries as attendance
from chapter.meetings import queries as meetings
from chapter.meetings import service as meeting_service
from chapter.meetings.rules import MeetingRefused, State, refusal_to_close, refusal_to_open
from chapter.slips import lines
from chapter.slips import queries as slips
from chapter.slips.kinds import KINDS
from chapter.web import errors
from chapter.web.access import may, requires
from chapter.web.answers import written
from chapter.web.i18n import gettext, short_date
from chapter.web.permissions import Permission
from chapter.weeks import answers, queries, service
from chapter.weeks.answers import do, page_of, today, trace
from chapter.weeks.forms import BackForm, HolidayForm, MoveForm
from chapter.weeks.queries import Week
from chapter.weeks.routes import DAY, blueprint


@blueprint.get(DAY)
@requires(Permission.MEETING_VIEW)
def show(held_on: date) -> ResponseReturnValue:
    """Show the week as its reader may see it."""
    week, day = _week(held_on) or abort(404), today()
    is_done = may(Permission.WEEK_CLOSE) and week.slot.state == State.CLOSED
    return render_template(
        "weeks/show.html",
        week=week,
        slot=week.slot,
        kinds=KINDS,
        sentence_to=lines.sentence_to,
        is_ahead=held_on > day,
        roster=_inviters(week) if may(Permission.VISITOR_WELCOME) else (),
        substitutes=attendance.substitutes(g.chapter) if week.nameless else (),
        shared=_shared(week, day) if is_done else "",
        **_refusals(week, day),
    )


@blueprint.post(f"{DAY}/open")
@requires(Permission.ATTENDANCE_MARK)
def open_meeting(held_on: date) -> ResponseReturnValue:
    """Open the meeting without marking anybody, for marks as people walk in."""
    return do(
        lambda: meeting_service.open_meeting(g.chapter, held_on, today=today(), **trace()),
        gettext("The meeting is open."),
        target=url_for("attendance.edit", held_on=held_on),
    )


@blueprint.post(f"{DAY}/close")
@requires(Permission.WEEK_CLOSE)
def close(held_on: date) -> ResponseReturnValue:
    """Close the week and say what counts in it."""
    form = BackForm()
    if not form.validate():
        return errors.show(422, gettext("This form is out of date. Open it again."))
    try:
        closed = service.close(g.chapter, held_on, today=today(), **trace())
    except MeetingRefused as refused:
        return answers.refuse(refused)
    said = answers.closed_sentence(held_on, queries.totals(g.chapter, closed.meeting))
    undo = url_for("weeks.reopen", held_on=held_on, undo=closed.trace_id)
    return written(said, page_of(form.back.data or held_on), undo=undo)


@blueprint.post(f"{DAY}/reopen")
@requires(Permission.WEEK_CLOSE)
def reopen(held_on: date) -> ResponseReturnValue:
    """Open a closed week again, with a trace, or undo the close that was just said."""
    if told := request.args.get("undo", type=int):
        return do(
            lambda: service.undo_close(g.chapter, held_on, told, **trace()),
            gettext("The close is undone. What was pending before it is pending again."),
        )
    return do(
        lambda: service.reopen(g.chapter, held_on, **trace()),
        gettext("The week is open again. Close it when it is right."),
    )


@blueprint.post(f"{DAY}/discard")
@requires(Permission.WEEK_CLOSE)
def discard(held_on: date) -> ResponseReturnValue:
    """Set a week aside that was not held."""
    form = BackForm()
    if not form.validate():
        return errors.show(422, gettext("This form is out of date. Open it again."))
    return do(
        lambda: service.discard(g.chapter, held_on, **trace()),
        gettext(
            "The week of %(day)s is discarded. Its slips wait for the next one.",
            day=short_date(held_on),
        ),
        undo=url_for("weeks.put_back", held_on=held_on),
        target=_from_where(form.back.data or held_on),
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
            return written(gettext("The meeting has moved."), page_of(meeting.held_on))
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
        lambda: service.put_back(g.chapter, held_on, **trace()),
        gettext("The meeting is back in the calendar."),
    )


def _from_where(day: date) -> str:
    """Return the page a week was discarded from: the list of those that wait, or a week's own."""
    return url_for("weeks.open_weeks") if "list" in request.args else page_of(day)


def _week(held_on: date) -> Week | None:
    """Return the week as its reader may see it."""
    day, closes = today(), may(Permission.WEEK_CLOSE)
    return queries.week(
        g.chapter,
        held_on,
        today=day,
        reader=g.person,
        sees_sheet=closes or may(Permission.ATTENDANCE_MARK),
        sees_slips=closes,
        sees_thanks=closes and slips.sees_thanks(g.chapter, g.account, day),
        sees_late=closes,
    )


def _inviters(week: Week) -> list[tuple[int, str]]:
    """Return who may have invited a visitor, where somebody is still to be named."""
    if not week.without_inviter:
        return []
    on_sheet = [(row.person_id, row.membership.person.name) for row in week.sheet]
    return on_sheet or answers.roster(week.slot.held_on)


def _shared(week: Week, today: date) -> str:
    """Return what may be sent to everybody about a closed week: sums, and when to meet next."""
    slots = meetings.calendar(g.chapter, today, today + meetings.HORIZON)
    ahead = (slot for slot in slots if slot.is_waiting and slot.held_on > week.slot.held_on)
    return answers.share_text(week.slot.held_on, week.totals, next(ahead, None))


def _refusals(week: Week, day: date) -> dict[str, str]:
    """Return why the week cannot be opened or closed now, as sentences to translate."""
    slot = week.slot
    to_open = refusal_to_open(slot.state, slot.held_on, day)
    to_close = refusal_to_close(slot.state, slot.held_on, day, bool(week.blocking))
    return {
        "to_open": to_open.value if to_open else "",
        # An earlier week that comes first stands above the button, with its own.
        "to_close": to_close.value if to_close and not week.blocking else "",
    }
