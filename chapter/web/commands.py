"""What the feature's commands share: one line when done, one sentence and exit 2 when refused."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import click
from sqlalchemy.exc import OperationalError, ProgrammingError

from chapter.web.transaction import whole


class InputRefused(click.ClickException):
    """The input was wrong; the message is one plain sentence."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        """Print the sentence alone."""
        click.echo(self.message, err=True)


class Day(click.ParamType[date]):
    """A day written YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: Any, ctx: Any) -> date:
        """Read the day or refuse it."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise InputRefused(f"“{value}” is not a day; write YYYY-MM-DD.") from None


@contextmanager
def refusing(*refusals: type[Exception]) -> Iterator[None]:
    """Run a command as one transaction; a named refusal becomes one sentence and exit 2."""
    try:
        with whole():
            yield
    except refusals as refusal:
        raise InputRefused(str(refusal)) from None
    except (OperationalError, ProgrammingError) as fault:
        raise InputRefused(
            f"The database is not ready; run “flask db upgrade” first. It says: {fault.orig}"
        ) from None
