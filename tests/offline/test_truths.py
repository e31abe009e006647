"""What the phone says of itself is so: who waits at the door, how old a page is, what is lost."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.offline.conftest import PhoneMaker
from tests.offline.house import House
from tests.offline.phone import SOON, Phone

pytestmark = [pytest.mark.browser, pytest.mark.long]

VIC = "vic.president"
AS_OF = re.compile(r"^As of ([01]\d|2[0-3]):[0-5]\d$")


def door(phone: Phone, house: House) -> Locator:
    """Open today's door and return its list."""
    phone.open(f"{house.home}meetings/{house.today}/visitors")
    return phone.page.locator("#door-list")


def register(phone: Phone, name: str) -> None:
    """Register somebody new."""
    phone.page.locator("#name").fill(name)
    phone.page.get_by_role("radio", name="Nobody, or not known yet").check()
    phone.page.get_by_role("button", name="Register as present").click()


def test_visitor_registered_without_a_network_stands_in_the_list(
    house: House, phone: PhoneMaker
) -> None:
    """Seen red with the list as the server made it, and with the page left as it was once sent."""
    vic = phone(VIC)
    vic.context.set_offline(True)
    listed = door(vic, house)
    register(vic, "Nora Newcome")
    row = listed.locator("li", has_text="Nora Newcome")
    expect(row).to_contain_text("waiting to be sent")
    expect(door(vic, house).locator("li", has_text="Nora")).to_contain_text("waiting to be sent")
    vic.page.locator("#name").fill("nor")
    expect(row).to_be_visible()
    vic.page.locator("#name").fill("Nol")
    expect(row).to_be_hidden()
    vic.context.set_offline(False)

    vic.has_sent_all()
    expect(row).to_contain_text("present", timeout=SOON)
    expect(row).to_have_count(1)
    expect(vic.page.locator("#name")).to_have_value("Nol")


def test_choice_left_open_is_named_by_its_field(house: House, phone: PhoneMaker) -> None:
    """Seen red with the label of the first choice: “Something is missing. Ada Abel”."""
    vic = phone(VIC)
    vic.context.set_offline(True)
    vic.open(f"{house.home}slips/referral/new")
    vic.page.get_by_label("Who should they contact?").fill("Pat Prospect")
    vic.record()
    sentence = "Choose a member, or write who it was."
    vic.is_told(f"{sentence} (To)")
    expect(vic.page.locator(".field-error")).to_have_text(sentence)
    vic.page.get_by_role("link", name=sentence).click()
    expect(vic.page.get_by_role("searchbox")).to_be_focused()
    vic.page.get_by_role("radio", name="Ada Abel").check()
    vic.record()

    vic.is_told("This waits on this phone")
    expect(vic.page.locator(".field-error")).to_have_count(0)


def test_summary_of_errors_leads_to_the_field_and_keeps_what_was_typed(
    house: House, phone: PhoneMaker
) -> None:
    """Seen red with every step in the history opening the page anew, empty."""
    vic = phone(VIC)
    vic.open(f"{house.home}slips/closed-business/new")
    vic.page.get_by_role("radio", name="Ada Abel").check()
    vic.record()
    vic.page.get_by_role("link", name="Write the amount.").click()
    expect(vic.page.locator("#amount")).to_be_focused()
    vic.page.wait_for_timeout(500)

    expect(vic.page.get_by_role("radio", name="Ada Abel")).to_be_checked()


def test_name_outside_stands_for_the_choice_as_it_does_online(
    house: House, phone: PhoneMaker
) -> None:
    """Seen red with somebody from the list asked for all the same."""
    vic = phone(VIC)
    vic.context.set_offline(True)
    vic.open(f"{house.home}slips/one-to-one/new")
    vic.page.get_by_text("More", exact=True).click()
    vic.page.get_by_label("Somebody outside the chapter").last.fill("Olaf Outsider")
    vic.record()

    vic.is_told("This waits on this phone")


def test_door_asks_for_a_name_alone_as_it_does_online(house: House, phone: PhoneMaker) -> None:
    """Seen red with whoever invited required."""
    vic = phone(VIC)
    vic.context.set_offline(True)
    door(vic, house)
    register_button = vic.page.get_by_role("button", name="Register as present")
    register_button.click()
    vic.is_told("Write the visitor’s name.")
    vic.page.locator("#name").fill("Sola Solo")
    register_button.click()

    vic.is_told("This waits on this phone")


