"""Who stands on the sheet, and what it offers: also those who left, and those who walk in."""

from datetime import date

import pytest

from chapter.attendance import queries, service
from chapter.attendance.rules import AttendanceRefused, Refusal
from chapter.attendance.service import Entry
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.meetings.models import Meeting
from chapter.members.models import Membership
from chapter.visitors import service as visitors
from chapter.visitors.rules import VisitState, VisitType
from tests.conftest import NOW, BrowserFactory, Reader
from tests.factories import make_mark, make_meeting, make_member

TODAY = date(2026, 11, 19)
EARLIER = date(2026, 11, 12)


def leave(membership: Membership, day: date) -> None:
    """Take somebody off the roster from a day on."""
    membership.left_on, membership.seat_key = day, None
    db.session.commit()


def names(chapter: Chapter, day: date, meeting: Meeting | None) -> list[tuple[str, str]]:
    """Return who stands on the sheet, with their letters."""
    rows = queries.sheet(chapter, day, meeting)
    return [(row.membership.person.name, row.letter) for row in rows]


def test_sheet_of_an_earlier_day_holds_who_left_since(
    chapter: Chapter, browse: BrowserFactory, vice_president: Reader
) -> None:
    leave(make_member(chapter, "Fay Former", "Florist"), TODAY)
    make_meeting(chapter, EARLIER)

    page = browse(vice_president).get("attendance.edit", held_on=EARLIER)

    said = [" ".join(name.get_text(" ").split()) for name in page.select("[data-name]")]
    assert said == ["Fay Former Florist, has left since", "Vic President Notary"]
    assert names(chapter, TODAY, None) == [("Vic President", "")]


def test_sheet_keeps_who_has_a_mark_though_the_roster_was_corrected(
    chapter: Chapter, browse: BrowserFactory, vice_president: Reader
) -> None:
    """What counts must be seen; seen red with the roster of the day alone."""
    meeting = make_meeting(chapter, TODAY)
    gone = make_member(chapter, "Gil Gone", "Glazier")
    make_mark(meeting, gone.person, "P")
    leave(gone, EARLIER)

    page = browse(vice_president).get("attendance.edit", held_on=TODAY)

    assert "Glazier, not on the roster that day" in page.select("[data-name]")[0].get_text()
    assert queries.counts(queries.lines(chapter, meeting))["P"] == 1
    make_mark(meeting, gone.person, "A")
    assert names(chapter, TODAY, meeting) == [("Gil Gone", "A"), ("Vic President", "")]


def test_sheet_has_one_line_for_who_came_back(chapter: Chapter) -> None:
    """Seen red with every time on the roster a line."""
    meeting = make_meeting(chapter, TODAY)
    now = make_member(chapter, "Ria Returner", "Roofer")
    earlier = {"person_id": now.person_id, "trade": "Roofer", "left_on": EARLIER}
    db.session.add(Membership(chapter_id=chapter.id, joined_on=date(2026, 9, 1), **earlier))
    now.joined_on = TODAY
    make_mark(meeting, now.person, "L")

    (row,) = queries.sheet(chapter, TODAY, meeting)
    assert (row.membership, row.letter, len(queries.lines(chapter, meeting))) == (now, "L", 1)


def test_mark_of_somebody_off_the_roster_without_one_is_refused(chapter: Chapter) -> None:
    """Seen red with everybody asked for let through."""
    meeting = make_meeting(chapter, TODAY)
    gone = make_member(chapter, "Gil Gone")
    leave(gone, EARLIER)
    entry = Entry(gone.person_id, "P")

    with pytest.raises(AttendanceRefused) as refused:
        service.set_marks(chapter, meeting, [entry], actor_id=None, now=NOW)

    assert refused.value.refusal is Refusal.NOT_ON_ROSTER


