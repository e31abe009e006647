"""The rows of slips, of what they count, and of the people outside the roster they name."""

from typing import Any

from sqlalchemy import select

from chapter.db import db
from chapter.demo.founding import Written
from chapter.demo.plan import ChapterPlan, Invitation, Outsider, PlannedSlip, Week, moment
from chapter.demo.rows import Rows
from chapter.people.models import Person
from chapter.people.rules import Category, match_key
from chapter.slips.kinds import KINDS
from chapter.slips.ledger import Credit, Slip
from chapter.slips.models import SponsoredSlip, VisitorSlip
from chapter.slips.rules import Party, earned
from chapter.visitors.models import Visit
from chapter.visitors.rules import VisitState, VisitType


class SlipRows:
    """Gathers the slips of one chapter."""

    def __init__(self, plan: ChapterPlan, written: Written, rows: Rows) -> None:
        self.plan, self.written, self.rows = plan, written, rows
        self.chapter_id = written.chapter.id
        users = select(Person.id, Person.user_id).where(Person.chapter_id == self.chapter_id)
        self.users = dict(db.session.execute(users).all())
        self.outsiders: dict[Outsider, int] = {}
        self.visitors: dict[str, int] = {}
        #: Who came already: a later visit counts for nobody.
        self.came: set[str] = set()
        #: How many slips were credited so far.
        self.counting = 0

    def of_week(self, week: Week, meeting_id: int) -> int:
        """Gather a week's slips; return how many of them count in it."""
        before = self.counting
        for planned in week.slips:
            if planned.visitor:
                self._visitor(planned, planned.visitor, week, meeting_id)
            else:
                self._between(planned, week, meeting_id)
        for number in week.admitted:
            self._sponsored(number, week, meeting_id)
        return self.counting - before

    def _sponsored(self, number: int, week: Week, meeting_id: int) -> None:
        """Gather the slip of a sponsor whose member is admitted."""
        member = self.plan.members[number]
        if member.sponsor is None:
            return
        # The services make a random key; nobody sends this slip, so any unique one will do.
        planned = PlannedSlip("sponsored", member.sponsor, member.joined_on, f"{number:032x}", {})
        said = SponsoredSlip(
            sponsor_id=self.written.people[member.sponsor],
            member_id=self.written.people[number],
        )
        slip_id = self._slip(planned, week, self.written.closer_id)
        columns = {"sponsor_id": said.sponsor_id, "member_id": said.member_id}
        self.rows.add(SponsoredSlip, id=slip_id, **columns)
        self._credits(slip_id, said, [self._party(member.sponsor, planned)], meeting_id)

    def _between(self, planned: PlannedSlip, week: Week, meeting_id: int) -> None:
        """Gather a slip of one member, or between a member and somebody else."""
        model = KINDS[planned.kind].model
        parties = [self._party(planned.author, planned)]
        columns = {**planned.says, model.author_column: parties[0].person_id}
        if planned.member is not None:
            parties.append(self._party(planned.member, planned))
        elif planned.outsider is not None:
            parties.append(self._outsider(planned.outsider))
        if model.counterpart_column:
            columns[model.counterpart_column] = parties[1].person_id
        slip_id = self._slip(planned, week, self.users.get(parties[0].person_id))
        self.rows.add(model, id=slip_id, **columns)
        self._credits(slip_id, model(**columns), parties, meeting_id)

    def _visitor(
        self, planned: PlannedSlip, visitor: Invitation, week: Week, meeting_id: int
    ) -> None:
        """Gather an invitation, the visit, and the inviter's credit for a first one."""
        inviter = self._party(planned.author, planned)
        is_first = visitor.came and visitor.name not in self.came
        if visitor.came:
            self.came.add(visitor.name)
        visit: dict[str, Any] = {
            "person_id": self._guest(visitor),
            "inviter_id": inviter.person_id,
            "type": VisitType.VISITOR,
            "state": VisitState.PRESENT if visitor.came else VisitState.REGISTERED,
            # Registered, and then noted as present.
            "version": 2 if visitor.came else 1,
        }
        visit_id = self.rows.add(Visit, chapter_id=self.chapter_id, meeting_id=meeting_id, **visit)
        slip_id = self._slip(planned, week, self.users.get(inviter.person_id))
        columns = {"inviter_id": inviter.person_id, "is_first": is_first}
        self.rows.add(VisitorSlip, id=slip_id, visit_id=visit_id, **columns)
        said = VisitorSlip(**columns, visit=Visit(**visit))
        self._credits(slip_id, said, [inviter], meeting_id)

    def _slip(self, planned: PlannedSlip, week: Week, recorder_id: int | None) -> int:
        return self.rows.add(
            Slip,
            chapter_id=self.chapter_id,
            kind=planned.kind,
            author_id=self.written.people[planned.author],
            recorder_id=recorder_id,
            dated=planned.dated,
            key=planned.key,
            # Nobody sends these again, so nothing needs to be recognised by its content.
            digest="",
            recorded_at=moment(week.held_on),
            version=1,
        )

    def _credits(self, slip_id: int, said: Slip, parties: list[Party], meeting_id: int) -> None:
        known = {party.person_id: party for party in parties}
        credits = earned(said.entries(), known)
        self.counting += bool(credits)
        for credit in credits:
            entry = credit.entry
            self.rows.add(
                Credit,
                chapter_id=self.chapter_id,
                slip_id=slip_id,
                meeting_id=meeting_id,
                person_id=entry.person_id,
                standing=credit.standing,
                measure=entry.measure,
                quantity=entry.quantity,
                amount=entry.amount,
                tier=entry.tier,
                is_repeat=entry.is_repeat,
            )

    def _party(self, number: int, planned: PlannedSlip) -> Party:
        is_member = self.plan.members[number].covers(planned.dated)
        return Party(self.written.people[number], Category.ROSTER, is_member)

    def _outsider(self, outsider: Outsider) -> Party:
        if outsider not in self.outsiders:
            self.outsiders[outsider] = self._person(
                outsider.name, outsider.category, home=outsider.home
            )
        return Party(self.outsiders[outsider], outsider.category, is_member=False)

    def _guest(self, visitor: Invitation) -> int:
        if visitor.name not in self.visitors:
            contact = visitor.contact
            self.visitors[visitor.name] = self._person(visitor.name, Category.VISITOR, **contact)
        return self.visitors[visitor.name]

    def _person(self, name: str, category: Category, **details: str) -> int:
        return self.rows.add(
            Person,
            chapter_id=self.chapter_id,
            category=category,
            first_name=name,
            last_name="",
            match_key=match_key(name),
            **details,
        )