def test_what_waits_names_the_visitor_and_the_day(house: House, phone: PhoneMaker) -> None:
    """Seen red with whoever invited, and with a mark of no day."""
    vic = phone(VIC)
    vic.context.set_offline(True)
    door(vic, house)
    vic.page.locator("#name").fill("Queue Label")
    vic.page.get_by_role("radio", name="Ada Abel").check()
    vic.page.get_by_role("button", name="Register as present").click()
    vic.says("1 waiting")
    vic.open(house.sheet)
    vic.mark("Ben Brook", "A")
    vic.says("2 waiting")
    vic.page.locator("#waiting").click()
    day = f"{house.today:%a} {house.today.day} {house.today:%b}"
    said = [line.partition("\n")[0] for line in vic.page.locator("#outbox li").all_inner_texts()]

    assert said == [f"Visitors, Queue Label, {day}", f"Ben Brook, A, {day}"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_waits_stands_on_one_line_beside_the_chapter(
    house: House, phone: PhoneMaker, scheme: str
) -> None:
    """Seen red with the count in two lines, and the name broken inside its first word."""
    vic = phone(VIC, color_scheme=scheme)
    vic.context.set_offline(True)
    vic.learn("One")
    vic.says("1 waiting")
    lines = """element => Math.round(element.getBoundingClientRect().height
      / parseFloat(getComputedStyle(element).lineHeight))"""
    chip, name = vic.page.locator("#waiting"), vic.page.locator(".brand-name")
    name.evaluate("name => { name.textContent = 'Harbour Referral Partners'; }")
    chip.evaluate("chip => { chip.textContent = '3 waiting, 59 min'; }")
    text = chip.evaluate("""chip => { const range = document.createRange();
      range.selectNodeContents(chip); return range.getClientRects().length; }""")

    assert (text, name.evaluate(lines)) == (1, 1)


def test_age_of_a_page_is_told_as_the_chapter_tells_time(house: House, phone: PhoneMaker) -> None:
    """Seen red with the phone's own way of writing; 13:00 in Madrid was “8:00 PM” in Tokyo."""
    vic = phone(VIC, locale="en-US", timezone_id="Asia/Tokyo")
    house.cafe.become("dead")
    vic.open(house.sheet)
    vic.says(AS_OF.pattern)
    said = vic.page.locator("#waiting").inner_text().removeprefix("As of ")
    there: Any = vic.page.evaluate(
        """() => new Date(document.documentElement.dataset.kept).toLocaleTimeString("en-GB",
          { timeZone: "Europe/Madrid", hour: "2-digit", minute: "2-digit" })"""
    )

    assert said == there


def test_age_leaves_once_the_sheet_hears_the_server(house: House, phone: PhoneMaker) -> None:
    """Seen red with the age standing until the page is opened anew."""
    vic = phone(VIC)
    house.cafe.become("dead")
    vic.open(house.sheet)
    vic.says(AS_OF.pattern)
    house.cafe.become("up")

    expect(vic.page.locator("#waiting")).to_be_hidden(timeout=SOON)


def test_age_leaves_the_chapter_its_name(house: House, phone: PhoneMaker) -> None:
    """Seen red with the age on one line."""
    vic = phone(VIC)
    house.cafe.become("dead")
    vic.open(house.sheet)
    vic.says(AS_OF.pattern)
    name = vic.page.locator(".brand-name")
    name.evaluate("name => { name.textContent = 'Harbour Referral Partners'; }")

    cut = "name => name.scrollHeight > name.clientHeight || name.scrollWidth > name.clientWidth"
    assert name.evaluate(cut) is False
    assert (
        vic.page.locator("#waiting").evaluate("chip => chip.scrollWidth > chip.clientWidth")
        is False
    )


def test_server_away_is_not_called_a_missing_connection(house: House, phone: PhoneMaker) -> None:
    """Seen red with one word for both."""
    vic = phone(VIC)
    house.cafe.become("dead")
    vic.learn("One")
    vic.is_told("Chapter cannot be reached. This waits on this phone and is sent by itself.")
    vic.open(f"{house.home}people")
    expect(vic.page.get_by_role("heading", level=1)).to_have_text("Chapter cannot be reached")
    vic.context.set_offline(True)
    vic.learn("Two")

    vic.is_told("There is no connection. This waits on this phone and is sent by itself.")


def test_who_signed_out_without_a_network_is_told_that_it_is_gone(
    house: House, phone: PhoneMaker
) -> None:
    """Seen red with the page as it stands in for any other: “what you recorded waits here”."""
    vic = phone(VIC)
    vic.context.set_offline(True)
    vic.learn("Never")
    vic.says("1 waiting")
    vic.sign_out()
    vic.page.get_by_role("button", name="Sign out and lose it").click()
    main = vic.page.locator("main")
    expect(main).to_contain_text("what was not sent is gone")

    expect(main.get_by_text("What you recorded waits here")).to_be_hidden()
