"""What the actions of a meeting's page share: making one change and answering for it."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from flask import abort, flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from chapter import clock
from chapter.meetings.rules import MeetingRefused, Refusal
from chapter.slips.rules import Measure, SlipRefused
from chapter.visitors.rules import VisitRefused
from chapter.web import errors
from chapter.web.i18n import gettext, money, ngettext, short_date


def do(
    change: Callable[[], object], said: str = "", *, undo: str = "", target: str = ""
) -> ResponseReturnValue:
    """Make one change and go on, or say why it was refused."""
    try:
        change()
    except (MeetingRefused, SlipRefused, VisitRefused) as refused:
        if refused.refusal is Refusal.NO_MEETING:
            abort(404)
        return errors.show(409, gettext(refused.refusal.value))
    if said:
        say(said, undo)
    return redirect(target) if target else back((request.view_args or {})["held_on"])


def say(sentence: str, undo: str = "") -> None:
    """Show a sentence on the next page, perhaps with the address that takes it back."""
    message: Any = {"text": sentence, "undo": undo} if undo else sentence
    flash(message, "success")


def back(held_on: date) -> ResponseReturnValue:
    """Go to the meeting's page."""
    return redirect(url_for("weeks.show", held_on=held_on))


def today() -> date:
    """Return the chapter's local day."""
    return clock.today(g.chapter.zone)


def trace() -> dict[str, Any]:
    """Return who acts, and when."""
    return {"actor_id": g.account.id, "now": clock.now()}


def closed_sentence(held_on: date, totals: Mapping[str, tuple[int, int]]) -> str:
    """Say what counts in a week just closed."""
    referrals = totals.get(Measure.REFERRALS_GIVEN, (0, 0))[0]
    thanked = totals.get(Measure.CLOSED_BUSINESS, (0, 0))[1]
    guests = totals.get(Measure.VISITORS, (0, 0))[0]
    return gettext(
        "Week of %(day)s closed. %(referrals)s, %(amount)s thanked, %(visitors)s.",
        day=short_date(held_on),
        referrals=ngettext("%(num)d referral", "%(num)d referrals", referrals),
        amount=money(thanked, g.chapter.currency),
        visitors=ngettext("%(num)d visitor", "%(num)d visitors", guests),
    )
