from collections import Counter
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from openpyxl import load_workbook

from chapter.imports.reader import (
    Party,
    SlipRow,
    SlipsFile,
    Trouble,
    Unreadable,
    home,
    read,
    row_key,
)
from tests import exports
from tests.exports import SLIPS, Title

ANA, BEN = Party("Ana Torres"), Party("Ben Okafor")


def refusal(rows: list[exports.Row]) -> tuple[Trouble, str]:
    """Return why a spreadsheet is refused."""
    with pytest.raises(Unreadable) as refused:
        read(exports.spreadsheetml(rows))
    return refused.value.trouble, refused.value.value


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["PALMS Attendance Report"]], (Trouble.OTHER_REPORT, "PALMS Attendance Report")),
        (
            [["First Name", "Last Name", "Dec 03"]],
            (Trouble.OTHER_REPORT, "PALMS Attendance Report"),
        ),
        (
            [["Member Name", "Membership Status"]],
            (Trouble.OTHER_REPORT, "Membership Dues Report"),
        ),
        ([["Cumulative Length", "First Name"]], (Trouble.OTHER_REPORT, "Membership Length Report")),
        ([["Member Name", "Classification"]], (Trouble.OTHER_REPORT, "Chapter Roster Report")),
        ([["Visit Date", "Invited By"]], (Trouble.OTHER_REPORT, "Chapter Visitor Report")),
        (
            [["Visit Date", "Meeting Format"]],
            (Trouble.OTHER_REPORT, "Visitor Registration Report"),
        ),
        ([["Chapter Name", "Join Date"]], (Trouble.OTHER_REPORT, "members list")),
        ([["Slips Audit Report"]], (Trouble.NO_HEADER, "Slips Audit Report")),
        ([["Shopping", "Price"]], (Trouble.UNKNOWN_REPORT, "")),
        ([["From", "To", "Slip Type"]], (Trouble.MISSING_COLUMN, "Inside/Outside")),
        ([["From", "To", "Slip Type", "TO"]], (Trouble.DOUBLE_COLUMN, "TO")),
        ([["First Name", "Last Name", "P", "RGI"]], (Trouble.MISSING_COLUMN, "A")),
    ],
)
def test_other_spreadsheet_is_named_for_what_it_is(rows, expected) -> None:
    assert refusal(rows) == expected


def test_reports_on_two_sheets_are_not_chosen_between(tmp_path: Path) -> None:
    path = tmp_path / "two.xlsx"
    path.write_bytes(exports.xlsx(exports.slips_audit(SLIPS)))
    book = load_workbook(path)
    book.copy_worksheet(book.active)

    with pytest.raises(Unreadable) as refused:
        read(exports.as_bytes(book))

    assert refused.value.value == "Report, Report Copy"


@pytest.mark.parametrize(
    ("detail", "expected"),
    [
        ("Harbour, North Region, Spain", ("Harbour", "North Region", "Spain")),
        ("Ouro, Prata, Sul, Brasil", ("Ouro, Prata", "Sul", "Brasil")),
        ("Harbour, Spain", ("Harbour", "", "Spain")),
        ("Harbour", ("Harbour", "", "")),
        ("", ("", "", "")),
    ],
)
def test_home_is_split_from_the_right(detail: str, expected: tuple[str, str, str]) -> None:
    assert home(detail) == expected


def test_row_key_is_the_same_in_any_order_container_and_layout() -> None:
    """Seen red with the line in the key."""
    shuffled = Random(1).sample(SLIPS, len(SLIPS))
    one = read(exports.spreadsheetml(exports.slips_audit([*SLIPS, SLIPS[0]])))
    other = read(exports.xlsx(exports.slips_audit([SLIPS[0], *shuffled], Title())))

    keys = [Counter(row_key(row) for row in found.rows) for found in (one, other)]
    assert (keys[0], sorted(keys[0].values())) == (keys[1], [1, 1, 1, 1, 1, 2])


def test_row_key_tells_different_slips_apart() -> None:
    """Seen red with the outsider's flag out of the key."""
    slips = [
        SlipRow(1, "referral", ANA, BEN, "inside"),
        SlipRow(1, "referral", ANA, BEN, "outside"),
        SlipRow(1, "referral", BEN, ANA, "inside"),
        SlipRow(1, "referral", ANA, Party(BEN.name, True), "inside"),
        SlipRow(1, "one-to-one", ANA, BEN),
        SlipRow(1, "closed-business", None, ANA, amount=Decimal(5)),
        SlipRow(1, "closed-business", None, ANA, amount=Decimal(50)),
        SlipRow(1, "education", ANA, units=5),
    ]

    assert len({row_key(slip) for slip in slips}) == len(slips)


def test_row_key_knows_one_amount_in_two_spellings() -> None:
    spellings = [Decimal("5000.00"), Decimal("5E+3")]

    keys = {row_key(SlipRow(1, "closed-business", None, ANA, amount=a)) for a in spellings}

    assert len(keys) == 1


@pytest.mark.parametrize("write", [exports.spreadsheetml, exports.xlsx])
def test_file_with_broken_bytes_is_read_or_refused(write) -> None:
    """Seen red with openpyxl's own errors let through."""
    chance = Random(7)
    whole = write(exports.slips_audit(SLIPS, Title()))

    for _ in range(60):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 8)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        with suppress(Unreadable):
            assert isinstance(read(bytes(data)), SlipsFile)
