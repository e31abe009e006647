from collections import Counter
from datetime import date
from typing import Any

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports import columns, exchange, frames, leaderboard, pairs
from reports.periods import Period

NAMES = ("Jo Abt", "Ana Alonso", "Ben Brandt", "Eva Cruz")
PEOPLE = range(1, len(NAMES) + 1)
# Kind, one and the other, the number of the meeting, and as what each is credited, if at all.
Said = tuple[str, int, int, int, tuple[str, str]]
STANDING = st.sampled_from(["member", "member", "member", "visitor", "other", ""])
SLIPS = st.lists(
    st.tuples(
        st.sampled_from(sorted(pairs.KINDS)),
        st.sampled_from(PEOPLE),
        st.sampled_from(PEOPLE),
        st.sampled_from([1, 6]),
        st.tuples(STANDING, STANDING),
    ).filter(lambda said: said[1] != said[2]),
    max_size=40,
)
AGAIN = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def _random(chapter: Any, slips: list[Said]) -> Any:
    made = type(chapter)()
    for person, name in zip(PEOPLE, NAMES, strict=True):
        made.member(person, name)
    for said in slips:
        made.pair(*said)
    return made


def _brute(slips: list[Said], kind: str, row: int, column: int) -> int:
    """Count a pair by looking at every slip of October."""
    found = 0
    for said, one, other, number, standings in slips:
        if (said, number, standings) == (kind, 1, ("member", "member")):
            found += (one, other) == (row, column)
            found += kind == "one_to_ones" and (other, one) == (row, column)
    return found


@AGAIN
@given(slips=SLIPS)
def test_matrices_are_a_brute_force_count(chapter: Any, october: Period, slips: list[Said]) -> None:
    made = _random(chapter, slips)
    given = made.frame("members"), made.frame("credits"), october
    found = {kind: exchange.matrix(*given, kind).cells for kind in exchange.KINDS}
    for row in PEOPLE:
        for column in (person for person in PEOPLE if person != row):
            gave = _brute(slips, "referrals", row, column)
            met = _brute(slips, "one_to_ones", row, column)
            cells = [found[kind].loc[row, column] for kind in exchange.KINDS]
            assert cells == [gave, met, 2 * (gave > 0) + (met > 0)]


@AGAIN
@given(slips=SLIPS)
def test_sums_are_the_figures_of_the_leaderboard(
    chapter: Any, october: Period, slips: list[Said]
) -> None:
    """Seen red with slips of one side left out."""
    made = _random(chapter, slips)
    given = made.frame("members"), made.frame("credits"), october
    for kind, measures in pairs.KINDS.items():
        sums = exchange.matrix(*given, kind).sums
        for measure, name in zip(measures, ("row_sum", "column_sum"), strict=True):
            ranked = frames.records(leaderboard.table(*given, measure), "person", "figure")
            assert dict(ranked) == sums[name].to_dict()


@AGAIN
@given(slips=SLIPS)
def test_cells_and_outside_add_up_to_the_sums(
    chapter: Any, october: Period, slips: list[Said]
) -> None:
    made = _random(chapter, slips)
    for kind in pairs.KINDS:
        found = exchange.matrix(made.frame("members"), made.frame("credits"), october, kind)
        rows, down = found.cells.sum(axis="columns"), found.cells.sum()
        assert list(rows + found.sums["row_outside"]) == list(found.sums["row_sum"])
        assert list(down + found.sums["column_outside"]) == list(found.sums["column_sum"])


def _credits(*rows: tuple[int, str, int]) -> pd.DataFrame:
    """Make the credits of one slip from person, measure and quantity."""
    rest = {"slip": 1, "meeting": 1, "held_on": date(2026, 10, 1), "standing": "member"}
    rest |= {"amount": 0, "tier": "", "is_repeat": False}
    names = ("person", "measure", "quantity")
    made = [dict(zip(names, row, strict=True)) | rest for row in rows]
    return frames.typed(made, columns.CREDITS)


def test_counted_where_the_sides_differ() -> None:
    """Seen red with the giver's number taken for both."""
    given = _credits((1, "referrals_given", 3), (2, "referrals_received", 2))
    assert pairs.counted(given, "referrals") == Counter({(1, 2): 2, (1, None): 1})


def test_counted_of_three_people_on_one_slip() -> None:
    given = _credits(*((person, "one_to_ones", 1) for person in (1, 2, 3)))
    outside = {(person, None): 1 for person in (1, 2, 3)} | {(None, n): 1 for n in (1, 2, 3)}
    assert pairs.counted(given, "one_to_ones") == Counter(outside)


def test_counted_of_nothing_else() -> None:
    given = _credits((1, "closed_business", 1), (1, "testimonials", 1), (2, "education", 4))
    assert [pairs.counted(given, kind) for kind in pairs.KINDS] == [Counter(), Counter()]
