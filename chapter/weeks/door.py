"""Writes: receiving visitors, and what their coming counts for whom invited them."""

import hashlib
import json
import uuid
from datetime import date, datetime

from sqlalchemy.exc import IntegrityError

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.meetings import service as meetings
from chapter.meetings.models import Meeting
from chapter.meetings.rules import State
from chapter.members import queries as members
from chapter.people.models import Person
from chapter.slips import posting
from chapter.slips import queries as slip_queries
from chapter.slips import service as slips
from chapter.slips.drafts import Draft
from chapter.slips.ledger import SlipChange
from chapter.slips.models import VisitorSlip
from chapter.slips.rules import is_mirrored
from chapter.slips.service import Kind
from chapter.visitors import service as visitors
from chapter.visitors.models import Visit
from chapter.visitors.rules import Refusal, VisitRefused, VisitState, VisitType


def receive(
    chapter: Chapter,
    kind: Kind,
    day: date,
    *,
    name: str,
    company: str,
    inviter: Person | None,
    key: str,
    today: date,
    actor_id: int,
    now: datetime,
    visit_type: VisitType = VisitType.VISITOR,
    **contact: str,
) -> Visit:
    """Register somebody at the door, with the inviter's slip; on the day they are present.

    The same key with the same content is the same visit. Where the official system keeps the
    slips, and for whoever comes as something else than a visitor, only who invited is noted.
    Who is noted for that meeting already is that visitor coming, and nobody new.
    """
    meeting = meetings.lock(chapter, meetings.touch(chapter, day))
    contact = {"company": company, **contact}
    invited_by = inviter.id if inviter else None
    digest = _digest(day.isoformat(), name, invited_by, visit_type.value, contact)
    if known := _sent_before(chapter, key, digest):
        return known
    is_kept_elsewhere = is_mirrored(chapter.mode, is_official=kind.model.is_official)
    if visit := _expected(chapter, meeting, name, inviter, visit_type):
        _complete(chapter, visit, inviter, contact, actor_id=actor_id, now=now)
        _keep_key(chapter, visit, key, digest)
    elif inviter is None or visit_type != VisitType.VISITOR or is_kept_elsewhere:
        visit = visitors.register(
            chapter, meeting, name=name, inviter=inviter, contact=contact, visit_type=visit_type
        )
        visitors.keep_key(visit, key, digest)
    else:
        draft = Draft(inviter, day, key, {"name": name, **contact})
        visit = _invited(chapter, kind, draft, actor_id, today, now)
        visitors.keep_key(visit, key, digest)
    if day <= today:
        welcome(chapter, visit, is_present=True, today=today, actor_id=actor_id, now=now)
    return visit


def welcome(
    chapter: Chapter,
    visit: Visit,
    *,
    is_present: bool,
    today: date,
    actor_id: int | None,
    now: datetime,
    seen: int | None = None,
    reopens: bool = False,
) -> Visit:
    """Note that a visitor came, or did not; the inviter's credit follows.

    `seen` is the version the page showed; who says what stands already changes nothing. What
    counts in a closed week is taken away only by whoever `reopens` weeks.
    """
    visit = _hold(chapter, visit)
    if not is_present:
        _refuse_taking(visit, reopens=reopens)
    if is_present and visit.meeting.held_on > today:
        raise VisitRefused(Refusal.NOT_YET)
    state = VisitState.PRESENT if is_present else VisitState.REGISTERED
    if seen is not None and visit.state != state and visit.version != seen:
        raise VisitRefused(Refusal.CHANGED_ELSEWHERE)
    visitors.set_state(visit, state)
    posting.credit_visit(chapter, visit, actor_id=actor_id, now=now)
    return visit


def take_off(
    chapter: Chapter, visit: Visit, *, actor_id: int, now: datetime, reopens: bool = False
) -> None:
    """Take somebody off the list who was put on it by mistake, with the slip that says so."""
    visit = _hold(chapter, visit)
    if visit.state == VisitState.CANCELLED:
        return
    _refuse_taking(visit, reopens=reopens)
    visitors.set_state(visit, VisitState.REGISTERED)
    posting.credit_visit(chapter, visit, actor_id=actor_id, now=now)
    slip = slip_queries.slip_of_visit(chapter, visit.id)
    if slip is not None:
        # The slip goes once, so its own number makes its key.
        key = f"taken-off-the-list-{slip.id}"
        slips.withdraw(chapter, slip, key=key, seen=slip.version, actor_id=actor_id, now=now)
    visitors.set_state(visit, VisitState.CANCELLED)


