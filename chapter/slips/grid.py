"""Ten slips at once from paper: rows as they are typed, and as they become slips."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from werkzeug.datastructures import MultiDict

from chapter.chapters.models import Chapter
from chapter.meetings import queries as meetings
from chapter.members import queries as members
from chapter.people import queries as persons
from chapter.people.models import Person
from chapter.people.rules import search_key
from chapter.slips import desk
from chapter.slips.kinds import KINDS, Form, SlipKind
from chapter.slips.names import Named, meaning
from chapter.slips.rules import Tier
from chapter.web.i18n import gettext

ROWS = 10
TYPED = ("key", "kind", "giver", "other", "amount", "dated", "giver_pick", "other_pick")
#: An answer to “who is this?” beside the people offered.
OUTSIDE = "outside"
INSIDE = "referral-inside"

# Under which column of the grid a form's field stands.
COLUMNS = {"author_id": "giver", "amount": "amount", "units": "amount", "dated": "dated"}


@dataclass
class Row:
    """One line of the grid."""

    number: int
    typed: dict[str, str]
    errors: dict[str, list[str]] = field(default_factory=dict)
    #: Whom an unknown name may mean, by column: value and label.
    picks: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    #: What was recorded, once it is.
    saved: str = ""
    notices: list[str] = field(default_factory=list)
    #: Whom the names mean, by column, once they are understood.
    meant: dict[str, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was written here."""
        return not any(self.typed[name] for name in ("giver", "other", "amount"))

    def shown(self, column: str) -> str:
        """Return a cell as it was understood, or else as it was typed."""
        return self.meant.get(column) or self.typed[column]

    def refuse(self, column: str, sentence: str) -> None:
        """Put a refusal at a column."""
        self.errors.setdefault(column, []).append(sentence)


@dataclass(frozen=True)
class People:
    """Whom a row may name."""

    roster: Sequence[Named]
    #: Beside the roster, who may be thanked.
    former: Sequence[Named]
    #: Those outside whom a slip named before.
    outside: Sequence[Person]


def rows(sent: Mapping[str, str], day: date) -> list[Row]:
    """Return the grid's lines as they were sent, or blank ones of a day."""
    return [_row(number, sent, day) for number in range(ROWS)]


def usual_day(chapter: Chapter, today: date) -> date:
    """Return the day of most paper: the newest meeting whose week is still open, or today."""
    slot, earlier = meetings.with_unclosed_before(chapter, today)
    return earlier[-1].held_on if earlier and not (slot and slot.is_waiting) else today


def new_key() -> str:
    """Return a key no entry has had."""
    return uuid.uuid4().hex


def people(chapter: Chapter, today: date) -> People:
    """Return whom rows may name."""
    roster = [Named(m.person_id, m.person.name) for m in members.current(chapter, today)]
    here = {one.person_id for one in roster}
    gone = {m.person_id: m.person.name for m in members.former(chapter, today)}
    former = [Named(one, name) for one, name in gone.items() if one not in here]
    return People(roster, former, persons.outside(chapter))


def kinds(chapter: Chapter) -> list[tuple[str, str]]:
    """Return what may be chosen as a row's kind, with its label."""
    offered = []
    for kind in desk.kinds(chapter)[0]:
        noun = gettext(chapter.noun(kind.name))
        offered.append((kind.name, noun))
        if kind.name == "referral":
            offered.append((INSIDE, gettext("%(noun)s, inside", noun=noun)))
    return offered


def form_of(chapter: Chapter, row: Row, known: People) -> tuple[SlipKind, Form] | None:
    """Return a row as the form of its kind, or put what is wrong at its columns."""
    kind = KINDS.get("referral" if row.typed["kind"] == INSIDE else row.typed["kind"])
    if kind is None or kind.form is None:
        row.refuse("kind", gettext("Choose what it is."))
        return None
    giver = _person(row, "giver", known.roster)
    values = {"key": row.typed["key"], "author_id": giver, "dated": row.typed["dated"]}
    values |= _other(row, kind.form, known) | _figures(row)
    form = kind.form(formdata=MultiDict(values), meta={"currency": chapter.currency, "csrf": False})
    _offer(form, known, row.typed["dated"])
    if not form.validate():
        for name, sentences in form.errors.items():
            _refuse_once(row, COLUMNS.get(name or "", "other"), sentences)
    return None if row.errors else (kind, form)


