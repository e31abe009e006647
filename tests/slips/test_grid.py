"""Ten slips at once from paper: each row an entry of its own."""

import uuid
from typing import Any

import pytest
from sqlalchemy import select

from chapter.accounts.rules import Office
from chapter.chapters.models import Chapter
from chapter.chapters.rules import Mode
from chapter.db import db
from chapter.people import service as people
from chapter.people.models import Person
from chapter.people.rules import Category
from chapter.slips.ledger import Slip
from chapter.slips.models import ClosedBusinessSlip, ReferralSlip
from tests.browse import filled
from tests.conftest import TODAY, BrowserFactory, Reader, sign_up
from tests.factories import make_member
from tests.slips.steps import credits, number_of, text

BLANK = {"giver": "", "other": "", "amount": "", "giver_pick": "", "other_pick": ""}


def sheet(*rows: dict[str, str]) -> dict[str, str]:
    """Return what a browser sends of a grid whose first rows are filled in."""
    lines = [*rows, *({} for _ in range(10 - len(rows)))]
    sent: dict[str, str] = {}
    for number, line in enumerate(lines):
        start = {"key": uuid.uuid4().hex, "kind": "referral", "dated": str(TODAY), **BLANK}
        sent |= {f"{name}-{number}": value for name, value in {**start, **line}.items()}
    return sent


def row(kind: str, giver: str, other: str, amount: str = "", **more: str) -> dict[str, str]:
    """Return one line of the grid."""
    return {"kind": kind, "giver": giver, "other": other, "amount": amount, **more}


PAPER = (
    row("referral", "Mona Member", "Bea Builder"),
    row("referral-inside", "bea", "mona"),
    row("one-to-one", "Mona", "Vic"),
    row("closed-business", "Bea Builder", "Mona Member", "1,250.50"),
    row("education", "Vic President", "Listening", "2"),
    row("testimonial", "Mona Member", "Bea"),
    row("visitor", "Mona Member", "Vera Visitor"),
)


def test_officer_records_ten_at_once(
    member: Reader, vice_president: Reader, bea: Person, browse: BrowserFactory
) -> None:
    """Seen red with the amounts left out of the kinds' forms."""
    browse(vice_president).post("grid.index", sheet(*PAPER))
    slips = db.session.scalars(select(Slip).order_by(Slip.id)).all()
    assert [slip.kind for slip in slips] == [line["kind"].removesuffix("-inside") for line in PAPER]
    assert {slip.recorder_id for slip in slips} == {vice_president.user.id}
    assert [slip.author_id for slip in slips][:2] == [member.person.id, bea.id]
    tiers = db.session.scalars(select(ReferralSlip.tier).order_by(ReferralSlip.id)).all()
    assert tiers == ["outside", "inside"]
    assert db.session.scalar(select(ClosedBusinessSlip.amount)) == 125_050


def test_same_page_sent_twice_adds_nothing(
    member: Reader, vice_president: Reader, bea: Person, browse: BrowserFactory
) -> None:
    """Seen red with a key made for each try."""
    browser, sent = browse(vice_president), sheet(*PAPER)
    browser.post("grid.index", sent)
    browser.post("grid.index", sent)
    assert number_of(Slip) == len(PAPER)


def test_wrong_row_leaves_the_good_ones_saved_and_shown(
    member: Reader, vice_president: Reader, bea: Person, browse: BrowserFactory
) -> None:
    """Seen red with one transaction for all rows: the answer of 422 took the good ones back."""
    browser = browse(vice_president)
    sent = sheet(PAPER[0], row("closed-business", "Mona Member", "Bea Builder", "much"), PAPER[4])
    page = browser.post("grid.index", sent, status=422)
    assert number_of(Slip) == 2
    assert [pill.get_text() for pill in page.select("main .pill")] == ["Recorded."] * 2
    assert page.select_one("#amount-1")["value"] == "much"
    summary = page.select_one("[data-error-summary]").get_text(" ", strip=True)
    assert summary.startswith("1 row is not recorded yet. Please mend it. 2 other rows are")
    again = {**filled(page), "amount-1": "70"}
    browser.post("grid.index", again)
    assert number_of(Slip) == 3


def test_unknown_name_gets_the_likeliest(
    member: Reader, vice_president: Reader, bea: Person, browse: BrowserFactory
) -> None:
    """Seen red with nobody offered."""
    browser = browse(vice_president)
    page = browser.post("grid.index", sheet(row("one-to-one", "Mona Membr", "Bea")), status=422)
    assert "Who is “Mona Membr”? Perhaps Mona Member." in text(page)
    picks = page.select("select[name=giver_pick-0] option")
    assert [pick.get_text() for pick in picks] == ["Who is it?", "Mona Member"]
    browser.post("grid.index", {**filled(page), "giver_pick-0": picks[1]["value"]})
    assert credits() == [("Mona Member", "one_to_ones"), ("Bea Builder", "one_to_ones")]


def test_two_of_one_beginning_are_asked_about(
    chapter: Chapter, vice_president: Reader, bea: Person, browse: BrowserFactory
) -> None:
    """Seen red with the first that begins so taken."""
    make_member(chapter, "Beatrix Baker")
    sent = sheet(row("education", "be", "", "1"))
    page = browse(vice_president).post("grid.index", sent, status=422)
    assert "Who is “be”? Perhaps Beatrix Baker, Bea Builder." in text(page)


