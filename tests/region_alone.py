"""Writes the workbook of so many chapters in a process of its own, and says what it took.

`python -m tests.region_alone DATABASE NUMBER` prints the milliseconds a chapter takes among all of
them, those it takes among five, and the peak of memory in megabytes.
"""

import re
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from chapter import clock, create_app
from chapter.chapters import queries as chapters
from chapter.chapters.models import Chapter
from chapter.config import Settings
from chapter.db import reading_only
from chapter.demo import sizes
from chapter.reporting import region
from reports import periods
from reports.periods import Period

FEW = 5


def main(address: str, number: int) -> None:
    """Write the workbook, the first time to warm up."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(
            Settings(
                database_url=address,
                secret_key="only for measuring, but as long as a real one",
                public_url="http://127.0.0.1:8000",
                data_dir=Path(folder),
            )
        )
        with app.app_context(), reading_only():
            chosen, month = chapters.everyone()[:number], periods.month(sizes.LAST_DAY)
            few = chosen[:FEW]
            # Those of five are measured before and after, because machines have their moods.
            taken = [_write(Path(folder), some, month) for some in (few, few, chosen, few)]
    print(taken[2], (taken[1] + taken[3]) / 2, peak())


def _write(folder: Path, chosen: Sequence[Chapter], month: Period) -> float:
    """Return how many milliseconds each chapter took."""
    start = perf_counter()
    region.write(folder / "region.xlsx", chosen, month, clock.today)
    return (perf_counter() - start) * 1000 / len(chosen)


def peak() -> float:
    """Return the most memory this process ever held, in megabytes, as Linux counts it.

    `resource` would also count what the process held that started this one.
    """
    status = Path("/proc/self/status").read_text(encoding="ascii")
    found = re.search(r"^VmHWM:\s+(\d+) kB", status, re.MULTILINE)
    return int(found[1]) / 1024 if found else float("nan")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
