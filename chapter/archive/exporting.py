"""A chapter's rows to an archive: numbered afresh, and without what the reader may not see."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import IO, Any

from sqlalchemy import Connection

from chapter.archive import index, queries
from chapter.archive.discretion import Sees, cover
from chapter.archive.holdings import FIGURE, FIGURE_OF, FIGURES, HOLDINGS
from chapter.archive.packing import Package
from chapter.archive.shapes import Field, fields
from chapter.audit.models import KEPT_NAME
from chapter.chapters.models import Chapter

Row = dict[str, Any]


def write(
    chapter: Chapter, connection: Connection, file: IO[bytes], sees: Sees, made_on: date
) -> dict[str, int]:
    """Write everything a chapter holds; return how many rows of each table."""
    exporter = _Exporter(chapter, connection, sees)
    with Package(file, made_on) as package:
        counts = {name: package.add(name, fields(name), exporter.rows(name)) for name in HOLDINGS}
        about = {
            "chapter": {"slug": chapter.slug, "name": chapter.name},
            "confidential": sees.everything,
            "thanks": sees.everything or sees.thanks,
        }
        package.finish(index.text(chapter, sees, made_on, counts), about)
    return counts


class _Exporter:
    """Goes through a chapter's tables; ids become numbers that mean nothing elsewhere."""

    def __init__(self, chapter: Chapter, connection: Connection, sees: Sees) -> None:
        self.chapter, self.connection, self.sees = chapter, connection, sees
        #: By table, the number of each id.
        self.numbers: dict[str, dict[int, int]] = {name: {} for name in HOLDINGS}
        self.covered_slips: set[int] = set()
        #: By the id of a slip that is gone, a number below nought.
        self.gone: dict[int, int] = {}

    def rows(self, name: str) -> Iterator[Sequence[Any]]:
        """Give a table's rows, in the order of its fields."""
        shape, own = fields(name), self.numbers[name]
        for row in queries.rows(self.chapter, self.connection, name, self.sees):
            hides_thanks = bool(row.pop("hides_thanks"))
            if name == "slips" and hides_thanks:
                self.covered_slips.add(row["id"])
            if name == FIGURES and not self._recall(row, len(own) + 1):
                continue
            if name == "audit_entries":
                hides_thanks = self._name_subject(row)
                # Who did it in an installation before this one stands where a user's name does.
                kept_name = row["details"].pop(KEPT_NAME, None)
                row["user_id"] = row["user_id"] or kept_name
            kept = cover(name, row, self.sees, hides_thanks=hides_thanks)
            if shape[0].refers is None:
                own[row["id"]] = len(own) + 1
                kept["id"] = len(own)
            yield [self._value(field, kept[field.name]) for field in shape]

    def _value(self, field: Field, value: Any) -> Any:
        if field.refers is None or value is None:
            return value
        return self.numbers[field.refers][value]

    def _recall(self, row: Row, number: int) -> bool:
        """Write a figure as it was with its numbers here; tell whether it still means anything."""
        now = {name: row.pop(f"now_{name}") for name in FIGURE}
        # A removed credit is noted whole, and of a changed one only what changed.
        said = {name: row["before"].get(name, now[name]) for name in FIGURE}
        slip = said["slip_id"]
        known = {name: self.numbers[of].get(said[name]) for name, of in FIGURE_OF.items()}
        if known["slip_id"] is None:
            known["slip_id"] = self.gone.setdefault(slip, -len(self.gone) - 1)
        row["row_id"], row["before"] = number, {**said, **known}
        return None not in known.values()

    def _name_subject(self, row: Row) -> bool:
        """Write the subject of a trace with its number here; tell whether it is a thank-you."""
        name, _, number = row["subject"].partition(":")
        found = int(number) if number.isdigit() else 0
        known = self.numbers.get(name, {}).get(found)
        row["subject"] = f"{name}:{known}" if known else name
        return name == "slips" and found in self.covered_slips
