"""The roll call in a real Chromium: how few taps and keys it takes, on a phone and a laptop."""

from collections import Counter
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.acceptance.test_in_chromium import is_too_wide
from tests.journeys.bars import JOBS
from tests.journeys.hall import LAPTOP, MEMBERS, PHONE, Hall
from tests.journeys.hands import Hands, is_saved, segment

pytestmark = [pytest.mark.browser]

HOME = "/c/north/"


@pytest.fixture
def phone(browser: Browser, hall: Hall) -> Iterator[Page]:
    """The vice president's phone, on the morning of the meeting."""
    hall.begin()
    with hall.enter(browser, 0, **PHONE) as context:
        yield context.new_page()


@pytest.fixture
def laptop(browser: Browser, hall: Hall) -> Iterator[Page]:
    """The vice president's laptop, on the morning of the meeting."""
    hall.begin()
    with hall.enter(browser, 0, **LAPTOP) as context:
        yield context.new_page()


def counts(hall: Hall) -> Counter[str]:
    """Return how often each letter stands."""
    return Counter(said[:1] for said in hall.letters().values())


def test_five_exceptions_of_forty_take_eight_taps(phone: Page, hall: Hall) -> None:
    """Seen red with bars of six taps, eleven characters, no page and seven requests."""
    hands = Hands(phone, HOME)
    hands.tap(phone.get_by_role("link", name="Attendance", exact=True))
    hands.tap(phone.get_by_role("button", name="Start the roll call"))
    expect(phone.locator("[data-row]")).to_have_count(MEMBERS)
    for at, letter in ((3, "A"), (17, "A"), (22, "L"), (31, "M"), (38, "S")):
        hands.tap(segment(phone, at, letter))
    hands.write("Sam Stand-in")
    is_saved(phone)

    assert counts(hall) == {"P": 35, "A": 2, "L": 1, "M": 1, "S": 1}
    assert "S Sam Stand-in" in hall.letters().values()
    # Two pages come, of one address; then one request a mark, and one for the name.
    assert hands.over(**JOBS["attendance"]) == {}


def test_five_exceptions_of_forty_take_twenty_keys(laptop: Page, hall: Hall) -> None:
    """Two letters and Shift with the mark's letter each; seen red with a bar of eighteen keys."""
    hall.remember_substitute("Olga Once-here")
    hands = Hands(laptop, HOME)
    hands.access("a")
    expect(laptop.get_by_role("button", name="Start the roll call")).to_be_visible()
    hands.access("a")
    expect(laptop.get_by_role("searchbox")).to_be_focused()
    for found, letter in (("aa", "A"), ("dm", "A"), ("ja", "L"), ("qu", "M"), ("ni", "S")):
        hands.write(found)
        hands.press(f"Shift+{letter}")
    hands.write("o")
    hands.press("Enter")
    is_saved(laptop)

    said = hall.letters()
    assert {said[n] for n in said if n.startswith("Ni")} == {"S Olga Once-here"}
    assert counts(hall) == {"P": 35, "A": 2, "L": 1, "M": 1, "S": 1}
    assert hands.over(keys=20, taps=0, pages=1, largest=20_000) == {}


def test_forty_who_walk_in_take_forty_taps(phone: Page, hall: Hall) -> None:
    """Names are tapped; seen red with the name no label."""
    hall.begin("open")
    hands = Hands(phone, hall.sheet)
    expect(phone.locator("[data-count=none]")).to_have_text("40")
    for name in phone.locator("[data-row] [data-name]").all():
        hands.tap(name)
    is_saved(phone)

    assert counts(hall) == {"P": MEMBERS}
    assert hands.over(**JOBS["walking in"]) == {}


def test_who_walks_in_is_found_by_two_letters_without_accents(phone: Page, hall: Hall) -> None:
    hall.begin("open")
    hands = Hands(phone, hall.sheet)
    expect(phone.locator("[data-row]")).to_have_count(MEMBERS)
    for part in ("ib", "bi", "nun"):
        hands.tap(phone.get_by_role("searchbox"))
        hands.write(part)
        expect(phone.locator("[data-row]:visible")).to_have_count(1)
        hands.tap(phone.locator("[data-row]:visible [data-name]"))
    is_saved(phone)

    present = [name for name, said in hall.letters().items() if said == "P"]
    assert len(present) == 3
    assert {"José Ibáñez", "Oskar Núñez"} < set(present)


def test_name_of_who_has_a_mark_changes_nothing(phone: Page, hall: Hall) -> None:
    """Seen red with the click on a marked name let through."""
    hall.begin("open")
    phone.goto(hall.sheet)
    segment(phone, 2, "L").click()
    is_saved(phone)
    phone.locator("[data-row] [data-name]").nth(2).click()
    is_saved(phone)

    assert counts(hall) == {"L": 1, "": MEMBERS - 1}


def test_keys_alone_do_the_sheet(laptop: Page, hall: Hall) -> None:
    """Letters mark the row, arrows move, Enter finds and, as people walk in, marks."""
    hall.begin("open")
    laptop.goto(hall.sheet)
    expect(laptop.get_by_role("searchbox")).to_be_focused()
    for key in ("q", "u", "Enter", "Enter", "a", "ArrowDown", "l", "ArrowDown", "s", *"Otto"):
        laptop.keyboard.press(key)
    laptop.keyboard.press("Enter")
    is_saved(laptop)

    letters = list(hall.letters().values())
    assert letters[:3] == ["A", "L", "S Otto"]
    assert counts(hall) == {"P": 1, "A": 1, "L": 1, "S": 1, "": MEMBERS - 4}


def test_shift_goes_on_with_a_name_that_is_written_so(laptop: Page, hall: Hall) -> None:
    """In “McA” the letter belongs to the name; seen red with the name not looked at."""
    hall.begin("open")
    laptop.goto(hall.sheet)
    laptop.keyboard.type("vic Pr")
    laptop.keyboard.press("Backspace")
    laptop.keyboard.press("Backspace")
    laptop.keyboard.press("Shift+P")

    expect(laptop.get_by_role("searchbox")).to_have_value("vic P")
    assert counts(hall) == {"": MEMBERS}


def test_sheet_fits_and_has_no_barrier(phone: Page, laptop: Page, hall: Hall) -> None:
    hall.begin("open")
    for page in (phone, laptop):
        page.goto(hall.sheet)
        segment(page, 3, "S").click()
        is_saved(page)
        assert [v["id"] for v in Axe().run(page).response["violations"]] == []
    phone.set_viewport_size({"width": 320, "height": 640})
    assert not is_too_wide(phone)
    small = [box for box in phone.locator("label:visible").all() if is_small(box)]
    assert small == []


def is_small(target: Locator) -> bool:
    """Tell whether a thumb misses it."""
    box = target.bounding_box()
    return box is None or min(box["width"], box["height"]) < 44


def test_taps_from_before_the_script_came_are_saved(browser: Browser, hall: Hall) -> None:
    """A slow network shows the sheet first; seen red with such taps not looked for."""
    hall.begin("open")
    held: list[Route] = []
    with hall.enter(browser, 0, service_workers="block", **PHONE) as context:
        page = context.new_page()
        page.route("**/roll-call-taps.js", lambda route: held.append(route))
        with page.expect_request("**/roll-call-taps.js"):
            page.goto(hall.sheet, wait_until="commit")
        page.locator("[data-row]").nth(3).locator("input[value=A]").check(force=True)
        held[0].continue_()
        expect(page.locator("[data-row]").nth(3).locator("input:checked")).to_have_value("A")
        page.wait_for_load_state("networkidle")

    assert list(hall.letters().values())[3] == "A"
