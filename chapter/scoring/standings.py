"""Where members stand by the table of a period: the score and the way to the next colour."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from chapter.chapters.models import Chapter
from chapter.members import queries as members
from chapter.members.models import Membership
from chapter.people.models import Person
from chapter.reporting import rulebook
from chapter.rulesets import queries as rulesets
from chapter.rulesets.models import RuleSet
from chapter.scoring import figures as reads
from chapter.scoring.figures import Figures, Letters
from chapter.web.i18n import minor_digits
from reports import periods, ranking
from reports.periods import Period
from reports.scores import paths, scoring
from reports.scores.paths import Path
from reports.scores.scoring import Score
from reports.scores.tables import LIGHTS, LOWEST, Table

#: With fewer own weeks somebody is still settling in, and a score says little.
SETTLED = 4
HALF_YEAR = 6
#: The six months that end with today, as an address writes them.
TO_TODAY = "6m"
#: Who may need a hand first.
FROM_BELOW = (LOWEST, *reversed(LIGHTS))


@dataclass(frozen=True)
class Standing:
    """One member's figures by a table."""

    table: Table
    currency: str
    figures: Figures

    @cached_property
    def score(self) -> Score:
        """Return the score of the figures."""
        digits = minor_digits(self.currency)
        return scoring.score(self.table, self.figures, currency=self.currency, minor_digits=digits)

    @cached_property
    def path(self) -> Path | None:
        """Return the shortest way to the next colour, where there is one."""
        digits = minor_digits(self.currency)
        return paths.next_colour(
            self.table, self.figures, currency=self.currency, minor_digits=digits
        )

    @property
    def is_settled(self) -> bool:
        """Tell whether there are weeks enough for the score to say something."""
        return self.score.weeks >= SETTLED

    def with_figures(self, changes: Figures) -> "Standing":
        """Return where other figures would lead."""
        return Standing(self.table, self.currency, {**self.figures, **changes})


@dataclass(frozen=True)
class Member:
    """A member and where they stand."""

    membership: Membership
    standing: Standing

    @property
    def person(self) -> Person:
        """Return who it is."""
        return self.membership.person


@dataclass(frozen=True)
class Everyone:
    """The roster by a table; those with few weeks stand apart, by name."""

    table: Table
    scored: list[Member]
    settling: list[Member]

    def by_name(self) -> list[Member]:
        """Return those scored as the roster has them."""
        return sorted(self.scored, key=lambda one: _name(one.membership))


@dataclass(frozen=True)
class Board:
    """Where people stand in the six months to today, for a page that has read the marks already."""

    table: Table
    currency: str
    period: Period
    letters: Mapping[int, Letters]
    credited: Mapping[int, Figures]

    def of(self, person_id: int) -> Standing:
        """Return where somebody stands."""
        marks = reads.counted(self.letters.get(person_id, ()), self.period)
        figures = reads.together(marks, self.credited.get(person_id, {}))
        return Standing(self.table, self.currency, figures)


def half_year(text: str, today: date) -> Period:
    """Read the period of an address; raise ValueError for what is not six months."""
    period = periods.parse(text, today)
    is_half = periods.plus_months(period.first, HALF_YEAR) == period.until
    if period.kind != "six_months" and not (period.kind == "months" and is_half):
        raise ValueError(periods.SENTENCE)
    return period


def standing(chapter: Chapter, rules: RuleSet, figures: Figures) -> Standing:
    """Return where figures lead by a set of rules."""
    return Standing(rulebook.member_table(rules), chapter.currency, figures)


def of_person(chapter: Chapter, person: Person, period: Period) -> tuple[Standing, Letters]:
    """Return where somebody stands by the table of the period's last day, and their marks."""
    figures, letters = reads.of_person(chapter, person, period)
    return standing(chapter, rulesets.on(chapter, period.last), figures), letters


def everyone(chapter: Chapter, period: Period) -> Everyone:
    """Return where the roster of the period's last day stands, who may need a hand first."""
    table = rulebook.member_table(rulesets.on(chapter, period.last))
    found = of_roster(
        table, chapter, members.current(chapter, period.last), reads.of_everyone(chapter, period)
    )
    return Everyone(
        table,
        sorted((one for one in found if one.standing.is_settled), key=needs_first),
        [one for one in found if not one.standing.is_settled],
    )


def first_day(today: date) -> date:
    """Return the first of the six months to today."""
    return periods.six_months(today).first


def board(
    chapter: Chapter,
    rules: RuleSet,
    letters: Mapping[int, Letters],
    today: date,
    person: Person | None = None,
) -> Board:
    """Return where everybody stands by marks already read, or one person, in one statement."""
    period = periods.six_months(today)
    credited = reads.credits_of(chapter, period, person)
    return Board(rulebook.member_table(rules), chapter.currency, period, letters, credited)


def of_roster(
    table: Table,
    chapter: Chapter,
    roster: Iterable[Membership],
    figures: Mapping[int, Figures],
) -> list[Member]:
    """Return where each of a roster stands."""
    return [
        Member(one, Standing(table, chapter.currency, figures.get(one.person_id, {})))
        for one in roster
    ]


def needs_first(member: Member) -> tuple[int, int, tuple[str, str, int]]:
    """Order by light from below, then total, then name."""
    score = member.standing.score
    return FROM_BELOW.index(score.light), score.total, _name(member.membership)


def _name(membership: Membership) -> tuple[str, str, int]:
    person = membership.person
    return ranking.name_key(person.last_name, person.first_name, person.id)
