"""Make the database fail at the n-th statement of a piece of work, or at its commit."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from chapter.db import db

SENTENCE = "the disk is full, says the test"


@dataclass
class Fault:
    """A fault that strikes at a statement, once or from there on; commits count as statements."""

    at: int
    lasts: bool = False
    seen: int = 0
    struck: str = ""
    #: Whether anything but a question came before.
    has_written: bool = False

    def is_next(self, statement: str) -> bool:
        """Count a statement, and tell whether the fault strikes here."""
        self.seen += 1
        if self.seen == self.at:
            self.struck = statement
        elif not self.struck and not statement.startswith(("BEGIN", "SELECT")):
            self.has_written = True
        return self.seen == self.at or (self.lasts and self.seen > self.at)


@contextmanager
def failing(at: int, *, lasts: bool = False) -> Iterator[Fault]:
    """Fail as the engine's own driver does, at one statement of what is done meanwhile."""
    engine, fault = db.engine, Fault(at, lasts)
    driver: Any = engine.dialect.loaded_dbapi

    def execute(_cursor: Any, statement: str, *_rest: Any) -> None:
        if fault.is_next(statement):
            raise driver.OperationalError(SENTENCE)

    def commit(_connection: Any) -> None:
        if fault.is_next("COMMIT"):
            raise OperationalError("COMMIT", None, driver.OperationalError(SENTENCE))

    names = ("do_execute", "do_executemany", "do_execute_no_params")
    for name in names:
        event.listen(engine, name, execute)
    event.listen(engine, "commit", commit)
    try:
        yield fault
    finally:
        for name in names:
            event.remove(engine, name, execute)
        event.remove(engine, "commit", commit)
