"""After an update of the app, what older versions left on a phone is still sent."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.offline.conftest import PhoneMaker
from tests.offline.house import House

pytestmark = [pytest.mark.browser, pytest.mark.long]

WRITE = (Path(__file__).parent / "first_release.js").read_text(encoding="utf-8")
WORKERS = "async () => (await caches.keys()).filter((name) => name.startsWith('shell-'))"


def entry(house: House, topic: str) -> dict[str, object]:
    """Return a slip with nothing but what the first release gave every entry."""
    fields = {
        "key": topic.encode().hex().ljust(32, "0"),
        "version": "0",
        "units": "1",
        "topic": topic,
        "author_id": str(house.staff["Vic President"]),
    }
    return {
        "account": str(house.user_id("vic.president@north.example")),
        "address": "/c/north/slips/education/new",
        "fields": {**fields, "dated": str(house.today)},
        "made_at": 0,
    }


def test_entry_of_the_first_release_is_sent(house: House, phone: PhoneMaker) -> None:
    """Seen red with entries sent only if they have a state."""
    vic = phone()
    vic.open(f"{house.cafe.address}/offline")
    vic.page.evaluate(WRITE, entry(house, "Of long ago"))
    vic.sign_in("vic.president")
    vic.has_sent_all()

    assert house.slips() == [("Of long ago", "Vic President")]


def test_store_of_a_newer_version_is_still_read(house: House, phone: PhoneMaker) -> None:
    """Seen red with the version insisted on: a tab of before the update lost sight of it."""
    vic = phone()
    vic.open(f"{house.cafe.address}/worker")
    vic.page.evaluate(WRITE.replace('"chapter", 1', '"chapter", 9'), entry(house, "Of later"))
    vic.sign_in("vic.president")
    vic.has_sent_all()

    assert house.slips() == [("Of later", "Vic President")]


def test_new_build_takes_over_and_sends_what_waited(house: House, phone: PhoneMaker) -> None:
    """Seen red with the worker of the new build waiting for all tabs to close."""
    vic = phone("vic.president")
    before = vic.page.evaluate(WORKERS)
    house.cafe.become("dead")
    vic.learn("Before the update")
    vic.says("1 waiting")
    house.cafe.build = (house.app.extensions["build"].encode(), b"another-build")
    house.cafe.become("up")
    vic.open(house.home)
    vic.has_sent_all()
    for _ in range(100):
        after = vic.page.evaluate(WORKERS)
        if after == ["shell-another-build"]:
            break
        vic.page.wait_for_timeout(200)

    assert (before, after) == ([f"shell-{house.app.extensions['build']}"], ["shell-another-build"])
    assert house.slips() == [("Before the update", "Vic President")]
    vic.context.set_offline(True)
    vic.open(house.sheet)
    expect(vic.page.locator("[data-row]").first).to_be_visible()
