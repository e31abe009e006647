"""Amounts and counts as foreign files write them; what is not certain is None."""

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal

LARGEST_AMOUNT = Decimal(10) ** 13
LARGEST_COUNT = 1_000_000

_PREFIX = re.compile(r"(?:[a-z]{0,2}\$|rs\.?|inr|kr|chf|rm|rp|r|usd|eur|gbp)\s*", re.IGNORECASE)
_SUFFIX = re.compile(
    r"\s*(?:/-|\$|kr|kč|zł|ft|lei|rs\.?|inr|chf|usd|eur|gbp|sek|nok|dkk|pln|czk|huf)\Z",
    re.IGNORECASE,
)
_SPACES = re.compile(r"[\s'\u2019]")
_FLOAT = re.compile(r"([0-9]+)(?:[.,]([0-9]+))?e\+?([0-9]{1,2})", re.IGNORECASE)
_PLAIN = re.compile(r"[0-9]+")
# Thousands by threes, or by twos before the last three as in India.
_GROUPED = {
    mark: re.compile(rf"[0-9]{{1,3}}(?:{re.escape(mark)}[0-9]{{2,3}})*{re.escape(mark)}[0-9]{{3}}")
    for mark in ",."
}


def _bare(text: str) -> str:
    """Return an amount without currency and without the spaces between thousands."""
    normal = unicodedata.normalize("NFKC", text)
    signless = "".join(c for c in normal if unicodedata.category(c) != "Sc" or c == "$").strip()
    prefix = _PREFIX.match(signless)
    rest = signless[prefix.end() :] if prefix else signless
    return _SPACES.sub("", _SUFFIX.sub("", rest))


def _mark_of(text: str) -> str | None:
    """Return the decimal mark one amount shows beyond doubt."""
    bare = _bare(text)
    last = max(bare.rfind("."), bare.rfind(","))
    if last < 0 or "e" in bare.casefold():
        return None
    mark, other = bare[last], {",": ".", ".": ","}[bare[last]]
    if other in bare[:last]:
        return mark
    if bare.count(mark) > 1:
        return other
    is_decimal = len(bare) - last - 1 != 3 or bare.startswith("0")
    return mark if is_decimal else None


def decimal_mark(texts: Iterable[str]) -> str | None:
    """Return the decimal mark that all amounts of a column agree on."""
    marks = {_mark_of(text) for text in texts} - {None}
    return marks.pop() if len(marks) == 1 else None


def amount(text: str, mark: str | None = None) -> Decimal | None:
    """Return an amount, or None unless it can be read in one way only.

    `mark` is the decimal mark of its column; without one, 1,234 may be either.
    """
    bare = _bare(text)
    found = _scientific(bare) or _written(bare, mark or _mark_of(text))
    return found if found is not None and found < LARGEST_AMOUNT else None


def _scientific(bare: str) -> Decimal | None:
    match = _FLOAT.fullmatch(bare)
    if match is None:
        return None
    whole, part, exponent = match.groups()
    return Decimal(f"{whole}.{part or 0}e{exponent}")


def _written(bare: str, mark: str | None) -> Decimal | None:
    if _PLAIN.fullmatch(bare):
        return Decimal(bare)
    if mark is None:
        return None
    whole, _, part = bare.partition(mark)
    group = {",": ".", ".": ","}[mark]
    if mark in bare and not _PLAIN.fullmatch(part):
        return None
    if not _PLAIN.fullmatch(whole) and not _GROUPED[group].fullmatch(whole):
        return None
    return Decimal(f"{whole.replace(group, '')}.{part or 0}")


def count(text: str) -> int | None:
    """Return a whole number; a thousands comma and an idle .0 are understood."""
    found = amount(text, ".")
    if found is None or found > LARGEST_COUNT or found != found.to_integral_value():
        return None
    return int(found)
