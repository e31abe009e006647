"""A chapter with a row of everything, and everybody who might knock at its door."""

import uuid
from datetime import date
from typing import Any

from flask import Flask

from chapter import clock
from chapter.accounts import mailing
from chapter.accounts import service as accounts
from chapter.accounts.models import OfficeTerm, User
from chapter.accounts.rules import Office
from chapter.chapters.models import Chapter
from chapter.corrections.models import CorrectionRequest
from chapter.db import db
from chapter.imports.models import ImportBatch, SummaryLine
from chapter.meetings import queries as meetings
from chapter.members.models import Membership
from chapter.people.models import Person
from chapter.referrals import service as referrals
from chapter.referrals.rules import Stage
from chapter.rulesets.models import RuleSet
from chapter.slips import posting
from chapter.slips import service as slips
from chapter.slips.drafts import Draft
from chapter.slips.kinds import KINDS
from chapter.slips.ledger import Slip
from chapter.slips.models import VisitorSlip
from tests import factories
from tests.browse import Browser
from tests.conftest import sign_up
from tests.house import actors, handed_in

TODAY = date(2026, 11, 19)
CLOSED = (date(2026, 11, 12), date(2026, 11, 5), date(2026, 10, 29))
TOKEN = "a-link-that-leads-nowhere"


def furnish(chapter: Chapter, author: Person, times: int = 1) -> dict[str, Any]:
    """Put so many rows of everything into a chapter; return what its addresses ask for."""
    others = [_colleague(chapter, number) for number in range(times)]
    posted: list[Any] = []
    if times < len(CLOSED):
        # So that there is a month before, as with more rows.
        factories.make_meeting(chapter, CLOSED[-1], "closed")
    for day, other in zip(CLOSED[:times][::-1], others, strict=True):
        meeting = factories.make_meeting(chapter, day)
        factories.make_mark(meeting, author, "P")
        factories.make_mark(meeting, other.person, "S", "Sam Substitute")
        posted += _slips(chapter, author, other.person, day)
        factories.close_week(chapter, day)
    meeting = factories.make_meeting(chapter, TODAY)
    for number, other in enumerate(others):
        _sequels(chapter, author, other.person, posted)
        factories.make_mark(meeting, other.person, "A")
        made = _slips(chapter, author, other.person, TODAY, f"Vera {number}")
        _rules(chapter, number)
    _summary(chapter, others)
    return {
        "person_id": others[0].person_id,
        "term_id": _term_of(others[0].person.user_id).id,
        "visit_id": next(slip.visit_id for slip in made if isinstance(slip, VisitorSlip)),
        "slip_id": made[0].id,
        "received_id": made[0].id,
        "posted_id": posted[0].id,
        "request_id": max(
            _request(chapter, slip, others[0].person.user_id)
            for slip in posted
            if slip.kind == "education"
        ),
        "held_on": TODAY,
        "kind_name": "referral",
        "month": "2026-11",
        "period": "2026-11",
        "name": "palms",
        "list_name": "pairs",
        "ext": "csv",
        "token": TOKEN,
        "filename": "css/base.css",
        "build": "another-build",
        "bootstrap_file": "css/bootstrap.min.css",
        "batch_id": max(handed_in.batch(chapter) for _ in range(times)),
        "draft_id": handed_in.upload(chapter, others[0].person.user_id),
        "position": 0,
    }


def _colleague(chapter: Chapter, number: int) -> Membership:
    reader = sign_up(chapter, f"Ann{number} Other", f"Trade {number}", Office.EDUCATION)
    assert reader.person is not None
    return db.session.scalars(
        db.select(Membership).where(Membership.person_id == reader.person.id)
    ).one()


def _term_of(user_id: int | None) -> OfficeTerm:
    return db.session.scalars(db.select(OfficeTerm).where(OfficeTerm.user_id == user_id)).one()


def _slips(
    chapter: Chapter, author: Person, other: Person, day: date, visitor: str = ""
) -> list[Any]:
    said: dict[str, dict[str, Any]] = {
        "referral": {"receiver_id": other.id, "tier": "inside", "prospect": "Pia Prospect"},
        "one-to-one": {"second_id": other.id},
        "closed-business": {"thanked_id": other.id},
        "education": {},
        "testimonial": {"receiver_id": other.id},
        "visitor": {"name": visitor or f"Vera of {day}"},
    }
    return [
        factories.make_slip(chapter, kind, author, day, **values) for kind, values in said.items()
    ]


def _summary(chapter: Chapter, others: list[Membership]) -> None:
    """Keep a summary that says nothing of what the others did, for the reconciliation."""
    said = {"file_name": "palms.xls", "kind": "members", "digest": "", "added": 0, "known": 0}
    batch = ImportBatch(chapter_id=chapter.id, imported_at=clock.now(), **said)
    db.session.add(batch)
    db.session.flush()
    for other in others:
        line = SummaryLine(chapter_id=chapter.id, batch_id=batch.id, period="term", role="member")
        line.first, line.until = CLOSED[-1], CLOSED[0]
        line.person_id, line.name_key = other.person_id, other.person.match_key
        line.figures = {"P": "1", "RGI": "1"}
        db.session.add(line)
    db.session.commit()


