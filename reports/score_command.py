"""The commands on scores, without pandas: a CSV file of figures in, points and light out."""

import argparse
import re
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from reports import plain_csv
from reports.currencies import minor_digits
from reports.scores import arithmetic, paths, scoring, tables
from reports.scores.refused import Refused
from reports.words import Words

# What each column says, by its name in small letters; a figure may come from more than one.
COLUMNS = {
    **{letter.lower(): letter for letter in scoring.MARKS},
    "rgi": "referrals_given",
    "rgo": "referrals_given",
    "v": "visitors",
    "1-2-1": "one_to_ones",
    "tyfcb": "closed_business",
    "ceu": "education",
    "t": "testimonials",
    "sponsored": "sponsored",
    "total": "total",
}
# A summary has them as well; no score counts them.
PASSED_OVER = {"rri", "rro"}
LISTED = ("name", "title", "valid_from", "status", "scope", "currency", "training", "source")
TRAINING = {"education": "CEU", "testimonials": "T"}
WHOLE = re.compile(r"[0-9]{1,18}")
MONEY = re.compile(r"[0-9]{1,15}(?:\.[0-9]+)?")
ENGLISH = Words({})


class Row(NamedTuple):
    """What a file says of one member; `total` is a score known from elsewhere."""

    member: str
    figures: dict[str, int]
    total: int | None


def presets(asked: argparse.Namespace) -> str:
    """List the presets as CSV."""
    listed = [tables.preset(name) for name in tables.names()]
    heads = [*LISTED, "note"]
    rows = [[*(getattr(table, head, _training(table)) for head in heads)] for table in listed]
    return plain_csv.written(heads, rows)


def score(asked: argparse.Namespace) -> str:
    """Score the members of a file as CSV: points per part, total, light, and the path if asked."""
    table = tables.preset(asked.preset)
    if table.scope != "member":
        raise ValueError(f"The preset {table.name} scores a chapter, not its members.")
    currency = asked.currency or table.currency
    digits = minor_digits(currency)
    heads = ["member", *(part.name for part in table.parts), "total", "light"]
    rows = [_scored(row, table, currency, digits) for row in read(asked.file, digits)]
    if asked.path:
        return plain_csv.written([*heads, "path"], rows)
    return plain_csv.written(heads, [row[:-1] for row in rows])


def read(path: Path, digits: int) -> list[Row]:
    """Read the members' figures; raise ValueError, naming row and column, for what is wrong."""
    lines = plain_csv.lines(path)
    heads = [head.strip().lower() for head in lines[0]] if lines else []
    _refuse_heads(path.name, heads)
    rows = []
    for number, line in enumerate(lines[1:], start=2):
        where = f"{path.name} row {number}"
        if not any(cell.strip() for cell in line):
            continue
        if len(line) != len(heads):
            raise ValueError(f"{where} has {len(line)} cells, not {len(heads)}.")
        rows.append(_row(where, dict(zip(heads, line, strict=True)), digits))
    return rows


def _refuse_heads(file: str, heads: list[str]) -> None:
    known = {"member", *COLUMNS, *PASSED_OVER}
    for head in ("member", *heads):
        if heads.count(head) != 1:
            raise ValueError(f"{file} needs one column {head}; it has {heads.count(head)}.")
        if head not in known:
            raise ValueError(f"{file} has a column {head!r}, which is not one a score counts.")


def _row(where: str, cells: dict[str, str], digits: int) -> Row:
    member = plain_csv.text_of(cells["member"].strip())
    if not member:
        raise ValueError(f"{where}: member is empty.")
    figures: dict[str, int] = {}
    for head, cell in cells.items():
        if head in COLUMNS and cell.strip():
            name = COLUMNS[head]
            figures[name] = figures.get(name, 0) + _figure(where, head, cell.strip(), digits)
    return Row(member, figures, figures.pop("total", None))


def _figure(where: str, head: str, cell: str, digits: int) -> int:
    if head != "tyfcb":
        if not WHOLE.fullmatch(cell):
            raise ValueError(f"{where}: {head.upper()} is {cell!r}, which is not a whole number.")
        return int(cell)
    amount = Decimal(cell).scaleb(digits) if MONEY.fullmatch(cell) else None
    if amount is None or amount != int(amount):
        places = "a whole amount" if digits == 0 else f"an amount with up to {digits} decimals"
        raise ValueError(f"{where}: TYFCB is {cell!r}, which is not {places}, like 1234.")
    return int(amount)


def _scored(row: Row, table: tables.Table, currency: str, digits: int) -> list[object]:
    scored = scoring.score(table, row.figures, currency=currency, minor_digits=digits)
    try:
        if row.total is not None:
            scored = scoring.agreed(table, scored, row.total)
        path = paths.next_colour(
            table, row.figures, currency=currency, minor_digits=digits, given_total=row.total
        )
        way = arithmetic.way(scored, path, ENGLISH)
    except Refused as refused:
        way = str(refused)
    points = [each.points if each.is_known else None for each in scored.parts]
    return [row.member, *points, scored.total, scored.light, way]


def _training(table: tables.Table) -> str:
    """Name the column that training counts."""
    return next((TRAINING[part.counts] for part in table.parts if part.name == "training"), "")
