from datetime import date
from decimal import Decimal

import pytest

from chapter.imports.reading.reader import (
    Party,
    SlipRow,
    SlipsFile,
    Trouble,
    read,
)
from tests import exports
from tests.exports import SLIPS, Slip, Title

WRITERS = [exports.spreadsheetml, exports.xlsx]

DETAIL = "Harbour, North Region, Spain"

ANA, BEN, CARO = Party("Ana Torres"), Party("Ben Okafor"), Party("Caro D\u00edaz")

EXPECTED = [
    ("referral", ANA, BEN, "inside", None, None, ""),
    ("referral", ANA, Party("Yara Elsewhere", True), "outside", None, None, DETAIL),
    ("one-to-one", BEN, CARO, None, None, None, ""),
    ("education", CARO, None, None, None, 2, ""),
    ("visitor", Party("BNI", True), Party("Lee Guest"), None, None, None, ""),
    ("closed-business", None, ANA, None, Decimal("1250.50"), None, DETAIL),
]


def slips_of(*slips: Slip, title: Title | None = None) -> SlipsFile:
    """Return a generated Slips Audit Report as it is read."""
    found = read(exports.spreadsheetml(exports.slips_audit(slips, title)))
    assert isinstance(found, SlipsFile)
    return found


def said(row: SlipRow) -> tuple[object, ...]:
    """Return what a slip says, without its line."""
    return row.kind, row.source, row.target, row.tier, row.amount, row.units, row.detail


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize("title", [None, Title()], ids=["headerless", "headed"])
def test_slips_of_every_kind_are_read(write, title) -> None:
    """Seen red with columns taken by position (headed) and with bold off."""
    found = read(write(exports.slips_audit(SLIPS, title)))

    assert isinstance(found, SlipsFile)
    assert ([said(row) for row in found.rows], found.issues) == (EXPECTED, ())
    assert found.rows[0].line == (2 if title is None else 5)


def test_older_words_mean_the_same_slips() -> None:
    found = slips_of(
        Slip("One to One", "Ana", "Ben"),
        Slip("one_to_one", "Ana", "Ben"),
        Slip("referral", "Ana", "Ben", tier="Inside"),
        Slip("Referral", "Ana", "Ben", tier="2"),
    )

    assert [(row.kind, row.tier) for row in found.rows] == [
        ("one-to-one", None),
        ("one-to-one", None),
        ("referral", "inside"),
        ("referral", "outside"),
    ]


@pytest.mark.parametrize(
    ("slip", "column", "trouble", "value"),
    [
        (Slip("Tip", "Ana", "Ben"), "Slip Type", Trouble.UNKNOWN_TYPE, "Tip"),
        (Slip("", "Ana", "Ben"), "Slip Type", Trouble.MISSING, ""),
        (Slip("Referral", "Ana", "Ben"), "Inside/Outside", Trouble.MISSING, ""),
        (
            Slip("Referral", "Ana", "Ben", tier="Tier 3"),
            "Inside/Outside",
            Trouble.UNKNOWN_TIER,
            "Tier 3",
        ),
        (Slip("TYFCB", target="Ana"), "TYFCB Amount", Trouble.MISSING, ""),
        (
            Slip("TYFCB", target="Ana", amount="1,234"),
            "TYFCB Amount",
            Trouble.NOT_AN_AMOUNT,
            "1,234",
        ),
        (Slip("TYFCB", target="12", amount="5.00"), "To", Trouble.NOT_A_NAME, "12"),
        (Slip("CEU", "Ana", units="1.5"), "CEU Credits", Trouble.NOT_A_COUNT, "1.5"),
        (Slip("CEU", "Ana"), "CEU Credits", Trouble.MISSING, ""),
        (Slip("Visitor", target="Lee"), "From", Trouble.MISSING, ""),
        (Slip("One-to-One", "Ana", "ANA"), "To", Trouble.SAME_PERSON, "ANA"),
        (Slip("CEU", "A" * 121, units="1"), "From", Trouble.TOO_LONG, "A" * 60),
    ],
)
def test_row_not_understood_is_named_and_left_out(slip, column, trouble, value) -> None:
    """Seen red with each check off, in its case."""
    found = slips_of(Slip("One-to-One", "Ana", "Ben"), slip)

    assert [row.line for row in found.rows] == [2]
    assert [(i.line, i.column, i.trouble, i.value) for i in found.issues] == [
        (3, column, trouble, value)
    ]
    assert found.issues[0].leaves_row_out is True


def test_every_fault_of_a_row_is_named() -> None:
    found = slips_of(Slip("Referral", "", "7", tier="up"))

    assert [issue.column for issue in found.issues] == ["Inside/Outside", "From", "To"]


def test_issue_reads_as_a_sentence() -> None:
    issue = slips_of(Slip("Tip", "Ana", "Ben")).issues[0]

    assert issue.sentence == "The slip type \u201cTip\u201d is not known."


def test_running_count_beside_closed_business_is_nobody() -> None:
    found = slips_of(Slip("TYFCB", "1", "Ana", amount="5.00"))

    assert [said(row) for row in found.rows] == [
        ("closed-business", None, Party("Ana"), None, Decimal(5), None, "")
    ]


def test_amount_of_one_mark_is_certain_beside_a_plainer_one() -> None:
    found = slips_of(
        Slip("TYFCB", target="Ana", amount="1,234"), Slip("TYFCB", target="Ana", amount="99.50")
    )

    assert [row.amount for row in found.rows] == [Decimal(1234), Decimal("99.50")]


@pytest.mark.parametrize(
    ("written", "held_on", "troubles"),
    [
        ("13/02/2025", date(2025, 2, 13), []),
        ("02/13/2025", date(2025, 2, 13), []),
        ("05/03/2026", None, [Trouble.UNCERTAIN_MEETING]),
        ("05/03/2026 - 12/03/2026", None, [Trouble.UNCERTAIN_MEETING]),
    ],
)
def test_title_gives_the_meeting_only_when_certain(written, held_on, troubles) -> None:
    """Seen red with day-month taken for granted."""
    found = slips_of(*SLIPS, title=Title(date=written))

    assert (found.held_on, found.chapter, len(found.rows)) == (held_on, "Lighthouse", 6)
    assert [issue.trouble for issue in found.issues] == troubles
    assert [issue.leaves_row_out for issue in found.issues] == [False] * len(troubles)
