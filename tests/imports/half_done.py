"""Bring files in, and say so and wait once the first of them is written: to be killed there."""

import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path

from chapter import create_app
from chapter.chapters import service as chapters
from chapter.config import Settings
from chapter.imports import progress, service
from chapter.imports.plans import Answers, Who
from chapter.web.transaction import whole
from tests.imports.steps import ROWS, slips

TODAY = date(2026, 11, 19)


def main(url: str, folder: str) -> None:
    """Bring two weeks in, and stop for good before the second is done."""
    settings = Settings(
        database_url=url,
        secret_key="only for tests, but as long as a real one",
        public_url="http://127.0.0.1:8000",
        data_dir=Path(folder),
        is_testing=True,
    )
    with create_app(settings).app_context(), whole():
        days = [date(2026, 11, 5), date(2026, 11, 12)]
        answers = [Answers(day, chapter_confirmed=True, is_again=True) for day in days]
        files = [slips(ROWS, "a.xls"), slips(ROWS, "b.xls")]
        who = Who(None, TODAY, datetime(2026, 11, 19, 10, tzinfo=UTC))
        told: list[int] = []

        def wait(_chapter: object, rows: int) -> None:
            told.append(rows)
            if len(told) == len(files):
                print("half done", flush=True)
                time.sleep(60)

        with progress.moved.connected_to(wait):
            service.bring_all(chapters.named("north"), files, answers, who)


main(*sys.argv[1:])
