"""What a person is to a chapter, and when two spellings are one name; standard library only."""

import re
import unicodedata
from enum import StrEnum


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


def match_key(name: str) -> str:
    """Return what two spellings of one name share: composed, single-spaced, without case."""
    return unicodedata.normalize("NFC", collapse(name).casefold())


def search_key(text: str) -> str:
    """Return text as somebody in a hurry types it: no case, no accents, plain letters."""
    decomposed = unicodedata.normalize("NFKD", match_key(text).translate(_LOOK_ALIKES))
    return unicodedata.normalize("NFC", _ACCENTS.sub("", decomposed))
