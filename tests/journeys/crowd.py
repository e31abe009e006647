"""Phones and tabs of several people at one meeting, all behind the same café."""

from playwright.sync_api import Browser, Page, expect

from tests.journeys.evening import Evening, Slip
from tests.journeys.guest import Guest
from tests.journeys.hall import Hall
from tests.offline.house import House
from tests.offline.phone import SOON

# 400 kbit/s and 400 ms.
RATE, DELAY = 50_000, 0.4


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
