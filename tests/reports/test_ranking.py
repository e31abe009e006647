from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from reports import periods
from reports.ranking import Change, Place, compare, name_key, newcomers, places

OCTOBER = periods.month(date(2026, 10, 1))


def _order(*people: int) -> dict[int, tuple[int]]:
    return {person: (number,) for number, person in enumerate(people)}


def test_places_with_a_tie() -> None:
    """Seen red with each person counted on, ties or not."""
    found = places({1: 3, 2: 8, 3: 3, 4: 1}, _order(1, 2, 3, 4))
    assert [(place.place, place.person) for place in found] == [(1, 2), (2, 1), (2, 3), (4, 4)]


def test_places_inside_a_tie_by_the_order() -> None:
    assert [place.person for place in places({1: 5, 2: 5, 3: 5}, _order(3, 1, 2))] == [3, 1, 2]


def test_places_share_of_the_highest() -> None:
    assert [place.share for place in places({1: 8, 2: 2, 3: 0}, _order(1, 2, 3))] == [1, 0.25, 0]


def test_places_where_all_are_zero() -> None:
    assert places({1: 0, 2: 0}, _order(1, 2)) == [Place(1, 1, 0, 0.0), Place(1, 2, 0, 0.0)]


def test_places_of_nobody() -> None:
    assert places({}, {}) == []


def test_name_key_ignores_case_and_accents() -> None:
    """Seen red with the accents left on, and with the case."""
    names = ["Ezra", "álvaro", "Alba", "Évora", "de Vries"]
    found = sorted(names, key=lambda name: name_key(name, "", 0))
    assert found == ["Alba", "álvaro", "de Vries", "Évora", "Ezra"]


def test_name_key_of_namesakes_by_person() -> None:
    assert name_key("Ruiz", "Eva", 2) < name_key("Ruiz", "Eva", 10)


@given(st.dictionaries(st.integers(1, 60), st.integers(0, 5), min_size=1))
def test_places_count_those_ahead(figures: dict[int, int]) -> None:
    for place in places(figures, _order(*figures)):
        ahead = sum(figure > place.figure for figure in figures.values())
        assert (place.place, place.figure) == (ahead + 1, figures[place.person])


def test_compare_tells_figure_and_places_gained() -> None:
    """Seen red with the places taken off the wrong way round."""
    before = places({1: 5, 2: 3, 3: 1}, _order(1, 2, 3))
    now = places({1: 2, 2: 2, 3: 6}, _order(1, 2, 3))
    found = compare(now, before)
    assert found == {3: Change(1, 5, 2), 1: Change(5, -3, -1), 2: Change(3, -1, 0)}


def test_compare_with_who_was_not_ranked_before() -> None:
    now, before = places({1: 2, 2: 1}, _order(1, 2)), places({1: 1}, _order(1))
    assert compare(now, before)[2] == Change(None, None, None)


def test_compare_measures_a_newcomer_against_nobody() -> None:
    """Seen red with newcomers compared like everybody."""
    ranked = places({1: 2}, _order(1))
    assert compare(ranked, ranked, newcomers={1}) == {1: Change(None, None, None)}


def test_compare_where_nobody_had_a_figure_moves_nobody() -> None:
    """Seen red with places counted from the first place all shared at zero."""
    some, none = places({1: 2, 2: 0}, _order(1, 2)), places({1: 0, 2: 0}, _order(1, 2))
    assert compare(some, none) == {1: Change(0, 2, None), 2: Change(0, 0, None)}
    assert compare(none, some) == {1: Change(2, -2, None), 2: Change(0, 0, None)}


def test_compare_with_no_period_before() -> None:
    assert compare(places({1: 2}, _order(1)), []) == {1: Change(None, None, None)}


def test_newcomers_by_their_first_membership() -> None:
    """Seen red with every membership looked at, and with an unknown day passed over."""
    joined = [
        *((1, date(2026, 10, 1)), (2, date(2026, 10, 31)), (3, date(2026, 11, 1))),
        *((4, date(2020, 1, 1)), (4, date(2026, 10, 8)), (5, date(2026, 10, 8)), (5, None)),
    ]
    assert newcomers(joined, OCTOBER) == {1, 2}


def test_newcomers_of_all_time_are_nobody() -> None:
    """Seen red with all time taken like any period."""
    everything = periods.parse("all", date(2026, 11, 1))
    assert newcomers([(1, date(2026, 10, 1))], everything) == set()
