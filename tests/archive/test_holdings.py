"""Every table and every column of a chapter is either in the archive or left out for a reason."""

from chapter.archive.holdings import HOLDINGS, LEFT_OUT, NAMED, TELLING
from chapter.archive.shapes import fields, referred, table
from chapter.db import db
from tests.house import source

OWN = {"id", "chapter_id"}


def test_every_table_is_decided_on() -> None:
    """Seen red with memberships taken out of HOLDINGS, and with a table added to the models."""
    undecided = sorted(set(db.metadata.tables) - set(HOLDINGS) - set(LEFT_OUT))

    source.none(undecided, "Put these in HOLDINGS, or in LEFT_OUT with a reason:")
    assert set(HOLDINGS) & set(LEFT_OUT) == set()
    assert (set(HOLDINGS) | set(LEFT_OUT)) - set(db.metadata.tables) == set()


def test_every_column_is_decided_on() -> None:
    """Seen red with `prospect` taken out of the covered columns of referrals."""
    undecided = [
        f"{name}.{column}"
        for name, holding in HOLDINGS.items()
        for column in sorted(
            {c.name for c in table(name).columns}
            ^ {*holding.written, *holding.omitted.split()}
            ^ (OWN & {c.name for c in table(name).columns})
        )
    ]

    source.none(undecided, "Say in HOLDINGS whether anybody, some or nobody may have these:")


def test_references_point_backwards() -> None:
    """Seen red with aliases written before people."""
    order = list(HOLDINGS)
    ahead = [
        (name, field.name)
        for name in order
        for field in fields(name)
        if field.refers and order.index(field.refers) >= order.index(name)
    ]

    source.none(ahead, "Move these tables down in HOLDINGS:")


def test_references_point_into_the_archive() -> None:
    """Seen red with regions neither written nor named."""
    astray = [
        (name, column)
        for name, holding in HOLDINGS.items()
        for column in holding.written
        if (referred(table(name).c[column]) or name) not in {*HOLDINGS, *NAMED}
    ]

    source.none(astray, "Leave these columns out, or put what they point to in:")


def test_restored_tables_need_no_user() -> None:
    """Seen red with offices restored: nobody gets rights from a file."""
    needing = [
        (name, column.name)
        for name, holding in HOLDINGS.items()
        for column in table(name).columns
        if holding.is_restored and referred(column) == "users" and not column.nullable
    ]

    assert needing == []


def test_what_tells_who_thanked_exists() -> None:
    """Seen red with a column renamed in the models alone."""
    told = {(name, column) for name, columns in TELLING.items() for column in columns}

    assert {(n, c) for n, c in told if c not in HOLDINGS[n].written} == set()
