"""What may stand in an address."""

from datetime import date

from werkzeug.routing import BaseConverter, IntegerConverter, Map, ValidationError

# The largest number an id column holds on every engine.
LARGEST_ID = 2**31 - 1


class DayConverter(BaseConverter):
    """A day: 2026-11-26."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        """Read the day; one that is none is a 404."""
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise ValidationError from None

    def to_url(self, value: date) -> str:
        """Write the day."""
        return value.isoformat()


def row_number(text: str) -> int:
    """Return a row's number from an address, or raise ValueError."""
    if not (text.isascii() and text.isdigit() and len(text) < len(str(LARGEST_ID))):
        raise ValueError
    return int(text)


class RowConverter(IntegerConverter):
    """A row's number; one larger than the database can hold is a 404."""

    def __init__(self, map: Map, max: int = LARGEST_ID) -> None:
        super().__init__(map, max=max)
