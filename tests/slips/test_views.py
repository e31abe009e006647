"""Reading, correcting and withdrawing slips in a browser."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from chapter.chapters.models import Chapter
from chapter.chapters.rules import Mode
from chapter.db import db
from chapter.people.models import Person
from chapter.slips.kinds import TYPED
from chapter.slips.ledger import Credit, Slip
from chapter.slips.rules import Refusal
from tests.conftest import TODAY, BrowserFactory, Reader
from tests.factories import close_week, make_member, make_slip
from tests.slips.steps import credits, number_of, said, text

LAST_WEEK = date(2026, 11, 12)


def test_thanks_recorded_for_another_are_not_shown_to_the_officer(
    director: Reader, member: Reader, bea: Person, browse: BrowserFactory
) -> None:
    """Seen red with every slip shown to who recorded it."""
    browser = browse(director)
    typed = {**said("closed-business", bea), "author_id": member.person.id}
    page = browser.submit("slips.new", typed, kind_name="closed-business")
    assert "1,250.50" not in text(page)
    browser.get("slips.show", status=404, slip_id=1)
    browser.get("slips.edit", status=404, slip_id=1)


def test_prospect_is_for_giver_and_receiver(
    chapter: Chapter, member: Reader, vice_president: Reader, browse: BrowserFactory
) -> None:
    """Seen red with the private fields left in the officer's pages."""
    bea = make_member(chapter, "Bea Builder").person
    slip = make_slip(
        chapter, "referral", member.person, TODAY, receiver_id=bea.id, prospect="Canary Prospect"
    )
    pages = [browse(vice_president).get(f"slips.{view}", slip_id=slip.id) for view in VIEWS]
    assert ["Canary" in str(page) for page in pages] == [False, False]
    pages = [browse(member).get(f"slips.{view}", slip_id=slip.id) for view in VIEWS]
    assert ["Canary" in str(page) for page in pages] == [True, True]


VIEWS = ("show", "edit")


def test_officer_corrects_without_losing_what_is_private(
    chapter: Chapter, member: Reader, vice_president: Reader, browse: BrowserFactory
) -> None:
    bea = make_member(chapter, "Bea Builder").person
    slip = make_slip(chapter, "referral", member.person, TODAY, receiver_id=bea.id, prospect="Pia")
    browse(vice_president).submit("slips.edit", {"tier": "inside"}, slip_id=slip.id)
    db.session.refresh(slip)
    assert (slip.prospect, slip.tier, slip.author_id) == ("Pia", "inside", member.person.id)


def test_receiver_finds_the_referral_and_thanks_from_it(
    chapter: Chapter, member: Reader, vice_president: Reader, browse: BrowserFactory
) -> None:
    giver = vice_president.person
    make_slip(chapter, "referral", giver, TODAY, receiver_id=member.person.id)
    browser = browse(member)
    assert "From Vic President" in text(browser.get("slips.index", received=1))
    page = browser.get("slips.new", kind_name="closed-business", referral=1)
    assert page.select("input[name=thanked_id][checked]")[0]["value"] == str(giver.id)


def test_referral_of_others_fills_nothing_in(
    chapter: Chapter, member: Reader, vice_president: Reader, bea: Person, browse: BrowserFactory
) -> None:
    """Seen red with the receiver not compared."""
    make_slip(chapter, "referral", vice_president.person, TODAY, receiver_id=bea.id)
    page = browse(member).get("slips.new", kind_name="closed-business", referral=1)
    assert page.select("input[name=thanked_id][checked]") == []


@pytest.mark.parametrize("kind", [kind.name for kind in TYPED])
def test_slip_sent_unchanged_stays_as_it_was(
    member: Reader, bea: Person, browse: BrowserFactory, kind: str
) -> None:
    browser = browse(member)
    browser.submit("slips.new", said(kind, bea), kind_name=kind)
    before = credits()
    browser.submit("slips.edit", {}, slip_id=1)
    slip = db.session.get_one(Slip, 1)
    assert (credits(), slip.dated, slip.version) == (before, TODAY, 2)


def test_stale_correction_is_a_conflict_and_keeps_the_form(
    chapter: Chapter, member: Reader, browse: BrowserFactory
) -> None:
    slip = make_slip(chapter, "education", member.person, TODAY)
    browser = browse(member)
    browser.submit("slips.edit", {"units": "3"}, slip_id=slip.id)
    page = browser.submit("slips.edit", {"units": "7", "version": "1"}, 409, slip_id=slip.id)
    assert page.select("input[name=units]")[0]["value"] == "7"
    assert db.session.scalars(select(Credit.quantity)).all() == [3]


@pytest.mark.parametrize("view", ["edit", "withdraw"])
def test_closed_week_stays_as_it_is(
    chapter: Chapter, member: Reader, browse: BrowserFactory, view: str
) -> None:
    slip = make_slip(chapter, "education", member.person, TODAY)
    close_week(chapter, TODAY)
    sent = {"key": "k" * 32, "version": 1, "units": 9, "dated": TODAY}
    page = browse(member).post(f"slips.{view}", sent, status=409, slip_id=slip.id)
    assert Refusal.WEEK_CLOSED.value in text(page)
    assert number_of(Credit) == 1


