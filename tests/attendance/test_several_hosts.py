"""Two hosts at one sheet, each with a browser of their own: what merges, and what is asked."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.journeys.hall import LAPTOP, PHONE, Hall
from tests.journeys.hands import is_saved, segment

pytestmark = [pytest.mark.browser]

SECONDS = 8_000


@pytest.fixture
def vic(browser: Browser, hall: Hall) -> Iterator[Page]:
    """The vice president's phone, with the sheet open before anybody is marked."""
    hall.begin("open")
    with hall.enter(browser, 0, **PHONE) as context:
        yield opened(context.new_page(), hall)


@pytest.fixture
def sue(browser: Browser, hall: Hall, vic: Page) -> Iterator[Page]:
    """The secretary's laptop with the same sheet."""
    with hall.enter(browser, 1, **LAPTOP) as context:
        yield opened(context.new_page(), hall)


def opened(page: Page, hall: Hall) -> Page:
    """Open the sheet."""
    page.goto(hall.sheet)
    expect(page.locator("[data-row]")).to_have_count(40)
    is_saved(page)
    return page


def deafen(page: Page) -> None:
    """Let a page hear nothing of the others, as in a dead corner of the room."""
    page.route("**/changes", lambda route: route.abort())


def chosen(page: Page, at: int) -> Locator:
    """Return the chosen mark of a line."""
    return page.locator("[data-row]").nth(at).locator("input:checked")


def note(page: Page, at: int) -> Locator:
    """Return what a line says."""
    return page.locator("[data-row]").nth(at).locator("[data-note]")


def test_marks_of_others_appear_within_seconds(vic: Page, sue: Page, hall: Hall) -> None:
    """Seen red with the changes not asked for."""
    segment(vic, 4, "A").click()

    expect(chosen(sue, 4)).to_have_value("A", timeout=SECONDS)
    expect(sue.locator("[data-count=A]")).to_have_text("1")
    expect(sue.locator("[data-note]:visible")).to_have_count(0)
    assert list(hall.letters().values())[4] == "A"


def test_different_members_merge_without_a_question(vic: Page, sue: Page, hall: Hall) -> None:
    deafen(vic)
    deafen(sue)
    for at in range(0, 8, 2):
        segment(vic, at, "A").click()
        segment(sue, at + 1, "L").click()
    expect(vic.locator("[data-now=saving]")).to_have_count(0)
    expect(sue.locator("[data-now=saving]")).to_have_count(0)

    assert "".join(hall.letters().values()) == "ALALALAL"
    expect(vic.locator("[data-note]:visible")).to_have_count(0)
    expect(sue.locator("[data-note]:visible")).to_have_count(0)


def test_same_member_is_asked_with_value_who_and_when_and_can_be_set(
    vic: Page, sue: Page, hall: Hall
) -> None:
    """Seen red with the comparison of versions off."""
    deafen(sue)
    segment(vic, 3, "A").click()
    is_saved(vic)
    segment(sue, 3, "L").click()

    expect(note(sue, 3)).to_contain_text("Vic President marked A at ")
    expect(chosen(sue, 3)).to_have_value("A")
    assert list(hall.letters().values())[3] == "A"
    note(sue, 3).get_by_role("button", name="Set L").click()
    expect(note(sue, 3)).to_be_hidden()
    expect(chosen(vic, 3)).to_have_value("L", timeout=SECONDS)
    assert list(hall.letters().values())[3] == "L"


def test_same_member_can_be_kept_as_the_other_marked(vic: Page, sue: Page, hall: Hall) -> None:
    deafen(sue)
    segment(vic, 3, "A").click()
    is_saved(vic)
    segment(sue, 3, "L").click()
    note(sue, 3).get_by_role("button", name="Keep A").click()

    expect(note(sue, 3)).to_be_hidden()
    expect(sue.locator(".sheet-state")).to_contain_text("All saved")
    assert list(hall.letters().values())[3] == "A"


def test_second_tap_does_not_run_over_what_the_first_was_refused_for(
    vic: Page, sue: Page, hall: Hall
) -> None:
    """A tap while one is under way; seen red with the answer's version given to the next."""
    held: list[Route] = []
    deafen(sue)
    sue.route(f"**{hall.sheet}", lambda route: held.append(route))
    with sue.expect_request(f"**{hall.sheet}"):
        segment(sue, 3, "L").click()
    segment(vic, 3, "A").click()
    is_saved(vic)
    segment(sue, 3, "M").click()
    sue.unroute(f"**{hall.sheet}")
    held[0].continue_()

    expect(note(sue, 3).get_by_role("button", name="Set M")).to_be_visible()
    assert list(hall.letters().values())[3] == "A"


