"""How far large files are, said while they come in: a bar at a terminal, else a few lines."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click
from blinker import Signal

# Who hears that more rows of a file are written: (chapter, rows).
moved = Signal("more rows of a file are written")

# Fewer files or rows are done before anybody looks.
_FEW_FILES, _FEW_ROWS = 3, 2000
_QUARTERS = 4

Move = Callable[[int], object]


@contextmanager
def shown(label: str, files: int, steps: int) -> Iterator[Move]:
    """Show how far something is that has many steps; hand out what moves it on."""
    if files < _FEW_FILES and steps < _FEW_ROWS:
        yield lambda number: None
    elif sys.stderr.isatty():
        with click.progressbar(length=steps, label=label, file=sys.stderr) as bar:
            yield bar.update
    else:
        yield _Lines(label, steps).move


@contextmanager
def of_rows(label: str, files: int, rows: int) -> Iterator[None]:
    """Show how many rows are written while this lasts."""
    with shown(label, files, rows) as move:

        def hear(_chapter: Any, rows: int) -> None:
            move(rows)

        with moved.connected_to(hear):
            yield


class _Lines:
    """A line each time another quarter is done, for what keeps a log."""

    def __init__(self, label: str, steps: int) -> None:
        self.label, self.steps, self.done = label, steps, 0

    def move(self, number: int) -> None:
        """Go on by some steps."""
        before, self.done = self._quarter(), self.done + number
        if self.steps >= _FEW_ROWS and self._quarter() > before:
            click.echo(f"{self.label}: {self.done} of {self.steps}", err=True)

    def _quarter(self) -> int:
        return _QUARTERS * self.done // (self.steps or 1)
