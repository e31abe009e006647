"""One served chapter for all tests, and phones to visit it with."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests import engines
from tests.offline.house import House, build
from tests.offline.phone import Phone

PhoneMaker = Callable[..., Phone]


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Serve a chapter that meets today."""
    folder = Path(tmp_path_factory.mktemp("offline"))
    url = engines.own_url(folder, "offline")
    house = build(folder, url)
    yield house
    house.close()


@pytest.fixture
def house(served: House) -> House:
    """The chapter as it is before anybody did anything."""
    served.reset()
    return served


@pytest.fixture
def phone(house: House, browser: Browser) -> Iterator[PhoneMaker]:
    """Make phones: `phone("vic.president")` is signed in and has the first page open."""
    opened: list[BrowserContext] = []

    def make(who: str = "", **options: Any) -> Phone:
        context = browser.new_context(viewport={"width": 360, "height": 740}, **options)
        opened.append(context)
        made = Phone(house, context)
        if who:
            made.sign_in(who)
        return made

    yield make
    for context in opened:
        context.close()