def test_tap_at_the_moment_of_the_question_is_no_answer(vic: Page, sue: Page, hall: Hall) -> None:
    """Seen red with taps taken for an answer at once."""
    deafen(sue)
    segment(vic, 3, "A").click()
    is_saved(vic)
    sue.evaluate(
        """() => {
          const row = document.querySelectorAll("[data-row]")[3];
          const seen = new MutationObserver(() => {
            seen.disconnect();
            row.querySelector("input[value=M]").click();
          });
          seen.observe(row.querySelector("[data-note]"), { childList: true });
          row.querySelector("input[value=L]").click();
        }"""
    )

    expect(note(sue, 3).get_by_role("button", name="Set M")).to_be_visible()
    assert list(hall.letters().values())[3] == "A"


def test_own_mark_the_page_has_not_heard_of_yet_is_no_conflict(vic: Page, hall: Hall) -> None:
    """A name right after its S stands on the same version; seen red with the chain off."""
    person = vic.locator("[data-row]").nth(3).get_attribute("data-row")
    outcomes = vic.evaluate(
        """async ([address, subject]) => {
          const script = document.querySelector("script[type=module]");
          const { outbox } = await import(new URL("outbox.js", script.src));
          const outcome = () => new Promise((resolve) => {
            outbox.addEventListener("sent", () => resolve("sent"));
            outbox.addEventListener("refused", () => resolve("refused"));
          });
          const version = `version-${subject}`;
          const outcomes = [];
          for (const name of ["", "Otto"]) {
            const heard = outcome();
            const said = { [`mark-${subject}`]: "S", [`substitute-${subject}`]: name };
            const fields = { ...said, [version]: "0" };
            outbox.add({ kind: "mark", address, subject, version, fields });
            outcomes.push(await heard);
          }
          return outcomes;
        }""",
        [hall.sheet, person],
    )

    assert outcomes == ["sent", "sent"]
    assert list(hall.letters().values())[3] == "S Otto"


@pytest.mark.parametrize("pause", [0, 2_000])
def test_two_substitutes_for_one_member_are_a_choice_too(
    vic: Page, sue: Page, hall: Hall, pause: int
) -> None:
    """Seen red with letters alone compared, and asked before the name was written."""
    deafen(sue)
    for page, name in ((vic, "Otto"), (sue, "Olga")):
        segment(page, 3, "S").click()
        page.wait_for_timeout(pause)
        page.keyboard.type(name)
        page.keyboard.press("Enter")
        expect(page.locator("[data-now=saving]")).to_have_count(0)

    expect(note(sue, 3)).to_contain_text("Vic President marked S Otto at ")
    note(sue, 3).get_by_role("button", name="Set S Olga").click()
    expect(vic.locator("[data-row]").nth(3).locator("[data-substitute]")).to_have_value(
        "Olga", timeout=SECONDS
    )
    assert list(hall.letters().values())[3] == "S Olga"


def test_name_being_written_is_not_replaced(vic: Page, sue: Page, hall: Hall) -> None:
    """Seen red with rows taken over while somebody writes in them."""
    hall.remember_substitute("Olga Once-here")
    opened(sue, hall)
    segment(sue, 3, "S").click()
    expect(chosen(vic, 3)).to_have_value("S", timeout=SECONDS)
    sue.keyboard.type("O")
    segment(vic, 3, "A").click()
    is_saved(vic)
    with sue.expect_response("**/changes"):
        pass
    expect(chosen(sue, 3)).to_have_value("S")
    sue.keyboard.press("Enter")

    expect(note(sue, 3)).to_contain_text("Vic President marked A at ")
    expect(note(sue, 3).get_by_role("button", name="Set S Olga Once-here")).to_be_visible()


def test_hidden_page_asks_for_nothing(vic: Page) -> None:
    """Seen red with visibility not looked at."""
    asked: list[str] = []
    vic.on("request", lambda request: asked.append(request.url))
    vic.evaluate(
        """() => {
          Object.defineProperty(document, "visibilityState", { value: "hidden" });
          document.dispatchEvent(new Event("visibilitychange"));
        }"""
    )
    vic.wait_for_timeout(9_000)

    assert [url for url in asked if url.endswith("/changes")] == []


def test_close_elsewhere_is_told(vic: Page, sue: Page, hall: Hall) -> None:
    """Seen red with the meeting's state left out of what is asked."""
    hall.begin("closed")

    expect(sue.get_by_text("The meeting or its roster was changed elsewhere.")).to_be_visible(
        timeout=SECONDS
    )
    segment(vic, 3, "A").click()
    expect(note(vic, 3)).to_contain_text("This week is closed. Reopen it first.")
    note(vic, 3).get_by_role("button", name="Leave it as it was").click()
    expect(note(vic, 3)).to_be_hidden()
    assert set(hall.letters().values()) == {""}
