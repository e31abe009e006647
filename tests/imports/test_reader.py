from collections import Counter
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from openpyxl import load_workbook

from chapter.imports.reading.reader import (
    Party,
    SlipRow,
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
        ([["Speaker Report"], ["Name", "Date"]], (Trouble.OTHER_REPORT, "Speaker Report")),
        (
            [["Chapter ► Member Training Report"], ["First Name", "Last Name", "Phone"]],
            (Trouble.OTHER_REPORT, "Member Training Report"),
        ),
        ([["Absence Report"]], (Trouble.OTHER_REPORT, "Absence Report")),
        (
            [["Professions Not In Chapter"]],
            (Trouble.OTHER_REPORT, "Professions Not In Chapter report"),
        ),
        ([["PALMS Attendance Report"]], (Trouble.NO_HEADER, "PALMS Attendance Report")),
        ([["Membership Dues Report"]], (Trouble.NO_HEADER, "Membership Dues Report")),
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


def test_one_meeting_palms_is_named_for_what_it_is() -> None:
    """Seen red with From = To let through."""
    day = datetime(2026, 11, 12)
    rows = exports.summary_palms(exports.PEOPLE, Title(first=day, until=day))

    assert refusal(rows) == (Trouble.ONE_MEETING, "")


def test_other_sheet_of_a_workbook_is_told(tmp_path: Path) -> None:
    path = tmp_path / "notes.xlsx"
    path.write_bytes(exports.xlsx(exports.slips_audit(SLIPS)))
    book = load_workbook(path)
    book.create_sheet("Notes").append(["Mind the gap"])

    found = read(exports.as_bytes(book))

    assert [(i.sheet, i.trouble, i.leaves_row_out) for i in found.issues] == [
        ("Notes", Trouble.UNREAD_SHEET, False)
    ]
