from datetime import date
from typing import Any

import pytest

from reports import columns, frames
from reports.periods import Period

KINDS = {
    "members": columns.MEMBERS,
    "meetings": columns.MEETINGS,
    "marks": columns.MARKS,
    "credits": columns.CREDITS,
}


@pytest.mark.parametrize("name", KINDS)
def test_frame_without_rows_keeps_its_types(name: str) -> None:
    frame = getattr(frames, name)([])
    assert {column: str(kind) for column, kind in frame.dtypes.items()} == KINDS[name]


@pytest.mark.parametrize("name", KINDS)
def test_frame_with_rows_keeps_its_types(name: str, busy: Any) -> None:
    kinds = {column: str(kind) for column, kind in busy.frame(name).dtypes.items()}
    assert kinds == KINDS[name]


def test_frame_takes_only_its_columns(chapter: Any) -> None:
    row = chapter.member(1).rows["members"][0] | {"payer": 7}
    assert list(frames.members([row]).columns) == list(columns.MEMBERS)


def test_credits_say_neither_author_nor_payer() -> None:
    names = {"slip", "meeting", "held_on", "person", "standing", "measure"}
    assert set(columns.CREDITS) == names | {"quantity", "amount", "tier", "is_repeat"}


def test_business_says_neither_week_nor_payer() -> None:
    assert set(columns.BUSINESS) == {"person", "month", "tier", "is_repeat", "amount"}


def test_visits_say_no_way_to_reach_anybody() -> None:
    who = {"held_on", "name", "company", "trade", "inviter", "inviter_name"}
    assert set(columns.VISITS) == who | {"type", "state", "number"}


@pytest.mark.parametrize(
    ("joined", "left", "listed"),
    [
        (None, None, True),
        (date(2026, 10, 31), None, True),
        (date(2026, 11, 1), None, False),
        (date(2025, 1, 1), date(2026, 10, 1), False),
        (date(2025, 1, 1), date(2026, 10, 2), True),
        (None, date(2026, 9, 1), False),
        (date(2026, 10, 8), date(2026, 10, 8), False),
    ],
)
def test_roster_by_dates(
    chapter: Any, october: Period, joined: date | None, left: date | None, listed: bool
) -> None:
    """Seen red with `<=` and `<` exchanged at either end."""
    members = chapter.member(1, joined=joined, left=left).frame("members")
    assert list(frames.roster(members, october)["person"]) == [1] * listed


def test_roster_lists_a_rejoined_person_once(chapter: Any, october: Period) -> None:
    chapter.member(1, joined=date(2026, 10, 20), trade="Roofer")
    chapter.member(1, joined=date(2020, 1, 1), left=date(2026, 10, 5), trade="Baker")
    chapter.member(1, joined=date(2027, 1, 1), trade="Florist")
    found = frames.records(frames.roster(chapter.frame("members"), october))
    assert found == [(1, "Ana", "Alonso", "Roofer")]


def test_roster_adds_who_is_credited(chapter: Any, october: Period) -> None:
    chapter.member(1, "Ben Brandt", left=date(2026, 1, 1)).member(2, "Zoë Ábel")
    found = frames.records(frames.roster(chapter.frame("members"), october, [1, 7]))
    assert [row[:3] for row in found] == [(7, "", "#7"), (2, "Zoë", "Ábel"), (1, "Ben", "Brandt")]
