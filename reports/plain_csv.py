"""CSV files without pandas: read in as text, written with no text a spreadsheet would run."""

import csv
import io
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

# A spreadsheet would run a text that begins so; apostrophes before it are counted, so that
# reading takes off exactly the one that writing put there.
LIVE = re.compile(r"'*[=+\-@\t\r]")


def lines(path: Path) -> list[list[str]]:
    """Read a file's rows; raise ValueError, with one sentence, where it cannot be read."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.reader(file))
    except FileNotFoundError:
        raise ValueError(f"There is no {path.name} in {path.parent}.") from None
    except OSError as error:
        raise ValueError(f"{path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise ValueError(f"{path.name} is not UTF-8 text.") from None
    except csv.Error as error:
        raise ValueError(f"{path.name} is not CSV: {error}.") from None


def text_of(cell: str) -> str:
    """Give what a cell says, without the apostrophe that writing puts before a live text."""
    return cell[1:] if cell.startswith("'") and LIVE.match(cell) else cell


def written(heads: Iterable[str], rows: Iterable[Iterable[Any]]) -> str:
    """Write rows as CSV: ISO dates, true and false, nothing for None, and no live text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_cell(head) for head in heads])
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue()


def _cell(value: Any) -> str:
    if isinstance(value, str):
        return f"'{value}" if LIVE.match(value) else value
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return ""
    return f"{value:%Y-%m-%d}" if isinstance(value, date) else str(value)
