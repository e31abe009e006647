"""A fault at each statement of each write leaves what stood before, and says so."""

import logging
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from tests.house import source
from tests.house.dump import changed, dump
from tests.house.furniture import House
from tests.reliability.examples import EXAMPLES
from tests.reliability.faults import failing
from tests.reliability.writes import Write, prepare, writes

MOST = 2_000
# Each row and each week is a transaction of its own there, and sent again it is the same write.
IN_PARTS = {"grid.index", "weeks.close_all"}


@pytest.fixture(autouse=True)
def as_served(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Answer faults as the server does, and leave their tracebacks out of the output."""
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    with_mail = replace(app.config["CHAPTER_SETTINGS"], smtp_url="smtp://127.0.0.1:9")
    monkeypatch.setitem(app.config, "CHAPTER_SETTINGS", with_mail)
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def promised(write: Write) -> object:
    """Return what the next page would say was done."""
    with write.browser.client.session_transaction() as session:
        return session.get("_flashes")


def test_every_write_has_an_example(app: Flask) -> None:
    """Seen red with the example of one address taken out."""
    source.none(sorted(writes(app) - set(EXAMPLES)), "This write has no example in examples.py:")
    source.none(sorted(set(EXAMPLES) - writes(app)), "This example has no address any more:")


# What a fault leaves of a file made to be handed out is closed by the collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_fault_at_each_statement_leaves_what_stood_before(
    house: House, app: Flask, name: str
) -> None:
    """Seen red with a commit in the middle of a close, and with the error handlers as they were.

    Those answered a failed commit with 500, and the next page said that it was saved.
    """
    write = prepare(app, house, name, EXAMPLES[name])
    before, said = dump(whole=True), promised(write)
    saved = before
    for at in range(1, MOST):
        with failing(at) as fault:
            answer = write.send()
        if not fault.struck:
            break
        after = changed(saved, dump(whole=True)) if fault.has_written else []
        if after and name in IN_PARTS and saved is before:
            saved, after = dump(whole=True), []
        assert (answer.status_code, after, promised(write)) == (503, [], said), (at, fault.struck)
        assert answer.headers["Retry-After"] == "2"

    assert answer.status_code in (200, 302), answer.get_data()
    assert changed(before, dump(whole=True)) != [], f"{name}: this write has no example"
    assert saved is before or changed(saved, dump(whole=True)) == []


@pytest.mark.parametrize("name", ["weeks.close", "slips.new referral", "attendance.edit"])
def test_database_gone_for_good_is_said_on_a_page(house: House, app: Flask, name: str) -> None:
    """Seen red with the page's language, and with its account, read from the database."""
    write, answers = prepare(app, house, name, EXAMPLES[name]), []
    before = dump(whole=True)
    for at in range(1, MOST):
        with failing(at, lasts=True) as fault:
            answer = write.send()
        if not fault.struck:
            break
        answers.append((answer.status_code, "Saving has to wait" in answer.text))
        assert changed(before, dump(whole=True)) == []

    assert set(answers) == {(503, True)}
