"""What a person is to a chapter, and when two spellings are one name; standard library only."""

import re
import unicodedata
from enum import IntEnum, StrEnum
from functools import lru_cache
from itertools import takewhile


class Category(StrEnum):
    """How a chapter knows a person."""

    ROSTER = "roster"
    VISITOR = "visitor"
    ELSEWHERE = "elsewhere"
    ORGANISATION = "organisation"


class Standing(StrEnum):
    """As what a person is credited, on a day."""

    MEMBER = "member"
    VISITOR = "visitor"
    OTHER = "other"


def standing(category: str, *, is_member: bool) -> Standing:
    """Return as what a person is credited; membership on the day decides first."""
    if is_member:
        return Standing.MEMBER
    return Standing.VISITOR if category == Category.VISITOR else Standing.OTHER


# The marks that Latin, Greek and Cyrillic letters carry. Those of other scripts (vowel signs,
# voicing marks) make another letter and stay.
_ACCENTS = re.compile("[\u0300-\u036f]")

# Letters that do not decompose, as people type them who lack the key.
_LOOK_ALIKES = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "ŧ": "t",
        "ŋ": "n",
        "\u0131": "i",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "\u2018": "'",
        "\u2019": "'",
        "\u02bc": "'",
        "\u2010": "-",
        "\u2011": "-",
        "\u2013": "-",
    }
)
_INVISIBLE = str.maketrans("", "", "\u200b\u2060\ufeff\u00ad\x00")


def collapse(name: str) -> str:
    """Return a name composed, without invisible characters, with single spaces."""
    return " ".join(unicodedata.normalize("NFC", name).translate(_INVISIBLE).split())


@lru_cache(4096)
def match_key(name: str) -> str:
    """Return what two spellings of one name share: composed, single-spaced, without case."""
    return unicodedata.normalize("NFC", collapse(name).casefold())


def search_key(text: str) -> str:
    """Return text as somebody in a hurry types it: no case, no accents, plain letters."""
    decomposed = unicodedata.normalize("NFKD", match_key(text).translate(_LOOK_ALIKES))
    return unicodedata.normalize("NFC", _ACCENTS.sub("", decomposed))


@lru_cache(4096)
def plain_key(name: str) -> str:
    """Return what a name shares with itself without accents and with its words turned round."""
    key = search_key(name)
    # Vowel signs are no word characters to `re`, and make another name.
    kept = (c if unicodedata.category(c)[0] in "LMN" else " " for c in key)
    return " ".join(sorted("".join(kept).split())) or key


class Likeness(IntEnum):
    """How near two different spellings are to one name; the nearest first."""

    FOLDED = 1
    SAME_WORDS = 2
    ONE_EDIT = 3
    INITIAL = 4
    PART = 5


# Shorter names are one edit away from too many others.
_SHORTEST_EDITED = 5


def likeness(one: str, other: str) -> Likeness | None:
    """Return how near two names are, or None when nothing speaks for one person."""
    first, second = _words(one), _words(other)
    if not first or not second:
        return None
    if first == second or "".join(first) == "".join(second):
        return Likeness.FOLDED
    if sorted(first) == sorted(second):
        return Likeness.SAME_WORDS
    if _is_one_edit(" ".join(first), " ".join(second)):
        return Likeness.ONE_EDIT
    if _has_initial(first, second):
        return Likeness.INITIAL
    shorter, longer = sorted((set(first), set(second)), key=len)
    is_name = len(shorter) > 1 or any(not word.isascii() for word in shorter)
    return Likeness.PART if is_name and shorter < longer else None


def _words(name: str) -> list[str]:
    return re.findall(r"\w+", search_key(name))


def _has_initial(first: list[str], second: list[str]) -> bool:
    """Tell whether one name is the other with some words, but not all, cut to an initial."""
    if len(first) != len(second):
        return False
    pairs = [sorted(pair, key=len) for pair in zip(first, second, strict=True)]
    cut = [short != long for short, long in pairs]
    return not all(cut) and all(
        short == long or (len(short) == 1 and long.startswith(short)) for short, long in pairs
    )


def _is_one_edit(one: str, other: str) -> bool:
    """Tell whether one letter added, left out, changed or swapped makes one name the other."""
    short, long = sorted((one, other), key=len)
    if len(short) < _SHORTEST_EDITED or len(long) - len(short) > 1:
        return False
    same = takewhile(lambda pair: pair[0] == pair[1], zip(short, long, strict=False))
    start = sum(1 for _ in same)
    if len(short) < len(long):
        return short[start:] == long[start + 1 :]
    is_swap = short[start : start + 2] == long[start : start + 2][::-1]
    is_tail_same = short[start + 2 :] == long[start + 2 :]
    return short[start + 1 :] == long[start + 1 :] or (is_swap and is_tail_same)
