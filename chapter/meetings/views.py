"""The calendar: what comes, what was, and how one week's meeting is arranged."""

from datetime import MAXYEAR, MINYEAR, date
from typing import Any

from flask import (
    Blueprint,
    abort,
    current_app,
    flash,
    g,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from chapter import clock
from chapter.meetings import queries, service
from chapter.meetings.forms import ArrangeForm
from chapter.meetings.queries import HORIZON, Slot
from chapter.meetings.rules import MeetingRefused, refusal_to_open
from chapter.members import queries as members
from chapter.web import errors, transaction
from chapter.web.access import requires, wants_json
from chapter.web.i18n import gettext
from chapter.web.permissions import Permission

blueprint = Blueprint("meetings", __name__)


@blueprint.get("/c/<string:chapter_slug>/meetings")
@requires(Permission.MEETING_VIEW)
def index() -> ResponseReturnValue:
    """Show the coming weeks and, a page at a time, those that were."""
    today = clock.today(g.chapter.zone)
    before = _before()
    upper = min(before, today) if before else today
    slots = queries.calendar(g.chapter, upper - HORIZON, upper if before else today + HORIZON)
    coming = [slot for slot in slots if slot.held_on >= today]
    has_more = queries.first_day(g.chapter) < upper - HORIZON
    return render_template(
        "meetings/index.html",
        coming=None if before else coming,
        past=[slot for slot in reversed(slots) if slot.held_on < today],
        earlier=upper - HORIZON if has_more else None,
        today=today,
        first=next((slot for slot in coming if slot.state not in ("holiday", "discarded")), None),
        can_open=_can_open,
    )


@blueprint.route("/c/<string:chapter_slug>/meetings/<day:held_on>/arrange", methods=["GET", "POST"])
@requires(Permission.MEETING_SCHEDULE)
def edit(held_on: date) -> ResponseReturnValue:
    """Change hour, place, form and note of one week's meeting."""
    slot = queries.slot_on(g.chapter, held_on)
    if slot is None:
        abort(404)
    form = ArrangeForm(data=_as_typed(slot))
    if form.validate_on_submit():
        try:
            service.arrange(service.touch(g.chapter, held_on), **form.values())
            flash(gettext("The meeting is arranged."), "success")
            return redirect(url_for("weeks.show", held_on=held_on))
        except MeetingRefused as refused:
            form.refuse(gettext(refused.refusal.value))
    page = render_template("meetings/edit.html", slot=slot, form=form)
    return page, form.status


@blueprint.app_errorhandler(404)
def lead_on(_error: Exception) -> ResponseReturnValue:
    """Lead from the day a meeting was moved from to where it is now, or say that nothing is here.

    What a phone kept for the old day is about the same meeting, so it is taken all the same.
    """
    held_on = (request.view_args or {}).get("held_on")
    transaction.start_over()
    day = queries.new_day_of(g.chapter, held_on) if held_on and g.get("chapter") else None
    if day is None:
        return errors.show(404)
    request.view_args = {**(request.view_args or {}), "held_on": day}
    if request.method == "GET" and not wants_json():
        query = request.query_string.decode()
        address = url_for(str(request.endpoint), **request.view_args)
        return redirect(f"{address}?{query}" if query else address)
    g.day_addressed = held_on
    try:
        return current_app.dispatch_request()
    except Exception as error:
        return current_app.handle_user_exception(error)


def _can_open(slot: Slot) -> bool:
    today = clock.today(g.chapter.zone)
    is_free = slot.state == "scheduled" and not refusal_to_open(slot.state, slot.held_on, today)
    return is_free and bool(members.current(g.chapter, slot.held_on))


def _as_typed(slot: Slot) -> dict[str, Any]:
    return {name: getattr(slot, name) for name in ("starts_at", "place", "form", "note")}


def _before() -> date | None:
    """Return the day before which a page of past weeks ends."""
    text = request.args.get("before")
    if text is None:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        abort(404)
    if not MINYEAR < day.year < MAXYEAR:
        abort(404)
    return day
