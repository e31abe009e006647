"""Files of one week go in the order in which they lean on one another, and say which is first."""

from datetime import timedelta

import pytest

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports.models import ImportBatch
from chapter.imports.refusals import UndoRefused
from chapter.members.models import Membership
from chapter.slips.ledger import Slip
from tests.exports import Slip as Row
from tests.imports.steps import (
    ANA,
    BEN,
    DAY,
    ROWS,
    bring_in,
    preview,
    slips,
    standing,
    take_back,
)

WEEK = [Row("CEU", ANA, units=str(units)) for units in (1, 2, 3)]
NORA = Row("Referral", "Nora Nobody", ANA, tier="Tier 1 (inside)")
FORMER = {"people": {"nora nobody": "former"}}


def number(chapter: Chapter, rows: list[Row], name: str) -> int:
    """Bring a week in, taking away what it no longer lists, and return the import's number."""
    source = slips(rows, name)
    keys = frozenset(line.key for line in preview(chapter, source).lines)
    bring_in(chapter, source, taken=keys)
    return max(batch.id for batch in db.session.query(ImportBatch))


def reason(chapter: Chapter, batch: int) -> str:
    """Return why an import stays; nothing may have changed."""
    before = standing()
    with pytest.raises(UndoRefused) as refused:
        take_back(chapter, batch)
    db.session.rollback()
    assert standing() == before
    return str(refused.value)


def test_slip_that_two_files_brought_and_removed_does_not_come_back(lighthouse: Chapter) -> None:
    """Seen red with rows that are gone never looked for in later files."""
    empty = standing()
    first = number(lighthouse, WEEK[:2], "one.xls")
    more = number(lighthouse, WEEK, "two.xls")
    less = number(lighthouse, WEEK[:2], "three.xls")

    said = f"#{less} three.xls changed what came in with this; take that back first."
    assert reason(lighthouse, more) == said
    for batch in (less, more, first):
        take_back(lighthouse, batch)
    assert standing() == empty


def test_removed_slip_that_came_in_again_stays_once(lighthouse: Chapter) -> None:
    """Seen red, as a database error, with what stands there not looked for."""
    number(lighthouse, WEEK, "one.xls")
    less = number(lighthouse, WEEK[1:], "two.xls")
    again = number(lighthouse, WEEK, "three.xls")

    said = f"#{again} three.xls brought in again what this took away; take that back first."
    assert reason(lighthouse, less) == said
    take_back(lighthouse, again)
    take_back(lighthouse, less)
    assert db.session.query(Slip).count() == 3


def test_slip_removed_twice_comes_back_once(lighthouse: Chapter) -> None:
    """Seen red, the last file stuck for good, with what later files removed not looked at."""
    number(lighthouse, WEEK, "one.xls")
    less = number(lighthouse, WEEK[1:], "two.xls")
    more = number(lighthouse, WEEK, "three.xls")
    again = number(lighthouse, WEEK[1:], "four.xls")

    said = f"#{again} four.xls builds on what came in with this; take that back first."
    assert reason(lighthouse, less) == said
    for batch in (again, more, less):
        take_back(lighthouse, batch)
    assert db.session.query(Slip).count() == 3


def test_removed_slip_recorded_again_by_hand_is_told(lighthouse: Chapter) -> None:
    """Seen red, as a database error, with what stands there not looked for."""
    number(lighthouse, WEEK[::-1], "one.xls")
    gone = {slip.digest: slip.key for slip in db.session.scalars(db.select(Slip))}
    less = number(lighthouse, WEEK[1:], "two.xls")
    left = db.session.scalars(db.select(Slip)).all()
    left[0].key = next(key for key in gone.values() if key not in {slip.key for slip in left})
    db.session.commit()

    said = "What this took away was recorded again since, so it cannot come back."
    assert reason(lighthouse, less) == said


def test_leaving_day_that_later_files_moved_goes_on(lighthouse: Chapter) -> None:
    """A week in the middle goes alone, and the last day named is what remains.

    Seen red with the leaving day compared as any other change.
    """
    days = [DAY - timedelta(days=7 * back) for back in (3, 2, 1, 0)]
    rows = [NORA, *ROWS]
    for day in days:
        bring_in(lighthouse, slips(rows, f"{day}.xls"), meeting_day=day, is_again=True, **FORMER)
    left_on = db.select(Membership.left_on).where(Membership.left_on.is_not(None))

    days_left = []
    for batch in (2, 4, 3):
        take_back(lighthouse, batch)
        days_left.append(db.session.scalars(left_on).one() - timedelta(days=1))

    assert days_left == [days[3], days[2], days[0]]


def test_file_whose_counterparty_others_name_says_the_newest(lighthouse: Chapter) -> None:
    """Seen red with the files of the rows that refer not looked for."""
    for back in (2, 1, 0):
        day = DAY - timedelta(days=7 * back)
        bring_in(lighthouse, slips(ROWS, f"{day}.xls"), meeting_day=day, is_again=True)

    said = f"#3 {DAY}.xls builds on what came in with this; take that back first."
    assert reason(lighthouse, 1) == said


def test_file_whose_people_others_name_says_the_newest(lighthouse: Chapter) -> None:
    """Seen red with the oldest file named."""
    for back in (2, 1, 0):
        day = DAY - timedelta(days=7 * back)
        rows = [NORA, Row("One-to-One", BEN, "Nora Nobody")]
        bring_in(lighthouse, slips(rows, f"{day}.xls"), meeting_day=day, is_again=True, **FORMER)

    assert reason(lighthouse, 1).startswith(f"#3 {DAY}.xls ")
