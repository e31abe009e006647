"""Two hundred broken files: each is refused or read with its faults named, nothing else."""

from contextlib import suppress
from random import Random

import pytest

from chapter.imports.reading.reader import Trouble, Unreadable, read
from tests import exports, layouts
from tests.exports import PEOPLE, SLIPS, Row, Title, slips_audit, summary_palms
from tests.imports.broken import FILES, WRITERS, Broken, package, parts_of

WHOLE = [
    slips_audit(SLIPS, Title()),
    summary_palms(PEOPLE, Title()),
    *layouts.REPORTS.values(),
]
PIECES = [b"", b"\x00", b"<", b"&b;", b'"', b"\xff\xfe", b"-1", b"=A1", b"\r", b",,,", b"</Row>"]


def said_of(data: bytes, name: str = "") -> frozenset[Trouble]:
    """Return what is said of a file, by refusing it or by its issues."""
    try:
        return frozenset(issue.trouble for issue in read(data, name).issues)
    except Unreadable as refused:
        return frozenset({refused.trouble})


def test_there_are_two_hundred_of_them() -> None:
    names = {broken.name for broken in FILES}

    assert (len(names) == len(FILES), len(names) >= 200) == (True, True)


@pytest.mark.parametrize("broken", FILES, ids=lambda broken: broken.name)
def test_broken_file_says_what_is_wrong(broken: Broken) -> None:
    """Seen red with each check off, in its cases."""
    assert said_of(broken.data, broken.name) == broken.said


def mutated(data: bytes, chance: Random) -> bytes:
    """Return bytes with some changed, taken out, doubled or put in."""
    found = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(found) + 1)
        until = at + chance.choice([0, 1, 1, 8, 200])
        found[at:until] = chance.choice(
            [chance.choice(PIECES), bytes([chance.randrange(256)]), bytes(found[at:until] * 2)]
        )
    return bytes(found)


def damaged(data: bytes, chance: Random) -> bytes:
    """Return a file with broken bytes; a workbook's may stand inside its parts."""
    if not data.startswith(b"PK") or chance.random() < 0.3:
        return mutated(data, chance)
    parts = parts_of(data)
    name = chance.choice(sorted(parts))
    return package(parts | {name: mutated(parts[name], chance)})


def fuzz(seed: int, rounds: int) -> None:
    """Read files with broken bytes; only Unreadable may come of it."""
    chance = Random(seed)
    whole = [write(rows) for rows in WHOLE for write in WRITERS.values()]
    for _ in range(rounds):
        data = damaged(chance.choice(whole), chance)
        with suppress(Unreadable):
            content = read(data)
            assert [i.sentence for i in content.issues if not i.sentence] == []


def test_file_with_broken_bytes_is_read_or_refused() -> None:
    """Seen red with openpyxl's own errors let through."""
    fuzz(seed=7, rounds=200)


@pytest.mark.long
def test_three_thousand_files_with_broken_bytes() -> None:
    fuzz(seed=11, rounds=3000)


def scrambled(rows: list[Row], chance: Random) -> list[Row]:
    """Return rows with cells exchanged, emptied, or of another kind."""
    found = [list(row) for row in rows]
    for _ in range(chance.randint(1, 8)):
        row = chance.choice([row for row in found if row])
        at = chance.randrange(len(row))
        row[at] = chance.choice(
            [None, "", "-", -1, 1e300, "=1+1", "\u202e", "31/12/9999", "x" * 500, row[-1], row[0]]
        )
        chance.shuffle(found) if chance.random() < 0.1 else None
    return found


@pytest.mark.parametrize("rows", WHOLE)
def test_scrambled_cells_are_read_or_refused(rows: list[Row]) -> None:
    """Every row of a table is read, or an issue names it, or it is no row of a person."""
    chance = Random(3)
    for _ in range(30):
        data = exports.spreadsheetml(scrambled(rows, chance))
        with suppress(Unreadable):
            assert [i.line for i in read(data).issues if i.line < 0] == []
