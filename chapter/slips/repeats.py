"""What is said of a one-to-one that looks like another one, or that both of two recorded."""

from collections.abc import Mapping

from chapter.chapters.models import Chapter
from chapter.people.models import Person
from chapter.rulesets import queries as rulesets
from chapter.slips import merging, pair_queries
from chapter.slips.ledger import Slip
from chapter.slips.models import OneToOneSlip
from chapter.slips.sides import side_of
from chapter.web.i18n import gettext, short_date


def notices(chapter: Chapter, slip: Slip) -> list[str]:
    """Return what to say of a slip just recorded, besides that it was."""
    if slip.withdrawn_at is not None:
        # An answer was lost, and it is sent again after it was taken back elsewhere.
        return [gettext("It was withdrawn since, so it does not count.")]
    if not isinstance(slip, OneToOneSlip):
        return []
    shared = (
        [gettext("Both recorded it, so it is one, and it counts once for each.")]
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


def would_stand(
    slip: Slip, known: Mapping[int, Person], user_id: int, reader_id: int | None
) -> str:
    """Say before a user takes a slip of two back what stands then; nothing of a slip of one."""
    side = side_of(slip)
    if side is None:
        return ""
    taken = merging.side_taken(slip, known, user_id)
    if taken is None:
        return gettext("Both recorded it. Withdrawing takes back what both recorded.")
    left = slip.author_id if taken == side.author_id else side.author_id
    if taken == reader_id:
        return gettext(
            "Both of you recorded it. Withdrawing takes back yours alone: what %(name)s recorded "
            "stands and counts for both of you.",
            name=known[left or 0].name,
        )
    return gettext(
        "Both recorded it. Withdrawing takes back only what %(one)s recorded: what %(other)s "
        "recorded stands and counts for both.",
        one=known[taken].name,
        other=known[left or 0].name,
    )


def taken_back(slip: Slip, known: Mapping[int, Person], reader_id: int | None) -> str:
    """Say after a withdrawal what stands: nothing, or what the other of two recorded."""
    if slip.withdrawn_at is not None or not isinstance(slip, OneToOneSlip):
        return gettext("The slip is withdrawn. It does not count.")
    left = known[slip.first_id].name
    if slip.second_id == reader_id:
        return gettext(
            "Yours is taken back. What %(name)s recorded stands and counts for both of you.",
            name=left,
        )
    return gettext(
        "What %(one)s recorded is taken back. What %(other)s recorded stands and counts for both.",
        one=known[slip.second_id].name,
        other=left,
    )