def _rules(chapter: Chapter, number: int) -> None:
    present = db.session.scalars(db.select(RuleSet).where(RuleSet.chapter_id == chapter.id)).first()
    assert present is not None
    columns = {c.name: getattr(present, c.name) for c in RuleSet.__table__.columns}
    columns |= {"id": None, "valid_from": date(2026, 10, 1 + number)}
    db.session.add(RuleSet(**columns))
    db.session.commit()


def _sequels(chapter: Chapter, author: Person, other: Person, posted: list[Slip]) -> None:
    """Move a referral on, record a one-to-one from the other side, let a mail wait."""
    slip = next(s for s in posted if s.kind == "referral" and s.receiver_id == other.id)
    at = {"expected": Stage.PASSED, "now": clock.now()}
    step = referrals.move(chapter, slip, Stage.CONTACTED, key=uuid.uuid4().hex, **at).step
    factories.make_slip(chapter, "one-to-one", other, slip.dated, second_id=author.id)
    user = db.session.get_one(User, other.user_id)
    mailing.enqueue(user, referrals.topic_of(step), "News", "Somebody moved.", clock.now())
    db.session.commit()


def _request(chapter: Chapter, slip: Slip, user_id: int | None) -> int:
    """Ask that a slip no longer counts."""
    asked = CorrectionRequest(
        chapter_id=chapter.id,
        slip_id=slip.id,
        waiting_on=slip.id,
        asked_by=user_id,
        asked_at=clock.now(),
        kind="withdraw",
        reason="It was another day.",
        slip_version=slip.version,
        key=uuid.uuid4().hex,
        digest="",
    )
    db.session.add(asked)
    db.session.commit()
    return asked.id


def own_posted(chapter: Chapter, user: User, person: Person) -> Slip:
    """Record a slip somebody may ask to be mended: its week is closed."""
    slip = db.session.get_one(Slip, own_slip(chapter, user, person))
    slip.dated = CLOSED[0]
    posting.write_credits(chapter, slip, meetings.on(chapter, CLOSED[0]))
    db.session.commit()
    return slip


def own_slip(chapter: Chapter, user: User, author: Person) -> int:
    """Record a slip somebody may see and mend: their own, or one they wrote down."""
    draft = Draft(author, TODAY, uuid.uuid4().hex, {"units": 1, "topic": ""})
    slip = slips.record(
        chapter, KINDS["education"], draft, recorder_id=user.id, today=TODAY, now=clock.now()
    )
    db.session.commit()
    return slip.id


def received_slip(chapter: Chapter, person: Person | None) -> int:
    """Pass somebody a referral they may move; who is no member gets none, and one of others."""
    author = db.session.scalars(db.select(Person).where(Person.first_name == "Arthur")).first()
    assert author is not None
    other = person or factories.make_member(chapter, "Rita Receiver").person
    slip = factories.make_slip(chapter, "referral", author, TODAY, receiver_id=other.id)
    return slip.id


class House:
    """Two furnished chapters, and a door."""

    def __init__(self, app: Flask, times: int = 1) -> None:
        self.app = app
        self.here = factories.make_chapter("north", "North")
        self.elsewhere = factories.make_chapter("south", "South", currency="USD")
        self.rows = {
            chapter.slug: furnish(chapter, self._author(chapter), times)
            for chapter in (self.here, self.elsewhere)
        }

        self.directorship_id = _term_of(actors.director(self.elsewhere).user.id).id

    def _author(self, chapter: Chapter) -> Person:
        return factories.make_member(chapter, "Arthur Author", "Roofer").person

    def _author_for(self, user: User) -> Person:
        return factories.make_member(self.here, f"For {user.name}").person

    def enter(self, actor: str) -> tuple[Browser, dict[str, Any]]:
        """Let somebody in; return their browser and the rows they would ask for."""
        if actor == "anonymous":
            db.session.remove()
            return Browser(self.app), {
                **self.rows["north"],
                "directorship_id": self.directorship_id,
                "sign_in_id": 0,
            }
        reader = actors.ACTORS[actor](self.here, self.elsewhere)
        rows = {**self.rows["north"], "directorship_id": self.directorship_id}
        if actor in actors.INSIDE:
            author = reader.person or self._author_for(reader.user)
            rows["slip_id"] = own_slip(self.here, reader.user, author)
            rows["posted_id"] = own_posted(self.here, reader.user, author).id
            asked_about = own_posted(self.here, reader.user, author)
            rows["request_id"] = _request(self.here, asked_about, reader.user.id)
            rows["received_id"] = received_slip(self.here, reader.person)
            rows["draft_id"] = handed_in.upload(self.here, reader.user.id)
        rows["sign_in_id"] = accounts.start_session(reader.user, device="", now=clock.now()).id
        token = accounts.start_session(reader.user, device="", now=clock.now()).token
        db.session.commit()
        db.session.remove()
        return Browser(self.app, token), rows