def test_somebody_outside_is_thanked_once_it_is_said(
    member: Reader, vice_president: Reader, browse: BrowserFactory
) -> None:
    browser = browse(vice_president)
    sent = sheet(row("closed-business", "Mona Member", "Olaf Outside", "90"))
    page = browser.post("grid.index", sent, status=422)
    browser.post("grid.index", {**filled(page), "other_pick-0": "outside"})
    thanked = db.session.scalars(select(ClosedBusinessSlip)).one().thanked_id
    assert db.session.get_one(Person, thanked).name == "Olaf Outside"


def test_recorded_row_shows_whom_it_became(
    member: Reader, vice_president: Reader, bea: Person, browse: BrowserFactory
) -> None:
    """Seen red with the letters shown as they were typed."""
    sent = sheet(row("one-to-one", "mo", "bea"), row("education", "zzz", "", "1"))
    page = browse(vice_president).post("grid.index", sent, status=422)
    (saved,) = page.select("tr[data-saved]")
    assert [cell.get_text() for cell in saved.select("td")][:2] == ["Mona Member", "Bea Builder"]
    assert [one["value"] for one in saved.select("input[name=giver-0]")] == ["mo"]


@pytest.mark.parametrize("category", ["organisation", "elsewhere", "visitor"])
def test_somebody_thanked_before_is_known_by_the_whole_name(
    chapter: Chapter,
    member: Reader,
    vice_president: Reader,
    browse: BrowserFactory,
    category: str,
) -> None:
    """Seen red with nobody known but the roster; then an organisation was taken for a person."""
    known = people.counterparty(chapter, "Regional office", Category(category))
    db.session.commit()
    sent = sheet(row("closed-business", "Mona", "regional Office", "90"))
    browse(vice_president).post("grid.index", sent)
    assert db.session.scalars(select(ClosedBusinessSlip)).one().thanked_id == known.id


def test_member_goes_before_a_stranger_of_the_same_name(
    chapter: Chapter, member: Reader, vice_president: Reader, bea: Person, browse: BrowserFactory
) -> None:
    """Seen red with those outside looked for first."""
    people.counterparty(chapter, "Bea Builder", Category.ELSEWHERE)
    db.session.commit()
    browse(vice_president).post(
        "grid.index", sheet(row("closed-business", "Mona", "Bea Builder", "9"))
    )
    assert db.session.scalars(select(ClosedBusinessSlip)).one().thanked_id == bea.id


def test_empty_grid_is_told_so(vice_president: Reader, browse: BrowserFactory) -> None:
    page = browse(vice_president).post("grid.index", sheet(), status=422)
    assert "Fill a row in." in text(page)


def test_key_used_for_other_content_is_an_entry_of_its_own_next_time(
    member: Reader, vice_president: Reader, browse: BrowserFactory
) -> None:
    browser, line = browse(vice_president), row("education", "Mona", "Law", "1", key="k" * 32)
    browser.post("grid.index", sheet(line))
    page = browser.post("grid.index", sheet({**line, "amount": "3"}), status=422)
    assert "recorded before with other content" in text(page)
    assert page.select_one("input[name=key-0]")["value"] != "k" * 32


@pytest.mark.parametrize("who", ["member", "stranger"])
def test_grid_is_for_officers(
    chapter: Chapter, who: str, browse: BrowserFactory, request: pytest.FixtureRequest
) -> None:
    """Seen red with SLIP_RECORD asked."""
    wall = {"member": 403, "stranger": 404}[who]
    browser = browse(request.getfixturevalue(who))
    browser.get("grid.index", status=wall)
    browser.post("grid.index", sheet(row("education", "Mona", "", "1")), status=wall)
    assert number_of(Slip) == 0


def test_mirror_offers_what_has_no_official_place(
    chapter: Chapter, vice_president: Reader, browse: BrowserFactory
) -> None:
    chapter.mode = Mode.MIRROR
    db.session.commit()
    page = browse(vice_president).get("grid.index")
    kinds = [option.get_text() for option in page.select("#kind-0 option")]
    assert kinds == ["Testimonial"]


def test_mirrored_kind_sent_all_the_same_is_refused(
    chapter: Chapter, member: Reader, vice_president: Reader, browse: BrowserFactory
) -> None:
    """Seen red with the mode left out of the service."""
    chapter.mode = Mode.MIRROR
    db.session.commit()
    sent = sheet(row("education", "Mona", "", "1"))
    page = browse(vice_president).post("grid.index", sent, status=422)
    assert "official system; record or correct it there" in text(page)


def test_script_is_told_which_rows_stand(
    member: Reader, vice_president: Reader, browse: BrowserFactory
) -> None:
    sent = sheet(row("education", "Mona", "", "1"), row("education", "Nobody", "", "1"))
    headers = {"Accept": "application/json"}
    answer = browse(vice_president).send("grid.index", sent, headers=headers)
    assert (answer.status_code, answer.json["saved"]) == (422, [0])
    assert list(answer.json["fields"]) == ["giver-1"]


@pytest.mark.parametrize("people", [1, 3])
def test_page_takes_as_many_statements_for_any_roster(
    chapter: Chapter,
    vice_president: Reader,
    browse: BrowserFactory,
    count_queries: Any,
    people: int,
) -> None:
    for number in range(people):
        sign_up(chapter, f"Mem{number} Ber", f"Trade {number}", Office.EDUCATION)
    browser = browse(vice_president)
    browser.get("grid.index")
    with count_queries() as count:
        browser.get("grid.index")
    assert count.number <= 9
