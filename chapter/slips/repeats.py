"""What is said of a one-to-one that looks like another one; it counts all the same."""

from chapter.chapters.models import Chapter
from chapter.rulesets import queries as rulesets
from chapter.slips import pair_queries
from chapter.slips.ledger import Slip
from chapter.slips.models import OneToOneSlip
from chapter.slips.sides import side_of
from chapter.web.i18n import gettext, short_date


def notices(chapter: Chapter, slip: Slip) -> list[str]:
    """Return what to say of a slip just recorded, besides that it was."""
    if not isinstance(slip, OneToOneSlip):
        return []
    shared = (
        [gettext("Both of you recorded it, so it is one, and it counts once for each.")]
        if side_of(slip)
        else []
    )
    days = rulesets.on(chapter, slip.dated).pair_days
    # Of the same day there can only be what a file brought, which is looked for in any case.
    other = pair_queries.nearest(chapter, slip, days)
    if other is None:
        return shared
    if other.dated == slip.dated:
        said = gettext(
            "An official file has a one-to-one of the same two on this day. If it is the same "
            "one, withdraw this."
        )
    else:
        said = gettext(
            "The same two had a one-to-one on %(day)s; this one counts all the same.",
            day=short_date(other.dated),
        )
    return [*shared, said]
