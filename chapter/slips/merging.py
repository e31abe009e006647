"""Writes: one one-to-one that both of two recorded is one slip, of which each has a side."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from chapter.audit import service as audit
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.people import queries as people
from chapter.people.models import Person
from chapter.slips import pair_queries
from chapter.slips.drafts import Draft
from chapter.slips.ledger import Slip, SlipChange
from chapter.slips.models import OneToOneSlip
from chapter.slips.rules import Refusal, SlipRefused
from chapter.slips.sides import OneToOneSide, side_of


def hold(chapter: Chapter, model: type[Slip], draft: Draft) -> None:
    """Let only one of two record their one-to-ones at a time, until the transaction ends."""
    other = str(draft.values.get("second_id") or "")
    if model is not OneToOneSlip or draft.author is None or not other.isdecimal():
        return
    # Both lock the same one of them; others may still refer to that person meanwhile.
    held = min(draft.author.id, int(other))
    row = select(Person.id).where(Person.chapter_id == chapter.id, Person.id == held)
    db.session.execute(row.with_for_update(key_share=True))


def join(
    chapter: Chapter,
    slip: Slip,
    draft: Draft,
    digest: str,
    *,
    recorder_id: int | None,
    now: datetime,
) -> Slip | None:
    """Return the slip that the partner recorded of this one-to-one, with this side added to it."""
    if not isinstance(slip, OneToOneSlip) or draft.author is None:
        return None
    known = _standing(chapter, slip)
    if known is None:
        return None
    if known.author_id == draft.author.id or side_of(known) is not None:
        raise SlipRefused(Refusal.ALREADY_RECORDED, slip.counterpart_column)
    db.session.add(
        OneToOneSide(
            slip=known,
            author_id=draft.author.id,
            recorder_id=recorder_id,
            recorded_at=now,
            topics=slip.topics or "",
        )
    )
    known.version += 1
    # Both keys name one slip for ever, also after one of the two takes theirs back.
    db.session.add(
        SlipChange(chapter_id=chapter.id, slip_id=known.id, key=draft.key, digest=digest)
    )
    db.session.flush()
    audit.trace(chapter.id, "slip.merge", f"slips:{known.id}", user_id=recorder_id, now=now)
    return known


def refusal_of_double(chapter: Chapter, slip: Slip) -> Refusal | None:
    """Refuse to correct a one-to-one into another one of the same two."""
    if not isinstance(slip, OneToOneSlip) or slip.id is None:
        return None
    two = (slip.first_id, slip.second_id)
    other = pair_queries.same_day(chapter, *two, slip.dated, beside=slip.id)
    return Refusal.STANDS_ALREADY if other else None


def told_by(slip: Slip, author: Person | None, columns: dict[str, Any]) -> dict[str, Any]:
    """Return the columns that a correction changes; each of two keeps their own words."""
    side = side_of(slip)
    if side is None or not isinstance(slip, OneToOneSlip):
        return columns
    if {columns["first_id"], columns["second_id"]} != {slip.first_id, slip.second_id}:
        raise SlipRefused(Refusal.OF_TWO, slip.counterpart_column)
    if author is None or author.id != side.author_id:
        return columns
    side.topics = columns.get("topics", side.topics)
    return {"place": columns["place"]}


def leave(chapter: Chapter, slip: Slip, user_id: int | None) -> bool:
    """Take back one side of a one-to-one of two, so that it is the other's alone.

    Return whether the slip stands because of that other; an officer takes back both.
    """
    side = side_of(slip)
    if side is None or not isinstance(slip, OneToOneSlip):
        return False
    known = people.of_ids(chapter, {slip.first_id, slip.second_id})
    taken = side_taken(slip, known, user_id)
    if taken is None:
        return False
    if taken == slip.author_id:
        slip.first_id, slip.second_id = slip.second_id, slip.first_id
        slip.author_id, slip.recorder_id = side.author_id, side.recorder_id
        slip.topics = side.topics
    db.session.delete(side)
    db.session.flush()
    db.session.expire(slip, ["side"])
    return True


def side_taken(slip: Slip, known: Mapping[int, Person], user_id: int | None) -> int | None:
    """Return whose side a user takes back of a slip of two: their own, or the one they wrote down.

    It is nobody's where the whole slip goes.
    """
    side = side_of(slip)
    if side is None or not isinstance(slip, OneToOneSlip):
        return None
    two = [known[one] for one in (slip.first_id, slip.second_id) if one in known]
    own = next((person.id for person in two if person.user_id == user_id), None)
    written = {slip.recorder_id: slip.author_id, side.recorder_id: side.author_id}
    return own or written.get(user_id)


def _standing(chapter: Chapter, slip: OneToOneSlip) -> OneToOneSlip | None:
    """Return the slip these two have of that day, held so that nobody withdraws it meanwhile."""
    two = (slip.first_id, slip.second_id)
    known = pair_queries.same_day(chapter, *two, slip.dated)
    if known is None:
        return None
    db.session.execute(select(Slip.id).where(Slip.id == known.id).with_for_update())
    db.session.refresh(known)
    return known if known.withdrawn_at is None and known.dated == slip.dated else None
