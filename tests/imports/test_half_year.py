"""Half a year, a file a week and its summary, comes in with one command and within a minute."""

import random
import time
from datetime import date
from pathlib import Path

import pytest
from flask import Flask

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.slips.ledger import Slip as StoredSlip
from tests.exports import Slip, slips_audit, spreadsheetml, summary_palms
from tests.factories import thursdays

WEEKS = thursdays(date(2026, 5, 21), 26)
NAMES = [f"{first} {last}" for first in ("Ana", "Ben", "Caro", "Dan") for last in ("Abe", "Bo")]
FIRST_LAST = [tuple(name.split()) for name in NAMES]
ROWS = 200


def week(chance: random.Random) -> list[Slip]:
    """Return the slips of a large chapter's week."""
    return [
        Slip("Referral", *chance.sample(NAMES, 2), tier="Tier 1 (inside)")
        if chance.random() < 0.6
        else Slip("CEU", chance.choice(NAMES), units=str(chance.randint(1, 9)))
        for _ in range(ROWS)
    ]


@pytest.mark.long
def test_half_a_year_comes_in_within_a_minute(app: Flask, chapter: Chapter, tmp_path: Path) -> None:
    chance = random.Random(5)
    people = {name: {"P": 26} for name in (*FIRST_LAST, ("Visitors", ""), ("BNI", ""))}
    (tmp_path / "palms.xls").write_bytes(spreadsheetml(summary_palms(people)))
    words = ["import", str(tmp_path / "palms.xls"), "--chapter", "north", "--yes"]
    for day in WEEKS:
        (tmp_path / f"{day}.xls").write_bytes(spreadsheetml(slips_audit(week(chance))))
        words += [str(tmp_path / f"{day}.xls"), "--meeting", str(day)]

    start = time.perf_counter()
    result = app.test_cli_runner().invoke(args=words)
    seconds = time.perf_counter() - start

    assert (result.exit_code, db.session.query(StoredSlip).count()) == (0, 26 * ROWS)
    assert seconds < 60
