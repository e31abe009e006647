"""The sheet Slips of the template: one slip a row, with what its kind cannot do without."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from chapter.imports.reading import values
from chapter.imports.reading.contents import TemplateSlip
from chapter.imports.reading.shapes import Party
from chapter.imports.reading.tables import Entry
from chapter.imports.reading.template import choices
from chapter.imports.reading.vocabulary import NEEDED
from chapter.imports.rules import LONGEST_DETAIL, LONGEST_NAME, PSEUDO_PARTIES, Trouble, is_name
from chapter.people.rules import Standing, match_key

_KINDS, _TIERS = choices("Slips", "kind"), choices("Slips", "tier")
_REPEATS, _STANDINGS = choices("Slips", "repeat"), choices("Slips", "from_as")
_NEEDED = NEEDED | {"testimonial": ("from", "to"), "sponsored": ("from", "to")}
# Nobody gives these to themselves.
_BETWEEN_TWO = {"referral", "one-to-one", "testimonial", "sponsored"}
_LONGEST_TEXT = 5000


def slips(entries: Sequence[Entry], members: set[str]) -> list[TemplateSlip]:
    """Return the slips of a sheet; `members` are the names on the sheet Members."""
    written = [cell.text for entry in entries if (cell := entry.cell("amount"))]
    known = {match_key(name) for name in members}
    sheet = _Sheet(known, values.decimal_mark(written))
    return [row for entry in entries if (row := sheet.slip(entry))]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What rows are read with: the members' names, and the decimal mark of the amounts."""

    members: set[str]
    mark: str | None

    def slip(self, entry: Entry) -> TemplateSlip | None:
        """Return a row's slip, or nothing when it lacks something or is not understood."""
        kind = entry.choice("kind", _KINDS)
        row = TemplateSlip(
            line=entry.line,
            kind=kind,
            source=self._party(entry, "from"),
            target=self._party(entry, "to"),
            tier=entry.choice("tier", _TIERS, needed=False) or None,
            amount=self._amount(entry),
            units=_units(entry),
            detail=entry.text("detail", LONGEST_DETAIL),
            dated=entry.certain_day("dated"),
            counts_on=entry.day("counts_on"),
            is_repeat=entry.choice("repeat", _REPEATS, needed=False) == "repeat",
            text=entry.text("text", _LONGEST_TEXT),
            source_as=entry.choice("from_as", _STANDINGS, needed=False),
            target_as=entry.choice("to_as", _STANDINGS, needed=False),
        )
        self._check(entry, row)
        return None if entry.is_out else row

    def _check(self, entry: Entry, row: TemplateSlip) -> None:
        for name in _NEEDED.get(row.kind, ()):
            if entry.cell(name) is None:
                entry.blame(name, Trouble.MISSING)
        sides = [match_key(side.name) for side in (row.source, row.target) if side]
        if row.kind in _BETWEEN_TWO and len(sides) == 2 and sides[0] == sides[1]:
            entry.blame("to", Trouble.SAME_PERSON, sides[1])
        for name, side, told in (
            ("from_as", row.source, row.source_as),
            ("to_as", row.target, row.target_as),
        ):
            if side and side.is_outsider and told == Standing.MEMBER:
                entry.blame(name, Trouble.NOT_A_CHOICE, told)

    def _party(self, entry: Entry, name: str) -> Party | None:
        text, cell = entry.text(name, LONGEST_NAME), entry.cell(name)
        if not text or cell is None:
            return None
        if not is_name(text):
            entry.blame(name, Trouble.NOT_A_NAME, text)
            return None
        key = match_key(text)
        # Whoever types a home chapter need not know of bold names.
        is_guest = bool(entry.text("detail", LONGEST_DETAIL)) and key not in self.members
        return Party(text, cell.bold or key in PSEUDO_PARTIES or is_guest)

    def _amount(self, entry: Entry) -> Decimal | None:
        cell = entry.cell("amount")
        if cell is None:
            return None
        value = cell.value
        is_number = isinstance(value, Decimal) and 0 <= value < values.LARGEST_AMOUNT
        found = value if is_number else values.amount(cell.text, self.mark)
        if not isinstance(found, Decimal):
            entry.blame("amount", Trouble.NOT_AN_AMOUNT, cell.text)
            return None
        return found


def _units(entry: Entry) -> int | None:
    cell = entry.cell("units")
    found = values.count(cell.text) if cell else None
    if cell and found is None:
        entry.blame("units", Trouble.NOT_A_COUNT, cell.text)
    return found
