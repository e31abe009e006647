"""Reading in a process of its own: the same answer, and bounds that hold."""

import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from chapter.imports import rules
from chapter.imports.reading import reader, sandbox
from chapter.imports.reading.reader import Trouble, Unreadable
from tests import exports, layouts
from tests.exports import PEOPLE, SLIPS, Row, Title, slips_audit, summary_palms

FILES = [
    slips_audit(SLIPS, Title()),
    summary_palms(PEOPLE, Title()),
    *layouts.REPORTS.values(),
]

# What the largest file that is taken looks like: many rows, many cells, all different.
WIDE: list[Row] = [
    ["Name", "Phone", *[f"Figure {column}" for column in range(13)]],
    *([f"Person {row}", *[row * 100 + column for column in range(14)]] for row in range(19_999)),
]


def trouble_of(data: bytes, **limits: float) -> Trouble:
    """Return why a file is refused."""
    with pytest.raises(Unreadable) as refused:
        sandbox.read(data, **limits)
    return refused.value.trouble


@pytest.mark.parametrize("rows", FILES)
def test_answer_is_that_of_the_reader(rows: list[Row]) -> None:
    data = exports.spreadsheetml(rows)

    assert sandbox.read(data, "any.xls") == reader.read(data, "any.xls")


def test_name_and_order_of_days_are_handed_on() -> None:
    data = b"Name,Joined\r\nAna,05/03/2026\r\n"

    found = sandbox.read(data, "Jos\u00e9's \udcff list.csv", "dmy")

    assert found == reader.read(data, "Jos\u00e9's \udcff list.csv", "dmy")


def test_refusal_of_the_reader_comes_back_with_its_value() -> None:
    with pytest.raises(Unreadable) as refused:
        sandbox.read(exports.spreadsheetml([["From", "To", "Slip Type"]]))

    assert (refused.value.trouble, refused.value.value) == (
        Trouble.MISSING_COLUMN,
        "Inside/Outside",
    )


def test_file_that_is_too_large_starts_no_process() -> None:
    """A process would have no time. Seen red with the size looked at by the process only."""
    assert trouble_of(bytes(rules.LARGEST_FILE + 1), seconds=0) is Trouble.TOO_LARGE


def test_reading_that_takes_too_long_is_ended() -> None:
    """Seen red without the clock of the parent."""
    assert trouble_of(exports.xlsx(slips_audit(SLIPS)), seconds=0.01) is Trouble.TOO_HEAVY


@pytest.mark.parametrize(
    ("work", "expected"),
    [
        pytest.param("bytearray(400_000_000)", 3, id="memory"),
        pytest.param("while True: pass", -9, id="time"),
        pytest.param("Path('file').write_text('a')", 1, id="written"),
        pytest.param("[Path('/dev/null').open() for _ in [*range(99)]]", 1, id="open files"),
    ],
)
@pytest.mark.skipif(sys.platform != "linux", reason="other systems count otherwise")
def test_process_is_bounded(work: str, expected: int, tmp_path: Path) -> None:
    """Seen red with each bound off."""
    code = (
        "import runpy, sys\n"
        "from pathlib import Path\n"
        f"child = runpy.run_path({str(sandbox.CHILD)!r}, run_name='child')\n"
        "child['_limit'](256 * 1024 * 1024, 1)\n"
        f"try:\n    {work}\n"
        "except MemoryError:\n    sys.exit(3)\n"
    )

    done = subprocess.run(
        [sys.executable, "-I", "-c", code],
        capture_output=True,
        check=False,
        cwd=tmp_path,
        timeout=30,
    )

    assert done.returncode == expected


def test_process_knows_no_flask_no_database_no_settings() -> None:
    """Seen red with the package entered by its first file."""
    code = (
        "import runpy, sys\n"
        f"child = runpy.run_path({str(sandbox.CHILD)!r}, run_name='child')\n"
        "child['_enter']()\n"
        "import chapter.imports.reading.reader\n"
        "heavy = {'flask', 'sqlalchemy', 'pandas', 'numpy', 'openpyxl'}\n"
        "print(sorted(name for name in heavy if sys.modules.get(name)))"
    )

    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, check=True)

    assert done.stdout.strip() == b"[]"


def test_answer_of_anything_but_rows_is_refused() -> None:
    """Seen red with a plain unpickler."""
    with pytest.raises(pickle.UnpicklingError, match=r"posix\.system|nt\.system"):
        sandbox.unpacked(pickle.dumps(_Harm()))


class _Harm:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        # Where a pickle is trusted, this runs.
        import os

        return os.system, ("exit 1",)


def streamed(rows: list[Row]) -> bytes:
    """Return rows as a workbook, quickly."""
    book = Workbook(write_only=True)
    page = book.create_sheet("Report")
    for row in rows:
        page.append(list(row))
    return exports.as_bytes(book)


@pytest.mark.parametrize("write", [exports.spreadsheetml, streamed, layouts.text])
def test_largest_file_is_read_within_its_bounds(write: Callable[[list[Row]], bytes]) -> None:
    """The bounds of memory and time are the process's own, so an answer proves them."""
    rows, data = WIDE, write(WIDE)
    if len(data) > rules.LARGEST_FILE:
        rows = WIDE[: len(WIDE) * 4_900_000 // len(data)]
        data = write(rows)

    found = sandbox.read(data)

    assert (len(found.rows), len(data) > 1_000_000) == (len(rows) - 1, True)
