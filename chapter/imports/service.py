"""Writes: bringing a file in, whole or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from chapter.audit import service as audit
from chapter.chapters.models import Chapter
from chapter.chapters.rules import Mode
from chapter.db import db
from chapter.imports import matching, reader, slips_import
from chapter.imports.models import ImportBatch
from chapter.imports.reader import Issue, SlipsFile, SummaryFile
from chapter.imports.refusals import ImportRefused, Refusal
from chapter.meetings import queries as meeting_queries
from chapter.meetings import service as meetings
from chapter.meetings.models import Meeting
from chapter.meetings.rules import State
from chapter.members import service as members
from chapter.people import queries as people
from chapter.people.rules import Category, match_key


@dataclass(frozen=True)
class Source:
    """A file as it was handed in, read."""

    name: str
    data: bytes
    content: SlipsFile | SummaryFile

    @property
    def needs_meeting(self) -> bool:
        """Tell whether somebody must say which meeting it is of."""
        return isinstance(self.content, SlipsFile) and self.content.held_on is None


@dataclass(frozen=True)
class Brought:
    """What bringing a file in did, or would do."""

    name: str
    what: str
    added: int
    known: int
    held_on: date | None = None
    former: int = 0
    #: Whether no meeting stood on that day before.
    is_new_day: bool = False


@dataclass(frozen=True)
class Who:
    """Who brings files in, and when."""

    user_id: int | None
    today: date
    now: datetime


def open_file(name: str, data: bytes) -> Source:
    """Read a file; refuse it when a row of it is not understood."""
    content = reader.read(data)
    lost = [issue for issue in content.issues if issue.leaves_row_out]
    if lost:
        raise ImportRefused(Refusal.ROWS, name=name, rows=_listed(lost), number=len(lost))
    return Source(name, data, content)


def bring(
    chapter: Chapter, source: Source, meeting_day: date | None, *, takes_former: bool, who: Who
) -> Brought:
    """Bring one file in; a file brought in before adds nothing."""
    if isinstance(source.content, SummaryFile):
        return _bring_roster(chapter, source, source.content, who)
    day = source.content.held_on or meeting_day
    if day is None:
        raise ImportRefused(Refusal.NO_MEETING, name=source.name)
    if day > who.today:
        raise ImportRefused(Refusal.FUTURE, day=day)
    return _bring_slips(chapter, source, source.content, day, takes_former, who)


def _bring_roster(chapter: Chapter, source: Source, content: SummaryFile, who: Who) -> Brought:
    """Admit the people a summary lists and the roster lacks; it credits nothing."""
    keys = [match_key(row.name) for row in content.members]
    known = people.by_keys(chapter, keys)
    new = [
        row
        for row, key in zip(content.members, keys, strict=True)
        if not any(person.category == Category.ROSTER for person in known[key])
    ]
    for row in new:
        members.admit(
            chapter,
            first_name=row.first_name,
            last_name=row.last_name,
            trade="",
            joined_on=None,
            today=who.today,
            actor_id=who.user_id,
            now=who.now,
        )
    brought = Brought(source.name, "members", len(new), len(keys) - len(new))
    _keep(chapter, source, brought, None, who)
    return brought


def _bring_slips(
    chapter: Chapter,
    source: Source,
    content: SlipsFile,
    day: date,
    takes_former: bool,
    who: Who,
) -> Brought:
    rows = slips_import.keyed(day, content.rows)
    new = slips_import.not_yet_here(chapter, rows)
    matches = matching.match(chapter, [keyed.row for keyed in new])
    if matches.shared:
        raise ImportRefused(Refusal.SHARED, names=", ".join(matches.shared))
    if matches.unknown and not takes_former:
        raise ImportRefused(Refusal.UNKNOWN, name=source.name, names=", ".join(matches.unknown))
    former = len(matches.unknown)
    for name in matches.unknown:
        matches.known[match_key(name)] = matching.make_former(chapter, name, day)
    is_new_day = meeting_queries.slot_on(chapter, day) is None
    brought = Brought(source.name, "slips", len(new), len(rows) - len(new), day, former, is_new_day)
    if not new:
        return brought
    meeting = _open(chapter, day, who)
    matching.stretch(chapter, matches.known.values(), day)
    batch = _keep(chapter, source, brought, meeting, who)
    slips_import.add(chapter, meeting, batch, new, matches, who.now)
    return brought


def _open(chapter: Chapter, day: date, who: Who) -> Meeting:
    """Return the meeting of a day, open for what the file says; made when there is none."""
    meeting = meetings.make(chapter, day)
    if meeting.state == State.CLOSED and chapter.mode == Mode.LEDGER:
        raise ImportRefused(Refusal.CLOSED, day=day, slug=chapter.slug)
    if meeting.state == State.HOLIDAY:
        raise ImportRefused(Refusal.HOLIDAY, day=day)
    if meeting.state in (State.SCHEDULED, State.DISCARDED):
        meetings.trace(meeting, "week.open", who.user_id, who.now, before=meeting.state)
        meeting.state = State.OPEN
        db.session.flush()
    return meeting


def _keep(
    chapter: Chapter, source: Source, brought: Brought, meeting: Meeting | None, who: Who
) -> ImportBatch:
    batch = ImportBatch(
        chapter_id=chapter.id,
        meeting_id=meeting.id if meeting else None,
        user_id=who.user_id,
        file_name=source.name[-200:],
        kind=brought.what,
        digest=sha256(source.data).hexdigest(),
        added=brought.added,
        known=brought.known,
        imported_at=who.now,
    )
    db.session.add(batch)
    db.session.flush()
    audit.trace(
        chapter.id,
        "file.import",
        f"import_batches:{batch.id}",
        user_id=who.user_id,
        now=who.now,
        kind=brought.what,
        added=brought.added,
        former=brought.former,
    )
    return batch


def likeliest_meeting(chapter: Chapter, today: date) -> date | None:
    """Return the last meeting day up to today, to propose it."""
    first = today.replace(year=today.year - 1) if today.day < 29 else today.replace(day=28)
    slots = meeting_queries.calendar(chapter, first, today)
    return slots[-1].held_on if slots else None


def _listed(issues: Sequence[Issue]) -> str:
    shown = [f"row {i.line}, column {i.column}: {i.sentence}" for i in issues[:3]]
    return " ".join(shown)
