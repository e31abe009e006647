"""Values to the cells of a CSV file and back, exactly; standard library only."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, time
from typing import Any

# A spreadsheet would run a text that begins so; apostrophes before it are counted, so that
# reading takes off exactly the one that writing put there.
LIVE = re.compile(r"'*[=+\-@\t\r]")
WHOLE = re.compile(r"-?[0-9]{1,19}")

#: What each kind of column is called in a refusal.
WANTED = {
    "whole": "a whole number",
    "text": "text",
    "truth": "true or false",
    "day": "a day like 2026-10-08",
    "hour": "a time like 07:00:00",
    "moment": "a moment like 2026-10-08T07:00:00+00:00",
    "json": "JSON",
    "name": "a name",
}
_TRUTH = {"true": True, "false": False}


class Bold(str):
    """Text in bold: a heading, or a party outside the roster."""


def guarded(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would run."""
    return f"'{text}" if LIVE.match(text) else text


def bare(text: str) -> str:
    """Take off the apostrophe that `guarded` put there."""
    return text[1:] if text.startswith("'") and LIVE.match(text) else text


def cell(value: Any) -> str:
    """Write a value; nothing is an empty cell."""
    if value is None:
        return ""
    if isinstance(value, str):
        return guarded(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def delimited(rows: Iterable[Iterable[Any]]) -> bytes:
    """Write rows as a CSV file that Excel opens in the right encoding."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([cell(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def value(kind: str, text: str, *, may_lack: bool) -> Any:
    """Read a cell, or raise ValueError; an empty one is nothing where nothing may stand."""
    if text == "" and (may_lack or kind == "name"):
        return None
    try:
        return _READERS[kind](text)
    except (ValueError, KeyError, RecursionError):
        raise ValueError(WANTED[kind]) from None


def _whole(text: str) -> int:
    if not WHOLE.fullmatch(text):
        raise ValueError
    return int(text)


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError
    return moment.astimezone(UTC)


def _text(text: str) -> str:
    return bare(text)


_READERS: Mapping[str, Callable[[str], Any]] = {
    "whole": _whole,
    "text": _text,
    "name": _text,
    "truth": lambda text: _TRUTH[text],
    "day": date.fromisoformat,
    "hour": time.fromisoformat,
    "moment": _moment,
    "json": json.loads,
}
