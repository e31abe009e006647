"""Phones and tabs of several people at one meeting, all behind the same café."""

from playwright.sync_api import Browser, Page, expect

from tests.attendance.hall import PHONE, Hall
from tests.journeys.evening import Evening, Slip
from tests.offline.house import House
from tests.offline.phone import SOON, Phone

# 400 kbit/s and 400 ms.
RATE, DELAY = 50_000, 0.4


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


class Crowd:
    """The vice president, the secretary with a second tab, and members with slips."""

    def __init__(self, house: House, hall: Hall, browser: Browser, evening: Evening) -> None:
        self.evening = evening
        everybody = [Guest(house, hall, browser, number) for number in range(len(hall.tokens))]
        self.house, self.everybody = house, everybody
        self.host, self.second, *members = everybody
        # The secretary's slips are written in a tab beside the sheet.
        self.tab = self.second.page
        self.second.new_tab()
        self.authors = [self.second, *members]

    def enter_the_cafe(self) -> None:
        """Let everything be slow from here on."""
        self.house.cafe.delay, self.house.cafe.rate = DELAY, RATE

    def call_the_roll(self) -> None:
        """Put everybody present, and open the sheet on a second phone."""
        self.host.open(self.house.sheet)
        self.host.page.get_by_role("button", name="Start the roll call").click()
        expect(self.host.page.locator("[data-row]").first).to_be_visible(timeout=SOON)
        self.tab.goto(self.house.sheet)

    def mark(self, page: Page, name: str, said: str) -> None:
        """Mark somebody on a sheet; after the letter stands who came instead."""
        letter, _, substitute = said.partition(" ")
        row = page.locator("[data-row]").filter(has_text=name)
        row.locator(f"label[data-mark={letter}]").click()
        if substitute:
            page.keyboard.type(substitute)

    def record(self, slips: list[Slip]) -> None:
        """Let each author record one slip, all at the same time."""
        turns = list(zip(self.authors, slips, strict=False))
        for guest, slip in turns:
            guest.turn_to(slip)
        for guest, slip in turns:
            guest.write(slip)
        for guest, _slip in turns:
            guest.is_answered()

    def be(self, is_offline: bool) -> None:
        """Take the network away, or give it back, on all phones."""
        for guest in self.everybody:
            guest.context.set_offline(is_offline)

    def wait(self) -> None:
        """Wait until every phone has sent all."""
        for guest in self.everybody:
            guest.has_sent_all()

    def leave(self) -> None:
        """Switch all phones off."""
        for guest in self.everybody:
            guest.context.close()
