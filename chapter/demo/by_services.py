"""Writes a plan the way people do: by calling the services their actions call."""

from datetime import date, datetime
from typing import Any

from chapter.attendance import service as attendance
from chapter.demo import founding
from chapter.demo.founding import Written
from chapter.demo.plan import ChapterPlan, PlannedSlip, Week, moment
from chapter.meetings import service as meetings
from chapter.meetings.models import Meeting
from chapter.meetings.rules import State
from chapter.members import service as members
from chapter.slips import service as slips
from chapter.slips.drafts import Draft
from chapter.slips.kinds import KINDS
from chapter.slips.models import VisitorSlip
from chapter.visitors.models import Visit
from chapter.weeks import door
from chapter.weeks import service as weeks


def write(plan: ChapterPlan) -> Written:
    """Write a plan whose weeks are all over."""
    written = founding.found(plan)
    for number in plan.joining_at_founding():
        _admit(written, plan, number, actor_id=None, day=plan.founded)
    founding.grant_offices(written, plan)
    for week in plan.weeks:
        _week(written, plan, week)
    return written


def _week(written: Written, plan: ChapterPlan, week: Week) -> None:
    """Write one week: who came and went, slips, roll call, visitors, close."""
    if week.state == State.HOLIDAY:
        meetings.set_holiday(
            written.chapter, week.held_on, note=week.note, has_marks=False, **_by(written, week)
        )
        return
    _move(written, week)
    _turn(written, plan, week)
    day, now = week.held_on, moment(week.held_on)
    visits = [record(written, planned, today=day, now=now) for planned in week.slips]
    meeting = meetings.open_meeting(written.chapter, day, today=day, **_by(written, week))
    _call_roll(written, week, meeting)
    for planned, visit in zip(week.slips, visits, strict=True):
        if visit and planned.visitor and planned.visitor.came:
            door.welcome(written.chapter, visit, is_present=True, today=day, **_by(written, week))
    weeks.close(written.chapter, day, today=day, **_by(written, week))


def record(written: Written, planned: PlannedSlip, *, today: date, now: datetime) -> Visit | None:
    """Record a slip as its author; return the visit it invites to, if any."""
    author = written.person(planned.author)
    slip = slips.record(
        written.chapter,
        KINDS[planned.kind],
        Draft(author, planned.dated, planned.key, _typed(written, planned)),
        recorder_id=author.user_id,
        today=today,
        now=now,
    )
    return slip.visit if isinstance(slip, VisitorSlip) else None


def _typed(written: Written, planned: PlannedSlip) -> dict[str, Any]:
    """Return what the author would have typed."""
    typed = dict(planned.says)
    if planned.visitor:
        typed |= {"name": planned.visitor.name, **planned.visitor.contact}
    elif planned.outsider:
        typed["outsider_name"] = planned.outsider.name
        typed["outsider_home"] = planned.outsider.home
        typed["outsider_category"] = planned.outsider.category
    elif planned.member is not None:
        column = KINDS[planned.kind].model.counterpart_column
        typed[column] = written.people[planned.member]
    return typed


def _move(written: Written, week: Week) -> None:
    if week.held_on != week.regular_day:
        meetings.move(
            written.chapter,
            week.regular_day,
            to=week.held_on,
            has_marks=False,
            **_by(written, week),
        )


def _turn(written: Written, plan: ChapterPlan, week: Week) -> None:
    """Release who leaves on the day, then admit who joins."""
    day = week.held_on
    for number in week.released:
        person = written.person(number)
        members.release(written.chapter, person, left_on=day, today=day, **_by(written, week))
    for number in week.admitted:
        _admit(written, plan, number, actor_id=written.closer_id, day=day)


def _admit(
    written: Written, plan: ChapterPlan, number: int, *, actor_id: int | None, day: date
) -> None:
    member = plan.members[number]
    membership = members.admit(
        written.chapter,
        first_name=member.first_name,
        last_name=member.last_name,
        trade=member.trade,
        joined_on=member.joined_on,
        today=day,
        actor_id=actor_id,
        now=moment(day),
        sponsor=None if member.sponsor is None else written.person(member.sponsor),
        **member.profile,
    )
    written.people[number] = membership.person_id


def _call_roll(written: Written, week: Week, meeting: Meeting) -> None:
    """Mark everybody present, then those who were not."""
    attendance.call_roll(written.chapter, meeting, **_by(written, week))
    entries = [
        attendance.Entry(written.people[mark.member], mark.letter, mark.substitute, version=1)
        for mark in week.marks
        if mark.letter != "P"
    ]
    attendance.set_marks(written.chapter, meeting, entries, **_by(written, week))


def _by(written: Written, week: Week) -> dict[str, Any]:
    """Return who does it, and when."""
    return {"actor_id": written.closer_id, "now": moment(week.held_on)}
