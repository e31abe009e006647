"""What a correction changed, kept in the trace without what is confidential, and read again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from chapter.chapters.models import Chapter
from chapter.people.models import Person
from chapter.slips import lines
from chapter.slips.kinds import KINDS

#: How a trace names the changes, and the kind of slip they are of.
CHANGES, OF_KIND = "changes", "kind"
#: Names and addresses of outsiders: a trace is never erased, so it does not keep them.
OF_OUTSIDERS = {"name", "company", "phone", "email", "comment", "outsider_name"}

Kept = dict[str, Any]


@dataclass(frozen=True)
class Difference:
    """One thing a slip said otherwise before; nothing but its name where that is confidential."""

    field: str
    label: str
    before: str = ""
    after: str = ""
    is_hidden: bool = False


def kept(kind_name: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Kept]:
    """Return what differs as a trace keeps it: of what is confidential the name alone."""
    kind = KINDS[kind_name]
    form = kind.form
    counterpart = form.counterpart if form else ""
    is_chosen = bool(after.get(counterpart))
    found = list[Kept]()
    for name in after:
        old, new = _plain(before.get(name)), _plain(after[name])
        if old == new or (is_chosen and name.startswith("outsider_")):
            continue
        is_secret = (
            kind.is_confidential or name in OF_OUTSIDERS or bool(form and name in form.private)
        )
        shown = {} if is_secret and name != "dated" else {"before": old, "after": new}
        found.append({"field": name, **shown})
    return found


def named_in(details: Mapping[str, Any]) -> set[int]:
    """Return whom the changes of a trace name."""
    form = KINDS[details[OF_KIND]].form if CHANGES in details else None
    told = [one for one in details.get(CHANGES, ()) if form and one["field"] == form.counterpart]
    return {int(one[side]) for one in told for side in ("before", "after") if one.get(side)}


def read(
    chapter: Chapter, details: Mapping[str, Any], known: Mapping[int, Person]
) -> list[Difference]:
    """Return the changes of a trace in words."""
    form = KINDS[details[OF_KIND]].form if details.get(CHANGES) else None
    if form is None:
        return []
    forms = [_form(chapter, form, _said(details, side)) for side in ("before", "after")]
    found = list[Difference]()
    for one in details[CHANGES]:
        label = str(forms[0][one["field"]].label.text)
        if "after" not in one:
            found.append(Difference(one["field"], label, is_hidden=True))
            continue
        before, after = (_text(each[one["field"]], chapter, known) for each in forms)
        found.append(Difference(one["field"], label, before, after))
    return found


def _form(chapter: Chapter, form: Any, said: Mapping[str, Any]) -> Any:
    filled = form(None, data=said, meta={"currency": chapter.currency, "csrf": False})
    # A day among those offered is a text in a list; here it is only read.
    filled["dated"].data = said.get("dated")
    return filled


def _said(details: Mapping[str, Any], side: str) -> dict[str, Any]:
    told: Iterable[Kept] = details[CHANGES]
    return {one["field"]: one[side] for one in told if side in one}


def _text(field: Any, chapter: Chapter, known: Mapping[int, Person]) -> str:
    if field.type == "PersonField":
        person = known.get(int(field.data)) if field.data else None
        return person.name if person else ""
    return lines.text_of(field, chapter) if field.data not in (None, "") else ""


def _plain(said: Any) -> Any:
    if isinstance(said, date):
        return said.isoformat()
    return (said if isinstance(said, int) else str(said)) if said else ""
