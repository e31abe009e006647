import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapter.people.rules import Likeness, collapse, likeness, match_key, search_key


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("Caro  Díaz", "Caro Díaz", id="double space"),
        pytest.param("\u00a0Ana\tTorres ", "Ana Torres", id="odd spaces"),
        pytest.param("Cafe\u0301", "Café", id="decomposed"),
        pytest.param("\ufeffAna\u200b", "Ana", id="invisible"),
    ],
)
def test_collapse_keeps_the_spelling(name: str, expected: str) -> None:
    assert collapse(name) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("ANA TORRES", "Ana  Torres", id="case and spaces"),
        pytest.param("Jose\u0301", "José", id="composition"),
        pytest.param("Strauß", "STRAUSS", id="sharp s"),
    ],
)
def test_match_key_of_one_name_is_one(one: str, other: str) -> None:
    """Seen red with casefold off."""
    assert match_key(one) == match_key(other)


def test_match_key_of_accented_name_is_its_own() -> None:
    assert (match_key("José"), match_key("Jose")) == ("josé", "jose")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("José", "jose"),
        ("Muñoz", "munoz"),
        ("Søren", "soren"),
        ("Łukasz", "lukasz"),
        ("Strauß", "strauss"),
        ("Ægir Þór", "aegir thor"),
        ("IŞIK", "isik"),
        ("I\u015f\u0131k", "isik"),
        ("O\u2019Brien", "o'brien"),
        ("Ёлкин", "елкин"),
        ("王小明", "王小明"),
        ("がく", "がく"),
        ("한국", "한국"),
        ("कवि", "कवि"),
    ],
)
def test_search_key_finds_what_people_type(text: str, expected: str) -> None:
    """Seen red with the look-alikes off, and with every mark stripped (Japanese, Hindi)."""
    assert search_key(text) == expected


@given(st.text())
def test_match_key_of_a_key_is_itself(name: str) -> None:
    assert match_key(match_key(name)) == match_key(name)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param("José García", "Jose Garcia", Likeness.FOLDED, id="accents"),
        pytest.param("Ana TORRES", "ana torres", Likeness.FOLDED, id="case"),
        pytest.param("王小明", "王 小明", Likeness.FOLDED, id="no space between Han"),
        pytest.param("Torres Ana", "Ana Torres", Likeness.SAME_WORDS, id="any order"),
        pytest.param("Ana Tores", "Ana Torres", Likeness.ONE_EDIT, id="one left out"),
        pytest.param("Ana Torrezs", "Ana Torres", Likeness.ONE_EDIT, id="one added"),
        pytest.param("Ana Torrez", "Ana Torres", Likeness.ONE_EDIT, id="one changed"),
        pytest.param("Ana Trores", "Ana Torres", Likeness.ONE_EDIT, id="two swapped"),
        pytest.param("Ana T.", "Ana Torres", Likeness.INITIAL, id="last name cut"),
        pytest.param("A. Torres", "Ana Torres", Likeness.INITIAL, id="first name cut"),
        pytest.param("Ana María Torres", "Ana Torres", Likeness.PART, id="a second name"),
        pytest.param("王小明", "王小明 Wang,Ming", Likeness.PART, id="two scripts"),
        pytest.param("Ana", "Ana Torres", None, id="one word"),
        pytest.param("A. T.", "Ana Torres", None, id="initials only"),
        pytest.param("Wu", "Wo", None, id="too short"),
        pytest.param("Ana Torres", "Ben Okafor", None, id="somebody else"),
        pytest.param("", "Ana Torres", None, id="nobody"),
    ],
)
def test_likeness_of_two_names_is_the_same_both_ways(
    one: str, other: str, expected: Likeness | None
) -> None:
    """Seen red with each of the five comparisons off."""
    assert (likeness(one, other), likeness(other, one)) == (expected, expected)
