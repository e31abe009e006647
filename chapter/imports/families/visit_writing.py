"""Writing the visits of a file, and what they count for those who invited."""

import uuid
from collections.abc import Iterable, Mapping

from sqlalchemy import select

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports import progress
from chapter.imports.families import template_people
from chapter.imports.families.visit_diff import VisitStep
from chapter.imports.matching import Matches
from chapter.imports.models import ImportBatch
from chapter.imports.plans import Who
from chapter.meetings import service as meetings
from chapter.slips import posting
from chapter.slips.models import VisitorSlip
from chapter.visitors import queries as visit_queries
from chapter.visitors import service as visitors
from chapter.visitors.models import Visit
from chapter.visitors.rules import VisitType


def do(
    chapter: Chapter,
    batch: ImportBatch,
    due: Iterable[VisitStep],
    matches: Matches,
    who: Who,
    *,
    has_come: bool,
) -> None:
    """Note visits and who invited, then credit each visitor's first visit."""
    touched = [(_note(chapter, batch, step, matches, who, has_come), step.row) for step in due]
    _credit(chapter, {visit.person_id for visit, _ in touched}, who)
    _stand(chapter, {visit.id: row.credited_as for visit, row in touched if row.credited_as})


def _note(
    chapter: Chapter,
    batch: ImportBatch,
    step: VisitStep,
    matches: Matches,
    who: Who,
    has_come: bool,
) -> Visit:
    row = step.row
    first_name, _, last_name = row.name.rpartition(" ")
    is_split = row.first_name or row.last_name
    visit = visitors.note(
        chapter,
        meetings.make(chapter, step.day),
        first_name=row.first_name if is_split else first_name,
        last_name=row.last_name if is_split else last_name,
        contact={name: getattr(row, name) for name in visitors.CONTACT},
        visit_type=VisitType(row.type),
        has_come=has_come,
    )
    if step.inviter:
        _invite(chapter, batch, visit, step, matches, who)
    progress.moved.send(chapter, rows=1)
    return visit


def _invite(
    chapter: Chapter,
    batch: ImportBatch,
    visit: Visit,
    step: VisitStep,
    matches: Matches,
    who: Who,
) -> None:
    """Note who invited; a visitor's inviter gets the slip that may count."""
    outside = step.outside.source if step.outside else None
    if step.outside and outside:
        inviter = template_people.person(chapter, step.outside, outside, matches)
    else:
        inviter = matches.known[step.inviter]
    if visit.type != VisitType.VISITOR:
        visit.inviter_id = inviter.id
        return
    if not step.is_further:
        visit.inviter_id = inviter.id
    slip = VisitorSlip(
        chapter_id=chapter.id,
        import_id=batch.id,
        author_id=None if outside else inviter.id,
        recorder_id=who.user_id,
        dated=step.day,
        # The visit takes one inviter, so the same row again is known by the visit.
        key=uuid.uuid4().hex,
        digest="",
        recorded_at=who.now,
        version=1,
        inviter_id=inviter.id,
        visit_id=visit.id,
        # Equal rows are as many slips: what one more of them says is not asked of the visit.
        is_first=step.is_further,
    )
    db.session.add(slip)
    db.session.flush()
    if step.is_further:
        posting.write_credits(chapter, slip)
        return
    posting.credit_visit(chapter, visit, actor_id=who.user_id, now=who.now)


def _credit(chapter: Chapter, person_ids: set[int], who: Who) -> None:
    """Let the first visit count and no other; what an audit said to count stays as it is."""
    found = select(VisitorSlip).join(VisitorSlip.visit)
    invited = db.session.scalars(
        found.where(
            VisitorSlip.chapter_id == chapter.id,
            VisitorSlip.withdrawn_at.is_(None),
            Visit.person_id.in_(person_ids),
        ).order_by(VisitorSlip.id)
    ).all()
    audited = {slip.visit.person_id for slip in invited if _is_of_audit(slip)}
    first = visit_queries.first_visits(chapter, person_ids)
    for slip in invited:
        person_id = slip.visit.person_id
        if _is_of_audit(slip):
            continue
        if person_id in audited:
            slip.is_first = False
            posting.write_credits(chapter, slip)
        elif slip.is_first != (first.get(person_id) == slip.visit_id) or not slip.credits:
            posting.credit_visit(chapter, slip.visit, actor_id=who.user_id, now=who.now)


def _stand(chapter: Chapter, told: Mapping[int, str]) -> None:
    """Credit the inviters of some visits as what the file says, once all else is settled.

    A file that says as what somebody counts says that they count, at whatever visit.
    """
    invited = select(VisitorSlip).where(
        VisitorSlip.chapter_id == chapter.id,
        VisitorSlip.withdrawn_at.is_(None),
        VisitorSlip.visit_id.in_(told),
    )
    for slip in db.session.scalars(invited) if told else ():
        if not slip.digest:
            # From here on it stands like what an audit says to count.
            slip.is_first, slip.digest = True, slip.key
            posting.write_credits(chapter, slip)
        slip.credit_as({slip.inviter_id: told[slip.visit_id]})


def _is_of_audit(slip: VisitorSlip) -> bool:
    """Tell whether an official slips audit says that this visit counts."""
    return slip.import_id is not None and slip.digest != ""
