"""Writes a plan's past weeks row by row into the tables, without the services.

What a slip counts is still asked of its kind and of the rules, so only the plain bookkeeping is
said twice; `tests/demo/test_equality.py` holds both ways to the same rows.
"""

from datetime import date

from chapter.attendance.models import AttendanceMark
from chapter.audit.models import AuditEntry
from chapter.demo import founding
from chapter.demo.bulk_slips import SlipRows
from chapter.demo.founding import Written
from chapter.demo.plan import ChapterPlan, Week, moment
from chapter.demo.rows import Rows
from chapter.meetings.models import Meeting
from chapter.meetings.rules import State
from chapter.members.models import Membership
from chapter.members.rules import seat_key
from chapter.people.models import Person
from chapter.people.rules import Category, match_key


def write(plan: ChapterPlan) -> Written:
    """Write the past weeks of a plan; one that still waits is left to the services."""
    written, rows = founding.found(plan), Rows()
    writer = _Writer(plan, written, rows)
    for number in plan.joining_at_founding():
        writer.admit(number, plan.founded)
    rows.write()
    founding.grant_offices(written, plan)
    slips = SlipRows(plan, written, rows)
    for week in plan.weeks:
        if week.state != State.SCHEDULED:
            writer.week(week, slips)
    rows.write()
    return written


class _Writer:
    """Gathers the roster, the meetings, the marks and the traces of one chapter."""

    def __init__(self, plan: ChapterPlan, written: Written, rows: Rows) -> None:
        self.plan, self.written, self.rows = plan, written, rows
        self.chapter_id = written.chapter.id

    def week(self, week: Week, slips: SlipRows) -> None:
        """Gather a week that is over."""
        meeting_id = self._meeting(week)
        if week.state == State.HOLIDAY:
            self._trace_meeting(week, meeting_id, "meeting.holiday", before=_BEFORE, note=week.note)
            return
        if week.held_on != week.regular_day:
            days = {"before": str(week.regular_day), "after": str(week.held_on)}
            self._trace_meeting(week, meeting_id, "meeting.move", **days)
        for number in week.released:
            self._release(number, week.held_on)
        for number in week.admitted:
            self.admit(number, week.held_on)
        posted = slips.of_week(week, meeting_id)
        self._trace_meeting(week, meeting_id, "week.open", before=_BEFORE)
        self._marks(week, meeting_id)
        said = {"posted": posted, "unmarked": 0, "before": State.OPEN.value}
        self._trace_meeting(week, meeting_id, "week.close", **said)

    def admit(self, number: int, day: date) -> None:
        """Gather a member: the person, the seat and the trace."""
        member, people = self.plan.members[number], self.written.people
        people[number] = self.rows.add(
            Person,
            chapter_id=self.chapter_id,
            category=Category.ROSTER,
            first_name=member.first_name,
            last_name=member.last_name,
            match_key=match_key(f"{member.first_name} {member.last_name}"),
            **member.profile,
        )
        self.rows.add(
            Membership,
            chapter_id=self.chapter_id,
            person_id=people[number],
            trade=member.trade,
            seat_key=seat_key(member.trade) if member.left_on is None else None,
            joined_on=member.joined_on,
            left_on=member.left_on,
            sponsor_id=None if member.sponsor is None else people[member.sponsor],
        )
        self._trace(
            day, "member.admit", f"people:{people[number]}", joined_on=str(member.joined_on)
        )

    def _release(self, number: int, day: date) -> None:
        subject = f"people:{self.written.people[number]}"
        self._trace(day, "member.release", subject, left_on=str(day))

    def _meeting(self, week: Week) -> int:
        chapter, was_held = self.written.chapter, week.state == State.CLOSED
        return self.rows.add(
            Meeting,
            chapter_id=chapter.id,
            held_on=week.held_on,
            starts_at=chapter.meets_at,
            place=chapter.place,
            state=week.state,
            moved_from=week.regular_day if week.held_on != week.regular_day else None,
            note=week.note,
            roll_called_at=moment(week.held_on) if was_held else None,
            closed_at=moment(week.held_on) if was_held else None,
        )

    def _marks(self, week: Week, meeting_id: int) -> None:
        """Gather the marks: everybody was put present, and some were changed after that."""
        for mark in week.marks:
            self.rows.add(
                AttendanceMark,
                chapter_id=self.chapter_id,
                meeting_id=meeting_id,
                person_id=self.written.people[mark.member],
                mark=mark.letter,
                substitute=mark.substitute,
                version=1 if mark.letter == "P" else 2,
                changed_at=moment(week.held_on),
                changed_by=self.written.closer_id,
            )

    def _trace_meeting(self, week: Week, meeting_id: int, action: str, **details: object) -> None:
        self._trace(week.held_on, action, f"meetings:{meeting_id}", **details)

    def _trace(self, day: date, action: str, subject: str, **details: object) -> None:
        self.rows.add(
            AuditEntry,
            chapter_id=self.chapter_id,
            # Nobody of the chapter was there yet when it was founded.
            user_id=self.written.closer_id or None,
            at=moment(day),
            action=action,
            subject=subject,
            details=details,
        )


# Every meeting of a plan is opened, or made a holiday, straight from the calendar.
_BEFORE = State.SCHEDULED.value
