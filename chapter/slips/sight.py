"""Who asks for a slip in this request, and what of it they find."""

from collections.abc import Callable
from datetime import date

from flask import abort, g

from chapter import clock
from chapter.slips import lines, queries
from chapter.slips.ledger import Slip
from chapter.slips.readers import Ownership, Reader
from chapter.web.access import may
from chapter.web.permissions import Permission


def reader() -> Reader:
    """Return as whom slips are looked at."""
    closes = may(Permission.WEEK_CLOSE)
    return Reader(
        person_id=g.person.id if g.person else None,
        user_id=g.account.id,
        closes_weeks=closes,
        sees_thanks=closes and queries.sees_thanks(g.chapter, g.account, today()),
    )


def found(slip_id: int, reader: Reader, allows: Callable[[Reader, Ownership], bool]) -> Slip:
    """Return a slip, or answer 404 as if it did not exist."""
    slip = queries.one(g.chapter, slip_id)
    if slip is None or not allows(reader, lines.ownership(slip)):
        abort(404)
    return slip


def today() -> date:
    """Return the chapter's local day."""
    return clock.today(g.chapter.zone)
