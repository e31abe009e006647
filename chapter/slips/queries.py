"""Reads: slips and what they count."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, inspect, select, union_all
from sqlalchemy.orm import joinedload, selectinload, with_polymorphic

from chapter.accounts import queries as accounts
from chapter.accounts.models import User
from chapter.accounts.rules import Office
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.meetings.models import Meeting
from chapter.meetings.rules import State
from chapter.people import queries as people
from chapter.people.models import Person
from chapter.slips.ledger import Credit, Slip, SlipChange
from chapter.slips.models import OneToOneSlip, ReferralSlip, VisitorSlip
from chapter.slips.rules import Measure
from chapter.slips.sides import OneToOneSide
from chapter.visitors.models import Visit

PAGE = 40
RECENT = 6

# The offices that close a week because the chapter elected them; a director did not belong here.
CLOSERS = {Office.VICE_PRESIDENT, Office.PRESIDENT}

# Every kind's columns in one statement, whatever kinds a page of slips holds.
_AnySlip: Any = with_polymorphic(Slip, "*")


def one(chapter: Chapter, slip_id: int) -> Slip | None:
    """Return a slip of the chapter."""
    return db.session.scalar(_whole(chapter).where(_AnySlip.id == slip_id))


def by_key(chapter: Chapter, key: str) -> Slip | None:
    """Return the slip first sent under a key."""
    return db.session.scalar(select(Slip).where(Slip.chapter_id == chapter.id, Slip.key == key))


def change_by_key(chapter: Chapter, key: str) -> SlipChange | None:
    """Return the later change sent under a key."""
    return db.session.scalar(
        select(SlipChange).where(SlipChange.chapter_id == chapter.id, SlipChange.key == key)
    )


def keys_known(chapter: Chapter, keys: Iterable[str]) -> set[str]:
    """Return which of these keys have been used."""
    return set(
        db.session.scalars(
            select(Slip.key).where(Slip.chapter_id == chapter.id, Slip.key.in_(list(keys)))
        )
    )


def of_author(
    chapter: Chapter, author: Person, before: int | None = None, limit: int = PAGE
) -> Sequence[Slip]:
    """Return somebody's own slips that still stand, newest first, one page from an id on."""
    return _page(chapter, own(chapter, author), before, limit)


def own(chapter: Chapter, author: Person, slips: Any = _AnySlip) -> Any:
    """Match somebody's own slips.

    A one-to-one that the other of two recorded counts for them too, so it is among them.
    """
    # A table beside the one every page joins, so that its index finds them.
    pairs = inspect(OneToOneSlip).local_table.alias()
    with_them = select(pairs.c.id).where(pairs.c.second_id == author.id)
    return (slips.chapter_id == chapter.id) & (_by(author, slips) | slips.id.in_(with_them))


def latest_of(chapter: Chapter, author: Person, limit: int = 3) -> Sequence[Slip]:
    """Return somebody's newest slips, a handful, in a single statement."""
    query = _whole(chapter, joinedload).where(_by(author), _AnySlip.withdrawn_at.is_(None))
    return db.session.scalars(query.order_by(_AnySlip.id.desc()).limit(limit)).unique().all()


def of_recorder(
    chapter: Chapter, user: User, before: int | None = None, limit: int = PAGE
) -> Sequence[Slip]:
    """Return what a user recorded for others; closed business is for its author's eyes.

    What a file brought in was recorded elsewhere, and stands in the list of imports.
    """
    mine = (_AnySlip.recorder_id == user.id) & (_AnySlip.kind != "closed-business")
    mine &= _AnySlip.import_id.is_(None)
    own = select(Person.id).where(Person.chapter_id == chapter.id, Person.user_id == user.id)
    mine &= _AnySlip.author_id.is_(None) | _AnySlip.author_id.not_in(own)
    return _page(chapter, mine, before, limit)


def recorder_of(chapter: Chapter, slip: Slip, author: Person | None) -> str:
    """Return who typed somebody else's slip, by name; nothing where the author did."""
    is_own = author is not None and author.user_id == slip.recorder_id
    if slip.chapter_id != chapter.id or slip.recorder_id is None or is_own:
        return ""
    return db.session.scalar(select(User.name).where(User.id == slip.recorder_id)) or ""


def received_by(
    chapter: Chapter, receiver: Person, before: int | None = None, limit: int = PAGE
) -> Sequence[Slip]:
    """Return the referrals somebody received, newest first."""
    return _page(chapter, _AnySlip.ReferralSlip.receiver_id == receiver.id, before, limit)


