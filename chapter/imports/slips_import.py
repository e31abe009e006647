"""Rows of a Slips Audit Report -> slips attached to their meeting."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports import matching
from chapter.imports.matching import Matches
from chapter.imports.models import ImportBatch
from chapter.imports.reader import SlipRow, row_key
from chapter.imports.refusals import ImportRefused, Refusal
from chapter.meetings.models import Meeting
from chapter.people.models import Person
from chapter.slips import models, posting
from chapter.slips import queries as slips
from chapter.slips.ledger import Slip
from chapter.visitors import service as visitors
from chapter.web.i18n import minor_digits


@dataclass(frozen=True)
class Keyed:
    """A row under the key that makes it the same row in every copy of the file."""

    key: str
    row: SlipRow


def keyed(day: date, rows: Iterable[SlipRow]) -> list[Keyed]:
    """Give each row its key; equal rows are told apart by their number, not their place."""
    seen: Counter[str] = Counter()
    result = []
    for row in rows:
        content = row_key(row)
        seen[content] += 1
        text = f"import {day} {content} {seen[content]}"
        result.append(Keyed(sha256(text.encode()).hexdigest(), row))
    return result


def not_yet_here(chapter: Chapter, rows: list[Keyed]) -> list[Keyed]:
    """Return the rows that were not brought in before."""
    known = slips.keys_known(chapter, [keyed_row.key for keyed_row in rows])
    return [keyed_row for keyed_row in rows if keyed_row.key not in known]


def amount_of(chapter: Chapter, row: SlipRow) -> int:
    """Return a row's amount in minor units, or refuse what the currency cannot hold."""
    minor = (row.amount or Decimal(0)).scaleb(minor_digits(chapter.currency))
    if minor != minor.to_integral_value() or minor <= 0:
        raise ImportRefused(Refusal.AMOUNT, row=row.line, value=str(row.amount))
    return int(minor)


def add(
    chapter: Chapter,
    meeting: Meeting,
    batch: ImportBatch,
    new: Iterable[Keyed],
    matches: Matches,
    now: datetime,
) -> None:
    """Write slips and credits, attached to the meeting."""
    for keyed_row in new:
        row = keyed_row.row
        source, target = _people(chapter, row, matches)
        author = source if row.source and not row.source.is_outsider else None
        slip: Slip = _MAKERS[row.kind](chapter, meeting, row, source, target)
        slip.chapter_id, slip.import_id = chapter.id, batch.id
        slip.author_id = author.id if author and row.kind != "closed-business" else None
        slip.recorder_id, slip.recorded_at = batch.user_id, now
        slip.dated, slip.key, slip.digest, slip.version = meeting.held_on, keyed_row.key, "", 1
        db.session.add(slip)
        db.session.flush()
        posting.write_credits(chapter, slip, meeting)


def _people(
    chapter: Chapter, row: SlipRow, matches: Matches
) -> tuple[Person | None, Person | None]:
    source = target = None
    if row.source and row.kind != "closed-business":
        source = matching.person_of(chapter, row.source, row.detail, matches)
    if row.target and row.kind != "visitor":
        target = matching.person_of(chapter, row.target, row.detail, matches)
    return source, target


def _id(person: Person | None) -> int:
    if person is None:
        raise TypeError("the reader lets no row pass without its people")
    return person.id


def _referral(_chapter: Chapter, _meeting: Meeting, row: SlipRow, *people: Any) -> Slip:
    source, target = people
    return models.ReferralSlip(giver_id=_id(source), receiver_id=_id(target), tier=row.tier)


def _one_to_one(_chapter: Chapter, _meeting: Meeting, _row: SlipRow, *people: Any) -> Slip:
    source, target = people
    return models.OneToOneSlip(first_id=_id(source), second_id=_id(target))


def _closed_business(chapter: Chapter, _meeting: Meeting, row: SlipRow, *people: Any) -> Slip:
    return models.ClosedBusinessSlip(thanked_id=_id(people[1]), amount=amount_of(chapter, row))


def _education(_chapter: Chapter, _meeting: Meeting, row: SlipRow, *people: Any) -> Slip:
    return models.EducationSlip(learner_id=_id(people[0]), units=row.units)


def _visitor(chapter: Chapter, meeting: Meeting, row: SlipRow, *people: Any) -> Slip:
    name = row.target.name if row.target else ""
    visit = visitors.came(chapter, meeting, name, people[0])
    # The report lists a visitor only where the visit counts.
    return models.VisitorSlip(inviter_id=_id(people[0]), visit=visit, is_first=True)


_MAKERS = {
    "referral": _referral,
    "one-to-one": _one_to_one,
    "closed-business": _closed_business,
    "education": _education,
    "visitor": _visitor,
}
