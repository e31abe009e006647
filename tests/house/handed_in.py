"""Files somebody handed in: an upload that waits, and one that was brought in."""

from chapter import clock
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports import answered, uploads
from chapter.imports.models import ImportBatch
from chapter.imports.plans import Who
from tests.exports import Slip, slips_audit, spreadsheetml

ROWS = [
    Slip("Referral", "Nora Nobody", "Arthur Author", tier="Tier 1 (inside)"),
    Slip("CEU", "Arthur Author", "", units="3"),
]


def upload(chapter: Chapter, user_id: int | None) -> int:
    """Upload two weeks, one of them answered for; nobody else may look at it."""
    now = clock.now()
    who = Who(user_id, now.date(), now)
    weeks = [(f"{n}.xls", spreadsheetml(slips_audit(ROWS * n))) for n in (1, 2)]
    draft = uploads.upload(chapter, weeks, who)
    draft.answers = answered.with_file({}, 0, meeting=who.today)
    db.session.commit()
    return draft.id


def batch(chapter: Chapter) -> int:
    """Note that a file was brought in; return its number."""
    values = {"file_name": "a.xls", "kind": "slips", "digest": "", "added": 1, "known": 0}
    made = ImportBatch(chapter_id=chapter.id, imported_at=clock.now(), **values)
    db.session.add(made)
    db.session.commit()
    return made.id
