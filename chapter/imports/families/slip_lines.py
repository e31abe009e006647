"""How rows and slips read in a preview, a line each."""

from collections.abc import Mapping

from chapter.chapters.models import Chapter
from chapter.imports.families.slip_rows import Keyed, Stored
from chapter.imports.plans import Detail, Line, Sentence
from chapter.imports.reading.reader import Party, SlipRow
from chapter.imports.states import LineState
from chapter.people.models import Person
from chapter.slips.ledger import Slip
from chapter.web.i18n import minor_digits, money
from chapter.web.words import N_

INSIDE, OUTSIDE = N_("inside"), N_("outside")
_TIERS = {"inside": INSIDE, "outside": OUTSIDE}


def of_row(row: Keyed, state: LineState, key: str = "", reason: Sentence | None = None) -> Line:
    """Return the line of a row."""
    return Line(
        state,
        row.row.kind,
        _between(_name(row.row.source), _name(row.row.target)),
        tuple(Detail(label, after) for label, after in _said(row.row).items()),
        row.sheet,
        row.row.line,
        key or row.content,
        reason,
        is_in_the_way=state == LineState.REFUSED,
    )


def of_change(chapter: Chapter, slip: Slip, row: Keyed) -> Line:
    """Return the line of a row that corrects a slip: what it says, and what the slip says."""
    before, after = _stored(chapter, slip), _said(row.row)
    if row.row.amount is not None:
        minor = round(row.row.amount.scaleb(minor_digits(chapter.currency)))
        after["Amount"] = money(minor, chapter.currency)
    details = tuple(
        Detail(label, after.get(label, ""), before.get(label, ""))
        for label in {**before, **after}
        if before.get(label) != after.get(label)
    )
    name = _between(_name(row.row.source), _name(row.row.target))
    key = f"slip:{slip.id}:{row.content}"
    return Line(LineState.CHANGED, row.row.kind, name, details, row.sheet, row.row.line, key)


def of_missing(chapter: Chapter, stored: Stored, slip: Slip, people: Mapping[int, Person]) -> Line:
    """Return the line of a slip that the file does not hold."""
    names = [people[p].name for p in slip.parties() if p is not None and p in people]
    visit = getattr(slip, "visit", None)
    if visit is not None:
        names.append(visit.person.name)
    details = tuple(Detail(*said) for said in _stored(chapter, slip).items())
    key = f"slip:{stored.slip_id}"
    return Line(LineState.MISSING, stored.kind, _between(*names), details, key=key)


def _said(row: SlipRow) -> dict[str, str]:
    said = {
        N_("Tier"): _TIERS.get(row.tier or "", ""),
        N_("Amount"): f"{row.amount.normalize():f}" if row.amount is not None else "",
        N_("Units"): str(row.units or ""),
        N_("Chapter and place"): row.detail,
    }
    return {label: text for label, text in said.items() if text}


def _stored(chapter: Chapter, slip: Slip) -> dict[str, str]:
    """Return what a slip says in the words of a row; who thanked is never shown."""
    minor = getattr(slip, "amount", None)
    said = {
        N_("Tier"): _TIERS.get(getattr(slip, "tier", ""), ""),
        N_("Amount"): money(minor, chapter.currency) if minor is not None else "",
        N_("Units"): str(getattr(slip, "units", None) or ""),
    }
    return {label: text for label, text in said.items() if text}


def _name(party: Party | None) -> str:
    return party.name if party else ""


def _between(*names: str) -> str:
    return " → ".join(name for name in names if name)
