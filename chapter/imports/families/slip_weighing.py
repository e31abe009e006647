"""A slips audit held against what stands in its week: rows, slips and people."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from chapter.chapters.models import Chapter
from chapter.imports import matching, queries
from chapter.imports.families import slip_columns, slip_rows
from chapter.imports.families import slip_writing as writing
from chapter.imports.families.slip_rows import Comparison, Keyed, Stored
from chapter.imports.matching import Matches
from chapter.imports.plans import Answers, Sentence
from chapter.imports.queries import Roster
from chapter.imports.reading.reader import Party, SlipRow, SlipsFile
from chapter.people import queries as people
from chapter.people.models import Person
from chapter.people.rules import match_key
from chapter.slips.ledger import Slip


@dataclass
class Work:
    """A file held against what stands here: what would be done, and what is in the way."""

    day: date
    found: Comparison
    slips: dict[int, Slip]
    #: Whom those slips name.
    people: Mapping[int, Person]
    matches: Matches
    #: Rows that name somebody who is to be left out.
    skipped: list[Keyed] = field(default_factory=list)
    #: Rows the chapter's currency cannot hold, with the reason.
    refused: list[tuple[Keyed, Sentence]] = field(default_factory=list)


def weigh(chapter: Chapter, content: SlipsFile, day: date, answers: Answers) -> Work:
    """Compare a file with the slips of its week, and find whom it names."""
    rows = slip_rows.keyed(content.rows, content.sheet)
    slips = queries.slips_of(chapter, day)
    roster = queries.roster_of(chapter)
    known = _people(chapter, {p for slip in slips for p in slip.parties() if p}, roster)
    stored = _stored(day, slips, rows, known)
    found = slip_rows.compare(rows, stored, roster.own_names)
    _know_visitors(chapter, day, found)
    touched = [*found.new, *(row for _, row in found.changed)]
    refused = [(r, why) for r in touched if (why := slip_columns.refusal_of(chapter, r.row))]
    names = _names(row.row for row in touched)
    matches = matching.resolve(chapter, names, answers, roster=roster)
    by_id = {slip.id: slip for slip in slips}
    work = Work(day, found, by_id, known, matches, refused=refused)
    work.skipped = [row for row in found.new if keys_in(row.row) & matches.skipped]
    found.new = [row for row in found.new if not keys_in(row.row) & matches.skipped]
    return work


def _people(chapter: Chapter, ids: set[int], roster: Roster) -> Mapping[int, Person]:
    """Return people by id; those outside are read only where there are any."""
    inside = {person.id: person for person in roster.people if person.id in ids}
    outside = ids - inside.keys()
    return {**inside, **(people.of_ids(chapter, outside) if outside else {})}


def _stored(
    day: date, slips: Sequence[Slip], rows: Sequence[Keyed], known: Mapping[int, Person]
) -> list[Stored]:
    """Return the week's imported slips as rows are compared with them."""
    keys = _contents_by_key(day, rows) if any(not slip.digest for slip in slips) else {}
    return [
        Stored(
            slip.id,
            slip.digest or keys.get(slip.key, slip.key),
            slip.kind,
            *writing.names_of(slip, known),
            slip.withdrawn_at is not None,
        )
        for slip in slips
    ]


def _contents_by_key(day: date, rows: Sequence[Keyed]) -> dict[str, str]:
    """Return what slips say by their keys: those brought in before their digest was kept."""
    return {
        slip_rows.key_of(day, content, number): content
        for content, most in Counter(row.content for row in rows).items()
        for number in range(1, most + 1)
    }


def _know_visitors(chapter: Chapter, day: date, found: Comparison) -> None:
    """Count a visitor as known whose visit has its slip from elsewhere, as from the door."""
    if not any(row.row.kind == "visitor" for row in found.new):
        return
    credited = queries.visitors_credited(chapter, day)
    for row in list(found.new):
        key = match_key(row.row.target.name) if row.row.target else ""
        if row.row.kind == "visitor" and credited[key]:
            credited[key] -= 1
            found.new.remove(row)
            found.known.append(row)


def _names(rows: Iterable[SlipRow]) -> list[str]:
    return [party.name for row in rows for party in _members_of(row) if not party.is_outsider]


def keys_in(row: SlipRow) -> set[str]:
    """Return by match key who must be known for a row."""
    return {match_key(name) for name in _names([row])}


def _members_of(row: SlipRow) -> list[Party]:
    """Return the parties who must be known: a visitor's own name need not be."""
    parties = [row.source] if row.kind == "visitor" else [row.source, row.target]
    if row.kind == "closed-business":
        # Who thanked is confidential and counts for nothing, so it is not looked up.
        parties = [row.target]
    return [party for party in parties if party is not None]
