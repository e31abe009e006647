"""Whatever the order of a list's rows, and however often they stand in it, it brings the same."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports.families import attendance_import, roster_import, visitors_import
from chapter.imports.reading.contents import (
    AttendanceFile,
    AttendanceRow,
    RosterFile,
    RosterRow,
    VisitorRow,
    VisitorsFile,
)
from tests.imports.proofs import bring
from tests.imports.steps import ANA, BEN

DAYS = (date(2026, 10, 29), date(2026, 11, 5), date(2026, 11, 12))
TOLD = (
    "SELECT p.match_key, m.mark, t.held_on FROM attendance_marks m"
    " JOIN people p ON p.id = m.person_id JOIN meetings t ON t.id = m.meeting_id",
    "SELECT p.match_key, v.type, v.state, t.held_on, i.match_key FROM visits v"
    " JOIN people p ON p.id = v.person_id JOIN meetings t ON t.id = v.meeting_id"
    " LEFT JOIN people i ON i.id = v.inviter_id",
    "SELECT p.match_key, p.company, m.trade, m.seat_key, m.joined_on FROM memberships m"
    " JOIN people p ON p.id = m.person_id",
    "SELECT p.match_key, c.measure, c.quantity, t.held_on FROM credits c"
    " JOIN people p ON p.id = c.person_id LEFT JOIN meetings t ON t.id = c.meeting_id",
)


def attendance(chance: Random) -> list[Any]:
    """Return a grid's rows."""
    letters = [{d: chance.choice("PALMS") for d in DAYS if chance.random() < 0.8} for _ in "ab"]
    return [
        AttendanceRow(n, *name.split(), said)
        for n, (name, said) in enumerate(zip((ANA, BEN), letters, strict=True), 7)
    ]


def visits(chance: Random) -> list[Any]:
    """Return the rows of a list of visitors, some of whom come again."""
    return [
        VisitorRow(
            n, f"Vera {guest}", visited_on=day, invited_by=chance.choice((ANA, BEN)), company="Co"
        )
        for n, (guest, day) in enumerate((g, d) for g in "xyz" for d in chance.sample(DAYS, 2))
    ]


def members(chance: Random) -> list[Any]:
    """Return a members' list, with those who stand here among the new ones."""
    joined = date(2026, 9, 1) + timedelta(days=chance.randrange(40))
    rows = [RosterRow(n, f"New {n}", trade=f"Trade {n}", joined_on=joined) for n in range(3)]
    return [RosterRow(8, ANA, company="Torres"), RosterRow(9, BEN), *rows]


LISTS = {
    "attendance": (attendance_import, attendance, lambda r: AttendanceFile(r, (), DAYS)),
    "visitors": (visitors_import, visits, lambda r: VisitorsFile(r, ())),
    "roster": (roster_import, members, lambda r: RosterFile(r, (), frozenset())),
}


def outcome(chapter: Chapter, adapter: ModuleType, content: Any) -> list[list[tuple[Any, ...]]]:
    """Bring a list in, tell what stands then without its numbers, and forget it again."""
    bring(adapter, chapter, content)
    found = [sorted(map(tuple, db.session.execute(db.text(sql))), key=str) for sql in TOLD]
    db.session.rollback()
    return found


def mixed(rows: Sequence[Any], chance: Random) -> tuple[Any, ...]:
    """Return rows in another order, some of them again."""
    again = [*rows, *chance.choices(rows, k=chance.randrange(4))]
    return tuple(chance.sample(again, len(again)))


@pytest.mark.parametrize("name", LISTS)
@settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(seed=st.integers(0, 10**9))
def test_order_and_repetition_change_nothing(lighthouse: Chapter, name: str, seed: int) -> None:
    """Seen red with a member's cells not taken once, and with the rows of one name not joined."""
    chance = Random(seed)
    adapter, make, content = LISTS[name]
    rows = make(chance)

    once = outcome(lighthouse, adapter, content(tuple(rows)))
    assert outcome(lighthouse, adapter, content(mixed(rows, chance))) == once
