"""Several people, one phone: nobody's entries are sent as another's, nobody's pages are shown."""

import pytest
from playwright.sync_api import expect

from tests.offline.conftest import PhoneMaker
from tests.offline.house import NAMES, House

pytestmark = [pytest.mark.browser]

VIC, MONA = "vic.president", "mona.member"


def test_entries_wait_for_the_one_who_made_them(house: House, phone: PhoneMaker) -> None:
    """Seen red with the account not compared."""
    shared = phone(VIC)
    shared.context.set_offline(True)
    shared.learn("Of Vic")
    shared.says("1 waiting")
    house.end_sessions()
    shared.context.set_offline(False)
    shared.sign_in(MONA)
    shared.learn("Of Mona")
    shared.page.wait_for_url("**/slips/*")
    meanwhile = house.slips()
    house.end_sessions()
    shared.sign_in(VIC)
    shared.has_sent_all()

    assert meanwhile == [("Of Mona", "Mona Member")]
    assert house.slips() == [*meanwhile, ("Of Vic", "Vic President")]


def test_page_of_another_account_sends_nothing_as_the_present_one(
    house: House, phone: PhoneMaker
) -> None:
    """Seen red with a token fetched for whoever is signed in: it was Mona's slip then."""
    shared = phone(VIC)
    shared.open(f"{house.home}slips/education/new")
    first = shared.page
    shared.new_tab()
    house.end_sessions()
    shared.sign_in(MONA)
    shared.page = first
    first.get_by_label("What about").fill("Of Vic")
    shared.record()
    shared.says("Sign in to send 1")

    assert house.slips() == []


def test_session_ended_elsewhere_keeps_entries_until_the_next(
    house: House, phone: PhoneMaker
) -> None:
    """Seen red with an ended session taken for a refusal."""
    vic = phone(VIC)
    vic.open(house.sheet)
    house.end_sessions()
    vic.mark("Ada Abel", "A")
    vic.says("Sign in to send 1")
    waiting = house.letters()["Ada Abel"]
    vic.sign_in(VIC)
    vic.has_sent_all()

    assert (waiting, house.letters()["Ada Abel"]) == ("P", "A")


def test_pages_of_one_account_are_not_shown_to_another(house: House, phone: PhoneMaker) -> None:
    """Seen red with the copies left there by the page and by the worker."""
    shared = phone(VIC)
    house.end_sessions()
    shared.sign_in(MONA)
    shared.context.set_offline(True)
    shared.open(house.sheet)

    expect(shared.page.get_by_role("heading", level=1)).to_have_text("No connection")
    assert "Hello, Vic" not in shared.everything()


def test_signing_out_leaves_nothing_behind(house: House, phone: PhoneMaker) -> None:
    """Seen red with the rows that answers told kept; and with pages kept by page and worker."""
    vic = phone(VIC)
    vic.open(house.sheet)
    vic.mark("Ada Abel", "L")
    vic.has_sent_all()
    before = vic.everything()
    vic.sign_out()
    expect(vic.page.get_by_role("heading", level=1)).to_have_text("Sign in")

    left = vic.everything()
    assert [name for name in (*NAMES, "Vic President") if name in before] != []
    assert [name for name in (*NAMES, "Vic President", '"substitute":') if name in left] == []


def test_signing_out_warns_of_what_is_not_sent(house: House, phone: PhoneMaker) -> None:
    """Seen red with the form sent at once."""
    vic = phone(VIC)
    house.cafe.become("503", only="/education/new")
    vic.learn("Not yet")
    vic.says("1 waiting")
    vic.sign_out()
    expect(vic.page.locator("#outbox")).to_contain_text("Stay until it is sent?")
    vic.page.get_by_role("button", name="Stay signed in").click()
    house.cafe.become("up")
    vic.has_sent_all()
    vic.sign_out()
    expect(vic.page.get_by_role("heading", level=1)).to_have_text("Sign in")

    assert house.slips() == [("Not yet", "Vic President")]


def test_signing_out_in_spite_of_it_loses_only_that(house: House, phone: PhoneMaker) -> None:
    vic = phone(VIC)
    house.cafe.become("503", only="/education/new")
    vic.learn("Never")
    vic.says("1 waiting")
    vic.sign_out()
    vic.page.get_by_role("button", name="Sign out and lose it").click()
    expect(vic.page.get_by_role("heading", level=1)).to_have_text("Sign in")

    assert "Never" not in vic.everything()
    assert house.slips() == []


def test_signing_out_without_a_network_is_made_good_later(house: House, phone: PhoneMaker) -> None:
    """Seen red with nothing remembered: the sign-in was still good afterwards."""
    vic = phone(VIC)
    vic.context.set_offline(True)
    vic.sign_out()
    expect(vic.page.get_by_role("heading", level=1)).to_have_text("No connection")
    left = [name for name in NAMES if name in vic.everything()]
    vic.context.set_offline(False)
    vic.open(house.home)
    expect(vic.page.get_by_role("heading", level=1)).to_have_text("Sign in")

    assert left == []
