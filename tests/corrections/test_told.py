"""What an accepted request changed is told in words, and where a slip went that left its week."""

import json
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from chapter import clock
from chapter.audit.models import AuditEntry
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.people.models import Person
from chapter.slips.ledger import Credit, Slip
from chapter.weeks import service as weeks
from tests.conftest import TODAY, BrowserFactory, Reader
from tests.corrections.conftest import Asker
from tests.factories import close_week, make_meeting, make_slip
from tests.slips.steps import text

LAST_WEEK, DAY_AFTER = TODAY - timedelta(weeks=1), TODAY - timedelta(days=6)


def settled(chapter: Chapter, kind: str, author: Person, **values: Any) -> Slip:
    """Record a slip and close its week."""
    slip = make_slip(chapter, kind, author, TODAY, **values)
    close_week(chapter, TODAY)
    return slip


def test_before_and_after_stand_in_every_list(
    slip: Slip, member: Reader, vice_president: Reader, browse: BrowserFactory, ask: Asker
) -> None:
    """Seen red with the trace of accepting without what changed."""
    request, officer = ask(slip, units=5, topic=""), browse(vice_president)
    officer.post("corrections.accept", {"version": 1}, request_id=request.id)

    pages = [officer.get("corrections.index"), browse(member).get("corrections.mine")]
    week = text(officer.get("weeks.show", held_on=TODAY))

    assert ["Units (about an hour each) 2 → 5" in text(page) for page in pages] == [True, True]
    assert "Education, changed after a request: Units (about an hour each) 2 → 5" in week


def test_week_tells_changes_to_who_closes_alone(
    slip: Slip, secretary: Reader, vice_president: Reader, browse: BrowserFactory, ask: Asker
) -> None:
    request = ask(slip, units=5, topic="")
    browse(vice_president).post("corrections.accept", {"version": 1}, request_id=request.id)

    page = text(browse(secretary).get("weeks.show", held_on=TODAY))

    assert ("closed the week" in page, "2 → 5" in page) == (True, False)


def test_traces_keep_neither_prospect_nor_amount_nor_who_thanked(
    chapter: Chapter,
    member: Reader,
    vice_president: Reader,
    bea: Person,
    browse: BrowserFactory,
    ask: Asker,
) -> None:
    """Seen red with confidential fields kept like the others."""
    said = {"receiver_id": bea.id, "prospect": "Canary Before"}
    referral = make_slip(chapter, "referral", member.person, TODAY, **said)
    thanks = settled(chapter, "closed-business", member.person, thanked_id=bea.id, amount=777_00)
    officer = browse(vice_president)
    for slip, values in (
        (referral, {**said, "prospect": "Canary After", "tier": "inside"}),
        (thanks, {"thanked_id": bea.id, "amount": 888_00}),
    ):
        request = ask(slip, **values)
        officer.post("corrections.accept", {"version": 1}, request_id=request.id)

    kept = json.dumps(db.session.scalars(select(AuditEntry.details)).all())
    page = text(officer.get("corrections.index"))

    assert [word for word in ("Canary", "777", "888", "Bea") if word in kept] == []
    assert ("The amount changed; it is not shown here." in page, "outside" in kept) == (True, True)


def test_slip_that_leaves_its_week_says_so_before_and_after(
    chapter: Chapter, member: Reader, vice_president: Reader, browse: BrowserFactory, ask: Asker
) -> None:
    """Seen red with one sentence for every change."""
    early = make_slip(chapter, "education", member.person, LAST_WEEK, units=3)
    close_week(chapter, LAST_WEEK)
    request, officer = ask(early, dated=str(DAY_AFTER), units=3), browse(vice_president)
    before = text(officer.get("corrections.index"))

    officer.post("corrections.accept", {"version": 1}, request_id=request.id)

    pages = [text(officer.get("corrections.index")), text(browse(member).get("corrections.mine"))]
    after = "It left the week of Thu 12 Nov, to count in the week of Thu 19 Nov."
    assert "It leaves the week of Thu 12 Nov and will count in the week of Thu 19 Nov." in before
    assert f"The slip is changed as asked. {after}" in pages[0]
    assert [after in page for page in pages] == [True, True]


def test_slip_redated_to_an_earlier_open_week_is_told_to_stay_where_it_was_posted(
    chapter: Chapter,
    slip: Slip,
    member: Reader,
    vice_president: Reader,
    browse: BrowserFactory,
    ask: Asker,
) -> None:
    """Seen red with the rule of pending slips on the page of every slip."""
    make_meeting(chapter, LAST_WEEK)
    request = ask(slip, dated=str(LAST_WEEK), units=2, topic="")
    browse(vice_president).post("corrections.accept", {"version": 1}, request_id=request.id)

    close_week(chapter, LAST_WEEK).closed_at = clock.now() + timedelta(hours=1)

    said = text(browse(member).get("slips.show", slip_id=slip.id))

    assert slip.dated == LAST_WEEK
    assert "Posted in the week of Thu 19 Nov." in said
    assert "It stays with the week of Thu 19 Nov, where it was posted." in said
    assert "the first week that closes" not in said


def test_accepting_after_the_week_was_discarded_promises_no_week(
    chapter: Chapter, slip: Slip, vice_president: Reader, browse: BrowserFactory, ask: Asker
) -> None:
    """Seen red ("and its week counts so") with the week left out of what is said."""
    request, officer = ask(slip, units=5, topic=""), browse(vice_president)
    by = {"actor_id": vice_president.user.id, "now": clock.now()}
    weeks.reopen(chapter, TODAY, **by)
    weeks.discard(chapter, TODAY, **by)
    db.session.commit()
    officer.post("corrections.accept", {"version": 1}, request_id=request.id)
    said = text(officer.get("corrections.index"))
    assert "The slip is changed as asked. It counts once its week is closed." in said
    assert (slip.posted_on, db.session.scalars(select(Credit.quantity)).all()) == (None, [5])


def test_accepted_withdrawal_is_told_as_one(
    slip: Slip, vice_president: Reader, browse: BrowserFactory, ask: Asker
) -> None:
    request, officer = ask(slip), browse(vice_president)
    officer.post("corrections.accept", {"version": 1}, request_id=request.id)

    said = text(officer.get("corrections.index"))
    week = text(officer.get("weeks.show", held_on=TODAY))

    assert "The slip is withdrawn as asked. It does not count." in said
    assert "Education, withdrawn after a request." in week
