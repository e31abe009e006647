"""Tables to one .zip: a CSV file and a sheet each, what they mean, and digests to hold them to."""

import csv
import hashlib
import io
import json
import tempfile
from collections.abc import Iterable, Sequence
from datetime import date
from types import TracebackType
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from chapter.archive.cells import cell
from chapter.archive.rules import FORMAT, VERSION
from chapter.archive.shapes import Field

INDEX, SCHEMA, BOOK = "README.txt", "schema.json", "data.xlsx"


def file_of(name: str) -> str:
    """Return the name of a table's file."""
    return f"tables/{name}.csv"


class Package:
    """An archive in the making, written to a file as it comes."""

    def __init__(self, file: IO[bytes], made_on: date) -> None:
        self.archive = ZipFile(file, "w", ZIP_DEFLATED)
        self.made_on = made_on
        # openpyxl is slow to import, and few processes ever make an archive.
        from chapter.archive.books import Book

        self.book = Book()
        self.tables: list[dict[str, Any]] = []

    def __enter__(self) -> "Package":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.archive.close()
        self.book.discard()

    def add(self, name: str, fields: Sequence[Field], rows: Iterable[Sequence[Any]]) -> int:
        """Write a table's rows, values in the order of the fields; return how many."""
        sheet = self.book.sheet(name, [max(12, len(field.name) + 2) for field in fields])
        sheet.head(field.name for field in fields)
        with self.archive.open(self._entry(file_of(name)), "w", force_zip64=True) as entry:
            out = _Digesting(entry)
            # With a byte order mark, or Excel takes it for another encoding.
            lines = io.TextIOWrapper(io.BufferedWriter(out), "utf-8-sig", newline="")
            writer = csv.writer(lines, lineterminator="\r\n")
            writer.writerow([field.name for field in fields])
            count = 0
            for row in rows:
                writer.writerow([cell(value) for value in row])
                sheet.add(row)
                count += 1
            lines.flush()
        self.tables.append(
            {
                "name": name,
                "file": file_of(name),
                "rows": count,
                "sha256": out.digest.hexdigest(),
                "columns": [_described(field) for field in fields],
            }
        )
        return count

    def finish(self, index: str, about: dict[str, Any]) -> None:
        """Write the Excel file, the schema and the index."""
        with tempfile.TemporaryFile() as file:
            self.book.save(file)
            file.seek(0)
            with self.archive.open(self._entry(BOOK), "w", force_zip64=True) as entry:
                while chunk := file.read(65_536):
                    entry.write(chunk)
        head = {"format": FORMAT, "version": VERSION, "made_on": str(self.made_on), **about}
        text = json.dumps({**head, "tables": self.tables}, ensure_ascii=False, indent=1)
        self.archive.writestr(self._entry(SCHEMA), text + "\n")
        self.archive.writestr(self._entry(INDEX), index.replace("\n", "\r\n"))

    def _entry(self, name: str) -> ZipInfo:
        day = self.made_on
        entry = ZipInfo(name, (max(day.year, 1980), day.month, day.day, 0, 0, 0))
        entry.compress_type = ZIP_DEFLATED
        entry.external_attr = 0o644 << 16
        return entry


class _Digesting(io.RawIOBase):
    """Passes bytes on and counts them into a digest."""

    def __init__(self, out: IO[bytes]) -> None:
        self.out = out
        self.digest = hashlib.sha256()

    def writable(self) -> bool:
        """Say that this is written to."""
        return True

    def write(self, data: Any) -> int:
        """Write some bytes."""
        self.digest.update(data)
        return self.out.write(data)


def _described(field: Field) -> dict[str, Any]:
    described: dict[str, Any] = {"name": field.name, "type": field.kind}
    if field.may_lack:
        described["may_be_empty"] = True
    if field.refers:
        described["refers_to"] = field.refers
    return described
