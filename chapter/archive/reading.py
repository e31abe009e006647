"""An archive's bytes to typed rows, held to its own schema; knows no session."""

import csv
import hashlib
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any
from zipfile import ZipFile

from chapter.archive import cells, rules
from chapter.archive.holdings import HOLDINGS
from chapter.archive.packing import SCHEMA, file_of
from chapter.archive.rules import ArchiveRefused, Refusal
from chapter.archive.shapes import Field, fields

Row = dict[str, Any]
DAMAGED = "the file is damaged"


class Archive:
    """An archive opened for reading; what it says of itself has been checked for its form."""

    def __init__(self, file: IO[bytes]) -> None:
        with _refusing(ArchiveRefused(Refusal.NOT_AN_ARCHIVE)):
            self.package = ZipFile(file)
            self._weigh()
            schema = json.loads(self.package.read(SCHEMA))
        self.tables = _tables(schema)

    def _weigh(self) -> None:
        entries = self.package.infolist()
        unpacked = sum(entry.file_size for entry in entries)
        is_large = unpacked > rules.LARGEST_UNPACKED or len(entries) > rules.MOST_ENTRIES
        # zipfile never unpacks more of an entry than the size it declares.
        schema = self.package.getinfo(SCHEMA)
        if is_large or schema.file_size > rules.LARGEST_SCHEMA:
            raise ArchiveRefused(Refusal.TOO_LARGE)

    def verify(self) -> None:
        """Read all of it once and refuse it at the first thing that is not as it was written."""
        for name, described in self.tables.items():
            if file_of(name) not in self.package.namelist():
                raise ArchiveRefused(Refusal.LACKING, what=file_of(name))
            digest = hashlib.sha256()
            with _refusing(_changed(name, DAMAGED)), self.package.open(file_of(name)) as entry:
                while chunk := entry.read(65_536):
                    digest.update(chunk)
            if digest.hexdigest() != described["sha256"]:
                raise _changed(name, "its digest differs")
            self._verify_rows(name)

    def count(self, name: str) -> int:
        """Return how many rows a table has."""
        return int(self.tables[name]["rows"]) if name in self.tables else 0

    def _verify_rows(self, name: str) -> None:
        references = [(field.name, field.refers) for field in fields(name) if field.refers]
        is_numbered = fields(name)[0].refers is None
        number = 0
        for number, row in enumerate(self.rows(name), start=1):
            if is_numbered and row["id"] != number:
                raise _changed(name, f"row {number} is numbered {row['id']}")
            for column, target in references:
                found = row.get(column)
                if found is not None and not 1 <= found <= self.count(target):
                    where = {"what": file_of(name), "row": number + 1, "column": column}
                    raise ArchiveRefused(Refusal.ASTRAY, value=found, **where)
        if number != self.count(name):
            raise _changed(name, f"it has {number} rows, not {self.count(name)}")

    def rows(self, name: str) -> Iterator[Row]:
        """Give a table's rows, typed, under the names of their columns."""
        if name not in self.tables:
            return
        shape = {field.name: field for field in fields(name)}
        names = [column["name"] for column in self.tables[name]["columns"]]
        with _refusing(_changed(name, DAMAGED)), self.package.open(file_of(name)) as entry:
            text = io.TextIOWrapper(entry, "utf-8-sig", newline="")
            # No row is that long, and one that is must not fill the memory.
            lines = csv.reader(iter(lambda: text.readline(rules.LONGEST_LINE), ""))
            if next(lines, None) != names:
                raise _changed(name, "its columns are not those of the schema")
            for number, line in enumerate(lines, start=2):
                if len(line) != len(names):
                    raise _changed(name, f"row {number} has {len(line)} cells")
                pairs = zip(names, line, strict=True)
                yield {key: _typed(name, number, shape[key], cell) for key, cell in pairs}


@contextmanager
def _refusing(refusal: ArchiveRefused) -> Iterator[None]:
    """Refuse a file instead of whatever its damage makes the libraries raise."""
    try:
        yield
    except (ArchiveRefused, MemoryError):
        raise
    except Exception as error:
        # zipfile, its decompressors, csv and json raise a dozen kinds, not all of them documented.
        raise refusal from error


def _tables(schema: Any) -> dict[str, Any]:
    """Return what the schema says of each table, or refuse a form we do not know."""
    if not isinstance(schema, dict) or schema.get("format") != rules.FORMAT:
        raise ArchiveRefused(Refusal.NOT_AN_ARCHIVE)
    version = schema.get("version")
    if not isinstance(version, int) or version < 1:
        raise ArchiveRefused(Refusal.NOT_AN_ARCHIVE)
    if version > rules.VERSION:
        raise ArchiveRefused(Refusal.NEWER, what=f"form {version}")
    try:
        tables = {table["name"]: table for table in schema["tables"]}
        for name, table in tables.items():
            _refuse_unknown(name, [column["name"] for column in table["columns"]])
            table["rows"], table["sha256"] = int(table["rows"]), str(table["sha256"])
    except (KeyError, TypeError, ValueError):
        raise ArchiveRefused(Refusal.NOT_AN_ARCHIVE) from None
    if "chapters" not in tables:
        raise ArchiveRefused(Refusal.LACKING, what=file_of("chapters"))
    # An older Chapter had fewer tables; those are then empty.
    return {name: tables[name] for name in HOLDINGS if name in tables}


def _refuse_unknown(name: str, columns: list[str]) -> None:
    if name not in HOLDINGS:
        raise ArchiveRefused(Refusal.NEWER, what=name)
    known = {field.name for field in fields(name)}
    unknown = [column for column in columns if column not in known]
    if unknown:
        raise ArchiveRefused(Refusal.NEWER, what=f"{name}.{unknown[0]}")
    if "id" not in columns or len(columns) != len(set(columns)):
        raise ArchiveRefused(Refusal.NOT_AN_ARCHIVE)


def _typed(name: str, number: int, field: Field, text: str) -> Any:
    try:
        return cells.value(field.kind, text, may_lack=field.may_lack)
    except ValueError as wanted:
        where = {"what": file_of(name), "row": number, "column": field.name}
        raise ArchiveRefused(Refusal.CELL, value=repr(text[:60]), wanted=wanted, **where) from None


def _changed(name: str, why: str) -> ArchiveRefused:
    return ArchiveRefused(Refusal.CHANGED, what=file_of(name), why=why)
