"""Whom a name from paper means, among those it may mean; standard library only."""

from collections.abc import Sequence
from dataclasses import dataclass

from chapter.people.rules import likeness, search_key

MOST_LIKELY = 4
FEWEST_LETTERS = 2


@dataclass(frozen=True)
class Named:
    """Somebody a name may mean."""

    person_id: int
    name: str


@dataclass(frozen=True)
class Meaning:
    """Who is meant, or who comes nearest."""

    person: Named | None
    likely: Sequence[Named] = ()


def meaning(typed: str, people: Sequence[Named]) -> Meaning:
    """Return the one person whose words all begin so, or the likeliest ones."""
    key = search_key(typed)
    same = [one for one in people if search_key(one.name) == key]
    begun = [one for one in people if _begins(key, search_key(one.name))]
    for found in (same, begun):
        if len(found) == 1:
            return Meaning(found[0])
    near = [(likeness(typed, one.name), one) for one in people if one not in begun]
    ordered = sorted(((far, one) for far, one in near if far), key=lambda pair: pair[0])
    return Meaning(None, [*begun, *(one for _, one in ordered)][:MOST_LIKELY])


def _begins(key: str, name: str) -> bool:
    """Tell whether each word typed begins a word of a name."""
    words = name.split()
    is_long_enough = len(key.replace(" ", "")) >= FEWEST_LETTERS
    return is_long_enough and all(
        any(word.startswith(part) for word in words) for part in key.split()
    )
