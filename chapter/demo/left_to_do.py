"""What is left to do after the demo's meetings: visitors to speak with, a slip to correct."""

from datetime import date, datetime, timedelta
from random import Random

from sqlalchemy import select

from chapter.chapters.models import Chapter
from chapter.corrections import service as corrections
from chapter.corrections.proposals import DATED
from chapter.corrections.rules import Kind
from chapter.db import db
from chapter.meetings.models import Meeting
from chapter.meetings.rules import State
from chapter.members import service as members
from chapter.people.models import Person
from chapter.slips.ledger import Credit
from chapter.slips.models import EducationSlip
from chapter.visitors.models import Visit
from chapter.visitors.rules import FollowUp, VisitState

# Visitors of the last two weeks still wait to be called.
CALLED_WITHIN = timedelta(days=14)
#: How it went on with those before, and how often.
OUTCOMES = {
    FollowUp.CALLED: 3,
    FollowUp.SECOND_VISIT: 2,
    FollowUp.APPLIED: 1,
    FollowUp.NOT_NOW: 4,
}


def see_to_visitors(chapter: Chapter, today: date) -> None:
    """Let whoever invited a visitor see to them, and most of them be spoken with."""
    dice = Random(chapter.slug)
    visits = db.session.execute(
        select(Visit, Meeting.held_on)
        .join(Meeting, Visit.meeting_id == Meeting.id)
        .where(Visit.chapter_id == chapter.id, Visit.state == VisitState.PRESENT)
        .order_by(Meeting.held_on, Visit.id)
    )
    for visit, held_on in visits:
        visit.owner_id = visit.inviter_id
        if held_on < today - CALLED_WITHIN:
            visit.follow_up = dice.choices([*OUTCOMES], [*OUTCOMES.values()])[0]
    db.session.flush()


def ask_for_a_correction(chapter: Chapter, author: Person, today: date, now: datetime) -> None:
    """Let a member ask to have the units of their last posted education corrected."""
    slip = db.session.scalars(
        select(EducationSlip)
        .join(Credit, Credit.slip_id == EducationSlip.id)
        .join(Meeting, Credit.meeting_id == Meeting.id)
        .where(
            EducationSlip.chapter_id == chapter.id,
            EducationSlip.author_id == author.id,
            Meeting.state == State.CLOSED,
        )
        .order_by(EducationSlip.dated.desc(), EducationSlip.id)
        .limit(1)
    ).one()
    corrections.ask(
        chapter,
        slip,
        Kind.CHANGE,
        author_id=author.id,
        proposed={DATED: slip.dated.isoformat(), "units": slip.units + 1},
        reason="The course took an hour longer than I wrote.",
        key=f"{Random(slip.key).getrandbits(128):032x}",
        asker_id=members.user_of(chapter, author, now).id,
        today=today,
        now=now,
    )
