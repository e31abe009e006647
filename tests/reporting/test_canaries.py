"""Whoever reads, whatever sheet of whichever edition, as Excel or as CSV: nothing confidential."""

import csv
import io
import zipfile
from collections.abc import Iterator
from itertools import product

import pytest

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.people.models import Person
from reports.books import editions
from tests import factories
from tests.conftest import BrowserFactory, Reader
from tests.reporting.conftest import FIRST

PAYERS = ("Pia Payer", "Paul Payer")
# Two thanks to one person in one week: 1234.56 and 777.77, so the week says 2012.33.
AMOUNTS, WEEK_SAYS = (123_456, 77_777), "2012.33"
SINGLE = ("1234.56", "1,234.56", "123456", "777.77", "77777")
SAID = {"prospect": "CANARY Prospect", "phone": "600 111 222", "email": "canary@prospect.example"}
CALL = {"name": "Vera Visitor", "phone": "600 333 444", "email": "canary@visitor.example"}
CANARIES = ("CANARY", "canary@", "600 111 222", "600 333 444", "@north.example", *SINGLE)
PERIODS = ("2026-11", str(FIRST), "all")


@pytest.fixture
def told(chapter: Chapter, member: Reader, ben: Person) -> Chapter:
    """A closed week that has everything nobody else may read."""
    assert member.person is not None
    earners = [factories.make_member(chapter, name, email="").person for name in PAYERS]
    for earner, amount, tier in zip(earners, AMOUNTS, ("inside", "outside"), strict=True):
        slip = {"thanked_id": member.person.id, "amount": amount, "tier": tier}
        factories.make_slip(chapter, "closed-business", earner, FIRST, **slip)
    said = {"receiver_id": ben.id, "comment": "CANARY comment", **SAID}
    factories.make_slip(chapter, "referral", member.person, FIRST, **said)
    factories.make_slip(chapter, "visitor", ben, FIRST, **CALL)
    factories.make_slip(chapter, "one-to-one", ben, FIRST, second_id=earners[0].id, topics="CANARY")
    factories.make_slip(chapter, "education", ben, FIRST, topic="CANARY")
    praise = {"receiver_id": ben.id, "text": "CANARY"}
    factories.make_slip(chapter, "testimonial", member.person, FIRST, **praise)
    factories.make_mark(factories.make_meeting(chapter, FIRST), ben, "P")
    factories.close_week(chapter, FIRST)
    chapter.lights_shown = True
    db.session.commit()
    return chapter


def addresses() -> Iterator[tuple[str, dict[str, str]]]:
    """Give every sheet and every workbook there is, some for the leadership alone."""
    for period in PERIODS:
        for name in editions.NAMES:
            for ext in ("csv", "xlsx"):
                yield "reporting.sheet", {"name": name, "ext": ext, "period": period}
        for edition in editions.EDITIONS:
            yield "reporting.month", {"period": period, "edition": edition}
    yield "reporting.own", {}


def parts(data: bytes) -> Iterator[str]:
    """Give what a file says: each part of a workbook, or the file itself."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            yield from (book.read(name).decode() for name in book.namelist())
    else:
        yield data.decode("utf-8-sig")


@pytest.mark.parametrize("who", ["member", "vice_president", "director", "admin"])
def test_no_file_tells_what_is_confidential(
    told: Chapter, browse: BrowserFactory, request: pytest.FixtureRequest, who: str
) -> None:
    """Seen red with the parts of closed business told, and with a visitor's phone."""
    browser = browse(request.getfixturevalue(who))
    found, answered = [], set()
    for endpoint, asked in addresses():
        answer = browser.client.get(browser.address(endpoint, **asked))
        answered.add(answer.status_code)
        for text in parts(answer.data):
            found += [(endpoint, asked, canary) for canary in CANARIES if canary in text]
    assert found == []
    refused = {"member": {403}, "vice_president": set(), "admin": {404}, "director": {404}}[who]
    assert answered == {200} | refused


def test_nobody_who_thanked_stands_beside_what_they_gave(
    told: Chapter, vice_president: Reader, browse: BrowserFactory
) -> None:
    """Seen red with a payer's name written beside the weekly sum."""
    browser, beside = browse(vice_president), []
    for name, period in product(editions.NAMES, PERIODS):
        asked = {"name": name, "ext": "csv", "period": period}
        text = browser.client.get(browser.address("reporting.sheet", **asked)).text
        lines = [" ".join(row) for row in csv.reader(io.StringIO(text))]
        beside += [line for line in lines if WEEK_SAYS in line and any(p in line for p in PAYERS)]
    assert beside == []
