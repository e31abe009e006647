"""The reports without the app: CSV files in, a workbook or CSV out.

Exits 0 when it did what it was asked, 2 with one plain sentence when the input was wrong.
"""

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

from reports import folder, leaderboard, palms, periods, sheets, workbook
from reports.currencies import minor_digits
from reports.ranking import MEASURES

CURRENCY_LENGTH = 3
MOST_DIGITS = 4


class Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        """Leave with the message alone."""
        self.exit(2, f"{message[:1].upper()}{message[1:]}.\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code."""
    asked = _parser().parse_args(arguments)
    try:
        print(asked.run(asked), end="")
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def month(asked: argparse.Namespace) -> str:
    """Make the month's workbook."""
    period = periods.parse(asked.month, asked.today)
    if period.kind != "month":
        raise ValueError("A month is written like 2026-10.")
    data = sheets.MonthData(
        chapter_name=asked.chapter_name,
        currency=asked.currency,
        minor_digits=_digits(asked),
        period=period,
        made_on=asked.today,
        **folder.read(asked.folder)._asdict(),
    )
    try:
        asked.output.write_bytes(workbook.to_bytes(sheets.month(data, {}), data.made_on))
    except OSError as error:
        raise ValueError(f"{asked.output} cannot be written: {error.strerror}.") from None
    return f"Wrote the workbook of {asked.month} to {asked.output}.\n"


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
    frame = leaderboard.table(rows.members, rows.credits, period, asked.measure)
    if MEASURES[asked.measure] == "money":
        frame = frame.assign(figure=palms.majors(frame["figure"], _digits(asked)))
    return folder.written(frame)


def _digits(asked: argparse.Namespace) -> int:
    chosen: int | None = asked.minor_digits
    return minor_digits(asked.currency or "") if chosen is None else chosen


def _parser() -> Parser:
    parser = Parser(prog="python -m reports", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    one = _command(commands.add_parser("month", help="the month's workbook"), month)
    one.add_argument("--month", required=True, help="like 2026-10")
    one.add_argument("--chapter-name", required=True)
    one.add_argument("-o", "--output", required=True, type=Path, help="the .xlsx to write")
    one = _command(commands.add_parser("palms", help="the PALMS summary"), palms_summary)
    one.add_argument("--period", required=True, help="like 2026-10, 2026-Q4, 2026 or 6m")
    one = _command(commands.add_parser("leaderboard", help="members by a measure"), leaders)
    one.add_argument("--period", required=True, help="like 2026-10, 2026-Q4, 2026 or 6m")
    one.add_argument("--measure", required=True, choices=MEASURES)
    return parser


def _command(parser: argparse.ArgumentParser, run: object) -> argparse.ArgumentParser:
    parser.set_defaults(run=run)
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="holds the four CSV files")
    for_month = run is month
    code = "the chapter's currency, like EUR"
    parser.add_argument("--currency", type=_currency, required=for_month, help=code)
    places = "decimal places, where not the currency's own"
    parser.add_argument("--minor-digits", type=int, choices=range(MOST_DIGITS + 1), help=places)
    today = "counts 6m back from this day and stands in the notes; like 2026-10-08"
    parser.add_argument("--today", type=_day, default=date.today(), help=today)
    return parser


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is not a date like 2026-10-08") from None


def _currency(text: str) -> str:
    if not (len(text) == CURRENCY_LENGTH and text.isascii() and text.isupper()):
        raise argparse.ArgumentTypeError(f"{text} is not a currency's code, like EUR")
    return text


if __name__ == "__main__":
    sys.exit(main())
