"""What the steps of a members' list do, through the services of those who belong."""

from collections.abc import Callable, Iterable
from typing import Any

from chapter.accounts import service as accounts
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports import progress
from chapter.imports.families.roster_rules import Said
from chapter.imports.families.roster_steps import Act, Step
from chapter.imports.plans import Who
from chapter.imports.refusals import ImportRefused, Refusal
from chapter.members import corrections
from chapter.members import queries as member_queries
from chapter.members import service as members
from chapter.members.models import Membership
from chapter.people import service as people
from chapter.people.models import Person
from chapter.people.rules import Category
from chapter.web.permissions import Permission

DETAILS = ("company", "phone", "email")


class Deeds:
    """Does the steps of one file, and knows whom it has brought along so far."""

    def __init__(self, chapter: Chapter, who: Who) -> None:
        self.chapter, self.who = chapter, who
        self.made: dict[str, Person] = {}
        self.by: dict[str, Any] = {"actor_id": who.user_id, "now": who.now}

    def person(self, step: Step) -> Person:
        """Return whom a step is about, made by an earlier step if need be."""
        person = step.person or (self.made.get(step.said.key) if step.said else None)
        if person is None:
            raise TypeError("a step before this one brings the person along")
        return person

    def end_office(self, step: Step) -> None:
        """End an office the file does not know of."""
        if step.term is not None:
            accounts.end_office(step.term, today=self.who.today, **self.by)

    def release(self, step: Step) -> None:
        """Let somebody leave."""
        members.release(
            self.chapter,
            self.person(step),
            left_on=step.value,
            today=self.who.today,
            may_grant=Permission.OFFICE_GRANT in self.who.rights,
            **self.by,
        )

    def correct(self, step: Step) -> None:
        """Correct a field."""
        values = {step.field: step.value}
        if step.field == "name" and step.said:
            values = dict(zip(("first_name", "last_name"), step.said.names, strict=True))
        corrections.correct(self.chapter, self.membership(step), **values)

    def resume(self, step: Step) -> None:
        """Take a leaving back."""
        membership = corrections.resume(
            self.chapter,
            self.person(step),
            trade=step.value.get("trade", ""),
            joined_on=step.value.get("joined_on"),
            **self.by,
        )
        self._complete(membership, step.value)

    def readmit(self, step: Step) -> None:
        """Give somebody another time on the roster."""
        membership = members.readmit(
            self.chapter,
            self.person(step),
            trade=step.value.get("trade", ""),
            joined_on=step.value["joined_on"],
            today=self.who.today,
            **self.by,
        )
        self._complete(membership, step.value)

    def admit(self, step: Step) -> None:
        """Admit somebody new."""
        said = _said(step)
        first_name, last_name = said.names
        details = {name: step.value[name] for name in DETAILS if name in step.value}
        membership = members.admit(
            self.chapter,
            first_name=first_name,
            last_name=last_name,
            trade=step.value.get("trade", ""),
            joined_on=step.value.get("joined_on"),
            today=self.who.today,
            **self.by,
            **details,
        )
        self._complete(membership, {"renewal_on": step.value.get("renewal_on")})
        self.made[said.key] = membership.person

    def former(self, step: Step) -> None:
        """Add somebody who left before."""
        said = _said(step)
        first_name, last_name = said.names
        details = {name: step.value[name] for name in DETAILS if name in step.value}
        person = people.add(
            self.chapter,
            first_name=first_name,
            last_name=last_name,
            category=Category.ROSTER,
            **details,
        )
        self.made[said.key] = person
        self._time(person, step.value.get("joined_on"), said.left_on, step.value.get("trade", ""))

    def earlier(self, step: Step) -> None:
        """Add a time on the roster before the present one."""
        self._time(self.person(step), *step.value)

    def ended(self, step: Step) -> None:
        """Correct when an earlier time ended, of which nobody knew the day."""
        if step.membership is not None:
            corrections.end_earlier(step.membership, step.value, **self.by)

    def sponsor(self, step: Step) -> None:
        """Note who brought somebody in."""
        # The person found before any name was corrected, or one whom the file brings along.
        sponsor = step.value if isinstance(step.value, Person) else self.made[step.value]
        corrections.note_sponsor(self.membership(step), sponsor)

    def office(self, step: Step) -> None:
        """Grant an office from today on."""
        today = self.who.today
        person = self.person(step)
        members.grant_office(
            self.chapter, person, step.value, starts_on=today, ends_on=None, **self.by
        )

    def membership(self, step: Step) -> Membership:
        """Return the newest time on the roster of whom a step is about."""
        return member_queries.of_person(self.chapter, self.person(step))[0]

    def _time(self, person: Person, joined_on: Any, left_on: Any, trade: str = "") -> None:
        corrections.add_earlier(
            self.chapter, person, joined_on=joined_on, left_on=left_on, trade=trade, **self.by
        )

    def _complete(self, membership: Membership, values: dict[str, Any]) -> None:
        """Write what joining itself does not ask for."""
        kept = {k: v for k, v in values.items() if v and k in (*DETAILS, "renewal_on")}
        if kept:
            corrections.correct(self.chapter, membership, **kept)


def _said(step: Step) -> Said:
    if step.said is None:
        raise TypeError("only a row of the file brings somebody new")
    return step.said


DO: dict[Act, Callable[[Deeds, Step], None]] = {
    Act.END_OFFICE: Deeds.end_office,
    Act.RELEASE: Deeds.release,
    Act.CORRECT: Deeds.correct,
    Act.RESUME: Deeds.resume,
    Act.READMIT: Deeds.readmit,
    Act.ADMIT: Deeds.admit,
    Act.FORMER: Deeds.former,
    Act.EARLIER: Deeds.earlier,
    Act.ENDED: Deeds.ended,
    Act.SPONSOR: Deeds.sponsor,
    Act.OFFICE: Deeds.office,
}

#: What needs more than the right to change the roster.
OFFICES = {Act.END_OFFICE, Act.OFFICE}


def do(chapter: Chapter, due: Iterable[Step], who: Who) -> None:
    """Do the steps, those that free a seat before those that take one."""
    order = list(Act)
    deeds = Deeds(chapter, who)
    steps = sorted(due, key=lambda step: order.index(step.act))
    _refuse_beyond(who, {step.act for step in steps if step.act in DO})
    _stand_up(steps)
    for step in steps:
        if step.act in DO:
            DO[step.act](deeds, step)
            progress.moved.send(chapter, rows=1)


def _refuse_beyond(who: Who, acts: set[Act]) -> None:
    """Refuse what somebody may not do, whatever was shown to them."""
    if acts & OFFICES and Permission.OFFICE_GRANT not in who.rights:
        raise ImportRefused(Refusal.OFFICES)
    if acts and Permission.MEMBER_ADMIT not in who.rights:
        raise ImportRefused(Refusal.MEMBERS)


def _stand_up(steps: Iterable[Step]) -> None:
    """Free the seats of all who change theirs, so that two may swap."""
    for step in steps:
        if step.field == "trade" and step.membership is not None:
            step.membership.seat_key = None
    db.session.flush()
