"""Count the SQL statements of a piece of work."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import event

from chapter.db import db

FRAME = ("BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK")


@dataclass
class Count:
    """The statements sent while counting."""

    statements: list[str] = field(default_factory=list)

    @property
    def number(self) -> int:
        """Return how many there were."""
        return len(self.statements)


@contextmanager
def counting() -> Iterator[Count]:
    """Collect the statements sent, without those that frame a transaction."""
    count = Count()

    def note(_conn: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith(FRAME):
            count.statements.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield count
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
