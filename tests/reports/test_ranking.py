from hypothesis import given
from hypothesis import strategies as st

from reports.ranking import Place, name_key, places


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
