"""One phone at a meeting in a café."""

from playwright.sync_api import Browser, Page, expect

from tests.journeys.evening import Slip
from tests.journeys.hall import PHONE, Hall
from tests.offline.house import House
from tests.offline.phone import SOON, Phone


class Guest(Phone):
    """Somebody's phone, signed in, with the pages of today on it."""

    def __init__(self, house: House, hall: Hall, browser: Browser, number: int) -> None:
        super().__init__(house, hall.enter(browser, number, **PHONE))
        self.turns = 0
        self.open(house.home)
        self.wait_for_pages()

    def turn_to(self, slip: Slip) -> None:
        """Begin to open a slip's sheet, and wait for nothing."""
        self.turns += 1
        address = f"{self.house.home}slips/{slip.kind}/new?turn={self.turns}"
        self.page.evaluate("address => { setTimeout(() => location.assign(address)); }", address)

    def write(self, slip: Slip) -> None:
        """Fill the sheet in once it is there, and send it."""
        self.page.wait_for_url(f"**/new?turn={self.turns}", timeout=SOON)
        search = self.page.get_by_role("searchbox").first
        expect(search).to_be_visible(timeout=SOON)
        search.fill(slip.other)
        self.page.locator(".picker-list .choice:visible input").check()
        if slip.amount:
            self.page.get_by_label("Amount invoiced").fill(str(slip.amount))
        self.record()

    def is_answered(self) -> None:
        """Wait until the page says that it is recorded, or that it waits."""
        expect(self.page.locator("#messages .message")).to_be_visible(timeout=SOON)

    def welcome(self, name: str, inviter: str) -> None:
        """Register somebody at the door, in a tab of its own."""
        door: Page = self.context.new_page()
        door.goto(f"{self.house.home}meetings/{self.house.today}/visitors")
        door.get_by_label("Visitor’s name").fill(name)
        door.locator("#inviter_id-list .choice", has_text=inviter).locator("input").check()
        door.get_by_role("button", name="Register as present").click()
        expect(door.locator("#messages .message")).to_be_visible(timeout=SOON)
        door.close()
