"""What the rules of a request must know, read from the database."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from chapter.accounts import queries as accounts
from chapter.accounts.models import User
from chapter.chapters.models import Chapter
from chapter.corrections import queries, rules
from chapter.corrections.models import CorrectionRequest
from chapter.corrections.proposals import DATED, newly_named
from chapter.corrections.rules import Kind, Refusal
from chapter.db import db
from chapter.meetings import queries as meetings
from chapter.meetings.rules import State, week_of
from chapter.members import queries as members
from chapter.people import queries as people
from chapter.slips import differences, merging
from chapter.slips import queries as slips
from chapter.slips.drafts import typed
from chapter.slips.ledger import Slip


def is_settled(slip: Slip) -> bool:
    """Tell whether a slip counts in a closed week."""
    week = slip.posted_on
    return week is not None and week.state == State.CLOSED


def refusal_to_ask(
    chapter: Chapter,
    slip: Slip,
    kind: Kind,
    proposed: Mapping[str, Any],
    author_id: int | None = None,
) -> Refusal | None:
    """Tell why nothing can be asked of a slip."""
    return rules.refusal_to_ask(
        week_is_closed=is_settled(slip),
        waits=queries.waiting_on(chapter, slip) is not None,
        differs=kind == Kind.WITHDRAW or differs(chapter, slip, proposed, author_id),
    )


def refusal_to_accept(
    chapter: Chapter, request: CorrectionRequest, slip: Slip | None, today: date
) -> Refusal | None:
    """Tell why what was asked can no longer be done."""
    named = newly_named(slip, request.proposed) if slip else None
    return rules.refusal_to_accept(
        slip_version=slip.version if slip else None,
        seen_version=request.slip_version,
        is_withdrawn=slip is not None and slip.withdrawn_at is not None,
        asker_is_member=_belongs(chapter, db.session.get_one(User, request.asked_by), today),
        counterpart_is_member=named is None or _was_here(chapter, slip, named, today),
    )


def differs(
    chapter: Chapter, slip: Slip, proposed: Mapping[str, Any], author_id: int | None
) -> bool:
    """Tell whether a slip would say something else."""
    said = typed(slip, slips.people_in(chapter, [slip]), author_id)
    said["dated"] = slip.dated.isoformat()
    chosen = proposed.get(slip.counterpart_column)
    names = [name for name in proposed if not (chosen and name.startswith("outsider_"))]
    return any((said.get(name) or "") != (proposed[name] or "") for name in names)


def told(chapter: Chapter, request: CorrectionRequest, slip: Slip, today: date) -> dict[str, Any]:
    """Return what accepting changes, as its trace keeps it: nothing that is confidential."""
    if request.kind == Kind.WITHDRAW:
        known = slips.people_in(chapter, [slip])
        # Of two who both recorded it, the other's stands.
        stands = merging.side_taken(slip, known, request.asked_by) is not None
        return {differences.OF_KIND: slip.kind, "is_withdrawal": True, "stands": stands}
    said = typed(slip, slips.people_in(chapter, [slip]), request.author_id)
    changes = differences.kept(slip.kind, said, request.proposed)
    left = leaving(chapter, slip, request.proposed, today)
    days = {name: str(day) for name, day in zip(("left", "to"), left, strict=True) if day}
    return {differences.OF_KIND: slip.kind, differences.CHANGES: changes, **days}


def leaving(
    chapter: Chapter, slip: Slip, proposed: Mapping[str, Any], today: date
) -> tuple[date | None, date | None]:
    """Return the closed week a slip would leave by its new day, and the one it would wait for."""
    week = slip.posted_on
    if week is None or week.state != State.CLOSED or DATED not in proposed:
        return None, None
    dated = date.fromisoformat(proposed[DATED])
    if slip.own_meeting_id() is not None:
        return (None, None) if dated == week.held_on else (week.held_on, dated)
    if dated <= week.held_on:
        return None, None
    return week.held_on, week_of(dated, None, meetings.waiting(chapter, dated, today))


def _belongs(chapter: Chapter, user: User, today: date) -> bool:
    """Tell whether somebody still is a member, or holds an office."""
    person = people.of_user(chapter, user)
    if person and members.members_among(chapter, [person.id], today):
        return True
    return user.is_admin or bool(accounts.offices_in(chapter, user, today))


def _was_here(chapter: Chapter, slip: Slip | None, person_id: int, today: date) -> bool:
    """Tell whether who should be named is a member, or was one where former ones may be."""
    if slip is None or slip.kind == "closed-business":
        return True
    return bool(members.members_among(chapter, [person_id], today))
