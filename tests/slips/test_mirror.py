"""Where the official system keeps the slips, only what has no place there is recorded by hand."""

from datetime import date

import pytest

from chapter import clock
from chapter.audit.models import AuditEntry
from chapter.chapters.models import Chapter
from chapter.chapters.rules import Mode
from chapter.db import db
from chapter.people.models import Person
from chapter.slips import lines, queries
from chapter.slips import service as slips
from chapter.slips.kinds import KINDS
from chapter.slips.ledger import Credit, Slip
from chapter.slips.rules import Refusal, SlipRefused
from chapter.visitors.models import Visit
from chapter.weeks import door
from tests.conftest import BrowserFactory, Reader
from tests.exports import Slip as Row
from tests.factories import close_week, make_meeting, make_member, make_slip
from tests.imports.steps import bring_in
from tests.imports.steps import slips as audit

TODAY = date(2026, 11, 19)
OFFICIAL = ("referral", "one-to-one", "closed-business", "education", "visitor")
SAID = {
    "referral": {"receiver_id": 2, "tier": "inside"},
    "one-to-one": {"second_id": 2},
    "closed-business": {"thanked_id": 2},
}


@pytest.fixture
def ana(chapter: Chapter) -> Person:
    """A member of a chapter that mirrors, beside another."""
    person = make_member(chapter, "Ana Torres").person
    make_member(chapter, "Ben Okafor")
    chapter.mode = Mode.MIRROR
    db.session.commit()
    return person


@pytest.mark.parametrize("kind", OFFICIAL)
def test_what_the_official_system_keeps_is_not_recorded(
    chapter: Chapter, ana: Person, kind: str
) -> None:
    """Seen red with the kind taken as having no official place."""
    with pytest.raises(SlipRefused) as refused:
        make_slip(chapter, kind, ana, TODAY, **SAID.get(kind, {}))
    assert (refused.value.refusal, db.session.query(Slip).count()) == (Refusal.MIRRORED, 0)


def test_what_has_no_official_place_is_recorded(chapter: Chapter, ana: Person) -> None:
    """Seen red with every kind refused."""
    make_slip(chapter, "testimonial", ana, TODAY, receiver_id=2)
    ben = db.session.get_one(Person, 2)
    make_member(chapter, "Caro Díaz", sponsor=ben)
    kinds = [kind for (kind,) in db.session.query(Slip.kind).order_by(Slip.id)]
    assert kinds == ["testimonial", "sponsored"]


def test_own_testimonial_may_still_be_withdrawn(chapter: Chapter, ana: Person) -> None:
    slip = make_slip(chapter, "testimonial", ana, TODAY, receiver_id=2)
    line = lines.line(chapter, slip, queries.people_in(chapter, [slip]), [])
    slips.withdraw(chapter, slip, key="k" * 32, seen=1, actor_id=None, now=clock.now())
    assert (line.is_open, db.session.query(Credit).count()) == (True, 0)


@pytest.mark.parametrize("kind", OFFICIAL)
def test_each_form_says_where_it_is_recorded(
    member: Reader, ana: Person, browse: BrowserFactory, kind: str
) -> None:
    page = browse(member).get("slips.new", kind_name=kind)
    said = page.select_one(".empty p").get_text()
    assert said.startswith("North keeps these slips in the official system. ")
    assert page.select("main form") == []


def test_page_offers_only_what_is_recorded_here(
    member: Reader, secretary: Reader, ana: Person, browse: BrowserFactory
) -> None:
    page, officers = (browse(one).get("slips.choose") for one in (member, secretary))
    assert [tile.get_text() for tile in page.select("a.tile span")] == ["Testimonial"]
    assert [item.get_text() for item in page.select("section li")] == [
        "Referral",
        "One-to-one",
        "Closed business",
        "Education",
        "Visitor",
    ]
    ways = [link.get_text() for link in officers.select("section a")]
    assert ways == ["See your slips", "Bring the next export in"]


def test_form_of_an_imported_slip_is_not_shown(
    chapter: Chapter, member: Reader, browse: BrowserFactory
) -> None:
    slip = make_slip(chapter, "education", member.person, TODAY)
    chapter.mode = Mode.MIRROR
    db.session.commit()
    browse(member).get("slips.edit", 409, slip_id=slip.id)
    assert browse(member).get("slips.show", slip_id=slip.id).select("a.btn[href$=edit]") == []


def test_visitor_is_welcomed_and_credited_by_the_import_alone(
    chapter: Chapter, ana: Person
) -> None:
    """Seen red with the inviter's slip written at the door: it counted twice."""
    visit = door.receive(
        chapter,
        KINDS["visitor"],
        TODAY,
        name="Vera Visitor",
        company="",
        inviter=ana,
        key="k" * 32,
        today=TODAY,
        actor_id=None,
        now=clock.now(),
    )
    by_hand = db.session.query(Slip).count()
    bring_in(chapter, audit([Row("Visitor", "Ana Torres", "Vera Visitor")]), meeting_day=TODAY)

    assert (visit.state, visit.inviter, by_hand) == ("present", ana, 0)
    assert [(c.person_id, c.measure) for c in db.session.query(Credit)] == [(ana.id, "visitors")]
    assert db.session.query(Visit).count() == 1


def test_inviter_named_later_is_noted_without_a_slip(
    chapter: Chapter, ana: Person, vice_president: Reader
) -> None:
    """Seen red with a slip written for the inviter."""
    values = {"name": "Vera Visitor", "company": "", "inviter": None, "key": "k" * 32}
    trace = {"actor_id": vice_president.user.id, "now": clock.now()}
    visit = door.receive(chapter, KINDS["visitor"], TODAY, **values, today=TODAY, **trace)
    door.name_inviter(chapter, visit, ana, **trace)
    assert (visit.inviter_id, db.session.query(Slip).count()) == (ana.id, 0)


def test_export_attaches_to_a_closed_week_with_a_trace(chapter: Chapter, ana: Person) -> None:
    """Seen red with closed weeks refused in either mode."""
    make_meeting(chapter, TODAY)
    close_week(chapter, TODAY)

    bring_in(chapter, audit([Row("CEU", "Ana Torres", units="2")]), meeting_day=TODAY)

    actions = [entry.action for entry in db.session.query(AuditEntry).order_by(AuditEntry.id)]
    credit = db.session.query(Credit).one()
    assert (credit.quantity, credit.meeting.state) == (2, "closed")
    assert actions[-2:] == ["week.import", "file.import"]