def test_author_is_not_among_those_to_choose(
    chapter: Chapter, vice_president: Reader, bea: Person, browse: BrowserFactory
) -> None:
    slip = make_slip(chapter, "referral", bea, TODAY, receiver_id=vice_president.person.id)
    page = browse(vice_president).submit(
        "slips.edit", {"receiver_id": str(bea.id)}, status=422, slip_id=slip.id
    )
    assert "Choose somebody of the list." in text(page)


def test_outsider_is_kept_through_a_correction(member: Reader, browse: BrowserFactory) -> None:
    browser = browse(member)
    typed = {"outsider_name": "Olga Outside", "outsider_home": "Harbour, Bilbao"}
    browser.submit("slips.new", typed, kind_name="one-to-one")
    browser.submit("slips.edit", {"topics": "Boats"}, slip_id=1)
    names = db.session.scalars(select(Person.first_name).where(Person.category == "elsewhere"))
    assert names.all() == ["Olga Outside"]


def test_visitor_moves_to_the_next_meeting(
    chapter: Chapter, member: Reader, browse: BrowserFactory
) -> None:
    """Seen red with the visit left at its first meeting."""
    slip = make_slip(chapter, "visitor", member.person, TODAY)
    browse(member).submit("slips.edit", {"dated": "2026-11-26"}, slip_id=slip.id)
    assert slip.visit.meeting.held_on == date(2026, 11, 26)


def test_mirror_says_that_slips_are_imported(
    chapter: Chapter, member: Reader, bea: Person, browse: BrowserFactory
) -> None:
    chapter.mode = Mode.MIRROR
    db.session.commit()
    page = browse(member).get("slips.new", kind_name="referral")
    assert page.select("main form") == []
    typed = {**said("referral", bea), "tier": "inside", "dated": TODAY, "key": "k" * 32}
    browse(member).post("slips.new", typed, status=409, kind_name="referral")


@pytest.mark.parametrize("view", ["show", "edit"])
def test_slip_of_others_is_not_found(
    chapter: Chapter,
    member: Reader,
    bea: Person,
    stranger: Reader,
    browse: BrowserFactory,
    view: str,
) -> None:
    slip = make_slip(chapter, "testimonial", bea, TODAY, receiver_id=member.person.id)
    browse(member).get(f"slips.{view}", status=404, slip_id=slip.id)
    browse(stranger).get(f"slips.{view}", status=404, slip_id=slip.id)
    browse(stranger).get(f"slips.{view}", status=404, slip_id=slip.id, chapter_slug="south")


def test_withdrawing_anothers_slip_is_not_found(
    chapter: Chapter, member: Reader, bea: Person, browse: BrowserFactory
) -> None:
    """Seen red with `may_withdraw` true for all."""
    slip = make_slip(chapter, "education", bea, TODAY)
    sent = {"key": "k" * 32, "version": 1}
    browse(member).post("slips.withdraw", sent, status=404, slip_id=slip.id)
    assert number_of(Credit) == 1


def test_officer_without_slips_is_told_why(director: Reader, browse: BrowserFactory) -> None:
    assert "You are no member here" in text(browse(director).get("slips.index"))


def test_list_is_paged_by_id(chapter: Chapter, member: Reader, browse: BrowserFactory) -> None:
    for number in range(3):
        make_slip(chapter, "education", member.person, TODAY, topic=f"Topic {number}")
    page = browse(member).get("slips.index", before=3)
    assert len(page.select("ul.rows > li")) == 2


@pytest.mark.parametrize("rows", [1, 3])
def test_list_costs_thirteen_statements(
    chapter: Chapter,
    member: Reader,
    bea: Person,
    browse: BrowserFactory,
    count_queries: Any,
    rows: int,
) -> None:
    kinds = ("education", "visitor", "testimonial")
    for kind in kinds[:rows]:
        other = {"receiver_id": bea.id} if kind == "testimonial" else {}
        make_slip(chapter, kind, member.person, TODAY, **other)
    browser = browse(member)
    with count_queries() as count:
        browser.get("slips.index")
    assert count.number == 13


@pytest.mark.parametrize("people", [1, 3])
def test_form_costs_ten_statements(
    chapter: Chapter, member: Reader, browse: BrowserFactory, count_queries: Any, people: int
) -> None:
    for number in range(people):
        make_member(chapter, f"Member {number}")
    browser = browse(member)
    with count_queries() as count:
        browser.get("slips.new", kind_name="closed-business")
    assert count.number == 10


@pytest.mark.parametrize("kind_name", ["referral", "one-to-one", "testimonial"])
def test_new_leads_to_the_roster_while_nobody_else_is_on_it(
    vice_president: Reader, browse: BrowserFactory, kind_name: str
) -> None:
    """Seen red with an empty list to choose from."""
    page = browse(vice_president).get("slips.new", kind_name=kind_name)

    assert "Nobody else is on the roster yet. Admit members first." in text(page)
    assert page.select("main a[href$='/members/new']") != []
    # Of a testimonial nobody outside can be the receiver.
    assert (page.select("main form") == []) == (kind_name == "testimonial")


def test_new_says_to_a_member_alone_that_nobody_else_is_there(
    member: Reader, browse: BrowserFactory
) -> None:
    page = browse(member).get("slips.new", kind_name="referral")

    assert "Nobody else is on the roster yet. Whoever leads the chapter admits members." in text(
        page
    )
    assert page.select("main a[href$='/members/new']") == []
