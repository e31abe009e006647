"""Our own reader reads back what is handed out in the official layouts."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from chapter import clock
from chapter.archive import service
from chapter.archive.rules import ArchiveRefused
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports.reading import reader
from chapter.imports.reading.contents import AttendanceFile
from chapter.imports.reading.reader import SlipsFile, SummaryFile
from chapter.meetings import queries as meetings
from chapter.visitors.models import Visit
from chapter.weeks import door
from tests import factories
from tests.archive.steps import a_chapter_with_everything
from tests.conftest import TODAY
from tests.house.furniture import CLOSED

KINDS = ["closed-business", "education", "one-to-one", "referral", "visitor"]
HARBOUR = "Harbour, North Region, Spain"


@pytest.fixture
def north(app: Any) -> Chapter:
    """A chapter with slips of every kind in two closed weeks."""
    return a_chapter_with_everything()


@pytest.fixture
def visited(north: Chapter) -> Chapter:
    """The same chapter after the visitor of the last closed week is found to have come."""
    meeting = meetings.on(north, CLOSED[0])
    visit = db.session.scalars(db.select(Visit).where(Visit.meeting_id == meeting.id)).one()
    door.welcome(north, visit, is_present=True, today=TODAY, actor_id=None, now=clock.now())
    db.session.commit()
    return north


def handed_out(chapter: Chapter, layout: str, period: str, *, as_csv: bool = False) -> Any:
    """Make a report and read it as an import would."""
    data = service.official(chapter, layout, period, TODAY, as_csv=as_csv)
    return reader.read(data, f"{layout}.{'csv' if as_csv else 'xlsx'}")


def troubles(content: Any) -> list[str]:
    """Return what the reader did not understand, but for what a CSV file always lacks."""
    return [issue.sentence for issue in content.issues if issue.leaves_row_out]


@pytest.mark.parametrize("as_csv", [False, True])
def test_slips_audit_is_read_back(visited: Chapter, as_csv: bool) -> None:
    """Seen red with a heading spelt otherwise, and with the payer's name under From."""
    found = handed_out(visited, "slips-audit", str(CLOSED[0]), as_csv=as_csv)

    assert isinstance(found, SlipsFile)
    assert troubles(found) == []
    assert sorted(row.kind for row in found.rows) == KINDS
    (business,) = (row for row in found.rows if row.kind == "closed-business")
    assert (business.source, business.amount) == (None, Decimal(100))


def test_outsiders_are_bold_with_their_home(north: Chapter) -> None:
    """Seen red with bold left off, and with the home of nobody."""
    author = factories.make_member(north, "Olga Own", "Plumber").person
    outsider = {"outsider_name": "Yara Elsewhere", "outsider_home": HARBOUR}
    outsider["outsider_category"] = "elsewhere"
    factories.make_slip(north, "referral", author, TODAY, **outsider)
    factories.close_week(north, TODAY)
    rows = handed_out(north, "slips-audit", str(TODAY)).rows
    (row,) = (row for row in rows if row.source and row.source.name == "Olga Own")

    assert (row.source.is_outsider, row.target.name) == (False, "Yara Elsewhere")
    assert (row.target.is_outsider, row.detail) == (True, HARBOUR)


@pytest.mark.parametrize("as_csv", [False, True])
def test_summary_is_read_back(north: Chapter, as_csv: bool) -> None:
    """Seen red with amounts in minor units, and with the organisation's row under our word."""
    found = handed_out(north, "palms-summary", "2026-11", as_csv=as_csv)
    arthur = next(row for row in found.members if row.last_name == "Author")

    assert isinstance(found, SummaryFile)
    assert troubles(found) == []
    assert (arthur.figures["P"], arthur.figures["RGI"]) == (2, 2)
    assert (found.meetings, found.total.figures["TYFCB"]) == (2, Decimal(200))
    assert set(found.unlisted().values()) == {0}


@pytest.mark.parametrize("as_csv", [False, True])
def test_attendance_is_read_back(north: Chapter, as_csv: bool) -> None:
    """Seen red with the year left out of From and To."""
    found = handed_out(north, "palms-attendance", "2026-11", as_csv=as_csv)
    letters = {row.name: dict(row.letters) for row in found.rows}

    assert isinstance(found, AttendanceFile)
    assert troubles(found) == []
    assert (found.chapter, list(found.days)) == ("North", sorted(CLOSED[:2]))
    assert letters["Arthur Author"] == dict.fromkeys(CLOSED[:2], "P")


@pytest.mark.parametrize("period", [str(TODAY), "2026-11", "2026-11-18", "x"])
def test_slips_audit_is_of_a_closed_week(north: Chapter, period: str) -> None:
    """Seen red with open weeks handed out."""
    with pytest.raises(ArchiveRefused):
        service.official(north, "slips-audit", period, TODAY, as_csv=True)


def test_texts_stay_text(app: Any) -> None:
    """Seen red with the apostrophe left out, and with it not taken off again."""
    chapter = factories.make_chapter("north", "North")
    author = factories.make_member(chapter, "+Ada One").person
    factories.make_slip(chapter, "education", author, TODAY)
    factories.close_week(chapter, TODAY)
    data = service.official(chapter, "slips-audit", str(TODAY), TODAY, as_csv=True)

    assert b"'+Ada One" in data
    for as_csv in (True, False):
        (row,) = handed_out(chapter, "slips-audit", str(TODAY), as_csv=as_csv).rows
        assert row.source.name == "+Ada One"


def test_thanks_are_in_no_telling_order(app: Any) -> None:
    """Seen red with slips in the order of their ids."""
    chapter = factories.make_chapter("north", "North")
    one, other = (factories.make_member(chapter, name).person for name in ("Ada One", "Bo Two"))
    for amount in (30_000, 10_000, 20_000):
        factories.make_slip(
            chapter, "closed-business", one, TODAY, thanked_id=other.id, amount=amount
        )
    factories.close_week(chapter, TODAY)
    rows = handed_out(chapter, "slips-audit", f"{date(2026, 11, 19)}").rows

    assert [row.amount for row in rows] == [100, 200, 300]
