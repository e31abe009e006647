"""What the commands on a folder of CSV files do: one answer each, as text."""

import argparse
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from reports import exchange, folder, frames, leaderboard, palms, periods
from reports.books import book, sheets, workbook
from reports.books.settings import Settings, usual
from reports.currencies import minor_digits
from reports.exchange import Matrix
from reports.ranking import MEASURES
from reports.scores import tables


def month(asked: argparse.Namespace) -> str:
    """Make the month's workbook."""
    period = periods.parse(asked.month, asked.today)
    if period.kind != "month":
        raise ValueError("A month is written like 2026-10.")
    day = min(period.last, asked.today)
    made = book.Book(
        chapter_name=asked.chapter_name,
        currency=asked.currency,
        minor_digits=_digits(asked),
        period=period,
        made_on=asked.today,
        edition=asked.edition,
        settings=_settings(asked.preset, day),
        **folder.read(asked.folder)._asdict(),
        **folder.read_more(asked.folder)._asdict(),
    )
    try:
        asked.output.write_bytes(workbook.to_bytes(sheets.every(made, {}), made.made_on))
    except OSError as error:
        raise ValueError(f"{asked.output} cannot be written: {error.strerror}.") from None
    return f"Wrote the workbook of {asked.month} to {asked.output}.\n"


def _settings(preset: str | None, day: date) -> Settings:
    """Give the usual settings; a table that was named is one its reader wants to see."""
    if preset is None:
        return usual(day)
    return replace(usual(day), table=tables.preset(preset), lights_shown=True)


def palms_summary(asked: argparse.Namespace) -> str:
    """Give the PALMS summary as CSV."""
    period, rows = periods.parse(asked.period, asked.today), folder.read(asked.folder)
    frame = palms.summary(
        rows.members, rows.marks, rows.credits, period, minor_digits=_digits(asked)
    )
    return folder.written(frame)


def leaders(asked: argparse.Namespace) -> str:
    """Give the leaderboard of a measure as CSV, money in major units."""
    period, rows = periods.parse(asked.period, asked.today), folder.read(asked.folder)
    before = periods.compared(period, frames.days(rows.meetings["held_on"]))
    frame = leaderboard.table(rows.members, rows.credits, period, asked.measure, before)
    if MEASURES[asked.measure] == "money":
        figures = ("figure", "before", "change")
        majors = {name: _majors(frame[name], _digits(asked)) for name in figures}
        frame = frame.assign(**{name: pd.Series(majors[name], dtype="object") for name in majors})
    return folder.written(frame)


def matrix(asked: argparse.Namespace) -> str:
    """Give a matrix as CSV: a row and a column per member, the diagonal empty, then what follows.

    The sums follow, where there are any, and to how many members each row says what.
    """
    period, rows = periods.parse(asked.period, asked.today), folder.read(asked.folder)
    kind = asked.kind.replace("-", "_")
    return folder.written(_laid_out(exchange.matrix(rows.members, rows.credits, period, kind)))


def _laid_out(made: Matrix) -> pd.DataFrame:
    named = frames.records(made.roster, "first_name", "last_name")
    cells = made.cells.set_axis([f"{first} {last}".strip() for first, last in named], axis=1)
    people = made.roster.set_index("person")
    return pd.concat([people, cells, made.sums, made.counts], axis=1).reset_index()


def _majors(amounts: "pd.Series[Any]", digits: int) -> list[object]:
    return [None if pd.isna(amount) else palms.major(int(amount), digits) for amount in amounts]


def _digits(asked: argparse.Namespace) -> int:
    chosen: int | None = asked.minor_digits
    return minor_digits(asked.currency or "") if chosen is None else chosen
