"""The jobs of a week, each done from home in any way and each looked at where it is kept."""

import re

from playwright.sync_api import expect

from tests.journeys.place import Place
from tests.journeys.ways import Fingers

AUTHOR = "Vic President"
TOO_MANY = re.compile(r"^4 absences, more than the 3 the rules allow\.")
TWO_OF_THREE = re.compile(r"^2 of 3 absences\.")


def record(way: Fingers) -> None:
    """Send the slip and wait for its Undo."""
    way.use(way.page.get_by_role("button", name="Record", exact=True))
    expect(way.page.get_by_role("button", name="Undo")).to_be_visible()


def open_sheet(way: Fingers, noun: str) -> None:
    """Open the sheet of a slip."""
    way.use(way.page.get_by_role("main").get_by_role("link", name=noun, exact=True))
    expect(way.page.get_by_role("heading", level=1)).to_have_text(noun)
    expect(way.page.get_by_role("searchbox")).to_be_focused()


def pass_referral(way: Fingers, place: Place) -> None:
    """Pass somebody a prospect with a phone number."""
    name = place.floor.others()[3]
    open_sheet(way, "Referral")
    way.pick(name)
    way.fill(way.page.get_by_label("Who should they contact?"), "Pia Prospect")
    way.fill(way.page.get_by_label("Their phone"), "600100200")
    record(way)
    said = [(AUTHOR, "referrals_given", 0), (name, "referrals_received", 0)]
    assert place.floor.counted() == said


def meet(way: Fingers, place: Place) -> None:
    """Note a one-to-one."""
    name = place.floor.others()[5]
    open_sheet(way, "One-to-one")
    way.pick(name)
    record(way)
    assert place.floor.counted() == [(AUTHOR, "one_to_ones", 0), (name, "one_to_ones", 0)]


def thank(way: Fingers, place: Place) -> None:
    """Thank somebody for business, from nothing."""
    name = place.floor.others()[9]
    open_sheet(way, "Closed business")
    way.pick(name)
    way.fill(way.page.get_by_label("Amount invoiced"), "90")
    record(way)
    assert place.floor.counted() == [(name, "closed_business", 9_000)]


def thank_for_a_referral(way: Fingers, place: Place) -> None:
    """Thank for a referral that one looks at."""
    giver = place.floor.others()[7]
    way.page.goto(f"/c/north/slips/{place.floor.pass_referral(giver, AUTHOR)}")
    way.forget()
    way.use(way.page.get_by_role("link", name="Thank for the business"))
    expect(way.page.get_by_label("Amount invoiced")).to_be_focused()
    way.fill(way.page.get_by_label("Amount invoiced"), "1250")
    record(way)
    assert place.floor.counted()[-1] == (giver, "closed_business", 125_000)


def welcome(way: Fingers, place: Place) -> None:
    """Register somebody new at the door."""
    inviter = place.porch.names()[4]
    way.use(way.page.get_by_role("link", name="Visitors at the door"))
    expect(way.page.get_by_role("heading", level=1)).to_have_text("Visitors")
    way.fill(way.page.get_by_label("Visitor’s name"), "Vera Visitor")
    way.fill(way.page.get_by_role("textbox", name="Company"), "Vera Glassworks")
    way.pick(inviter)
    way.use(way.page.get_by_role("button", name="Register as present"))
    expect(way.page.locator(".message-text")).to_have_text("Vera Visitor is present.")
    assert place.porch.visits() == [("Vera Visitor", "present", inviter)]


def close(way: Fingers, place: Place) -> None:
    """Close the week of today."""
    day = place.porch.today
    name = f"{day:%A} {day.day} {day:%B} {day.year}"
    way.use(way.page.get_by_role("main").get_by_role("link", name=name))
    way.use(way.page.get_by_role("button", name="Close the week", exact=True))
    expect(way.page.get_by_role("button", name="Reopen the week")).to_be_visible()
    assert place.porch.state(day) == "closed"


def download(way: Fingers, place: Place) -> None:
    """Download the workbook of the month."""
    place.hold_weeks()
    way.use(way.page.locator("#places").get_by_role("link", name="Reports"))
    link = way.page.get_by_role("link", name=re.compile("^Workbook of"))
    with way.page.expect_download() as got:
        way.use(link)
    way.keep(got.value)
    assert re.fullmatch(r"north-\d{4}-\d{2}\.xlsx", got.value.suggested_filename)


def help_somebody(way: Fingers, place: Place) -> None:
    """See who needs help, the neediest first, the reason in words, and take the next step."""
    names = place.hold_weeks()
    way.page.reload()
    way.forget()
    needy = way.page.locator("section[aria-labelledby=needs] li")
    for at, (name, reason) in enumerate(zip(names, (TOO_MANY, TWO_OF_THREE), strict=True)):
        expect(needy.nth(at).get_by_role("link").first).to_have_text(name)
        expect(needy.nth(at).locator("small").first).to_have_text(reason)
    way.use(needy.first.get_by_role("link", name=f"Days of absence of {names[0]}"))
    expect(way.page.get_by_role("main")).to_contain_text(names[0])


#: By the name of its bars.
DONE = {
    "referral": pass_referral,
    "one-to-one": meet,
    "thanks": thank,
    "thanks from the referral": thank_for_a_referral,
    "visitor": welcome,
    "close": close,
    "report": download,
    "who needs help": help_somebody,
}
