"""A sponsored member counts for the sponsor when the person is admitted."""

import uuid
from datetime import datetime

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.members.models import Membership
from chapter.members.service import admitted
from chapter.slips import posting
from chapter.slips.models import SponsoredSlip


@admitted.connect
def record_sponsored(
    chapter: Chapter, membership: Membership, actor_id: int | None, now: datetime
) -> None:
    """Record the sponsor's slip of a new membership, on the day it begins."""
    if membership.sponsor_id is None or membership.joined_on is None:
        return
    key = uuid.uuid4().hex
    slip = SponsoredSlip(
        chapter_id=chapter.id,
        author_id=membership.sponsor_id,
        recorder_id=actor_id,
        dated=membership.joined_on,
        key=key,
        # Nobody sends this slip, so nothing can be sent again under its key.
        digest="",
        recorded_at=now,
        version=1,
        sponsor_id=membership.sponsor_id,
        member_id=membership.person_id,
    )
    db.session.add(slip)
    db.session.flush()
    posting.write_credits(chapter, slip)
