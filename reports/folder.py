"""The rows of a chapter as CSV files in a folder: the way in and out without the app."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from reports import columns, frames, plain_csv
from reports.ranking import MEASURES

FILES = {
    "members": columns.MEMBERS,
    "meetings": columns.MEETINGS,
    "marks": columns.MARKS,
    "credits": columns.CREDITS,
}
MORE = {"business": columns.BUSINESS, "visits": columns.VISITS}
KNOWN: Mapping[str, Iterable[str]] = {
    "mark": columns.LETTERS,
    "standing": columns.STANDINGS,
    "tier": columns.TIERS,
    "measure": MEASURES,
    "type": columns.VISIT_TYPES,
    "state": columns.VISIT_STATES,
}
WHOLE = re.compile(r"[0-9]{1,18}")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
TRUTH = {"true": True, "false": False, "1": True, "0": False}

Row = dict[str, Any]


class Rows(NamedTuple):
    """The four frames every report is made from."""

    members: pd.DataFrame
    meetings: pd.DataFrame
    marks: pd.DataFrame
    credits: pd.DataFrame


class More(NamedTuple):
    """The frames some reports tell more with, where somebody has them."""

    business: pd.DataFrame | None
    visits: pd.DataFrame | None


def read(folder: Path) -> Rows:
    """Read members.csv, meetings.csv, marks.csv and credits.csv.

    Raise ValueError, with one sentence that names file and row, where something is wrong.
    """
    rows = {name: rows_of(folder / f"{name}.csv", types) for name, types in FILES.items()}
    for name in ("marks", "credits"):
        members = [row for row in rows[name] if row.get("standing", "member") == "member"]
        _refuse_strangers(f"{name}.csv", rows[name], "meeting", rows["meetings"])
        _refuse_strangers(f"{name}.csv", members, "person", rows["members"])
    return Rows(*(frames.typed(rows[name], types) for name, types in FILES.items()))


def read_more(folder: Path) -> More:
    """Read business.csv and visits.csv, each where there is one; refuse what is wrong as `read`."""
    paths = {name: folder / f"{name}.csv" for name in MORE}
    return More(
        *(
            frames.typed(rows_of(paths[name], types), types) if paths[name].exists() else None
            for name, types in MORE.items()
        )
    )


def written(frame: pd.DataFrame) -> str:
    """Write a frame as CSV: ISO dates, true and false, and no text a spreadsheet would run."""
    rows = ([None if pd.isna(value) else value for value in row] for row in frames.records(frame))
    return plain_csv.written(frame.columns, rows)


def rows_of(path: Path, types: Mapping[str, str]) -> list[Row]:
    """Read one file: its rows, with the named columns in their types."""
    lines = plain_csv.lines(path)
    heads = lines[0] if lines else []
    for name in types:
        if heads.count(name) != 1:
            raise ValueError(f"{path.name} needs one column {name}; it has {heads.count(name)}.")
    rows = []
    for number, line in enumerate(lines[1:], start=2):
        if not line:
            continue
        if len(line) != len(heads):
            raise ValueError(f"{path.name} row {number} has {len(line)} cells, not {len(heads)}.")
        cells = dict(zip(heads, line, strict=True))
        where = f"{path.name} row {number}"
        rows.append({name: _value(where, name, kind, cells[name]) for name, kind in types.items()})
    return rows


def _value(where: str, name: str, kind: str, cell: str) -> Any:
    text = plain_csv.text_of(cell)
    if text == "" and name in columns.OPTIONAL:
        return None
    wanted, read_as = READERS[kind]
    try:
        value = read_as(text)
    except (ValueError, KeyError):
        raise ValueError(f"{where}: {name} is {cell!r}, which is not {wanted}.") from None
    if value not in KNOWN.get(name, [value]):
        known = ", ".join(one or "nothing" for one in KNOWN[name])
        raise ValueError(f"{where}: {name} is {cell!r}, which is not one of {known}.")
    return value


def _whole(text: str) -> int:
    if not WHOLE.fullmatch(text):
        raise ValueError
    return int(text)


def _day(text: str) -> date:
    if not DAY.fullmatch(text):
        raise ValueError
    return date.fromisoformat(text)


READERS: Mapping[str, tuple[str, Callable[[str], Any]]] = {
    "int64": ("a whole number", _whole),
    "datetime64[s]": ("a date like 2026-10-08", _day),
    "bool": ("true or false", lambda text: TRUTH[text.lower()]),
    "str": ("text", str),
}


def _refuse_strangers(file: str, rows: list[Row], key: str, known: list[Row]) -> None:
    numbers = {row[key] for row in known}
    home = {"meeting": "meetings.csv", "person": "members.csv"}[key]
    for row in rows:
        if row[key] not in numbers:
            raise ValueError(f"{file} names {key} {row[key]}, which is not in {home}.")
