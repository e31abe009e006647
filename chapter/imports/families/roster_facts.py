"""What stands here of the people a members' list names, read once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from chapter.attendance import queries as attendance
from chapter.chapters.models import Chapter
from chapter.imports import queries
from chapter.imports.families.roster_claims import Claims
from chapter.imports.families.roster_rules import Said
from chapter.imports.plans import Answers
from chapter.imports.queries import Roster
from chapter.members import queries as members
from chapter.members.models import Membership
from chapter.people.models import Person
from chapter.people.rules import match_key


@dataclass
class Facts:
    """The roster as it stands, and whom the names in the file mean."""

    chapter: Chapter
    today: date
    answers: Answers
    #: By the name's key, where the person is on the roster or was.
    known: Mapping[str, Person]
    saids: Sequence[Said]
    #: Each person's times on the roster, newest first.
    times: Mapping[int, list[Membership]]
    first_marks: Mapping[int, date]
    #: Everybody on the roster by all their names, those the file does not list included.
    roster: Roster
    claims: Claims = field(init=False)

    def person(self, said: Said) -> Person | None:
        """Return whom a row is about."""
        return self.known.get(said.key)

    def active(self, person: Person) -> Membership | None:
        """Return the time on the roster that lasts."""
        times = self.times.get(person.id, [])
        lasts = times and (times[0].left_on is None or times[0].left_on > self.today)
        return times[0] if lasts else None

    def settle(self, leaving: set[int], moves: Mapping[Membership, str]) -> None:
        """Find out which seats are free once some have left and others have moved."""
        self.claims = Claims(self.chapter, leaving, moves)

    def sponsor(self, said: Said) -> Person | str | None:
        """Return who brought somebody in: a person, or the key of one the file brings along."""
        key = match_key(said.sponsor)
        if not key or key == said.key:
            return None
        brought = {one.key for one in self.saids if one.key not in self.known and not one.has_left}
        if key in self.known or key in brought:
            return self.known.get(key, key)
        # A former name of somebody counts too: a sponsor may have been renamed since.
        called = self.roster.called(key)
        if len(called) == 1:
            return called[0]
        return key if key in self.answers.coming else None


def gather(
    chapter: Chapter,
    known: Mapping[str, Person],
    saids: Sequence[Said],
    answers: Answers,
    today: date,
) -> Facts:
    """Read what the difference is made from."""
    times = members.times(chapter)
    marks = attendance.first_days(chapter)
    roster = queries.roster_of(chapter)
    return Facts(chapter, today, answers, known, saids, times, marks, roster)
