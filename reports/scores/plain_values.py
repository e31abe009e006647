"""Plain values of a scoring table in their types; each refuses in one sentence what is wrong."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from reports.scores.plain_tables import LONGEST_TEXT
from reports.scores.refused import Refused
from reports.words import N_

Plain = Mapping[str, Any]


def refuse_unless(is_right: bool, sentence: str, **values: object) -> None:
    """Raise Refused where something is wrong."""
    if not is_right:
        raise Refused(sentence, **values)


def text_of(said: Plain, key: str) -> str:
    """Give a text, empty where it is absent."""
    text = said.get(key, "")
    refuse_unless(isinstance(text, str), N_("What stands under {key} is no text."), key=key)
    sentence = N_("What stands under {key} is longer than {most} characters.")
    refuse_unless(len(text) <= LONGEST_TEXT, sentence, key=key, most=LONGEST_TEXT)
    return str(text)


def rows_of(said: Plain, key: str) -> list[Plain]:
    """Give a list of mappings, empty where it is absent."""
    rows = said.get(key, [])
    is_right = isinstance(rows, list) and all(isinstance(row, Mapping) for row in rows)
    refuse_unless(is_right, N_("What stands under {key} is no list of rows."), key=key)
    return list(rows)


def day_of(text: object) -> date | None:
    """Give a date, None where it is empty."""
    if text is None or text == "":
        return None
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        raise Refused(N_("{day} is not a date like 2026-10-08."), day=text) from None


def whole_of(value: object, most: int) -> int:
    """Give a whole number from 0 to the most."""
    is_right = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most
    sentence = N_("{value} is not a whole number from 0 to {most}.")
    refuse_unless(is_right, sentence, value=value, most=most)
    return int(str(value))
