"""The first page of a chapter, and how things work here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue

from chapter import clock
from chapter.accounts import queries as accounts
from chapter.accounts.rules import OFFICE_LABELS, Office
from chapter.dashboard import queries, rules
from chapter.dashboard.queries import Days, Neighbour
from chapter.dashboard.rules import Attendee
from chapter.referrals import lines as referral_lines
from chapter.referrals import queries as referrals
from chapter.rulesets import queries as rulesets
from chapter.rulesets.models import RuleSet
from chapter.rulesets.rules import Window, cost, window_of
from chapter.scoring import sentences, standings
from chapter.scoring.standings import Board, Standing
from chapter.slips import groups, lines
from chapter.slips import queries as slips
from chapter.slips.kinds import TYPED
from chapter.web.access import may, requires
from chapter.web.i18n import gettext
from chapter.web.permissions import Permission

blueprint = Blueprint("dashboard", __name__)

STRIP = queries.STRIP
TO_MEET = 3
NEEDS_SHOWN = 5
WAITING_SHOWN = 5


@dataclass(frozen=True)
class Attendance:
    """Everybody's marks that count, and the rules they are read by."""

    rules: RuleSet
    #: The first day over which absences are counted.
    first: date
    letters: Mapping[int, list[tuple[date, str]]]
    board: Board

    def strip(self, person_id: int) -> list[tuple[date, str]]:
        """Return a member's marks, oldest first."""
        return self.letters.get(person_id, [])

    def absences(self, person_id: int) -> int:
        """Return what a member's absences cost, in tenths of one."""
        counted = rules.absences_of(self.letters, person_id, self.first)
        return cost(counted, self.rules.weights)


@blueprint.get("/c/<string:chapter_slug>/")
@requires(Permission.CHAPTER_VIEW)
def index() -> ResponseReturnValue:
    """Show what matters now: to a member their own, to the leadership the group's."""
    today = clock.today(g.chapter.zone)
    days = queries.days(g.chapter, today)
    weeks = days.closed[: rules.WEEKS_LOOKED_AT]
    marks = _attendance(today)
    roster = queries.neighbours(g.chapter, clock.now(), g.account, g.person, weeks)
    return render_template(
        "dashboard/index.html",
        days=days,
        kinds=TYPED,
        own=_own(days, marks, roster) if g.person else None,
        answers=roster[0] if roster else None,
        leading=_leading(days, roster) if may(Permission.WEEK_CLOSE) else None,
        needs=_needs(days, marks, roster) if may(Permission.REPORT_LEAD) else None,
        lines=sentences,
        rules=marks.rules,
        absences_since=None if marks.rules.window == Window.ROLLING else marks.first,
        as_written=rules.as_written,
    )


@blueprint.get("/c/<string:chapter_slug>/help")
@requires(Permission.CHAPTER_VIEW)
def show_help() -> ResponseReturnValue:
    """Explain slips, weeks, marks and what is confidential, and whom to ask."""
    today = clock.today(g.chapter.zone)
    terms = [t for t in accounts.terms_in(g.chapter, today) if t.starts_on <= today]
    order = list(Office)
    officers = sorted(terms, key=lambda term: -order.index(Office(term.office)))
    return render_template(
        "dashboard/show_help.html",
        officers=[(gettext(OFFICE_LABELS[Office(t.office)]), t.user.name) for t in officers],
        rules=rulesets.on(g.chapter, today),
    )


def _attendance(today: date) -> Attendance:
    held = rulesets.on(g.chapter, today)
    first = window_of(today, held.window, held.window_months, held.window_starts_month)
    letters = queries.letters_until(g.chapter, today, first, standings.first_day(today))
    # Scores of others are read for those who lead only.
    one = None if may(Permission.REPORT_LEAD) else g.person
    return Attendance(held, first, letters, standings.board(g.chapter, held, letters, today, one))


def _own(days: Days, marks: Attendance, roster: list[Neighbour]) -> dict[str, object]:
    """Return what concerns the reader alone."""
    latest = slips.latest_of(g.chapter, g.person)
    days_silent = marks.rules.silent_days
    waiting = referrals.waiting(g.chapter, g.person, days.today, days_silent)
    # What was moved today takes nobody's place in the short list.
    shown = WAITING_SHOWN + sum(one.is_told_on(days.today) for one in waiting)
    known = slips.people_in(g.chapter, [*latest, *(one.slip for one in waiting)])
    strip = marks.strip(g.person.id)
    return {
        "standing": marks.board.of(g.person.id),
        "period": marks.board.period,
        "sums": groups.sums(
            g.chapter, slips.sums_of(g.chapter, g.person, marks.board.period.first)
        ),
        "latest": lines.lines(g.chapter, latest, known, days.waiting),
        "strip": [one for one in strip if one[0] > days.today - STRIP],
        "absences": marks.absences(g.person.id),
        "unmet": _unmet(roster),
        "waiting": referral_lines.waiting(waiting[:shown], known, days.today, days_silent),
        "more_waiting": len(waiting) - shown,
    }


def _unmet(roster: list[Neighbour]) -> list[Neighbour]:
    """Return three members the reader has not met, other ones each week."""
    unmet = [one for one in roster if not one.has_met and one.membership.person_id != g.person.id]
    week = clock.today(g.chapter.zone).isocalendar().week
    turn = week * TO_MEET % len(unmet) if unmet else 0
    return (unmet[turn:] + unmet[:turn])[:TO_MEET]


def _leading(days: Days, roster: list[Neighbour]) -> dict[str, object]:
    """Return what stands between now and the next meeting."""
    return {
        "unclosed": days.unclosed,
        "members": len(roster),
        "requests": roster[0].requests if roster else 0,
    }


def _needs(days: Days, marks: Attendance, roster: list[Neighbour]) -> dict[str, object]:
    """Return who needs a hand, and what would help."""
    known = {one.membership.person_id: marks.board.of(one.membership.person_id) for one in roster}
    attendees = [_attendee(one, marks, known[one.membership.person_id]) for one in roster]
    weeks = [slot.held_on for slot in days.closed[: rules.WEEKS_LOOKED_AT]]
    found = rules.needs(attendees, marks.rules.absence_limit, weeks)
    return {
        "first": found[:NEEDS_SHOWN],
        "further": found[NEEDS_SHOWN:],
        "weeks": len(weeks) if roster else 0,
        "standings": known,
    }


def _attendee(one: Neighbour, marks: Attendance, standing: Standing) -> Attendee:
    person = one.membership.person
    is_settled = standing.is_settled
    return Attendee(
        person.id,
        person.name,
        one.membership.joined_on,
        one.gave,
        marks.absences(person.id),
        light=standing.score.light if is_settled else "",
        total=standing.score.total if is_settled else 0,
    )
