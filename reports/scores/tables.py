"""Scoring tables as data: what is counted, where the brackets lie, what each is worth.

A table comes from a preset in `presets/` or from a chapter's own copy of one, kept as plain values.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from reports.scores import table_checks, table_files
from reports.scores.plain_tables import TEXTS

FOLDER = Path(__file__).parent / "presets"
LIGHTS = ("green", "amber", "red")
LOWEST = "grey"


@dataclass(frozen=True)
class Bracket:
    """Where some points begin: at a figure or, where `above` is set, just above it."""

    at: Decimal
    above: bool
    points: int

    def holds(self, figure: Fraction) -> bool:
        """Tell whether a figure reaches this bracket."""
        return figure > Fraction(self.at) if self.above else figure >= Fraction(self.at)


@dataclass(frozen=True)
class Part:
    """One part of a score; without brackets it is unknown, and only `most` is known of it.

    `counts` is the measure or letter it counts, `per` one of total, week, month and percent.
    `effort` is what one more takes, beside the other parts; None where it is no step to advise.
    """

    name: str
    counts: str
    per: str
    brackets: tuple[Bracket, ...]
    most: int
    effort: int | None
    note: str

    @property
    def is_known(self) -> bool:
        """Whether its brackets are known."""
        return bool(self.brackets)

    def points(self, figure: Fraction) -> int:
        """Give the points of the highest bracket a figure reaches; below the first there are 0."""
        reached = [bracket.points for bracket in self.brackets if bracket.holds(figure)]
        return reached[-1] if reached else 0


@dataclass(frozen=True)
class Table:
    """A scoring table; `valid_from` is None where its source does not say since when."""

    name: str
    title: str
    source: str
    valid_from: date | None
    status: str
    note: str
    currency: str
    scope: str
    lights: Mapping[str, int]
    parts: tuple[Part, ...]

    def light(self, total: int) -> str:
        """Give the colour of a total."""
        return next((light for light in LIGHTS if total >= self.lights[light]), LOWEST)


def names(scope: str = "") -> list[str]:
    """Name the presets, in order; those of one scope where it is given."""
    every = sorted(path.stem for path in FOLDER.glob("*.csv"))
    return [name for name in every if scope in ("", preset(name).scope)]


def preset(name: str) -> Table:
    """Give a preset; raise ValueError where there is none of that name."""
    if name not in {path.stem for path in FOLDER.glob("*.csv")}:
        raise ValueError(f"There is no preset {name}; there are {', '.join(names())}.")
    text = (FOLDER / f"{name}.csv").read_text(encoding="utf-8")
    return from_plain(table_files.read(text) | {"name": name})


def plain(table: Table) -> dict[str, Any]:
    """Turn a table into values JSON can hold; figures become text, so that they stay exact."""
    said = {key: getattr(table, key) for key in TEXTS}
    return {
        **said,
        "valid_from": table.valid_from.isoformat() if table.valid_from else None,
        "lights": dict(table.lights),
        "parts": [_plain_part(part) for part in table.parts],
    }


def from_plain(said: Mapping[str, Any]) -> Table:
    """Turn plain values into a table; raise Refused, with one sentence, for anything wrong."""
    checked = table_checks.checked(said)
    parts = tuple(
        Part(**(part | {"brackets": tuple(Bracket(**bracket) for bracket in part["brackets"])}))
        for part in checked["parts"]
    )
    return Table(**(checked | {"parts": parts}))


def _plain_part(part: Part) -> dict[str, Any]:
    brackets = [
        {"at": f"{bracket.at:f}", "above": bracket.above, "points": bracket.points}
        for bracket in part.brackets
    ]
    return {
        "name": part.name,
        "counts": part.counts,
        "per": part.per,
        "brackets": brackets,
        "most": part.most,
        "effort": part.effort,
        "note": part.note,
    }
