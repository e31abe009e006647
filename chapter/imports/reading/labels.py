"""Where things stand on a sheet: the header row and its columns, found by label only."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from chapter.imports.reading.container import Cell, Sheet
from chapter.imports.reading.shapes import Issue
from chapter.imports.rules import MOST_ROWS, Trouble, Unreadable, label_key
from chapter.people.rules import collapse

# What a column is that is known and holds nothing to bring in; several may be.
NOT_READ = "not read"

# Titles and parameters are some ten rows; a header further down is none.
DEEPEST_HEADER = 40


@dataclass(frozen=True, slots=True)
class Header:
    """The row of column names, and which column holds what, down to the table's last row."""

    sheet: Sheet
    line: int
    columns: Mapping[str, int]
    labels: Mapping[str, str]
    unread: tuple[str, ...]
    widest: int
    last: int = MOST_ROWS

    def issues(self) -> list[Issue]:
        """Return an issue for each column that is not known and each row that cannot be read."""
        unread = [
            Issue(self.line, label, Trouble.UNREAD_COLUMN, label[:60]) for label in self.unread
        ]
        return unread + [issue for _, issue in sorted(self._out().items())]

    def rows(self) -> list[tuple[int, dict[int, Cell]]]:
        """Return the rows below that can be read, by line."""
        out = self._out()
        return [(line, cells) for line, cells in self._below() if line not in out]

    def above(self) -> list[tuple[int, dict[int, Cell]]]:
        """Return the rows above, by line."""
        return sorted((line, cells) for line, cells in self.sheet.rows.items() if line < self.line)

    def stamped(self, issues: Iterable[Issue]) -> tuple[Issue, ...]:
        """Return issues that say their sheet."""
        return tuple(replace(issue, sheet=self.sheet.name) for issue in issues)

    def _below(self) -> list[tuple[int, dict[int, Cell]]]:
        rows = self.sheet.rows.items()
        return sorted((line, cells) for line, cells in rows if self.line < line <= self.last)

    def _out(self) -> dict[int, Issue]:
        """Return why whole rows cannot be read, by line."""
        out = {line: Issue(line, "", Trouble.SHIFTED_ROW) for line in self._shifted()}
        for line, cells in self._below() if self.sheet.has_formulas else ():
            for name, column in self.columns.items():
                cell = cells.get(column)
                if cell and cell.is_formula and name != NOT_READ:
                    text = cell.text[:60]
                    out[line] = Issue(line, self.labels[name], Trouble.UNCOMPUTED, text)
        return out

    def _shifted(self) -> set[int]:
        """Return the rows of a text that have more cells than the header and most rows have.

        A comma too many moves every cell after it by one.
        """
        widths = self.sheet.widths
        if not widths:
            return set()
        below = {line: cells for line, cells in self._below() if line in widths}
        usual = Counter(widths[line] for line in below).most_common(1)
        most = max(widths.get(self.line, 0), *(width for width, _ in usual), self.widest)
        return {
            line for line, cells in below.items() if widths[line] > most or max(cells) > self.widest
        }


ColumnOf = Callable[[str], str | None]


def find_header(sheet: Sheet, column_of: ColumnOf, *signs: set[str]) -> Header | None:
    """Return the first row whose labels include all of some signs, its columns by label only."""
    for line in sorted(sheet.rows):
        if line > DEEPEST_HEADER:
            break
        header = header_at(sheet, line, column_of, *signs)
        if header:
            return header
    return None


def header_at(sheet: Sheet, line: int, column_of: ColumnOf, *signs: set[str]) -> Header | None:
    """Return a row as a header if its labels include all of some signs."""
    labels = {column: collapse(cell.text) for column, cell in sheet.rows[line].items()}
    named = {column: column_of(label) for column, label in labels.items()}
    seen = set(named.values())
    return _header(sheet, line, labels, named) if any(sign <= seen for sign in signs) else None


def _header(
    sheet: Sheet, line: int, labels: dict[int, str], named: dict[int, str | None]
) -> Header:
    columns: dict[str, int] = {}
    unread = []
    for column, name in sorted(named.items()):
        first = columns.setdefault(name, column) if name else column
        is_twice = first != column and name != NOT_READ
        if is_twice and label_key(labels[first]) == label_key(labels[column]):
            raise Unreadable(Trouble.DOUBLE_COLUMN, labels[column])
        # Of two words for one thing the first column is taken, and the other told.
        if is_twice or name is None:
            unread.append(labels[column])
    found = {name: labels[column] for name, column in columns.items()}
    return Header(sheet, line, columns, found, tuple(unread), max(named))


def require(header: Header, names: Mapping[str, str]) -> None:
    """Refuse a file that lacks a column: `names` maps what is needed to its usual label."""
    for name, label in names.items():
        if name not in header.columns:
            raise Unreadable(Trouble.MISSING_COLUMN, label)
