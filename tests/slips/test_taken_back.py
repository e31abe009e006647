"""A discarded week gives back what files brought to it, whatever happened to it since."""

from datetime import date

from chapter import clock
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports.models import ImportBatch
from chapter.slips import posting
from chapter.slips.ledger import Slip, SlipChange
from tests.conftest import Reader
from tests.factories import make_meeting, make_slip

TODAY = date(2026, 11, 19)


def test_imported_slip_edited_since_goes_with_its_changes(chapter: Chapter, member: Reader) -> None:
    """Seen red with the changes left where they were."""
    meeting = make_meeting(chapter, TODAY)
    values = {"file_name": "a.xls", "kind": "slips", "digest": "", "added": 1, "known": 0}
    batch = ImportBatch(chapter_id=chapter.id, imported_at=clock.now(), **values)
    db.session.add(batch)
    slip = make_slip(chapter, "education", member.person, TODAY)
    slip.import_id = batch.id
    db.session.add(
        SlipChange(chapter_id=chapter.id, slip_id=slip.id, key="k" * 32, digest="d" * 64)
    )
    posting.post(chapter, meeting)
    db.session.commit()

    gone = posting.take_back_imported(chapter, meeting)
    db.session.commit()

    left = db.session.query(Slip).count(), db.session.query(SlipChange).count()
    assert (gone, *left) == (1, 0, 0)
