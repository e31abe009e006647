"""What is recorded without a network is sent once, in order, or kept with the reason."""

import pytest
from playwright.sync_api import expect

from tests.offline.conftest import PhoneMaker
from tests.offline.house import House

pytestmark = [pytest.mark.browser]

VIC = "Vic President"


def test_slip_is_sent_by_itself_when_the_network_returns(house: House, phone: PhoneMaker) -> None:
    """Seen red with the timer taken out: nothing told the page that the network was back."""
    vic = phone("vic.president")
    house.cafe.become("dead")
    vic.learn("One")
    vic.is_told("This waits on this phone and is sent by itself.")
    vic.says("1 waiting")
    house.cafe.become("up")
    vic.has_sent_all()

    assert house.slips() == [("One", VIC)]


def test_answer_lost_after_the_commit_makes_no_second_slip(house: House, phone: PhoneMaker) -> None:
    """Seen red with a new key for each try."""
    vic = phone("vic.president")
    house.cafe.become("lost", only="/new")
    vic.learn("One")
    vic.is_told("This waits on this phone")
    house.cafe.become("up")
    vic.has_sent_all()

    sent = [path for method, path, _state in house.cafe.seen if method == "POST"]
    assert len(sent) > 2
    assert house.slips() == [("One", VIC)]


def test_entries_arrive_in_the_order_they_were_made(house: House, phone: PhoneMaker) -> None:
    """The phone's clock goes back an hour in between and decides nothing."""
    vic = phone("vic.president")
    house.cafe.become("dead")
    vic.learn("One")
    vic.is_told("This waits on this phone")
    vic.context.add_init_script("const now = Date.now; Date.now = () => now() - 3_600_000")
    vic.learn("Two")
    vic.says("2 waiting")
    house.cafe.become("up")
    vic.has_sent_all()

    assert house.slips() == [("One", VIC), ("Two", VIC)]


def test_second_mark_follows_the_first_without_a_question(house: House, phone: PhoneMaker) -> None:
    """Seen red with the version of the answer not handed on."""
    vic = phone("vic.president")
    vic.open(house.sheet)
    house.cafe.become("lost", only="attendance")
    vic.mark("Ada Abel", "A")
    vic.says("1 waiting")
    vic.mark("Ada Abel", "M")
    house.cafe.become("up")
    vic.has_sent_all()

    assert house.letters()["Ada Abel"] == "M"
    expect(vic.page.locator("[data-note]:visible")).to_have_count(0)


def test_last_of_several_waiting_marks_is_shown(house: House, phone: PhoneMaker) -> None:
    """Seen red with the first shown: a tap on it changed nothing, and the second was sent."""
    vic = phone("vic.president")
    vic.open(house.sheet)
    house.cafe.become("500", only="/attendance")
    vic.mark("Cleo Cruz", "M")
    expect(vic.page.locator("#waiting")).to_contain_text("waiting", timeout=20_000)
    vic.mark("Cleo Cruz", "L")
    vic.settle()
    vic.open(house.sheet)
    row = vic.page.locator("[data-row]").filter(has_text="Cleo Cruz")
    expect(row.locator("input[value=L]")).to_be_checked()
    vic.mark("Cleo Cruz", "M")
    house.cafe.become("up")
    vic.has_sent_all()

    assert house.letters()["Cleo Cruz"] == "M"


def test_own_mark_taken_without_a_word_is_no_question(house: House, phone: PhoneMaker) -> None:
    """Seen red without what is unsure: Vic was told that Vic had been there first."""
    vic = phone("vic.president")
    vic.open(house.sheet)
    house.cafe.become("lost", only="/attendance")
    vic.mark("Cleo Cruz", "M")
    expect(vic.page.locator("#waiting")).to_contain_text("waiting", timeout=20_000)
    house.cafe.become("413", only="/attendance")
    vic.says("1 to mend")
    house.cafe.become("dead")
    vic.mark("Cleo Cruz", "L")
    house.cafe.become("up")
    vic.has_sent_all()

    assert house.letters()["Cleo Cruz"] == "L"


def test_mark_somebody_else_changed_meanwhile_is_asked_about(
    house: House, phone: PhoneMaker
) -> None:
    """Seen red with the comparison of versions off on the server."""
    vic = phone("vic.president")
    vic.context.set_offline(True)
    vic.open(house.sheet)
    vic.mark("Dan Drew", "A")
    vic.says("1 waiting")
    house.mark("Dan Drew", "L")
    vic.context.set_offline(False)

    vic.says("1 to mend")
    expect(vic.page.locator("[data-note]:visible")).to_contain_text("marked L")
    assert house.letters()["Dan Drew"] == "L"