def recent_counterparts(chapter: Chapter, author: Person) -> Sequence[int]:
    """Return whom somebody named on slips lately or got referrals from, the latest first, by id."""
    received = select(ReferralSlip.id.label("slip"), ReferralSlip.giver_id.label("person")).where(
        ReferralSlip.chapter_id == chapter.id, ReferralSlip.receiver_id == author.id
    )
    named = union_all(
        received,
        *(
            select(
                kind.id.label("slip"), getattr(kind, kind.counterpart_column).label("person")
            ).where(kind.chapter_id == chapter.id, kind.author_id == author.id)
            for kind in Slip.__subclasses__()
            if kind.counterpart_column
        ),
    ).subquery()
    return db.session.scalars(
        select(named.c.person)
        .group_by(named.c.person)
        .order_by(func.max(named.c.slip).desc())
        .limit(RECENT)
    ).all()


def sees_thanks(chapter: Chapter, user: User, day: date) -> bool:
    """Tell whether a user may see who thanked whom: who closes weeks, where the chapter allows."""
    if not chapter.closer_sees_thanks:
        return False
    return not CLOSERS.isdisjoint(accounts.offices_in(chapter, user, day))


def people_in(chapter: Chapter, slips: Iterable[Slip]) -> Mapping[int, Person]:
    """Return everybody these slips name, by id."""
    ids = {person_id for slip in slips for person_id in slip.parties() if person_id}
    return people.of_ids(chapter, ids)


def has_amounts(chapter: Chapter) -> bool:
    """Tell whether the chapter's currency is fixed by an amount."""
    first = db.session.scalar(
        select(Slip.id)
        .where(Slip.chapter_id == chapter.id, Slip.kind == "closed-business")
        .limit(1)
    )
    return first is not None


def dates_of(chapter: Chapter, slip_ids: Iterable[int]) -> Mapping[int, date]:
    """Return on which day each of these slips is dated, thanks for closed business left out."""
    rows = db.session.execute(
        select(Slip.id, Slip.dated).where(
            Slip.chapter_id == chapter.id,
            Slip.id.in_(list(slip_ids)),
            Slip.kind != "closed-business",
        )
    )
    return dict(rows.all())


def slip_of_visit(chapter: Chapter, visit_id: int) -> VisitorSlip | None:
    """Return the slip that invited somebody to a meeting."""
    return db.session.scalar(
        select(VisitorSlip)
        .where(
            VisitorSlip.chapter_id == chapter.id,
            VisitorSlip.visit_id == visit_id,
            VisitorSlip.withdrawn_at.is_(None),
        )
        .order_by(VisitorSlip.id)
        .limit(1)
    )


def sums_of(chapter: Chapter, person: Person, first: date) -> dict[str, dict[bool, int]]:
    """Return by measure what a person has posted (True) since a day, and pending (False).

    Closed business stands here once posted only: a pending sum would give a single thanks away.
    """
    is_posted = (Meeting.state == State.CLOSED).label("is_posted")
    rows = db.session.execute(
        select(Credit.measure, is_posted, func.sum(Credit.quantity), func.sum(Credit.amount))
        .outerjoin(Meeting, Meeting.id == Credit.meeting_id)
        .where(
            Credit.chapter_id == chapter.id,
            Credit.person_id == person.id,
            Meeting.held_on.is_(None)
            | (Meeting.state != State.CLOSED)
            | (Meeting.held_on >= first),
        )
        .group_by(Credit.measure, Meeting.state)
    )
    sums: dict[str, dict[bool, int]] = {}
    for measure, posted, quantity, amount in rows:
        is_money = measure == Measure.CLOSED_BUSINESS
        if posted or not is_money:
            figures = sums.setdefault(measure, {})
            figure = int(amount if is_money else quantity)
            figures[bool(posted)] = figures.get(bool(posted), 0) + figure
    return sums


def _by(author: Person, slips: Any = _AnySlip) -> Any:
    """Match what somebody recorded, also as the second of two."""
    shared = select(OneToOneSide.slip_id).where(OneToOneSide.author_id == author.id)
    return (slips.author_id == author.id) | slips.id.in_(shared)


def _page(
    chapter: Chapter, matching: ColumnElement[bool], before: int | None, limit: int
) -> Sequence[Slip]:
    query = _whole(chapter).where(matching, _AnySlip.withdrawn_at.is_(None))
    if before is not None:
        query = query.where(_AnySlip.id < before)
    return db.session.scalars(query.order_by(_AnySlip.id.desc()).limit(limit)).all()


def _whole(chapter: Chapter, load_credits: Any = selectinload) -> Select[Slip]:
    """Select slips with all a list shows, in two statements whatever their kinds."""
    visit = joinedload(_AnySlip.VisitorSlip.visit)
    return (
        select(_AnySlip)
        .where(_AnySlip.chapter_id == chapter.id)
        .options(
            load_credits(_AnySlip.credits).joinedload(Credit.meeting),
            joinedload(_AnySlip.OneToOneSlip.side),
            visit.joinedload(Visit.person),
            visit.joinedload(Visit.meeting),
        )
    )
