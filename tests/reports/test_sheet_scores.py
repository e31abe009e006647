"""The scores and the policy of the workbook."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from reports.books import sheets
from reports.books.layout import Line
from reports.books.settings import usual
from reports.policy import Rules
from reports.scores import tables

HONG_KONG = replace(usual(), table=tables.preset("hong-kong-2026"), lights_shown=True)


@pytest.fixture
def scored(chapter: Any) -> Any:
    """Ana is busy, Ben is not, Cleo came last week."""
    chapter.member(1, "Ana Alonso").member(2, "Ben Brandt").member(3, "Cleo Cook")
    for number in range(1, 5):
        chapter.meeting(number).mark(number, 1, "P").mark(number, 2, "A")
    chapter.mark(4, 3, "P").credit(1, "referrals_given", quantity=6)
    return chapter.credit(1, "one_to_ones", quantity=4)


def _lines(chapter: Any, name: str, **said: Any) -> list[Line]:
    book = chapter.data(settings=HONG_KONG, **said)
    return [line for line in sheets.one(book, {}, name).lines if line.kind != "section"]


def _named(lines: list[Line], name: str) -> Line:
    return next(line for line in lines if line.values[0] == name)


def test_light_is_a_shape_a_word_and_a_fill(scored: Any) -> None:
    row = _named(_lines(scored, "scores"), "Ana Alonso")
    assert row.values[1:4] == ("▲ amber", 55, 85)
    assert [look.tone for look in row.looks[1:3]] == ["light_amber", "light_amber"]


def test_each_part_has_its_figure_and_its_points(scored: Any) -> None:
    lines = _lines(scored, "scores", edition="leadership")
    row = dict(zip(lines[0].values, _named(lines, "Ana Alonso").values, strict=True))
    assert (row["Referrals per week"], row["Referrals, points of 20"], row["Weeks"]) == (1.5, 20, 4)
    assert row["Next step"] == ("1 more education unit and 1 more visitor take you to green.")


def test_part_that_is_not_scored_has_a_dash(scored: Any) -> None:
    row = _named(_lines(scored, "scores", edition="leadership"), "Ana Alonso")
    assert row.values.count("–") == 1


def test_members_see_lights_without_parts_and_steps(scored: Any) -> None:
    """Seen red with the parts laid out for every edition."""
    lines = _lines(scored, "scores", edition="members")
    assert lines[0].values == ("Member", "Light", "Total", "Of")
    assert _named(lines, "Ana Alonso").values == ("Ana Alonso", "▲ amber", 55, 85)


def test_who_has_just_begun_stands_apart(scored: Any) -> None:
    """Seen red with everybody in one list."""
    names = [line.values[0] for line in _lines(scored, "scores")]
    assert names[1:5] == ["Ana Alonso", "Ben Brandt", "Fewer than 4 weeks so far", "Cleo Cook"]


def test_leaders_see_first_who_needs_a_hand(scored: Any) -> None:
    names = [line.values[0] for line in _lines(scored, "scores", edition="leadership")]
    assert names[1:3] == ["Ben Brandt", "Ana Alonso"]


def test_brackets_say_what_gives_which_points(scored: Any) -> None:
    row = _named(_lines(scored, "scores"), "Referrals per week")
    assert row.values[1] == "5 from 0.75, 10 from 1, 15 from 1.2, 20 from 1.5"


def test_policy_names_who_is_over_with_the_dates(scored: Any) -> None:
    limits = Rules(3, date(2026, 5, 1), {"A": 10}, 3)
    book = scored.data(settings=replace(HONG_KONG, limits=limits), edition="leadership")
    row = sheets.one(book, {}, "policy").lines[1]
    assert row.values == (
        *("Ben Brandt", "Baker", 0, 4, 0, 0, 0, 4, 3, "■ over the limit", 3, "● fine"),
        *("1 October, 8 October, 15 October, 22 October", "", ""),
    )


def test_policy_without_limits_says_so(scored: Any) -> None:
    lines = _lines(scored, "policy", edition="leadership")
    assert [line.values[0] for line in lines[1:]] == ["No limits are set."]
