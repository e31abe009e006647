"""Uploads wait in the database, are brought in as they were shown, and leave no bytes."""

from datetime import date, timedelta

import pytest
import time_machine

from chapter import clock
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports import answered, service, uploads
from chapter.imports.models import ImportBatch, ImportDraft, ImportDraftFile
from chapter.imports.plans import Plan, Who
from chapter.imports.refusals import ImportRefused, Refusal
from chapter.slips.ledger import Slip
from tests.exports import Slip as Row
from tests.imports.steps import ANA, DAY, ROWS, audit, bring_in, slips, who

NORA = Row("Referral", "Nora Nobody", ANA, tier="Tier 1 (inside)")


def upload(chapter: Chapter, *rows: Row) -> ImportDraft:
    """Upload one file of these rows."""
    draft = uploads.upload(chapter, [("slips.xls", audit(list(rows) or ROWS))], who())
    db.session.commit()
    return draft


def said_of(draft: ImportDraft, **people: str) -> ImportDraft:
    """Say which meeting a draft is of, and who people are."""
    kept = answered.with_file(draft.answers, 0, meeting=DAY, chapter=True)
    named = {key.replace("_", " "): answer for key, answer in people.items()}
    draft.answers = answered.with_people(kept, named)
    db.session.commit()
    return draft


def plans(chapter: Chapter, draft: ImportDraft) -> list[Plan]:
    """Return what the preview of a draft shows."""
    return uploads.preview(chapter, draft, uploads.opened(draft), who())


def apply(chapter: Chapter, draft: ImportDraft) -> int:
    """Bring a draft in as it is shown now; return how many slips came."""
    shown = service.fingerprint(plans(chapter, draft))
    (done,) = uploads.apply(chapter, draft, shown, who())
    db.session.commit()
    return done.added


def refusal(chapter: Chapter, draft: ImportDraft, shown: str = "") -> Refusal:
    """Try to bring a draft in and return why it was refused."""
    with pytest.raises(ImportRefused) as refused:
        uploads.apply(chapter, draft, shown, who())
    db.session.rollback()
    return refused.value.refusal


def test_draft_asks_then_comes_in_and_forgets_its_bytes(lighthouse: Chapter) -> None:
    """Seen red with the bytes kept."""
    draft = upload(lighthouse, NORA, *ROWS)

    asked = [question.kind for plan in plans(lighthouse, draft) for question in plan.questions]
    said_of(draft)
    unknown = [question.key for plan in plans(lighthouse, draft) for question in plan.questions]
    said_of(draft, nora_nobody="former")

    assert (asked, unknown, apply(lighthouse, draft)) == (["meeting"], ["nora nobody"], 9)
    assert [(file.name, file.data) for file in db.session.query(ImportDraftFile)] == [
        ("slips.xls", None)
    ]


def test_draft_with_open_questions_is_refused(lighthouse: Chapter) -> None:
    """Seen red with the check for open questions off."""
    assert refusal(lighthouse, upload(lighthouse)) is Refusal.NOT_READY


def test_draft_that_would_do_something_else_by_now_is_shown_again(lighthouse: Chapter) -> None:
    """Seen red with the digest of what was shown not compared."""
    draft = said_of(upload(lighthouse))
    shown = service.fingerprint(plans(lighthouse, draft))
    bring_in(lighthouse, slips(ROWS[:3]))

    assert refusal(lighthouse, draft, shown) is Refusal.OTHERWISE
    assert apply(lighthouse, draft) == 5


def test_second_tap_finds_the_draft_done(lighthouse: Chapter) -> None:
    """Seen red with the state not looked at."""
    draft = said_of(upload(lighthouse))
    apply(lighthouse, draft)

    assert refusal(lighthouse, draft) is Refusal.NO_DRAFT
    assert db.session.query(Slip).count() == 8


def test_cancelled_draft_leaves_nothing(lighthouse: Chapter) -> None:
    draft = said_of(upload(lighthouse))

    uploads.cancel(lighthouse, draft)

    assert (draft.state, draft.answers, draft.files[0].data) == ("cancelled", {}, None)
    assert db.session.query(ImportBatch).count() == 0


def test_old_drafts_are_swept_at_the_next_upload(lighthouse: Chapter) -> None:
    """Seen red with drafts kept for ever."""
    upload(lighthouse)

    with time_machine.travel(clock.now() + timedelta(days=1, minutes=1), tick=False):
        uploads.upload(lighthouse, [], Who(None, date(2026, 11, 20), clock.now()))

    assert db.session.query(ImportDraftFile).count() == 0
    assert db.session.query(ImportDraft).count() == 1


def test_file_that_cannot_be_read_is_named_and_can_be_left_out(lighthouse: Chapter) -> None:
    files = [("slips.xls", audit(ROWS)), ("print.xls", b"%PDF-1.4")]
    draft = said_of(uploads.upload(lighthouse, files, who()))

    (unread,) = uploads.opened(draft).unread
    before = refusal(lighthouse, draft)
    uploads.drop(draft, unread.position)

    assert (unread.name, before, apply(lighthouse, draft)) == ("print.xls", Refusal.NOT_READY, 8)


def test_answers_survive_the_way_through_the_database(lighthouse: Chapter) -> None:
    kept = answered.with_file(
        {}, 0, meeting=DAY, period=(DAY, DAY), day_order="dmy", taken=frozenset({"a"})
    )
    found = answered.for_file(answered.with_people(kept, {"ana": "3", "ben": "former"}), 0)

    assert (found.meeting_day, found.period, found.day_order) == (DAY, (DAY, DAY), "dmy")
    assert (found.people, found.taken) == ({"ana": 3, "ben": "former"}, {"a"})
    assert answered.with_people({"people": {"ana": 3}}, {"ana": ""}) == {"people": {}}