def _row(number: int, sent: Mapping[str, str], day: date) -> Row:
    typed = {name: sent.get(f"{name}-{number}", "").strip() for name in TYPED}
    if not sent:
        typed |= {"key": new_key(), "dated": day.isoformat()}
    return Row(number, typed)


def _person(row: Row, column: str, offered: Sequence[Named], *, may_be_out: bool = False) -> str:
    """Return the id a name means; ask with the likeliest where it means nobody for certain."""
    typed, pick = row.typed[column], row.typed[f"{column}_pick"]
    picked = next((one for one in offered if str(one.person_id) == pick), None)
    if picked is not None:
        row.meant[column] = picked.name
        return pick
    if not typed:
        row.refuse(column, gettext("Write a name."))
        return ""
    found = meaning(typed, offered)
    if found.person is not None:
        row.meant[column] = found.person.name
        return str(found.person.person_id)
    row.picks[column] = [(str(one.person_id), one.name) for one in found.likely]
    if may_be_out:
        row.picks[column].append((OUTSIDE, gettext("Somebody outside the chapter")))
    names = ", ".join(one.name for one in found.likely)
    row.refuse(column, _who_is(typed, names))
    return ""


def _who_is(typed: str, names: str) -> str:
    if names:
        return gettext("Who is “%(typed)s”? Perhaps %(names)s.", typed=typed, names=names)
    return gettext("Nobody here is called “%(typed)s”.", typed=typed)


def _other(row: Row, form: type[Form], known: People) -> dict[str, str]:
    """Return what the column “to or about” says in a kind's form."""
    typed = row.typed["other"]
    if not form.counterpart:
        return {"name": typed, "topic": typed}
    if row.typed["other_pick"] == OUTSIDE:
        return {"outsider_name": typed}
    offered = [*known.roster, *(known.former if form.takes_former else ())]
    has_outsiders = hasattr(form, "outsider_name")
    if has_outsiders and not row.typed["other_pick"] and not meaning(typed, offered).person:
        one = _outside(typed, known)
        if one is not None:
            row.meant["other"] = one.name
            return {
                "outsider_name": one.name,
                "outsider_home": one.home,
                "outsider_category": one.category,
            }
    return {form.counterpart: _person(row, "other", offered, may_be_out=has_outsiders)}


def _outside(typed: str, known: People) -> Person | None:
    """Return who outside is called just so; where several are, it is asked."""
    key = search_key(typed)
    found = [one for one in known.outside if search_key(one.name) == key]
    return found[0] if len(found) == 1 else None


def _figures(row: Row) -> dict[str, str]:
    tier = {"tier": Tier.INSIDE.value} if row.typed["kind"] == INSIDE else {}
    return {"amount": row.typed["amount"], "units": row.typed["amount"] or "1", **tier}


def _offer(form: Form, known: People, dated: str) -> None:
    """Let the form take whom and which day the row may name."""
    form.author_id.offer((one.person_id, one.name) for one in known.roster)
    if form.counterpart:
        everybody = [*known.roster, *(known.former if form.takes_former else ())]
        chooser: Any = form[form.counterpart]
        chooser.offer((one.person_id, one.name) for one in everybody)
    if form.is_of_meeting:
        try:
            form.offer_days([date.fromisoformat(dated)])
        except ValueError:
            form.offer_days([])


def _refuse_once(row: Row, column: str, sentences: Iterable[str]) -> None:
    """Keep the first word on a column: a name nobody bears is not missing too."""
    if column not in row.errors:
        for sentence in sentences:
            row.refuse(column, sentence)
