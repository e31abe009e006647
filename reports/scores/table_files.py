"""Scoring tables as CSV files: a row per thing said, so that a spreadsheet can edit one.

`row` says what a row is: a text of the table, a `light`, a `part` or one of its `bracket`s.
"""

import csv
import io
from collections.abc import Mapping
from typing import Any

HEADS = ("row", "name", "value", "points", "per", "effort", "note")


def read(text: str) -> dict[str, Any]:
    """Read a file into plain values; `reports.scores.tables` checks them."""
    found: dict[str, Any] = {"lights": {}, "parts": []}
    parts: dict[str, dict[str, Any]] = {}
    for row in csv.DictReader(io.StringIO(text)):
        match row["row"]:
            case "light":
                found["lights"][row["name"]] = int(row["points"])
            case "part":
                parts[row["name"]] = _part(row)
            case "bracket":
                parts[row["name"]]["brackets"].append(_bracket(row["value"], row["points"]))
            case key:
                found[key] = row["value"]
    return found | {"parts": list(parts.values())}


def _part(row: Mapping[str, str]) -> dict[str, Any]:
    return {
        "name": row["name"],
        "counts": row["value"],
        "per": row["per"],
        "brackets": [],
        "most": int(row["points"]),
        "effort": int(row["effort"]) if row["effort"] else None,
        "note": row["note"],
    }


def _bracket(value: str, points: str) -> dict[str, Any]:
    return {"at": value.removeprefix(">"), "above": value.startswith(">"), "points": int(points)}
