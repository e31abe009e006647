from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest

from reports import frames, palms
from reports.periods import Period

HEADS = "First Name|Last Name|P|A|L|M|S|RGI|RGO|RRI|RRO|V|1-2-1|TYFCB|CEU|T"
ZEROS = (0,) * 14


def _summary(chapter: Any, period: Period, minor_digits: int = 2) -> pd.DataFrame:
    names = ("members", "marks", "credits")
    given = [chapter.frame(name) for name in names]
    return palms.summary(*given, period, minor_digits=minor_digits)


def _figures(chapter: Any, period: Period, row: int = 0) -> dict[str, Any]:
    found = _summary(chapter, period).iloc[row].to_dict()
    return {str(name): value for name, value in found.items() if value}


def test_summary_of_an_empty_chapter(chapter: Any, october: Period) -> None:
    found = _summary(chapter, october)
    rows = [(label, "", *ZEROS) for label in ("Visitors", "Others", "Total")]
    assert ("|".join(found.columns), frames.records(found)) == (HEADS, rows)


def test_summary_keeps_its_types(chapter: Any, busy: Any, october: Period) -> None:
    kinds = _summary(type(chapter)(), october).dtypes
    assert list(kinds) == list(_summary(busy, october).dtypes)
    assert [str(kind) for kind in kinds] == ["str"] * 2 + ["int64"] * 11 + ["object"] + [
        "int64"
    ] * 2


def test_summary_of_a_member_without_anything(chapter: Any, october: Period) -> None:
    found = frames.records(_summary(chapter.member(1), october))
    assert found[0] == ("Ana", "Alonso", *ZEROS)


@pytest.mark.parametrize(
    ("measure", "tier", "column"),
    [
        ("referrals_given", "inside", "RGI"),
        ("referrals_given", "outside", "RGO"),
        ("referrals_given", "spin_off", "RGO"),
        ("referrals_received", "inside", "RRI"),
        ("referrals_received", "outside", "RRO"),
        ("referrals_received", "spin_off", "RRO"),
        ("visitors", "", "V"),
        ("one_to_ones", "", "1-2-1"),
        ("education", "", "CEU"),
        ("testimonials", "", "T"),
    ],
)
def test_summary_counts_a_measure(
    chapter: Any, october: Period, measure: str, tier: str, column: str
) -> None:
    chapter.member(1).credit(1, measure, quantity=2, tier=tier).credit(1, measure, tier=tier)
    assert _figures(chapter, october) == {"First Name": "Ana", "Last Name": "Alonso", column: 3}


@pytest.mark.parametrize("letter", "PALMS")
def test_summary_counts_a_mark(chapter: Any, october: Period, letter: str) -> None:
    chapter.member(1).mark(1, 1, letter).mark(2, 1, letter)
    assert _figures(chapter, october)[letter] == 2


@pytest.mark.parametrize(
    ("minor_digits", "amount"),
    [(0, Decimal(123456)), (2, Decimal("1234.56")), (3, Decimal("123.456"))],
)
def test_summary_of_closed_business(
    chapter: Any, october: Period, minor_digits: int, amount: Decimal
) -> None:
    chapter.member(1).credit(1, "closed_business", amount=123456)
    assert list(_summary(chapter, october, minor_digits)["TYFCB"]) == [amount, 0, 0, amount]


def test_summary_is_exact_where_floats_are_not(chapter: Any, october: Period) -> None:
    """Seen red with amounts turned into floats."""
    chapter.member(1)
    for _ in range(3):
        chapter.credit(1, "closed_business", amount=10)
    assert str(_summary(chapter, october)["TYFCB"].iloc[-1]) == "0.30"


def test_summary_sets_visitors_and_others_apart(busy: Any, october: Period) -> None:
    """Seen red with every credit put to its person."""
    busy.credit(1, "referrals_given", standing="visitor", tier="inside")
    busy.credit(8, "closed_business", standing="other", amount=100)
    assert _figures(busy, october, 2) == {"First Name": "Visitors", "RGI": 1, "RGO": 1}
    assert _figures(busy, october, 3) == {"First Name": "Others", "TYFCB": 1}


def test_summary_total_is_the_sum(busy: Any, october: Period) -> None:
    found = _summary(busy, october)
    rows = found.iloc[:-1, 2:].sum().to_list()
    assert found.iloc[-1, 2:].to_list() == rows


def test_summary_stands_by_name(chapter: Any, october: Period) -> None:
    chapter.member(1, "Zoë Évora").member(2, "Ana fischer").member(3, "Ana Évora")
    found = _summary(chapter, october)
    assert list(found["First Name"][:3] + " " + found["Last Name"][:3]) == [
        "Ana Évora",
        "Zoë Évora",
        "Ana fischer",
    ]


def test_summary_leaves_out_other_months(chapter: Any, october: Period) -> None:
    """Seen red with `frames.within` giving everything back."""
    chapter.member(1).mark(6, 1, "P").credit(1, "visitors", 6)
    assert _figures(chapter, october) == {"First Name": "Ana", "Last Name": "Alonso"}


def test_summary_of_who_left_with_a_mark(chapter: Any, october: Period) -> None:
    chapter.member(1, left=date(2026, 9, 1)).mark(1, 1, "P")
    assert _figures(chapter, october) == {"First Name": "Ana", "Last Name": "Alonso", "P": 1}


def test_summary_of_who_rejoined_is_one_row(chapter: Any, october: Period) -> None:
    chapter.member(1, left=date(2026, 10, 5)).member(1, joined=date(2026, 10, 20))
    chapter.mark(1, 1, "P").mark(4, 1, "L")
    assert len(_summary(chapter, october)) == 4
    assert _figures(chapter, october) == {
        "First Name": "Ana",
        "Last Name": "Alonso",
        "P": 1,
        "L": 1,
    }
