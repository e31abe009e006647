"""A page that was kept becomes the present one by itself once the server answers again."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect

from chapter.db import db
from chapter.people.models import Person
from tests.offline.conftest import PhoneMaker
from tests.offline.house import House
from tests.offline.phone import SOON, Phone

pytestmark = [pytest.mark.browser]

VIC = "vic.president"


@pytest.fixture
def rename(house: House) -> Iterator[Callable[[str], None]]:
    """Give Gus Gray another last name for a while."""

    def make(to: str) -> None:
        with house.app.app_context():
            db.session.get_one(Person, house.people["Gus Gray"]).last_name = to
            db.session.commit()

    yield make
    make("Gray")


def open_kept(phone: Phone, page: str) -> None:
    """Open a page without a network, and see that it says how old it is."""
    phone.context.set_offline(True)
    phone.open(f"{phone.house.home}{page}")
    expect(phone.page.locator("html[data-kept]")).to_have_count(1)
    expect(phone.page.locator("#waiting")).to_have_text("No connection")


@pytest.mark.long
def test_age_of_a_slip_sheet_leaves_once_the_server_answers(phone: PhoneMaker) -> None:
    """What was typed stays. Seen red with the age standing until the page is opened anew."""
    vic = phone(VIC)
    open_kept(vic, "slips/education/new")
    vic.page.get_by_label("What about").fill("Half a word")
    vic.context.set_offline(False)

    expect(vic.page.locator("#waiting")).to_be_hidden(timeout=SOON)
    expect(vic.page.get_by_label("What about")).to_have_value("Half a word")


@pytest.mark.long
def test_sheet_that_is_another_one_now_takes_the_kept_ones_place(
    phone: PhoneMaker, rename: Callable[[str], None]
) -> None:
    """Unless somebody has typed. Seen red with its age taken away alone."""
    vic, busy = phone(VIC), phone(VIC)
    for each in (vic, busy):
        open_kept(each, "slips/referral/new")
    busy.page.get_by_label("Who", exact=False).first.fill("Gu")
    rename("Green")
    for each in (vic, busy):
        each.context.set_offline(False)
    expect(vic.page.locator("main")).to_contain_text("Gus Green", timeout=SOON)
    expect(vic.page.locator("#waiting")).to_be_hidden()
    busy.says("^As of ")

    assert "Gus Green" not in busy.page.locator("main").inner_text()
