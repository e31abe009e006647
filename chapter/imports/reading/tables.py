"""A table being read: its rows' texts and days, and every fault on the way."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from chapter.imports.reading import dates, parameters
from chapter.imports.reading.container import Cell
from chapter.imports.reading.labels import Header
from chapter.imports.reading.shapes import Issue, full_name
from chapter.imports.rules import LONGEST_NAME, LONGEST_TEXT, Trouble, is_name, label_key
from chapter.people.rules import collapse

_NOTHING = {"", "-", "\u2013", "\u2014", "n/a"}


@dataclass(slots=True)
class Table:
    """The rows below a header; `dated` names its columns of days."""

    header: Header
    dated: Sequence[str] = ()
    day_order: str = ""
    issues: list[Issue] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Find out which comes first in its dates, the day or the month."""
        self.issues.extend(self.header.issues())
        columns = [name for name in self.dated if name in self.header.columns]
        texts = {name: self._texts(name) for name in columns}
        everything = [text for found in texts.values() for _, text in found]
        self.day_order = dates.order_of(everything) or self.day_order
        for name in columns:
            self._doubt(name, texts[name])

    def _texts(self, name: str) -> list[tuple[int, str]]:
        column = self.header.columns[name]
        return [
            (line, collapse(value))
            for line, cells in self.header.rows()
            if column in cells and isinstance(value := cells[column].value, str)
        ]

    def _doubt(self, name: str, texts: list[tuple[int, str]]) -> None:
        """Say once a column what is uncertain about its days."""
        unsure = [] if self.day_order else [found for found in texts if dates.is_open(found[1])]
        if unsure:
            self._blame_column(name, Trouble.UNCERTAIN_DAYS, *unsure[0])
        written = [found for found in texts if dates.day(found[1], self.day_order)]
        column = self.header.columns[name]
        rows = [cells for _, cells in self.header.rows() if column in cells]
        has_cells = any(not isinstance(cells[column].value, str) for cells in rows)
        if has_cells and written:
            self._blame_column(name, Trouble.MIXED_DAYS, *written[0])

    def _blame_column(self, name: str, trouble: Trouble, line: int, text: str) -> None:
        self.issues.append(Issue(line, self.header.labels[name], trouble, text[:60]))

    def entries(self) -> Iterator["Entry"]:
        """Give the rows one by one."""
        for line, cells in self.header.rows():
            yield Entry(self, line, cells)


@dataclass(slots=True)
class Entry:
    """One row of a table; `is_out` once a fault leaves it out."""

    table: Table
    line: int
    cells: dict[int, Cell]
    is_out: bool = False

    def cell(self, name: str) -> Cell | None:
        """Return a cell that says something."""
        column = self.table.header.columns.get(name)
        cell = self.cells.get(column) if column else None
        return cell if cell and collapse(cell.text).casefold() not in _NOTHING else None

    def blame(self, name: str, trouble: Trouble, value: str = "") -> None:
        """Keep a fault of this row."""
        label = self.table.header.labels.get(name, "")
        issue = Issue(self.line, label, trouble, value[:60])
        self.table.issues.append(issue)
        self.is_out |= issue.leaves_row_out

    def text(self, name: str, longest: int = LONGEST_TEXT) -> str:
        """Return what a cell says; what is too long to keep is told and not read."""
        cell = self.cell(name)
        text = collapse(cell.text) if cell else ""
        if len(text) > longest:
            self.blame(name, Trouble.UNREAD_TEXT, text)
            return ""
        return text

    def day(self, name: str, *, needed: bool = False) -> date | None:
        """Return the day of a cell; a row that cannot do without it is left out.

        A day that may be read in two ways is None until somebody says which comes first.
        """
        cell = self.cell(name)
        if cell is None:
            if needed:
                self.blame(name, Trouble.MISSING)
            return None
        found = parameters.day_in(cell, self.table.header.sheet.day_zero, self.table.day_order)
        if found is None and not dates.is_open(collapse(cell.text)):
            trouble = Trouble.NOT_A_DAY if needed else Trouble.UNREAD_DAY
            self.blame(name, trouble, collapse(cell.text))
        return found

    def certain_day(self, name: str) -> date | None:
        """Return a day the row cannot do without, or leave the row out."""
        found, cell = self.day(name, needed=True), self.cell(name)
        if found is None and cell and not self.is_out:
            self.blame(name, Trouble.NOT_A_DAY, collapse(cell.text))
        return found

    def choice(self, name: str, names: Mapping[str, str], *, needed: bool = True) -> str:
        """Return the name of the word a cell holds, by its label key."""
        word = self.text(name)
        found = names.get(label_key(word), "")
        if (word and not found) or (needed and not word):
            self.blame(name, Trouble.NOT_A_CHOICE if word else Trouble.MISSING, word)
        return found

    def email(self) -> str:
        """Return an e-mail address, or nothing where the cell holds none."""
        text = self.text("email", 254)
        if text and ("@" not in text.strip("@") or " " in text):
            self.blame("email", Trouble.UNREAD_EMAIL, text)
            return ""
        return text

    def phone(self) -> str:
        """Return the phone number, or the mobile one."""
        return self.text("phone", 60) or self.text("mobile", 60)

    def names(self) -> tuple[str, str, str]:
        """Return first name, last name and whole name; halves are empty where they are one."""
        columns = self.table.header.columns
        column = "name" if "name" in columns else "first"
        # "Name" beside a surname is the first name only.
        given = "first" if "first" in columns or "last" not in columns else "name"
        first, last = self._name(given), self._name("last")
        whole = self._name("name") if given == "first" else ""
        name = whole or full_name(first, last)
        if not name:
            self.blame(column, Trouble.NAMELESS)
        elif not is_name(name):
            self.blame(column, Trouble.NOT_A_NAME, name)
        elif len(name) > LONGEST_NAME:
            self.blame(column, Trouble.TOO_LONG, name)
        return (first, last, name) if first and last else ("", "", name)

    def _name(self, name: str) -> str:
        cell = self.cell(name)
        return collapse(cell.text) if cell else ""
