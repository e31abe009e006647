"""What the actions of a meeting's page share: making one change and answering for it."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from flask import abort, g, request, url_for
from flask.typing import ResponseReturnValue

from chapter import clock
from chapter.attendance.rules import AttendanceRefused
from chapter.meetings.queries import Slot
from chapter.meetings.rules import EARLIER_NAMED, EarlierOpen, MeetingRefused, Refusal
from chapter.members import queries as members
from chapter.slips.rules import Measure, SlipRefused
from chapter.visitors.rules import VisitRefused
from chapter.web import answers, errors
from chapter.web.i18n import clock_time, gettext, long_date, money, ngettext, short_date

REFUSALS = (MeetingRefused, SlipRefused, VisitRefused, AttendanceRefused)


def do(
    change: Callable[[], object], said: str, *, undo: str = "", target: str = ""
) -> ResponseReturnValue:
    """Make one change and go on, or say why it was refused."""
    try:
        change()
    except REFUSALS as refused:
        return refuse(refused)
    return answers.written(said, target or page_of(_held_on()), undo=undo)


def refuse(refused: Any) -> ResponseReturnValue:
    """Say why a change was refused; a day without a meeting has no page at all."""
    if refused.refusal is Refusal.NO_MEETING:
        abort(404)
    return errors.show(409, sentence_of(refused))


def sentence_of(refused: Any) -> str:
    """Return a refusal in the reader's words; an earlier week still open is named."""
    if isinstance(refused, EarlierOpen):
        return gettext(EARLIER_NAMED, day=short_date(refused.day))
    return gettext(refused.refusal.value)


def page_of(held_on: date) -> str:
    """Return the address of a meeting's page."""
    return url_for("weeks.show", held_on=held_on)


def today() -> date:
    """Return the chapter's local day."""
    return clock.today(g.chapter.zone)


def trace() -> dict[str, Any]:
    """Return who acts, and when."""
    return {"actor_id": g.account.id, "now": clock.now()}


def roster(held_on: date) -> list[tuple[int, str]]:
    """Return the members of a day, as they are chosen from."""
    return [(m.person_id, m.person.name) for m in members.current(g.chapter, held_on)]


def figures(totals: Mapping[str, tuple[int, int]]) -> dict[str, str]:
    """Return what counts in a week, in words."""
    referrals = totals.get(Measure.REFERRALS_GIVEN, (0, 0))[0]
    talks = totals.get(Measure.ONE_TO_ONES, (0, 0))[0]
    thanked = totals.get(Measure.CLOSED_BUSINESS, (0, 0))[1]
    guests = totals.get(Measure.VISITORS, (0, 0))[0]
    return {
        "referrals": ngettext("%(num)d referral", "%(num)d referrals", referrals),
        "one_to_ones": ngettext("%(num)d one-to-one", "%(num)d one-to-ones", talks),
        "amount": money(thanked, g.chapter.currency),
        "visitors": ngettext("%(num)d visitor", "%(num)d visitors", guests),
    }


def closed_sentence(held_on: date, totals: Mapping[str, tuple[int, int]]) -> str:
    """Say what counts in a week just closed."""
    said = {**figures(totals), "day": short_date(held_on)}
    del said["one_to_ones"]
    return gettext(
        "Week of %(day)s closed. %(referrals)s, %(amount)s thanked, %(visitors)s.", **said
    )


def share_text(held_on: date, totals: Mapping[str, tuple[int, int]], following: Slot | None) -> str:
    """Return a closed week as plain text for everybody: sums, nobody's name."""
    said = gettext(
        "%(chapter)s, %(day)s: %(referrals)s, %(one_to_ones)s, %(amount)s thanked, %(visitors)s.",
        chapter=g.chapter.name,
        day=long_date(held_on),
        **figures(totals),
    )
    if following is None:
        return said
    when = {"day": long_date(following.held_on), "time": clock_time(following.starts_at)}
    if following.place:
        meet = gettext(
            "We meet again on %(day)s at %(time)s, %(place)s.", place=following.place, **when
        )
    else:
        meet = gettext("We meet again on %(day)s at %(time)s.", **when)
    return f"{said}\n{meet}"


def _held_on() -> date:
    day: date = (request.view_args or {})["held_on"]
    return day
