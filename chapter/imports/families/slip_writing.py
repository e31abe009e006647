"""Writing a file's rows as slips: adding, correcting, removing; the people they need first."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import select

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports import former, matching, progress
from chapter.imports.families import slip_columns, slip_rows
from chapter.imports.families.slip_rows import Keyed
from chapter.imports.matching import Matches
from chapter.imports.models import ImportBatch
from chapter.imports.plans import FORMER, NEW, Who
from chapter.imports.undoing.snapshots import chunks
from chapter.meetings import service as meetings
from chapter.meetings.models import Meeting
from chapter.meetings.rules import State
from chapter.members import service as members
from chapter.people.models import Person
from chapter.people.rules import match_key
from chapter.slips import posting
from chapter.slips import queries as slips
from chapter.slips.ledger import Slip, SlipChange
from chapter.slips.models import ClosedBusinessSlip, VisitorSlip
from chapter.visitors.rules import VisitState

# So many slips are written with one breath, and none of them is kept in memory after it.
_AT_ONCE = 500


def settle(chapter: Chapter, matches: Matches, day: date, who: Who) -> None:
    """Make those known whom somebody called former or new, and remember further names."""
    for name in matches.said(FORMER):
        matches.known[match_key(name)] = former.make(chapter, name, day)
    for name in matches.said(NEW):
        first_name, _, last_name = name.rpartition(" ")
        membership = members.admit(
            chapter,
            first_name=first_name,
            last_name=last_name,
            trade="",
            joined_on=None,
            today=who.today,
            actor_id=who.user_id,
            now=who.now,
        )
        matches.known[match_key(name)] = membership.person
    matching.remember(matches)
    former.stretch(chapter, matches.known.values(), day)


def add(
    chapter: Chapter,
    meeting: Meeting,
    batch: ImportBatch,
    new: Sequence[Keyed],
    matches: Matches,
    who: Who,
) -> None:
    """Write slips and credits, attached to the meeting."""
    numbered = slip_rows.numbered(meeting.held_on, new, lambda keys: _taken(chapter, keys))
    for start in range(0, len(numbered), _AT_ONCE):
        made = [
            _slip(chapter, meeting, batch, key, row, matches, who)
            for key, row in numbered[start : start + _AT_ONCE]
        ]
        posting.write_new(chapter, made, meeting)
        progress.moved.send(chapter, rows=len(made))


def _taken(chapter: Chapter, keys: list[str]) -> set[str]:
    some = (slips.keys_known(chapter, few) for few in chunks(keys))
    return {key for known in some for key in known}


def trace_closed(meeting: Meeting, who: Who, **numbers: int) -> None:
    """Leave a trace where a closed week takes what a file says."""
    if meeting.state == State.CLOSED:
        meetings.trace(meeting, "week.import", who.user_id, who.now, **numbers)


def _slip(
    chapter: Chapter,
    meeting: Meeting,
    batch: ImportBatch,
    key: str,
    row: Keyed,
    matches: Matches,
    who: Who,
) -> Slip:
    return slip_columns.MODELS[row.row.kind](
        chapter_id=chapter.id,
        import_id=batch.id,
        recorder_id=batch.user_id,
        recorded_at=who.now,
        dated=meeting.held_on,
        key=key,
        digest=row.content,
        version=1,
        **slip_columns.of_row(chapter, meeting, row.row, matches),
    )


def correct(chapter: Chapter, meeting: Meeting, slip: Slip, row: Keyed, matches: Matches) -> None:
    """Let a slip say what the corrected file says; it stays the same slip."""
    columns = slip_columns.of_row(chapter, meeting, row.row, matches)
    if row.row.kind == "closed-business":
        # An audit does not say who thanked; a template may have.
        del columns["author_id"]
    for name, value in (columns | {"digest": row.content}).items():
        setattr(slip, name, value)
    slip.version += 1
    db.session.flush()
    posting.write_credits(chapter, slip, meeting)


def remove(chapter: Chapter, slip: Slip) -> None:
    """Take a slip away that the file no longer holds; its visitor is noted as not having come."""
    if isinstance(slip, VisitorSlip):
        slip.visit.state = VisitState.CANCELLED
    sent = select(SlipChange).where(
        SlipChange.chapter_id == chapter.id, SlipChange.slip_id == slip.id
    )
    for change in db.session.scalars(sent):
        db.session.delete(change)
    db.session.flush()
    db.session.delete(slip)
    db.session.flush()


def names_of(slip: Slip, people: Mapping[int, Person]) -> tuple[str, str]:
    """Return the names of a slip's two sides as rows are compared by them."""
    names = [people[p].match_key if p else "" for p in slip.parties()]
    if isinstance(slip, VisitorSlip):
        names.append(slip.visit.person.match_key)
    if isinstance(slip, ClosedBusinessSlip):
        names[0] = ""
    source, target = [*names, "", ""][:2]
    return source, target
