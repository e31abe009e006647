"""The Slips Audit Report: one slip a row, with or without a title above."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeVar

from chapter.imports.reading import dates, outsiders, values
from chapter.imports.reading.container import Cell, Sheet
from chapter.imports.reading.labels import Header, find_header, require
from chapter.imports.reading.parameters import chapter_of
from chapter.imports.reading.shapes import Issue, Party, SlipRow, SlipsFile
from chapter.imports.reading.vocabulary import NEEDED, SLIP_COLUMNS, SLIP_KINDS, TIERS, slip_column
from chapter.imports.rules import (
    LONGEST_DETAIL,
    LONGEST_NAME,
    PSEUDO_PARTIES,
    Trouble,
    is_name,
    label_key,
)
from chapter.people.rules import collapse, match_key

T = TypeVar("T")
_BETWEEN_TWO = {"referral", "one-to-one"}


def find(sheet: Sheet) -> Header | None:
    """Return the header row if the sheet is a Slips Audit Report."""
    return find_header(sheet, slip_column, {"from", "to", "type"})


def read(header: Header, day_order: str = "") -> SlipsFile:
    """Return the slips below a header and what stands above it."""
    require(header, SLIP_COLUMNS)
    held_on, perhaps, issues = _held_on(header, day_order)
    mark = values.decimal_mark(
        cells[header.columns["amount"]].text
        for _, cells in header.rows()
        if header.columns["amount"] in cells
    )
    rows: list[SlipRow] = []
    for line, cells in header.rows():
        row = _Row(line, cells, header, mark)
        slip = row.slip()
        issues.extend(row.issues)
        if slip and not row.issues:
            rows.append(slip)
    has_bold = header.sheet.has_bold
    if not has_bold:
        rows, uncertain = outsiders.told(rows)
        issues += [Issue(header.line, "", Trouble.NO_BOLD), *uncertain]
    return SlipsFile(
        tuple(rows),
        header.stamped(header.issues() + issues),
        held_on,
        chapter_of(header),
        header.sheet.name,
        has_bold,
        perhaps,
    )


def _held_on(header: Header, day_order: str) -> tuple[date | None, tuple[date, ...], list[Issue]]:
    """Return the title's day; or the days it may mean, and an issue that says so."""
    for line, cells in header.above():
        for cell in cells.values():
            written = dates.dates_in(cell.text)
            if written and label_key("Slips Audit") in label_key(cell.text):
                day = dates.day(written[0], day_order) if len(written) == 1 else None
                issue = Issue(line, "", Trouble.UNCERTAIN_MEETING, ", ".join(written))
                perhaps = [each for text in written for each in dates.readings(text)]
                return (day, (), []) if day else (None, tuple(dict.fromkeys(perhaps)), [issue])
    return None, (), []


@dataclass(slots=True)
class _Row:
    """One row being read; its faults are collected, so that all are named at once."""

    line: int
    cells: dict[int, Cell]
    header: Header
    mark: str | None
    issues: list[Issue] = field(default_factory=list)

    def slip(self) -> SlipRow | None:
        """Return the slip of a row; it counts only when no fault was found."""
        kind = SLIP_KINDS.get(label_key(self._text("type")))
        if kind is None:
            self._blame("type", Trouble.UNKNOWN_TYPE if self._text("type") else Trouble.MISSING)
            return None
        slip = SlipRow(
            line=self.line,
            kind=kind,
            source=self._party("from"),
            target=self._party("to"),
            tier=self._parsed("tier", _tier, Trouble.UNKNOWN_TIER),
            amount=self._parsed("amount", self._amount, Trouble.NOT_AN_AMOUNT),
            units=self._parsed("units", values.count, Trouble.NOT_A_COUNT),
            detail=self._short("detail", LONGEST_DETAIL),
        )
        self._check(slip)
        return slip

    def _check(self, slip: SlipRow) -> None:
        found = {
            "from": slip.source,
            "to": slip.target,
            "tier": slip.tier,
            "amount": slip.amount,
            "units": slip.units,
        }
        for name in NEEDED[slip.kind]:
            if found[name] is None:
                self._blame_missing(name)
        is_alone = slip.source and slip.target and _person(slip.source) == _person(slip.target)
        if slip.kind in _BETWEEN_TWO and is_alone:
            self._blame("to", Trouble.SAME_PERSON)

    def _blame_missing(self, name: str) -> None:
        if any(issue.column == self.header.labels[name] for issue in self.issues):
            return
        # Some exports count their rows in the name column: a number is nobody.
        self._blame(name, Trouble.NOT_A_NAME if self._text(name) else Trouble.MISSING)

    def _blame(self, name: str, trouble: Trouble) -> None:
        label = self.header.labels[name]
        self.issues.append(Issue(self.line, label, trouble, self._text(name)[:60]))

    def _text(self, name: str) -> str:
        cell = self.cells.get(self.header.columns[name])
        return collapse(cell.text) if cell else ""

    def _short(self, name: str, longest: int) -> str:
        text = self._text(name)
        if len(text) > longest:
            self._blame(name, Trouble.TOO_LONG)
        return text

    def _party(self, name: str) -> Party | None:
        text = self._short(name, LONGEST_NAME)
        if not text or not is_name(text):
            return None
        is_bold = self.cells[self.header.columns[name]].bold
        return Party(text, is_bold or match_key(text) in PSEUDO_PARTIES)

    def _parsed(self, name: str, parse: Callable[[str], T | None], trouble: Trouble) -> T | None:
        text = self._text(name)
        if not text or text == "-":
            return None
        found = parse(text)
        if found is None:
            self._blame(name, trouble)
        return found

    def _amount(self, text: str) -> Decimal | None:
        value = self.cells[self.header.columns["amount"]].value
        if isinstance(value, Decimal):
            return value if 0 <= value < values.LARGEST_AMOUNT else None
        return values.amount(text, self.mark)


def _tier(text: str) -> str | None:
    return TIERS.get(label_key(text))


def _person(side: Party) -> tuple[str, bool]:
    return match_key(side.name), side.is_outsider
