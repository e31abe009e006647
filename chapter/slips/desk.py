"""A slip's form as it is laid before somebody: whom and which days it offers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from chapter.chapters.models import Chapter
from chapter.meetings import queries as meetings
from chapter.meetings.rules import week_of
from chapter.members import queries as members
from chapter.members.models import Membership
from chapter.people.models import Person
from chapter.people.rules import Category, search_key
from chapter.slips import lines, queries, readers, rules
from chapter.slips.drafts import Draft, typed
from chapter.slips.kinds import TYPED, Form, SlipKind
from chapter.slips.ledger import Slip
from chapter.slips.models import ReferralSlip
from chapter.slips.sides import side_of
from chapter.web.i18n import gettext

# How far back a visitor's meeting may lie that somebody forgot to note.
LATELY = timedelta(days=13)


@dataclass
class Desk:
    """A form, and what it offers."""

    kind: SlipKind
    form: Form
    #: Whose slip it is, where nobody may choose.
    author: Person | None
    known: Mapping[int, Person]
    #: For the picker, those named lately first.
    people: list[dict[str, Any]] = field(default_factory=list)
    #: The week a slip of today counts in.
    week: date | None = None
    is_conflict: bool = False
    #: Whether slips of this kind come from official exports alone.
    is_mirrored: bool = False

    @property
    def status(self) -> int:
        """Return 409 when the slip is no longer as the page showed it."""
        return 409 if self.is_conflict else self.form.status

    @property
    def is_unfolded(self) -> bool:
        """Tell whether “more” shows something to mend."""
        return any(self.form[name].errors for name in self.form.more if name in self.form)

    @property
    def is_alone(self) -> bool:
        """Tell whether nobody is on the roster whom the slip could be of, or name."""
        if not self.form.counterpart:
            return "author_id" in self.form and not self.known
        others = {one["value"] for one in self.people} - {self.author and self.author.id}
        return len(others) < (1 if self.author else 2)

    @property
    def is_useless(self) -> bool:
        """Tell whether it can be about nobody outside either."""
        return self.is_alone and not (self.known and "outsider_name" in self.form)

    def draft(self) -> Draft:
        """Return the slip as it was typed."""
        form, author = self.form, self.author
        if "author_id" in form:
            author = self.known[form.author_id.data]
        return Draft(author, form.dated.data, str(form.key.data), form.values())

    def refuse(self, refusal: Any, field_name: str | None) -> None:
        """Show a refusal at its field."""
        self.form.refuse(gettext(refusal.value), field_name)
        if refusal is rules.Refusal.KEY_REUSED:
            # What stands in the form is another entry, if it is sent again.
            self.form.key.process_data(None)
        self.is_conflict = refusal in rules.CONFLICTS


def kinds(chapter: Chapter) -> tuple[list[SlipKind], list[SlipKind]]:
    """Return the kinds that are recorded here, and those that the official system keeps."""
    mirrored = [kind for kind in TYPED if _is_mirrored(chapter, kind.model)]
    return [kind for kind in TYPED if kind not in mirrored], mirrored


def refusal_to_open(chapter: Chapter, slip: Slip) -> rules.Refusal | None:
    """Tell why no form is laid out to correct a slip."""
    if slip.withdrawn_at is not None:
        return rules.Refusal.WITHDRAWN
    return rules.Refusal.MIRRORED if _is_mirrored(chapter, type(slip)) else None


def _is_mirrored(chapter: Chapter, model: type[Slip]) -> bool:
    return rules.is_mirrored(chapter.mode, is_official=model.is_official)


def blank(
    chapter: Chapter,
    kind: SlipKind,
    person: Person | None,
    today: date,
    *,
    for_others: bool,
    asked: Mapping[str, str],
) -> Desk:
    """Lay out an empty form; the author is the reader unless they may record for others."""
    roster = members.current(chapter, today)
    waiting = meetings.waiting(chapter, today - LATELY, today)
    own = {"dated": today, "author_id": person.id if person else ""}
    form = _open(chapter, kind, {**own, **_asked(chapter, kind, person, asked)})
    if form.is_of_meeting:
        form.offer_days(_days(chapter, waiting, today))
    form.author_id.offer((m.person_id, m.person.name) for m in roster)
    if not for_others:
        del form["author_id"]
    desk = Desk(kind, form, person, {m.person_id: m.person for m in roster})
    desk.week = week_of(today, None, waiting)
    desk.is_mirrored = _is_mirrored(chapter, kind.model)
    desk.people = _people(chapter, form, roster, person, today)
    return desk


def written(
    chapter: Chapter, kind: SlipKind, slip: Slip, reader: readers.Reader, today: date
) -> Desk:
    """Lay out the form of a slip to correct; whose it is stays."""
    known = queries.people_in(chapter, [slip])
    side = side_of(slip)
    is_second = side is not None and reader.is_among(side.author_id)
    form = _open(chapter, kind, typed(slip, known, reader.person_id))
    del form["author_id"]
    if form.is_of_meeting:
        waiting = meetings.waiting(chapter, today - LATELY, today)
        form.offer_days([slip.dated, *(day for day in waiting if day != slip.dated)])
    if not readers.may_read_all(reader, lines.ownership(slip)):
        for name in form.private:
            del form[name]
    author = known.get((side.author_id if side and is_second else slip.author_id) or 0)
    desk = Desk(kind, form, author, known)
    roster = members.current(chapter, today)
    desk.people = _people(chapter, form, roster, author, today, known.values())
    return desk


def _open(chapter: Chapter, kind: SlipKind, data: dict[str, Any]) -> Form:
    if kind.form is None:
        raise ValueError(f"a {kind.name} slip has no form")
    return kind.form(data=data, meta={"currency": chapter.currency})


def _days(chapter: Chapter, waiting: Sequence[date], today: date) -> list[date]:
    """Return the meetings somebody may have invited a visitor to, the next one first."""
    last = meetings.last_closed(chapter)
    lately = {last.held_on} if last and today - last.held_on <= LATELY else set()
    ahead = sorted(day for day in {*waiting, *lately} if day >= today)
    return [*ahead, *sorted({*waiting, *lately} - set(ahead), reverse=True)]


def _asked(
    chapter: Chapter, kind: SlipKind, person: Person | None, asked: Mapping[str, str]
) -> dict[str, Any]:
    """Return what a link asks to fill in: somebody, or a referral received to thank for."""
    name = kind.model.counterpart_column
    if asked.get("to", "").isdecimal():
        return {name: int(asked["to"])}
    number = asked.get("referral", "")
    slip = queries.one(chapter, int(number)) if number.isdecimal() and len(number) < 10 else None
    if not isinstance(slip, ReferralSlip) or person is None or slip.receiver_id != person.id:
        return {}
    return {name: slip.giver_id, "tier": slip.tier}


def _people(
    chapter: Chapter,
    form: Form,
    roster: Sequence[Membership],
    author: Person | None,
    today: date,
    also: Iterable[Person] = (),
) -> list[dict[str, Any]]:
    """Offer everybody but the author to the form's picker, those named lately first."""
    if not form.counterpart:
        return []
    found = {m.person_id: (m.person, m.trade) for m in roster}
    if form.takes_former:
        gone = gettext("Former member")
        for membership in members.former(chapter, today):
            found.setdefault(membership.person_id, (membership.person, gone))
    for person in also:
        if person.category == Category.ROSTER:
            found.setdefault(person.id, (person, person.company))
    chooser: Any = form[form.counterpart]
    recent = queries.recent_counterparts(chapter, author) if author else []
    if chooser.data:
        # Whom the page before named stands on top, chosen.
        recent = [chooser.data, *(one for one in recent if one != chooser.data)]
    if author and "author_id" not in form:
        found.pop(author.id, None)
    order = [*(one for one in recent if one in found), *(one for one in found if one not in recent)]
    chooser.offer((one, found[one][0].name) for one in order)
    return [_entry(*found[one]) for one in order]


def _entry(person: Person, trade: str) -> dict[str, Any]:
    return {
        "value": person.id,
        "label": person.name,
        "detail": trade,
        "find": search_key(f"{person.name} {person.company} {trade}"),
    }
