"""Recording slips in a browser."""

from datetime import date

import pytest

from chapter.chapters.models import Chapter
from chapter.people.models import Person
from chapter.slips.kinds import TYPED
from chapter.slips.ledger import Credit, Slip
from chapter.slips.rules import Refusal
from tests.conftest import TODAY, BrowserFactory, Reader
from tests.factories import close_week
from tests.slips.steps import credits, number_of, said, text

LAST_WEEK = date(2026, 11, 12)


@pytest.mark.parametrize(
    ("kind", "earned"),
    [
        ("referral", [("Mona Member", "referrals_given"), ("Bea Builder", "referrals_received")]),
        ("one-to-one", [("Mona Member", "one_to_ones"), ("Bea Builder", "one_to_ones")]),
        ("closed-business", [("Bea Builder", "closed_business")]),
        ("education", [("Mona Member", "education")]),
        ("testimonial", [("Mona Member", "testimonials")]),
        ("visitor", []),
    ],
)
def test_member_records_each_kind(
    member: Reader, bea: Person, browse: BrowserFactory, kind: str, earned: list[tuple[str, str]]
) -> None:
    page = browse(member).submit("slips.new", said(kind, bea), kind_name=kind)
    assert page.select_one("[data-undo] form") is not None
    assert credits() == earned


def test_slip_tells_the_week_it_counts_in(
    member: Reader, bea: Person, browse: BrowserFactory
) -> None:
    page = browse(member).submit("slips.new", said("referral", bea), kind_name="referral")
    assert "Counts in the week of Thu 19 Nov, pending." in text(page)


def test_slip_after_the_close_counts_in_the_next_week(
    chapter: Chapter, member: Reader, bea: Person, browse: BrowserFactory
) -> None:
    close_week(chapter, TODAY)
    page = browse(member).submit("slips.new", said("one-to-one", bea), kind_name="one-to-one")
    assert "in the week of Thu 26 Nov, since the week of Thu 19 Nov was closed." in text(page)


def test_undo_takes_the_slip_back(member: Reader, bea: Person, browse: BrowserFactory) -> None:
    browser = browse(member)
    page = browser.submit("slips.new", said("referral", bea), kind_name="referral")
    undo = page.select_one("[data-undo] form")
    assert undo is not None
    browser.client.post(str(undo["action"]), data={"csrf_token": browser.csrf_token})
    assert number_of(Credit) == 0


@pytest.mark.parametrize("kind_name", ["sponsored", "bonus"])
def test_kind_nobody_types_is_not_found(
    member: Reader, browse: BrowserFactory, kind_name: str
) -> None:
    browse(member).get("slips.new", status=404, kind_name=kind_name)


@pytest.mark.parametrize("kind", [kind.name for kind in TYPED if kind.name != "education"])
def test_empty_form_is_refused_at_its_fields(
    member: Reader, bea: Person, browse: BrowserFactory, kind: str
) -> None:
    page = browse(member).submit("slips.new", {}, status=422, kind_name=kind)
    assert len(page.select(".error-summary li")) == len(page.select(".field-error")) > 0
    assert number_of(Slip) == 0


def test_refusal_keeps_what_was_typed(member: Reader, browse: BrowserFactory) -> None:
    page = browse(member).submit("slips.new", {"phone": "600"}, status=422, kind_name="visitor")
    assert page.select("input[name=phone]")[0]["value"] == "600"


def test_error_under_more_unfolds_it(member: Reader, bea: Person, browse: BrowserFactory) -> None:
    """Seen red with the details closed."""
    typed = {**said("referral", bea), "email": "nobody"}
    page = browse(member).submit("slips.new", typed, status=422, kind_name="referral")
    assert page.select_one("details.disclosure[open] #email-error") is not None


def test_same_key_gives_the_same_slip(member: Reader, bea: Person, browse: BrowserFactory) -> None:
    """Seen red with the key left out of the form."""
    browser = browse(member)
    typed = {**said("referral", bea), "tier": "outside", "dated": TODAY, "key": "k" * 32}
    answers = [browser.send("slips.new", typed, kind_name="referral") for _ in range(2)]
    assert [answer.location for answer in answers] == [answers[0].location] * 2
    assert number_of(Slip) == 1


def test_same_key_with_other_content_is_refused(
    member: Reader, bea: Person, browse: BrowserFactory
) -> None:
    browser = browse(member)
    typed = {**said("referral", bea), "tier": "outside", "dated": TODAY, "key": "k" * 32}
    browser.post("slips.new", typed, kind_name="referral")
    page = browser.post("slips.new", {**typed, "tier": "inside"}, 422, kind_name="referral")
    assert Refusal.KEY_REUSED.value in text(page)
    assert page.select("input[name=prospect]")[0]["value"] == "Pia Prospect"
    # Sent again it is another entry, so the form has a key of its own.
    assert page.select("input[name=key]")[0]["value"] != "k" * 32


def test_author_is_the_reader_whatever_is_sent(
    member: Reader, bea: Person, vice_president: Reader, browse: BrowserFactory
) -> None:
    """Seen red with `author_id` left in the form of those who may not choose."""
    typed = {**said("referral", bea), "author_id": vice_president.person.id}
    browse(member).submit("slips.new", typed, kind_name="referral")
    assert credits()[0] == ("Mona Member", "referrals_given")


def test_officer_records_for_a_member(
    director: Reader, member: Reader, bea: Person, browse: BrowserFactory
) -> None:
    typed = {**said("referral", bea), "author_id": member.person.id}
    browse(director).submit("slips.new", typed, kind_name="referral")
    assert credits()[0] == ("Mona Member", "referrals_given")


def test_officer_who_is_no_member_must_say_for_whom(
    director: Reader, bea: Person, browse: BrowserFactory
) -> None:
    page = browse(director).submit(
        "slips.new", said("closed-business", bea), status=422, kind_name="closed-business"
    )
    assert "Choose for whom you record this." in text(page)


@pytest.mark.parametrize(
    ("kind", "typed", "refusal"),
    [
        ("closed-business", {"amount": "0"}, Refusal.AMOUNT),
        ("closed-business", {"amount": "-5"}, Refusal.AMOUNT),
        ("education", {"units": "0"}, Refusal.UNITS),
        ("education", {"units": "501"}, Refusal.UNITS),
    ],
)
def test_figure_out_of_reach_is_refused(
    member: Reader,
    bea: Person,
    browse: BrowserFactory,
    kind: str,
    typed: dict[str, str],
    refusal: Refusal,
) -> None:
    sent = {**said(kind, bea), **typed}
    page = browse(member).submit("slips.new", sent, status=422, kind_name=kind)
    assert refusal.value in text(page)
