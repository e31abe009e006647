"""What both ways of writing a plan share: the chapter itself and its offices."""

from dataclasses import dataclass, field

from chapter.accounts.rules import Office
from chapter.chapters import service as chapters
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.demo.plan import ChapterPlan, moment
from chapter.members import service as members
from chapter.people.models import Person
from chapter.rulesets import service as rulesets


@dataclass
class Written:
    """A chapter of a plan as it stands in the database."""

    chapter: Chapter
    #: The members' persons, by their number in the plan.
    people: dict[int, int] = field(default_factory=dict)
    #: The user who takes the roll and closes the weeks.
    closer_id: int = 0

    def person(self, number: int) -> Person:
        """Return a member of the plan."""
        return db.session.get_one(Person, self.people[number])


def found(plan: ChapterPlan) -> Written:
    """Found the chapter of a plan and give it rules."""
    setting = plan.setting
    chapter = chapters.found(
        setting.slug,
        name=setting.name,
        weekday=setting.weekday,
        meets_at=setting.meets_at,
        zone=setting.zone,
        currency=setting.currency,
        language="en",
        today=plan.founded,
        region_name=setting.region,
        place=setting.place,
    )
    rulesets.start(chapter, plan.founded)
    return Written(chapter)


def grant_offices(written: Written, plan: ChapterPlan) -> None:
    """Let the first members hold the offices; the vice president closes the weeks."""
    for office, number in plan.offices.items():
        term = members.grant_office(
            written.chapter,
            written.person(number),
            office,
            starts_on=plan.founded,
            ends_on=None,
            actor_id=None,
            now=moment(plan.founded),
        )
        if office == Office.VICE_PRESIDENT:
            written.closer_id = term.user_id
