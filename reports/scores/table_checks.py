"""What a scoring table may say, checked before it becomes one: a chapter edits its own copy."""

import re
from collections.abc import Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Any

from reports.scores.plain_tables import (
    MOST_BRACKETS,
    MOST_EFFORT,
    MOST_POINTS,
    PARTS,
    PER,
    SHARES,
    STATUSES,
    TEXTS,
)
from reports.scores.plain_values import Plain, day_of, refuse_unless, rows_of, text_of, whole_of
from reports.words import N_

# Of these a higher figure is worse.
FALLING = {"absences", "lates", "absence_rate"}
FIGURE = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,4})?")
CURRENCY = re.compile(r"(?:[A-Z]{3})?")


def checked(said: Plain) -> dict[str, Any]:
    """Give the values in their types; raise Refused, with one sentence, for the first fault."""
    found: dict[str, Any] = {key: text_of(said, key) for key in TEXTS}
    refuse_unless(
        found["status"] in STATUSES, N_("The status is one of {known}."), known=", ".join(STATUSES)
    )
    refuse_unless(
        found["scope"] in PARTS, N_("The scope is one of {known}."), known=", ".join(PARTS)
    )
    refuse_unless(
        CURRENCY.fullmatch(found["currency"]) is not None,
        N_("A currency is written like EUR, or not at all."),
    )
    parts = [_part(part, PARTS[found["scope"]]) for part in rows_of(said, "parts")]
    refuse_unless(bool(parts), N_("A table has at least one part."))
    _refuse_twice(parts)
    dates, lights = day_of(said.get("valid_from")), _lights(said.get("lights"))
    return found | {"valid_from": dates, "lights": lights, "parts": parts}


def _lights(said: object) -> dict[str, int]:
    lights = said if isinstance(said, Mapping) else {}
    found = {light: lights.get(light) for light in ("green", "amber", "red")}
    steps = [whole_of(points, MOST_POINTS) for points in found.values()]
    is_right = steps == sorted(set(steps), reverse=True) and min(steps) > 0
    refuse_unless(is_right, N_("Green begins above amber, amber above red, and red above 0."))
    return dict(zip(found, steps, strict=True))


def _part(said: Plain, known: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    name, counts, per = (text_of(said, key) for key in ("name", "counts", "per"))
    refuse_unless(name in known, N_("There is no part {part}."), part=name)
    sentence = N_("The part {part} counts one of {known}.")
    refuse_unless(counts in known[name], sentence, part=name, known=", ".join(known[name]))
    is_right = per in PER and (per == "percent") == (counts in SHARES)
    refuse_unless(is_right, N_("The part {part} cannot be counted per {per}."), part=name, per=per)
    brackets = _brackets(name, rows_of(said, "brackets"))
    points = [bracket["points"] for bracket in brackets]
    effort = said.get("effort")
    if effort is not None:
        effort = whole_of(effort, MOST_EFFORT)
        refuse_unless(effort > 0, N_("The effort of the part {part} is above 0."), part=name)
    return {
        "name": name,
        "counts": counts,
        "per": per,
        "brackets": brackets,
        "most": max(points) if points else whole_of(said.get("most"), MOST_POINTS),
        "effort": effort,
        "note": text_of(said, "note"),
    }


def _brackets(part: str, rows: list[Plain]) -> list[dict[str, Any]]:
    found = []
    for row in rows:
        at, above = str(row.get("at")), row.get("above", False)
        is_right = FIGURE.fullmatch(at) is not None and isinstance(above, bool)
        sentence = N_("In the part {part}, {at} is not a figure like 0.75.")
        refuse_unless(is_right, sentence, part=part, at=at)
        points = whole_of(row.get("points"), MOST_POINTS)
        found.append({"at": Decimal(at), "above": above, "points": points})
    order = [(row["at"], row["above"]) for row in found]
    sentence = N_("The brackets of the part {part} do not rise.")
    refuse_unless(order == sorted(set(order)), sentence, part=part)
    is_falling = part in FALLING
    sentence = N_("In the part {part}, a higher figure would earn less from {at} on.")
    if is_falling:
        sentence = N_("In the part {part}, a higher figure would earn more from {at} on.")
    for one, following in pairwise(found):
        gained = following["points"] - one["points"]
        is_right = gained <= 0 if is_falling else gained >= 0
        refuse_unless(is_right, sentence, part=part, at=following["at"])
    sentence = N_("The part {part} has more than {most} brackets.")
    refuse_unless(len(found) <= MOST_BRACKETS, sentence, part=part, most=MOST_BRACKETS)
    return found


def _refuse_twice(parts: list[dict[str, Any]]) -> None:
    names: set[str] = set()
    efforts: dict[str, int | None] = {}
    for part in parts:
        name, effort = part["name"], part["effort"]
        refuse_unless(name not in names, N_("The part {part} stands there twice."), part=name)
        names.add(name)
        is_same = efforts.setdefault(part["counts"], effort) == effort
        sentence = N_("Parts that count the same take the same effort; {part} does not.")
        refuse_unless(is_same, sentence, part=name)
