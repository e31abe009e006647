"""Reads: what files brought in, and what of a week came from them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload, with_polymorphic

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports.models import ImportBatch, ImportDraft, SummaryLine
from chapter.imports.states import BatchState, DraftState
from chapter.imports.undoing.snapshots import chunks
from chapter.meetings.models import Meeting
from chapter.people.models import Alias, Person
from chapter.people.rules import Category
from chapter.slips.ledger import Slip
from chapter.slips.models import VisitorSlip
from chapter.visitors.models import Visit

#: What a batch of slips is called.
SLIPS, SUMMARY, TEMPLATE = "slips", "members", "template"
# What both a slips audit and a template bring; a visitor's slip is known by its visit.
_OF_BOTH = ("referral", "one-to-one", "closed-business", "education")

PAGE = 40

_AnySlip: Any = with_polymorphic(Slip, "*")


@dataclass
class Roster:
    """Everybody who is or was a member, by every name they are known by."""

    people: list[Person] = field(default_factory=list)
    by_key: dict[str, list[Person]] = field(default_factory=dict)
    #: For each further name the match key of the person's own.
    own_names: dict[str, str] = field(default_factory=dict)

    def called(self, key: str) -> list[Person]:
        """Return those who bear a name now, else those of whom it is a further name."""
        called = self.by_key.get(key, [])
        return [person for person in called if person.match_key == key] or called


def batch(chapter: Chapter, number: int) -> ImportBatch | None:
    """Return something the chapter brought in."""
    return db.session.scalar(
        select(ImportBatch).where(ImportBatch.chapter_id == chapter.id, ImportBatch.id == number)
    )


def batches(
    chapter: Chapter, before: int | None = None, limit: int = PAGE
) -> Sequence[ImportBatch]:
    """Return what the chapter brought in, newest first, one page from a number on."""
    query = select(ImportBatch).where(ImportBatch.chapter_id == chapter.id)
    if before is not None:
        query = query.where(ImportBatch.id < before)
    return db.session.scalars(query.order_by(ImportBatch.id.desc()).limit(limit)).all()


def run(chapter: Chapter, name: str) -> Sequence[ImportBatch]:
    """Return what was brought in together."""
    return db.session.scalars(
        select(ImportBatch)
        .where(ImportBatch.chapter_id == chapter.id, ImportBatch.run == name)
        .order_by(ImportBatch.id)
    ).all()


def draft(chapter: Chapter, user_id: int | None, number: int) -> ImportDraft | None:
    """Return what somebody uploaded and has not yet brought in or cancelled."""
    return db.session.scalar(
        select(ImportDraft).where(
            ImportDraft.chapter_id == chapter.id,
            ImportDraft.user_id == user_id,
            ImportDraft.id == number,
            ImportDraft.state == DraftState.WAITING,
        )
    )


def slips_of(chapter: Chapter, day: date) -> Sequence[Slip]:
    """Return the slips that audits and templates brought to a day, withdrawn ones as well."""
    is_of_template = (ImportBatch.kind == TEMPLATE) & _AnySlip.kind.in_(_OF_BOTH)
    return db.session.scalars(
        select(_AnySlip)
        .join(ImportBatch, ImportBatch.id == _AnySlip.import_id)
        .where(
            _AnySlip.chapter_id == chapter.id,
            _AnySlip.dated == day,
            or_(ImportBatch.kind == SLIPS, is_of_template),
        )
        .options(joinedload(_AnySlip.VisitorSlip.visit).joinedload(Visit.person))
        .order_by(_AnySlip.id)
    ).all()


def days_with_slips(chapter: Chapter) -> frozenset[date]:
    """Return the days of whose weeks slips audits came in and were not taken back."""
    query = select(ImportBatch.first).where(
        ImportBatch.chapter_id == chapter.id,
        ImportBatch.kind == SLIPS,
        ImportBatch.state == BatchState.APPLIED,
        ImportBatch.first.is_not(None),
    )
    return frozenset(day for day in db.session.scalars(query) if day)


def visitors_credited(chapter: Chapter, day: date) -> Counter[str]:
    """Return by name whose visits of a day have a slip that no slips audit brought."""
    rows = db.session.scalars(
        select(Person.match_key)
        .select_from(VisitorSlip)
        .join(VisitorSlip.visit)
        .join(Person, Person.id == Visit.person_id)
        .join(Meeting, Meeting.id == Visit.meeting_id)
        .outerjoin(ImportBatch, ImportBatch.id == VisitorSlip.import_id)
        .where(
            VisitorSlip.chapter_id == chapter.id,
            VisitorSlip.withdrawn_at.is_(None),
            Meeting.held_on == day,
            ImportBatch.id.is_(None) | (ImportBatch.kind != SLIPS),
        )
    )
    return Counter(rows)


def roster(chapter: Chapter) -> Sequence[tuple[Person, str | None]]:
    """Return everybody who is or was a member, once for each further name."""
    rows = db.session.execute(
        select(Person, Alias.match_key)
        .outerjoin(Alias, (Alias.person_id == Person.id) & (Alias.chapter_id == chapter.id))
        .where(Person.chapter_id == chapter.id, Person.category == Category.ROSTER)
        .order_by(Person.id, Alias.id)
    )
    return [(person, alias) for person, alias in rows]


def roster_of(chapter: Chapter) -> Roster:
    """Read the roster in one look."""
    found = Roster()
    aliased: list[tuple[str, Person]] = []
    for person, alias in roster(chapter):
        if not found.people or found.people[-1] is not person:
            found.people.append(person)
            found.by_key.setdefault(person.match_key, []).append(person)
        if alias:
            found.own_names[alias] = person.match_key
            aliased.append((alias, person))
    for alias, person in aliased:
        # Who bears a name comes before whom it was taken for.
        called = found.by_key.setdefault(alias, [])
        if person not in called:
            called.append(person)
    return found


def same_content(chapter: Chapter, contents: Iterable[str], day: date) -> Mapping[date, int]:
    """Return how many of these digests slips of other days have, each as often, by day."""
    found: Counter[date] = Counter()
    wanted = Counter(contents)
    for some in chunks(sorted(wanted)):
        rows = db.session.execute(
            select(Slip.dated, Slip.digest, func.count())
            .where(
                Slip.chapter_id == chapter.id,
                Slip.import_id.is_not(None),
                Slip.digest.in_(some),
                Slip.dated != day,
                Slip.withdrawn_at.is_(None),
            )
            .group_by(Slip.dated, Slip.digest)
        )
        for dated, digest, number in rows:
            found[dated] += min(number, wanted[digest])
    return found


def summary(chapter: Chapter, period: str) -> Sequence[SummaryLine]:
    """Return the lines of the summary of a period, as it was last brought in."""
    return db.session.scalars(
        select(SummaryLine)
        .where(SummaryLine.chapter_id == chapter.id, SummaryLine.period == period)
        .order_by(SummaryLine.id)
    ).all()


def periods(chapter: Chapter) -> Sequence[SummaryLine]:
    """Return one line of each period a summary was brought in of, the newest period first."""
    first = (
        select(func.min(SummaryLine.id))
        .where(SummaryLine.chapter_id == chapter.id)
        .group_by(SummaryLine.period)
    )
    return db.session.scalars(
        select(SummaryLine)
        .where(SummaryLine.chapter_id == chapter.id, SummaryLine.id.in_(first))
        .order_by(SummaryLine.until.desc(), SummaryLine.first.desc())
    ).all()
