"""Somebody at a page, whose taps, keys, pages, requests and bytes are counted."""

import gzip
from urllib.parse import urlsplit

from playwright.sync_api import Download, Locator, Page, Response, expect


def segment(page: Page, at: int, letter: str) -> Locator:
    """Return the segment of a letter in somebody's line."""
    return page.locator("[data-row]").nth(at).locator(f"label.segment[data-mark={letter}]")


def is_saved(page: Page) -> None:
    """Wait until nothing is on its way."""
    expect(page.locator(".sheet-state")).to_have_text("All saved")


class Hands:
    """Counts what a job costs from where it begins."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        page.goto(address)
        self.pages: set[str] = set()
        self.requests: list[str] = []
        #: How many answers are being weighed.
        self.weighing = 0
        self.forget()
        page.on("response", self._weigh)

    def tap(self, target: Locator) -> None:
        """Tap once."""
        target.click()
        self.taps += 1

    def write(self, text: str) -> None:
        """Write where the focus is."""
        self.page.keyboard.type(text)
        self.characters += len(text)
        self.keys += len(text)

    def press(self, *keys: str) -> None:
        """Press keys one after the other; a letter with Shift is one."""
        for key in keys:
            self.page.keyboard.press(key)
            self.keys += 1

    def access(self, letter: str) -> None:
        """Press Alt and an access key, whose character Playwright leaves out."""
        session = self.page.context.new_cdp_session(self.page)
        alt = {"modifiers": 1, "key": letter, "code": f"Key{letter.upper()}"}
        session.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **alt})
        text = {"text": letter, "unmodifiedText": letter}
        session.send("Input.dispatchKeyEvent", {"type": "char", **text, **alt})
        session.detach()
        self.keys += 1

    def forget(self) -> None:
        """Count from here on."""
        self.page.wait_for_load_state("networkidle")
        self.taps = self.characters = self.keys = self.bytes = self.largest = 0
        self.pages, self.requests = set(), []

    def keep(self, file: Download) -> None:
        """Count a file, which goes to the disk and past the page."""
        self.requests.append(f"GET {urlsplit(file.url).path}")
        self.bytes += file.path().stat().st_size

    def over(self, **bars: int) -> dict[str, int]:
        """Return what cost more than its bar, once every answer is weighed."""
        while self.weighing:
            self.page.wait_for_timeout(20)
        cost = {
            "taps": self.taps,
            "characters": self.characters,
            "keys": self.keys,
            "pages": len(self.pages),
            "requests": len(self.requests),
            "bytes": self.bytes,
            "largest": self.largest,
        }
        return {name: cost[name] for name, bar in bars.items() if cost[name] > bar}

    def _weigh(self, response: Response) -> None:
        if self._is_of_the_job(response):
            self.weighing += 1
            self._count(response)
            self.weighing -= 1

    def _is_of_the_job(self, response: Response) -> bool:
        request, path = response.request, urlsplit(response.url).path
        if path == "/session":
            return True
        is_asked = request.is_navigation_request() or request.redirected_from is not None
        # What a page fetches to be there without a network says what it takes; the job's do not.
        is_fetched = request.resource_type == "fetch" and "accept" not in request.headers
        return path.startswith("/c/") and (is_asked or is_fetched or request.method == "POST")

    def _count(self, response: Response) -> None:
        request, path = response.request, urlsplit(response.url).path
        self.requests.append(f"{request.method} {path}")
        if response.status >= 300:
            return
        size = len(gzip.compress(response.body()))
        self.bytes += size
        if response.headers["content-type"].startswith("text/html"):
            self.largest = max(self.largest, size)
            # Where a slip that was sent leads to is no page of the job.
            if request.resource_type != "fetch" or request.redirected_from is not None:
                self.pages.add(path)
