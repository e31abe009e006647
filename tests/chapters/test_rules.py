import pytest

from chapter.chapters.rules import (
    Refusal,
    refusal_of_slug,
    refusal_of_zone,
    weekday_number,
    zones,
)


@pytest.mark.parametrize(
    ("slug", "refusal"),
    [
        ("north", None),
        ("north-2", None),
        ("North", Refusal.SLUG_WRITTEN),
        ("north--2", Refusal.SLUG_WRITTEN),
        ("../north", Refusal.SLUG_WRITTEN),
        ("n" * 61, Refusal.SLUG_WRITTEN),
    ],
)
def test_slug_is_refused_when_it_cannot_stand_in_an_address(
    slug: str, refusal: Refusal | None
) -> None:
    assert refusal_of_slug(slug) == refusal


@pytest.mark.parametrize(
    ("zone", "refusal"), [("Europe/Madrid", None), ("Europe/Nowhere", Refusal.ZONE)]
)
def test_zone_is_refused_when_unknown(zone: str, refusal: Refusal | None) -> None:
    assert refusal_of_zone(zone) == refusal


def test_zones_offered_are_known_places() -> None:
    assert {refusal_of_zone(zone) for zone in zones()} == {None}


@pytest.mark.parametrize(
    ("word", "number"), [("monday", 0), (" Thu ", 3), ("SUNDAY", 6), ("th", None), ("day", None)]
)
def test_weekday_is_read_from_its_name_or_the_beginning(word: str, number: int | None) -> None:
    assert weekday_number(word) == number
