"""The quick way of writing a history and the way of people's actions come to the same rows."""

import hashlib

import pytest
from flask import Flask

from chapter import check
from chapter.db import db
from chapter.demo import by_services, in_bulk, sizes
from tests.demo.dumping import Dump, dump

# What no meeting, member or slip ever needs.
EMPTY = {
    "aliases",
    "correction_requests",
    "import_batches",
    "import_changes",
    "import_draft_files",
    "import_drafts",
    "invitations",
    "one_to_one_sides",
    "outgoing_mails",
    "referral_steps",
    "sign_in_failures",
    "sign_ins",
    "slip_changes",
    "summary_lines",
}


# In this one visitors come again, or come after not having come, and slips are handed in late.
SEED = 5


def written_by(write: object, seed: int = SEED) -> Dump:
    """Write data set S one way and take it back."""
    assert callable(write)
    for plan in sizes.plans("S", seed):
        write(plan)
    rows = dump()
    db.session.rollback()
    return rows


@pytest.fixture
def bulk(app: Flask) -> Dump:
    """Data set S as it is written in bulk."""
    return written_by(in_bulk.write)


def test_both_ways_come_to_the_same_rows(bulk: Dump) -> None:
    """Seen red with a changed mark's version left at 1, with a second visit credited, and with
    the sponsor's slip left out of the number posted.
    """
    by_people = written_by(by_services.write)
    assert [name for name, rows in bulk.items() if rows != by_people[name]] == []


def test_every_table_of_a_history_is_filled(bulk: Dump) -> None:
    """Equal because empty would prove nothing."""
    assert {name for name, rows in bulk.items() if not rows} == EMPTY


def test_the_ledger_of_a_history_is_sound(app: Flask) -> None:
    for plan in sizes.plans("S", SEED):
        in_bulk.write(plan)
    assert check.faults() == []


def test_the_same_seed_gives_the_same_rows(bulk: Dump) -> None:
    """Seen red with the dice made without a seed."""
    assert fingerprint(written_by(in_bulk.write)) == fingerprint(bulk)


def test_another_seed_gives_other_rows(bulk: Dump) -> None:
    assert fingerprint(written_by(in_bulk.write, seed=SEED + 1)) != fingerprint(bulk)


def fingerprint(rows: Dump) -> str:
    """Return a hash of all rows."""
    text = repr([(name, sorted(map(repr, found.items()))) for name, found in rows.items()])
    return hashlib.sha256(text.encode()).hexdigest()
