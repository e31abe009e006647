"""What a person does on a phone, and what the phone keeps."""

import re
from typing import Any

from playwright.sync_api import BrowserContext, Page, expect

from tests.offline.house import PASSWORD, House

# Everything a browser keeps of a site, as one text.
EVERYTHING = """async () => {
  const said = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      said.push(request.url, await (await cache.match(request)).text());
    }
  }
  for (const { name } of await indexedDB.databases()) {
    const db = await new Promise((done) => {
      const asked = indexedDB.open(name);
      asked.onsuccess = () => done(asked.result);
    });
    for (const store of db.objectStoreNames) {
      const rows = await new Promise((done) => {
        const asked = db.transaction(store).objectStore(store).getAll();
        asked.onsuccess = () => done(asked.result);
      });
      said.push(JSON.stringify(rows));
    }
    db.close();
  }
  said.push(JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }));
  return said.join("\\n");
}"""
KEPT = "async () => Boolean(await caches.match('/-/kept', { cacheName: 'facts' }))"
SOON = 30_000


class Phone:
    """One browser in somebody's hand."""

    def __init__(self, house: House, context: BrowserContext) -> None:
        self.house = house
        self.context = context
        self.page: Page = context.new_page()

    def open(self, address: str) -> None:
        """Open an address, whatever becomes of it."""
        self.page.goto(address)

    def new_tab(self) -> Page:
        """Open another tab and leave the first where it is."""
        self.page = self.context.new_page()
        return self.page

    def kill_tab(self) -> None:
        """Close the tab without a word, and open a new one."""
        old, self.page = self.page, self.context.new_page()
        old.close()

    def sign_in(self, who: str) -> None:
        """Sign in and wait until the pages of today are on the phone."""
        self.open(f"{self.house.cafe.address}/sign-in")
        self.page.get_by_label("E-mail").fill(f"{who}@north.example")
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.get_by_role("button", name="Sign in").click()
        self.page.wait_for_url("**/c/north/")
        self.wait_for_pages()

    def wait_for_pages(self) -> None:
        """Wait until the phone has kept what it keeps."""
        for _ in range(100):
            if self.page.evaluate(KEPT):
                return
            self.page.wait_for_timeout(100)
        raise AssertionError("the pages of today were not kept")

    def mark(self, name: str, letter: str) -> None:
        """Tap a letter on the sheet that is open."""
        row = self.page.locator("[data-row]").filter(has_text=name)
        row.locator(f"label[data-mark={letter}]").click()

    def learn(self, topic: str) -> None:
        """Record something learned on its sheet: a slip that can be told from every other."""
        self.open(f"{self.house.home}slips/education/new")
        self.page.get_by_label("What about").fill(topic)
        self.record()

    def record(self) -> None:
        """Tap the button of the sheet."""
        self.page.get_by_role("button", name="Record", exact=True).click()

    def sign_out(self) -> None:
        """Tap sign out in the account's menu."""
        self.page.locator(".menu-end > summary").click()
        self.page.get_by_role("button", name="Sign out").click()

    def says(self, text: str) -> None:
        """Expect a text in the title bar's line."""
        expect(self.page.locator("#waiting")).to_have_text(re.compile(text), timeout=SOON)

    def is_told(self, text: str) -> None:
        """Expect a message on the page."""
        expect(self.page.locator("#messages")).to_contain_text(text, timeout=SOON)

    def settle(self) -> None:
        """Wait until what was just tapped is on the disk."""
        self.page.evaluate(f"async () => (await import('{self._outbox()}')).outbox.refresh()")

    def has_sent_all(self) -> None:
        """Expect that nothing waits any more."""
        mine = f"(await import('{self._outbox()}')).outbox.mine()"
        for _ in range(SOON // 100):
            waiting = self.page.evaluate(f"async () => JSON.stringify(await {mine})")
            if waiting == "[]":
                return
            self.page.wait_for_timeout(100)
        raise AssertionError(f"something still waits: {waiting}")

    def _outbox(self) -> str:
        """Return the address of the module, which is there already."""
        script: Any = self.page.locator("script[type=module]").get_attribute("src")
        return str(script.replace("enhance.js", "outbox.js"))

    def everything(self) -> str:
        """Return all that the phone keeps of the site."""
        return str(self.page.evaluate(EVERYTHING))