def name_inviter(
    chapter: Chapter, visit: Visit, inviter: Person, *, actor_id: int, now: datetime
) -> None:
    """Note who invited a visitor that came without one; their credit follows."""
    visit = _hold(chapter, visit)
    if visit.inviter_id is not None:
        raise VisitRefused(Refusal.HAS_INVITER)
    day = visit.meeting.held_on
    if not members.members_among(chapter, [inviter.id], day):
        raise VisitRefused(Refusal.NOT_INVITER)
    visit.inviter_id = inviter.id
    visit.version += 1
    db.session.flush()
    is_guest = visit.type == VisitType.VISITOR
    if is_guest and not is_mirrored(chapter.mode, is_official=VisitorSlip.is_official):
        _add_slip(chapter, visit, inviter, day, actor_id, now)
        posting.credit_visit(chapter, visit, actor_id=actor_id, now=now)


def _hold(chapter: Chapter, visit: Visit) -> Visit:
    """Hold a visit until the end of the transaction, after any close of its week under way."""
    meetings.lock(chapter, visit.meeting, shared=True)
    return visitors.lock(chapter, visit)


def _refuse_taking(visit: Visit, *, reopens: bool) -> None:
    is_posted = visit.state == VisitState.PRESENT and visit.meeting.state == State.CLOSED
    if is_posted and not reopens:
        raise VisitRefused(Refusal.WEEK_CLOSED)


def _sent_before(chapter: Chapter, key: str, digest: str) -> Visit | None:
    """Return the visit sent under a key, also by a phone that did not know of it yet."""
    change = slip_queries.change_by_key(chapter, key)
    slip = slip_queries.one(chapter, change.slip_id) if change else None
    if change is None or not isinstance(slip, VisitorSlip):
        return visitors.sent_before(chapter, key, digest)
    if change.digest != digest:
        raise VisitRefused(Refusal.KEY_REUSED)
    return slip.visit


def _keep_key(chapter: Chapter, visit: Visit, key: str, digest: str) -> None:
    """Remember that a key, too, means this visit."""
    slip = slip_queries.slip_of_visit(chapter, visit.id)
    if slip is not None:
        ids = {"chapter_id": chapter.id, "slip_id": slip.id}
        try:
            # The same key sent at once for another day meets this one at the unique constraint.
            with db.session.begin_nested():
                db.session.add(SlipChange(**ids, key=key, digest=digest))
        except IntegrityError:
            raise VisitRefused(Refusal.KEY_REUSED) from None
    elif visit.key is None:
        visitors.keep_key(visit, key, digest)


def _expected(
    chapter: Chapter, meeting: Meeting, name: str, inviter: Person | None, visit_type: VisitType
) -> Visit | None:
    """Return the visit that somebody at the door is noted for, unless it says otherwise."""
    visit = visitors.standing(chapter, meeting, name)
    if visit is None:
        return None
    is_other = inviter is not None and visit.inviter_id not in (None, inviter.id)
    if is_other or visit_type not in (VisitType.VISITOR, visit.type):
        raise VisitRefused(Refusal.ALREADY_REGISTERED, "name")
    return visit


def _complete(
    chapter: Chapter,
    visit: Visit,
    inviter: Person | None,
    contact: dict[str, str],
    *,
    actor_id: int,
    now: datetime,
) -> None:
    """Add what the door knows of somebody who is noted already; what stands stays."""
    visitors.fill_in(visit, contact)
    if inviter is not None and visit.inviter_id is None:
        name_inviter(chapter, visit, inviter, actor_id=actor_id, now=now)


def _invited(
    chapter: Chapter, kind: Kind, draft: Draft, actor_id: int, today: date, now: datetime
) -> Visit:
    slip = slips.record(chapter, kind, draft, recorder_id=actor_id, today=today, now=now)
    if not isinstance(slip, VisitorSlip):
        raise TypeError("only a visitor slip registers a visitor")
    return slip.visit


def _add_slip(
    chapter: Chapter, visit: Visit, inviter: Person, day: date, actor_id: int, now: datetime
) -> None:
    slip = VisitorSlip(
        chapter_id=chapter.id,
        author_id=inviter.id,
        recorder_id=actor_id,
        dated=day,
        # The visit takes one inviter, so a second sending is refused before.
        key=uuid.uuid4().hex,
        digest="",
        recorded_at=now,
        version=1,
        inviter_id=inviter.id,
        visit_id=visit.id,
    )
    db.session.add(slip)
    db.session.flush()


def _digest(*content: object) -> str:
    """Return what two sendings of the same content share."""
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
