"""A slips audit held against what stands in its week: rows, slips and people."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from chapter.chapters.models import Chapter
from chapter.imports import matching, queries
from chapter.imports.families import slip_columns, slip_rows, template_slip_queries
from chapter.imports.families import slip_writing as writing
from chapter.imports.families.slip_rows import Comparison, Keyed, Stored
from chapter.imports.matching import Matches
from chapter.imports.plans import ELSEWHERE, Answers, Sentence
from chapter.imports.queries import Roster
from chapter.imports.reading.reader import Party, SlipRow, SlipsFile
from chapter.imports.refusals import ImportRefused
from chapter.imports.rules import PSEUDO_PARTIES
from chapter.people import queries as people
from chapter.people.models import Person
from chapter.people.rules import Category, match_key, plain_key
from chapter.slips.ledger import Slip
from chapter.slips.models import VisitorSlip

# Whom a row names of whom nothing is known yet.
_UNKNOWN = "?"
# What a slip says beside its people.
_FIGURES = {"referral": "tier", "closed-business": "amount", "education": "units"}


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
    #: For each further name of somebody, the one that is theirs.
    own_names: Mapping[str, str] = field(default_factory=dict)

    @property
    def contents(self) -> Counter[str]:
        """Return the digests of the new rows, in every spelling that is known of their people."""
        spellings: dict[str, set[str]] = defaultdict(set)
        for name, own in self.own_names.items():
            spellings[own] |= {own, name}
        ways = {name: spellings[own] for name, own in self.own_names.items()} | spellings
        return Counter(
            content for row in self.found.new for content in slip_rows.contents_of(row, ways)
        )


def weigh(chapter: Chapter, content: SlipsFile, day: date, answers: Answers) -> Work:
    """Compare a file with the slips of its week, and find whom it names."""
    rows = slip_rows.keyed(content.rows, content.sheet)
    slips = queries.slips_of(chapter, day)
    roster = queries.roster_of(chapter)
    known = _people(chapter, {p for slip in slips for p in slip.parties() if p}, roster)
    found = slip_rows.compare(rows, _stored(day, slips, rows, known))
    named = found.new
    matches = matching.resolve(chapter, _names(named), answers, roster=roster)
    likely = {key: person.match_key for key, person in matches.likely().items()}
    own_names = {**roster.own_names, **likely}
    if found.left:
        slip_rows.recognise(found, lambda row: _meaning(chapter, row, matches))
        slip_rows.pair(found, own_names)
    if found.left:
        # What only a template brought need not be in an audit: somebody may have typed it.
        typed = template_slip_queries.batches(chapter)
        by_template = {slip.id for slip in slips if slip.import_id in typed}
        found.left = [slip for slip in found.left if slip.slip_id not in by_template]
    if by_door := _know_visitors(chapter, day, found):
        # Nobody is asked who invited somebody whom the door has noted.
        named = [row for row in named if id(row) not in by_door]
        matches = matching.resolve(chapter, _names(named), answers, roster=roster)
    touched = [*found.new, *(row for _, row in found.changed)]
    refused = [(r, why) for r in touched if (why := slip_columns.refusal_of(chapter, r.row))]
    by_id = {slip.id: slip for slip in slips}
    work = Work(day, found, by_id, known, matches, refused=refused, own_names=own_names)
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
            _meaning_of(slip, known),
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


def _meaning_of(slip: Slip, known: Mapping[int, Person]) -> Hashable:
    """Return what a slip says of whom, in the shape of `_meaning`."""
    sides = [_id(known[p]) if p else None for p in slip.parties()]
    if isinstance(slip, VisitorSlip):
        sides.append(plain_key(slip.visit.person.match_key))
    if slip.kind == "closed-business":
        sides[0] = None
    figure = getattr(slip, _FIGURES.get(slip.kind, ""), None)
    return slip.kind, *[*sides, None, None][:2], figure


def _meaning(chapter: Chapter, row: SlipRow, matches: Matches) -> Hashable:
    """Return what a row says of whom, as its slip would; nothing while somebody is not known."""
    source = _side(row.source, row.detail, matches)
    target = _side(row.target, row.detail, matches)
    figure: object = {"referral": row.tier, "education": row.units}.get(row.kind)
    if row.kind == "visitor" and row.target:
        target = plain_key(row.target.name)
    if row.kind == "education":
        target = None
    if row.kind == "closed-business":
        source = None
        try:
            figure = slip_columns.amount_of(chapter, row)
        except ImportRefused:
            return None
    return None if _UNKNOWN in (source, target) else (row.kind, source, target, figure)


def _side(party: Party | None, home: str, matches: Matches) -> Hashable:
    """Return whom a party means: somebody known, or somebody outside by name and home."""
    if party is None:
        return None
    key = match_key(party.name)
    if not party.is_outsider and key in matches.known:
        return _id(matches.known[key])
    if party.is_outsider or matches.answered.get(key) == ELSEWHERE:
        return plain_key(key), "" if key in PSEUDO_PARTIES else plain_key(home)
    return _UNKNOWN


def _id(person: Person) -> Hashable:
    """Return who somebody is; of those outside the roster a file says no more than these two."""
    if person.category == Category.ROSTER:
        return person.id
    return plain_key(person.match_key), plain_key(person.home)


def _know_visitors(chapter: Chapter, day: date, found: Comparison) -> set[int]:
    """Count a visitor as known whose visit has its slip from elsewhere, as from the door.

    Return which rows these are, by their identity.
    """
    if not any(row.row.kind == "visitor" for row in found.new):
        return set()
    credited = queries.visitors_credited(chapter, day)
    by_door: dict[int, Keyed] = {}
    # Who is spelled just so comes first.
    for spelled in (match_key, plain_key):
        credited = Counter(map(spelled, credited.elements()))
        for row in found.new:
            key = spelled(row.row.target.name) if row.row.target else ""
            if row.row.kind == "visitor" and credited[key] and id(row) not in by_door:
                credited[key] -= 1
                by_door[id(row)] = row
    found.new = [row for row in found.new if id(row) not in by_door]
    found.known += by_door.values()
    return set(by_door)


def _names(rows: Iterable[Keyed]) -> list[str]:
    return [name for row in rows for name in _names_in(row.row)]


def _names_in(row: SlipRow) -> list[str]:
    return [party.name for party in _members_of(row) if not party.is_outsider]


def keys_in(row: SlipRow) -> set[str]:
    """Return by match key who must be known for a row."""
    return {match_key(name) for name in _names_in(row)}


def _members_of(row: SlipRow) -> list[Party]:
    """Return the parties who must be known: a visitor's own name need not be."""
    parties = [row.source] if row.kind == "visitor" else [row.source, row.target]
    if row.kind == "closed-business":
        # Who thanked is confidential and counts for nothing, so it is not looked up.
        parties = [row.target]
    return [party for party in parties if party is not None]
