"""How a request reads: to who asked for it, and to who decides."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from wtforms import Field

from chapter.chapters.models import Chapter
from chapter.corrections import facts, unseen
from chapter.corrections.models import CorrectionRequest
from chapter.corrections.proposals import differing, form_of
from chapter.corrections.rules import KIND_LABELS, STATE_LABELS, Kind, State
from chapter.people.models import Person
from chapter.slips import differences, lines, readers, repeats
from chapter.slips.differences import Difference
from chapter.slips.kinds import KINDS
from chapter.slips.ledger import Slip
from chapter.web.i18n import gettext, short_date

People = Mapping[int, Person]


@dataclass(frozen=True)
class Entry:
    """A request in a list."""

    request: CorrectionRequest
    #: None where the slip is gone, or is not for this reader.
    slip: Slip | None
    noun: str
    sentence: str
    week: str
    kind: str
    state: str
    #: Who asked; empty where it would tell who thanked.
    asker: str
    changes: list[Difference]
    #: Sentences about what changes too, without what it says.
    hidden: list[str]
    #: That it leaves its week, and for which one; empty where it stays.
    leaves: str
    #: What its withdrawal means or meant; empty where something else is asked.
    withdrawal: str
    #: The chapter's local days.
    asked_on: date
    decided_on: date | None

    @property
    def is_waiting(self) -> bool:
        """Tell whether it may still be answered or taken back."""
        return self.request.state == State.WAITING


def entries(
    chapter: Chapter,
    requests: Iterable[CorrectionRequest],
    slips: Mapping[int, Slip],
    known: People,
    reader: readers.Reader,
    told: Mapping[int, Mapping[str, Any]],
    today: date,
) -> list[Entry]:
    """Return requests as this reader may read them, the accepted ones with what they changed."""
    return [
        _entry(
            chapter,
            request,
            slips.get(request.slip_id or 0),
            known,
            reader,
            told.get(request.id, {}),
            today,
        )
        for request in requests
    ]


def named_in(requests: Iterable[CorrectionRequest], slips: Mapping[int, Slip]) -> set[int]:
    """Return everybody whom slips name, and whom they should name."""
    ids = {one for slip in slips.values() for one in slip.parties() if one}
    for request in requests:
        slip = slips.get(request.slip_id or 0)
        chosen = request.proposed.get(slip.counterpart_column) if slip else None
        ids |= {int(chosen)} if chosen else set()
    return ids


def _entry(
    chapter: Chapter,
    request: CorrectionRequest,
    slip: Slip | None,
    known: People,
    reader: readers.Reader,
    told: Mapping[str, Any],
    today: date,
) -> Entry:
    owned = lines.ownership(slip) if slip else None
    is_seen = owned is not None and readers.may_see(reader, owned)
    asker = request.asker.name if owned is None or not owned.is_confidential or is_seen else ""
    changes, hidden = _changes(chapter, request, slip, known, reader) if slip else ([], [])
    if told and slip:
        read = differences.read(chapter, told, known)
        changes = [one for one in read if not one.is_hidden]
        hidden = [one for one in read if one.is_hidden]
    week = slip.posted_on if slip else None
    return Entry(
        request=request,
        slip=slip if is_seen else None,
        noun=gettext(chapter.noun(slip.kind)) if slip else "",
        sentence=KINDS[slip.kind].sentence(slip, known) if slip and is_seen else "",
        week=short_date(week.held_on) if week else "",
        kind=gettext(KIND_LABELS[Kind(request.kind)]),
        state=gettext(STATE_LABELS[State(request.state)]),
        asker=asker,
        changes=changes,
        hidden=unseen.sentences(
            hidden,
            is_waiting=request.state == State.WAITING,
            now=_now(chapter, request, slip, known, reader) if slip and hidden else None,
        ),
        leaves=_leaves(chapter, request, slip, told, today) if slip else "",
        withdrawal=_withdrawal(request, slip, known, reader, told),
        asked_on=_day(chapter, request.asked_at),
        decided_on=_day(chapter, request.decided_at) if request.decided_at else None,
    )


def _leaves(
    chapter: Chapter,
    request: CorrectionRequest,
    slip: Slip,
    told: Mapping[str, Any],
    today: date,
) -> str:
    if request.state == State.WAITING:
        return will_leave(*facts.leaving(chapter, slip, request.proposed, today))
    return has_left(told)


def _withdrawal(
    request: CorrectionRequest,
    slip: Slip | None,
    known: People,
    reader: readers.Reader,
    told: Mapping[str, Any],
) -> str:
    if request.kind != Kind.WITHDRAW:
        return ""
    if told.get("stands"):
        return gettext("One of two took theirs back; the other’s stands and counts for both.")
    if slip is None or request.state != State.WAITING:
        return gettext("Its withdrawal was asked for.")
    of_two = repeats.would_stand(slip, known, request.asked_by, reader.person_id)
    return of_two or gettext("It should no longer count.")


def will_leave(left: date | None, to: date | None) -> str:
    """Say which week a slip would leave, and where it would count; nothing where it stays."""
    if left is None:
        return ""
    if to is None:
        return gettext(
            "It leaves the week of %(left)s and waits for the next meeting.", left=short_date(left)
        )
    days = {"left": short_date(left), "to": short_date(to)}
    return gettext("It leaves the week of %(left)s and will count in the week of %(to)s.", **days)


def has_left(told: Mapping[str, Any]) -> str:
    """Say which week a slip left on accepting, and for which; nothing where it stayed."""
    if "left" not in told:
        return ""
    left = short_date(date.fromisoformat(told["left"]))
    if "to" not in told:
        return gettext("It left the week of %(left)s and waits for the next meeting.", left=left)
    to = short_date(date.fromisoformat(told["to"]))
    return gettext(
        "It left the week of %(left)s, to count in the week of %(to)s.", left=left, to=to
    )


def _day(chapter: Chapter, moment: datetime) -> date:
    return moment.astimezone(ZoneInfo(chapter.zone)).date()


def _changes(
    chapter: Chapter,
    request: CorrectionRequest,
    slip: Slip,
    known: People,
    reader: readers.Reader,
) -> tuple[list[Difference], list[Difference]]:
    """Return what should differ, and the names of what differs unseen by this reader."""
    owned = lines.ownership(slip)
    before, after = (
        form_of(chapter, slip, known, request.author_id, said) for said in ({}, request.proposed)
    )
    secret = () if readers.may_read_all(reader, owned) else before.private
    shown, hidden = list[Difference](), list[Difference]()
    for name in differing(request.proposed, before, after):
        label = str(before[name].label.text)
        if name in secret or not readers.may_see(reader, owned):
            hidden.append(Difference(name, label, is_hidden=True))
        else:
            old, new = (_text(form[name], chapter, known) for form in (before, after))
            shown.append(Difference(name, label, old, new))
    return shown, hidden


def _now(
    chapter: Chapter,
    request: CorrectionRequest,
    slip: Slip,
    known: People,
    reader: readers.Reader,
) -> dict[str, str] | None:
    """Return what a slip says now, field by field, to who may read all of it and to nobody else.

    What it said before was confidential and is not kept.
    """
    if not readers.may_read_all(reader, lines.ownership(slip)):
        return None
    form = form_of(chapter, slip, known, request.author_id)
    return {one.name: _text(one, chapter, known) if one.data else "" for one in form}


def _text(field: Field, chapter: Chapter, known: People) -> str:
    if field.type == "PersonField":
        person = known.get(int(field.data)) if field.data else None
        return person.name if person else ""
    return lines.text_of(field, chapter)