@pytest.mark.parametrize("status", ["500", "503", "429", "403"])
def test_server_in_trouble_is_asked_again(house: House, phone: PhoneMaker, status: str) -> None:
    """Seen red with every status above 399 taken for a refusal; 403 is a stranger in between."""
    vic = phone("vic.president")
    house.cafe.become(status, only="/education/new")
    vic.context.set_offline(True)
    vic.learn("One")
    vic.context.set_offline(False)
    vic.page.wait_for_timeout(1500)
    waited = house.slips()
    house.cafe.become("up")
    vic.has_sent_all()

    assert (waited, house.slips()) == ([], [("One", VIC)])


def test_too_large_an_entry_is_kept_explained_and_mended(house: House, phone: PhoneMaker) -> None:
    """Seen red with a refused entry sent again and again."""
    vic = phone("vic.president")
    vic.context.set_offline(True)
    vic.learn("One")
    house.cafe.become("413", only="/education/new")
    vic.context.set_offline(False)
    vic.says("1 to mend")
    vic.page.locator("#waiting").click()
    expect(vic.page.locator("#outbox")).to_contain_text("This is larger than the server takes.")
    house.cafe.become("up")
    vic.page.get_by_role("button", name="Mend it").click()
    expect(vic.page.get_by_label("What about")).to_have_value("One")
    vic.record()
    vic.page.wait_for_url("**/slips/*")
    vic.has_sent_all()

    assert house.slips() == [("One", VIC)]


def test_stranger_in_between_takes_nothing_from_the_page(house: House, phone: PhoneMaker) -> None:
    """Seen red with every refusal taken for the server's own: the page came anew, empty."""
    vic = phone("vic.president")
    house.cafe.become("413", only="/education/new")
    vic.learn("One")
    vic.is_told("This is larger than the server takes.")
    vic.says("1 to mend")
    typed = vic.page.get_by_label("What about").input_value()
    house.cafe.become("up")
    vic.record()
    vic.page.wait_for_url("**/slips/*")
    vic.has_sent_all()

    assert (typed, house.slips()) == ("One", [("One", VIC)])


def test_mark_that_stands_answers_the_one_refused(house: House, phone: PhoneMaker) -> None:
    """Seen red with changed fields heard only: the refused mark waited to be tried again."""
    vic = phone("vic.president")
    vic.open(house.sheet)
    house.cafe.become("413", only="/attendance")
    vic.mark("Cleo Cruz", "A")
    vic.says("1 to mend")
    vic.open(house.sheet)
    expect(vic.page.locator("[data-note]:visible")).to_contain_text("Please choose again.")
    house.cafe.become("up")
    vic.mark("Cleo Cruz", "P")
    vic.has_sent_all()

    assert house.letters()["Cleo Cruz"] == "P"


def test_refused_entry_may_be_dropped(house: House, phone: PhoneMaker) -> None:
    vic = phone("vic.president")
    vic.context.set_offline(True)
    vic.learn("One")
    house.cafe.become("413", only="/education/new")
    vic.context.set_offline(False)
    vic.says("1 to mend")
    vic.page.locator("#waiting").click()
    vic.page.get_by_role("button", name="Drop it").click()

    expect(vic.page.locator("#outbox")).to_contain_text("Nothing waits")
    assert house.slips() == []


def test_two_tabs_send_each_entry_once(house: House, phone: PhoneMaker) -> None:
    vic = phone("vic.president")
    house.cafe.become("dead")
    vic.learn("One")
    vic.is_told("This waits on this phone")
    vic.new_tab()
    vic.learn("Two")
    vic.says("2 waiting")
    house.cafe.seen = []
    house.cafe.become("up")
    vic.has_sent_all()

    posts = [path for method, path, _state in house.cafe.seen if method == "POST"]
    assert (len(posts), house.slips()) == (2, [("One", VIC), ("Two", VIC)])


def test_kept_sheet_makes_another_slip_each_time(house: House, phone: PhoneMaker) -> None:
    """Seen red with the key of the kept page used as it is."""
    vic = phone("vic.president")
    vic.context.set_offline(True)
    for topic in ("One", "Two"):
        vic.learn(topic)
        vic.is_told("This waits on this phone")
    vic.context.set_offline(False)
    vic.has_sent_all()

    assert house.slips() == [("One", VIC), ("Two", VIC)]


def test_page_open_for_a_while_still_records_and_tells(house: House, phone: PhoneMaker) -> None:
    """What floats leaves, the queue stays. Seen red with all of `data-undo` leaving."""
    vic = phone("vic.president")
    vic.page.clock.install()
    vic.open(f"{house.home}slips/education/new")
    vic.page.clock.fast_forward(20_000)
    house.cafe.become("dead")
    vic.page.get_by_label("What about").fill("One")
    vic.record()
    vic.says("1 waiting")
    vic.page.locator("#waiting").click()

    expect(vic.page.locator("#outbox")).to_be_visible()
