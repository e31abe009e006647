"""An archive's rows into the database: numbers become ids again, all in one transaction."""

from collections.abc import Sequence
from contextlib import suppress
from itertools import islice
from typing import Any

from sqlalchemy import Table, insert
from sqlalchemy.exc import DataError, IntegrityError, StatementError

from chapter.archive.holdings import FIGURE, FIGURE_OF, FIGURES, HOLDINGS
from chapter.archive.packing import file_of
from chapter.archive.reading import Archive
from chapter.archive.rules import ArchiveRefused, Refusal
from chapter.archive.shapes import Field, fields, table
from chapter.audit.models import KEPT_NAME
from chapter.chapters import service as chapters
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.people.rules import Standing
from chapter.slips.rules import Measure

Row = dict[str, Any]
CHUNK = 500
#: So many slips that are gone may be told of: more than any database numbers.
MOST_GONE = 2**31 - 1


def write(archive: Archive, slug: str) -> Chapter:
    """Write everything an archive holds as the chapter of that short name."""
    restorer = _Restorer(archive)
    try:
        # What the database refuses must not be flushed by whoever tells of it.
        with db.session.begin_nested():
            return restorer.restore(slug)
    except (IntegrityError, DataError, StatementError) as error:
        why = str(getattr(error, "orig", None) or error).splitlines()[0]
        raise ArchiveRefused(Refusal.NOT_KEPT, why=why) from None


class _Restorer:
    """Goes through an archive's tables, in an order in which nothing names what comes later."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        #: By table, the ids of the rows numbered 1, 2, 3 and so on.
        self.ids: dict[str, list[int]] = {}
        self.chapter_id = 0

    def restore(self, slug: str) -> Chapter:
        """Write the chapter, then every table of it."""
        (row,) = self.archive.rows("chapters")
        region = row.pop("region_id", None)
        if region:
            row["region_id"] = chapters.region(region).id
        own = table("chapters")
        values = {**row, "slug": slug}
        del values["id"]
        self.chapter_id = db.session.execute(insert(own).returning(own.c.id), values).scalar_one()
        for name, holding in HOLDINGS.items():
            if holding.is_restored and name != "chapters":
                self._write(name)
        return db.session.get_one(Chapter, self.chapter_id)

    def _write(self, name: str) -> None:
        own, shape = table(name), fields(name)
        rows = (self._row(own, shape, row) for row in self.archive.rows(name))
        ids = self.ids[name] = []
        while chunk := list(islice(rows, CHUNK)):
            if shape[0].refers is not None:
                db.session.execute(insert(own), chunk)
                continue
            # In the order of the rows, because that is what their numbers mean.
            made = insert(own).returning(own.c.id, sort_by_parameter_order=True)
            ids.extend(db.session.execute(made, chunk).scalars())

    def _row(self, own: Table, shape: Sequence[Field], row: Row) -> Row:
        values = {
            field.name: self._value(field, row[field.name])
            for field in shape
            if field.name in row and field.kind != "name"
        }
        if shape[0].refers is None:
            del values["id"]
        if "chapter_id" in own.c:
            values["chapter_id"] = self.chapter_id
        for column in HOLDINGS[own.name].omitted.split():
            if not own.c[column].nullable:
                values[column] = ""
        if own.name == FIGURES:
            values["before"] = self._figure(values["before"], row["id"])
        if own.name == "audit_entries":
            values["subject"] = self._subject(values["subject"])
            # Users stay where they are, and the trace reads as it did there.
            kept = {KEPT_NAME: row["user_id"]} if row.get("user_id") else {}
            values["details"] = {**values["details"], **kept}
        return values

    def _value(self, field: Field, value: Any) -> Any:
        if field.refers is None or value is None:
            return value
        return self.ids[field.refers][value - 1]

    def _figure(self, said: Any, number: int) -> Row:
        """Return a figure as it was with the ids its rows have here; a slip may be gone."""
        with suppress(KeyError, IndexError, TypeError, ValueError):
            told = {name: said[name] for name in FIGURE}
            for name, of in FIGURE_OF.items():
                if said[name] > 0:
                    told[name] = self.ids[of][said[name] - 1]
            Standing(told["standing"]), Measure(told["measure"]), str.lower(told["tier"])
            least = {"slip_id": -MOST_GONE, "person_id": 1, "meeting_id": 1}
            numbers = {name: told[name] for name in (*FIGURE_OF, "quantity", "amount")}
            if all(type(n) is int and n >= least.get(name, 0) for name, n in numbers.items()):
                return told
        where = {"what": file_of(FIGURES), "row": number + 1, "column": "before"}
        raise ArchiveRefused(Refusal.ASTRAY, value=repr(said)[:60], **where)

    def _subject(self, subject: str) -> str:
        """Return the subject of a trace with the id its row has here."""
        name, _, number = subject.partition(":")
        if name == "chapters":
            return f"{name}:{self.chapter_id}"
        ids = self.ids.get(name, [])
        is_known = number.isdigit() and 0 < int(number) <= len(ids)
        return f"{name}:{ids[int(number) - 1]}" if is_known else subject
