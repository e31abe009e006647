"""A meeting with a bad network, drawn from a seed: what was done, and what must come of it."""

import random
from collections.abc import Callable

from playwright.sync_api import expect

from tests.offline.house import NAMES, House
from tests.offline.phone import SOON, Phone

WHO = "vic.president"
# What the network does in between; the browser knows of the first two only.
NETWORKS = ("offline", "online", "up", "up", "dead", "silent", "lost", "lost", "500", "413", "503")


class Trace:
    """One phone, one seed."""

    def __init__(self, seed: int, house: House, phone: Phone) -> None:
        self.dice = random.Random(seed)
        self.house = house
        self.phone = phone
        #: What the person chose last, by name, and what they recorded, in order.
        self.letters = dict.fromkeys(NAMES, "P")
        self.topics: list[str] = []
        self.told: list[str] = []

    def run(self, marks: int, slips: int) -> None:
        """Do so much of everything, in any order, and then let the network be good."""
        work: list[Callable[[], None]] = [self.mark] * marks + [self.learn] * slips
        work += [self.change_network] * (len(work) // 2)
        work += [self.kill_tab, self.open_tab, self.restart, self.end_session]
        self.dice.shuffle(work)
        self.phone.open(self.house.sheet)
        for step in work:
            self.told.append(step.__name__)
            step()
        self.finish()

    def mark(self) -> None:
        """Mark somebody."""
        name, letter = self.dice.choice(NAMES), self.dice.choice("PALM")
        self._open_sheet()
        self.phone.mark(name, letter)
        self.phone.settle()
        self.letters[name] = letter

    def learn(self) -> None:
        """Record a slip."""
        topic = f"Topic {len(self.topics)}"
        self.phone.learn(topic)
        self.phone.settle()
        self.topics.append(topic)

    def change_network(self) -> None:
        """Let the network become anything."""
        state = self.dice.choice(NETWORKS)
        self.told.append(state)
        if state in ("offline", "online"):
            self.phone.context.set_offline(state == "offline")
        else:
            self.house.cafe.become(state)

    def kill_tab(self) -> None:
        """Close the tab while it may be sending."""
        self.phone.kill_tab()
        self._open_sheet()

    def open_tab(self) -> None:
        """Go on in a second tab, the first one staying open."""
        self.phone.new_tab()
        self._open_sheet()

    def restart(self) -> None:
        """Stop the server and start it again."""
        self.house.restart()

    def end_session(self) -> None:
        """Sign the phone out from elsewhere, mark somebody, and sign in again."""
        self._open_sheet()
        self.house.end_sessions()
        self.mark()
        self._improve()
        self.phone.sign_in(WHO)

    def finish(self) -> None:
        """Wait until everything is sent; what was too large is tried again by hand."""
        self._improve()
        page = self.phone.page
        for _ in range(SOON // 200):
            if page.locator("#waiting").get_attribute("data-state") == "refused":
                page.locator("#waiting").click()
                page.locator("#outbox").get_by_role("button", name="Try again").first.click()
                # What is sent leaves the list, and the buttons below it move.
                page.keyboard.press("Escape")
            elif page.locator("#waiting").is_hidden():
                break
            page.wait_for_timeout(200)
        self.phone.has_sent_all()

    def _improve(self) -> None:
        self.house.cafe.become("up")
        self.phone.context.set_offline(False)

    def _open_sheet(self) -> None:
        if not self.phone.page.url.endswith("/attendance"):
            self.phone.open(self.house.sheet)
        expect(self.phone.page.locator("[data-row]").first).to_be_visible(timeout=SOON)