def test_not_marked_is_not_absent(chapter: Chapter) -> None:
    meeting = make_meeting(chapter, TODAY)
    make_member(chapter, "Nora Notmarked")
    make_mark(meeting, make_member(chapter, "Abe Absent").person, "A")

    counts = queries.counts(queries.sheet(chapter, TODAY, meeting))
    assert (counts["A"], counts["none"]) == (1, 1)


def test_names_are_labels_only_of_those_who_may_still_walk_in(
    chapter: Chapter, browse: BrowserFactory, vice_president: Reader
) -> None:
    meeting = make_meeting(chapter, TODAY)
    make_mark(meeting, make_member(chapter, "Lea Late").person, "L")
    browser = browse(vice_president)
    walking = browser.get("attendance.edit", held_on=TODAY).select("label[data-name]")
    browser.post("attendance.start", held_on=TODAY)
    called = browser.get("attendance.edit", held_on=TODAY)

    assert vice_president.person is not None
    assert [label["for"] for label in walking] == [f"mark-{vice_president.person.id}-P"]
    assert called.select("label[data-name]") == []


def test_sheet_suggests_who_came_instead_lately(
    chapter: Chapter, browse: BrowserFactory, vice_president: Reader
) -> None:
    make_mark(make_meeting(chapter, EARLIER), make_member(chapter, "Ana One").person, "S", "Otto")
    make_meeting(chapter, TODAY)

    page = browse(vice_president).get("attendance.edit", held_on=TODAY)

    fields = {str(field["list"]) for field in page.select("[data-substitute]")}
    offered = [str(option["value"]) for option in page.select("datalist#substitutes option")]
    assert (fields, offered) == ({"substitutes"}, ["Otto"])


def test_guests_stand_below_the_sheet_without_a_mark(
    chapter: Chapter, browse: BrowserFactory, vice_president: Reader
) -> None:
    meeting = make_meeting(chapter, TODAY)
    observer = VisitType.OBSERVER
    visitors.register(
        chapter, meeting, name="Hon Guest", inviter=None, contact={}, visit_type=observer
    )
    db.session.commit()

    page = browse(vice_president).get("attendance.edit", held_on=TODAY)

    others = page.select_one("section[aria-labelledby=others]")
    assert others is not None
    assert "Hon Guest" in others.get_text()
    assert len(page.select("[data-row]")) == 1


def test_who_is_only_registered_stands_apart_from_who_is_here(
    chapter: Chapter, browse: BrowserFactory, vice_president: Reader
) -> None:
    """Seen red with one list of both."""
    meeting = make_meeting(chapter, TODAY)
    for name, state in (("Pia Present", VisitState.PRESENT), ("Reg Registered", None)):
        visit = visitors.register(chapter, meeting, name=name, inviter=None, contact={})
        visit.state = state or visit.state
    db.session.commit()

    page = browse(vice_president).get("attendance.edit", held_on=TODAY)

    lists = page.select("section[aria-labelledby=others] ul")
    said = [(one.get("aria-label", ""), one.get_text(" ", strip=True)) for one in lists]
    assert said == [("", "Pia Present Visitor"), ("Expected", "Reg Registered Visitor")]


def test_start_answers_a_script_with_the_sheets_address(
    browse: BrowserFactory, vice_president: Reader
) -> None:
    browser, json = browse(vice_president), {"Accept": "application/json"}

    opened = browser.send("attendance.start", held_on=TODAY, headers=json)
    early = browser.send("attendance.start", held_on=date(2026, 12, 3), headers=json)

    address = browser.address("attendance.edit", held_on=TODAY)
    assert vice_president.person is not None
    row = {"person": vice_president.person.id, "mark": "P", "substitute": "", "version": 1}
    assert (opened.status_code, opened.json) == (
        200,
        {
            "address": address,
            "message": "The roll call is open.",
            "counts": {"P": 1, "A": 0, "L": 0, "M": 0, "S": 0, "none": 0},
            "rows": [row],
        },
    )
    assert (early.status_code, sorted(early.json or {})) == (409, ["error", "request_id"])
