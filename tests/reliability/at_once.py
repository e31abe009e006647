"""Do things at the same moment, each in a thread with a browser of its own."""

import time
from collections.abc import Callable, Sequence
from threading import Barrier, Thread
from typing import Any, TypeVar

from werkzeug.test import TestResponse

from chapter.db import db
from tests.browse import Browser

R = TypeVar("R")
PATIENCE = 60.0


def at_once(works: Sequence[Callable[[], R]]) -> list[R]:
    """Start all works together and return what each gave, in their order."""
    # What this thread has open would keep the writers out.
    db.session.remove()
    barrier, given = Barrier(len(works)), dict[int, Any]()

    def run(place: int, work: Callable[[], R]) -> None:
        barrier.wait()
        try:
            given[place] = work()
        except BaseException as fault:
            given[place] = fault

    threads = [Thread(target=run, args=each) for each in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    faults = [one for one in given.values() if isinstance(one, BaseException)]
    if faults:
        raise faults[0]
    return [given[place] for place in range(len(works))]


def insist(browser: Browser, target: str, data: dict[str, str], **headers: str) -> TestResponse:
    """Send until the database has time for it, as a phone does after a 503."""
    until = time.monotonic() + PATIENCE
    while True:
        sent = {**data, "csrf_token": browser.csrf_token}
        with browser.client.post(target, data=sent, headers=headers) as answer:
            answer.get_data()
        if answer.status_code != 503 or time.monotonic() > until:
            return answer
        assert answer.headers["Retry-After"] == "2"
