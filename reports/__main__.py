"""The reports without the app: CSV files in, a workbook or CSV out.

Exits 0 when it did what it was asked, 2 with one plain sentence when the input was wrong.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

from reports import score_command
from reports.books.editions import EDITIONS
from reports.ranking import MEASURES

CURRENCY_LENGTH = 3
MOST_DIGITS = 4
PERIOD = "like 2026-10-08, 2026-10, 2026-Q4, 2026, 2026-04..2026-09, 6m or all"
MATRICES = ("referrals", "one-to-ones", "combination")


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


def _of_folder(name: str) -> Callable[[argparse.Namespace], str]:
    def run(asked: argparse.Namespace) -> str:
        # Here, not above: scores need no pandas.
        from reports import commands

        given: str = getattr(commands, name)(asked)
        return given

    return run


def _parser() -> Parser:
    parser = Parser(prog="python -m reports", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    one = _command(commands.add_parser("month", help="the month's workbook"), "month")
    one.add_argument("--month", required=True, help="like 2026-10")
    one.add_argument("--chapter-name", required=True)
    one.add_argument("-o", "--output", required=True, type=Path, help="the .xlsx to write")
    whose = "whose workbook; the leadership's has everybody's scores and the attendance policy"
    one.add_argument("--edition", choices=EDITIONS, default=EDITIONS[0], help=whose)
    table = "lays the scores out by this table for members too; `presets` lists them"
    one.add_argument("--preset", metavar="NAME", help=table)
    one = _command(commands.add_parser("palms", help="the PALMS summary"), "palms_summary")
    one.add_argument("--period", required=True, help=PERIOD)
    one = _command(commands.add_parser("leaderboard", help="members by a measure"), "leaders")
    one.add_argument("--period", required=True, help=PERIOD)
    one.add_argument("--measure", required=True, choices=MEASURES)
    one = _command(commands.add_parser("matrix", help="who gave to whom, who met whom"), "matrix")
    one.add_argument("--period", required=True, help=PERIOD)
    one.add_argument("--kind", required=True, choices=MATRICES)
    one = commands.add_parser("presets", help="the scoring tables")
    one.set_defaults(run=score_command.presets)
    _score(commands.add_parser("score", help="points and light of each member"))
    return parser


def _score(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(run=score_command.score)
    columns = "member, then any of P,A,L,M,S,RGI,RGO,V,1-2-1,TYFCB,CEU,T,sponsored,total"
    parser.add_argument("file", type=Path, metavar="FILE", help=f"a CSV file of {columns}")
    parser.add_argument("--preset", required=True, help="the table's name; `presets` lists them")
    parser.add_argument("--path", action="store_true", help="add the steps to the next colour")
    code = "the currency of TYFCB, where not the table's own"
    parser.add_argument("--currency", type=_currency, help=code)


def _command(parser: argparse.ArgumentParser, name: str) -> argparse.ArgumentParser:
    parser.set_defaults(run=_of_folder(name))
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="holds the four CSV files")
    code = "the chapter's currency, like EUR"
    parser.add_argument("--currency", type=_currency, required=name == "month", help=code)
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
