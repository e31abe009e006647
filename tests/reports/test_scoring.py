import subprocess
import sys
from fractions import Fraction
from typing import Any

import pytest

from reports.scores import scoring, tables
from reports.scores.refused import Refused
from reports.scores.scoring import Figures, Score
from reports.vitals import Vitals

ANA = {"P": 19, "S": 1, "referrals_given": 24, "one_to_ones": 24, "closed_business": 379_207_900}
BEN = {
    **{"P": 20, "referrals_given": 20, "visitors": 6, "one_to_ones": 15, "education": 1},
    "closed_business": 10_000_000,
}
EVA = {
    **{"P": 25, "visitors": 5, "one_to_ones": 26, "referrals_given": 33, "sponsored": 1},
    **{"education": 14, "closed_business": 999_999_999},
}


def _score(preset: str, figures: Figures, currency: str | None = None) -> Score:
    table = tables.preset(preset)
    chosen = table.currency if currency is None else currency
    return scoring.score(table, figures, currency=chosen, minor_digits=2)


def _points(scored: Score) -> str:
    return "/".join(str(each.points) for each in scored.parts)


def test_score_of_the_first_worked_example() -> None:
    scored = _score("hong-kong-2026", ANA)
    assert (_points(scored), scored.total, scored.light) == ("0/15/10/10/15/15/0", 65, "amber")
    assert (scored.most, scored.weeks) == (100, 20)


@pytest.mark.parametrize(
    ("visitors", "points", "total"),
    [(6, "5/15/10/5/10/5/10", 60), (10, "5/15/10/5/10/5/15", 65), (15, "5/15/10/5/10/5/20", 70)],
)
def test_score_of_the_second_worked_example(visitors: int, points: str, total: int) -> None:
    scored = _score("hong-kong-2026", BEN | {"visitors": visitors})
    assert (_points(scored), scored.total) == (points, total)


@pytest.mark.parametrize("letters", [{"P": 25}, {"P": 25, "M": 1}, {"P": 25, "S": 1}])
def test_score_of_the_third_worked_example_is_all_that_is_known(letters: dict[str, int]) -> None:
    scored = _score("global-2025", EVA | letters)
    assert (_points(scored), scored.total, scored.most) == ("25/25/20/10/10/0/5", 95, 95)
    assert (scored.light, scored.parts[5].missing) == ("green", scoring.UNKNOWN)


def test_agreed_total_tells_what_the_unknown_part_adds() -> None:
    table = tables.preset("global-2025")
    agreed = scoring.agreed(table, _score("global-2025", EVA), 100)
    assert (agreed.total, agreed.unscored, agreed.light) == (100, 5, "green")


@pytest.mark.parametrize(
    ("preset", "figures", "given", "sentence"),
    [
        ("global-2025", EVA, 101, "The parts add up to 95, at most 100, not to the 101 given."),
        ("global-2025", EVA, 94, "The parts add up to 95, at most 100, not to the 94 given."),
        ("hong-kong-2026", ANA, 70, "The parts add up to 65, not to the 70 given."),
    ],
)
def test_agreed_total_that_does_not_fit_is_refused(
    preset: str, figures: Figures, given: int, sentence: str
) -> None:
    """Seen red with the check off."""
    with pytest.raises(Refused) as refused:
        scoring.agreed(tables.preset(preset), _score(preset, figures), given)
    assert str(refused.value) == sentence


def test_agreed_total_of_another_currency_fits_only_its_brackets() -> None:
    table, scored = tables.preset("hong-kong-2026"), _score("hong-kong-2026", ANA, "EUR")
    assert [scoring.agreed(table, scored, 50 + more).unscored for more in (0, 5, 10, 15)] == [
        *(0, 5, 10, 15)
    ]
    with pytest.raises(Refused):
        scoring.agreed(table, scored, 53)


def test_agreed_total_of_the_parts_changes_nothing() -> None:
    scored = _score("hong-kong-2026", ANA)
    assert scoring.agreed(tables.preset("hong-kong-2026"), scored, 65) == scored


def test_score_in_another_currency_leaves_closed_business_out() -> None:
    """Seen red with the currency not compared."""
    scored = _score("hong-kong-2026", ANA, "EUR")
    assert (_points(scored), scored.total, scored.most) == ("0/15/10/10/15/0/0", 50, 85)
    assert [each.name for each in scored.parts if not each.is_known] == ["closed_business"]


@pytest.mark.parametrize(
    ("digits", "amount", "points"), [(0, 1000, 5), (2, 1000, 0), (3, 10**6, 5)]
)
def test_score_reads_money_in_minor_units(digits: int, amount: int, points: int) -> None:
    table = tables.preset("uk-2012")
    figures = {"P": 1, "closed_business": amount}
    scored = scoring.score(table, figures, currency="GBP", minor_digits=digits)
    assert scored.parts[2].points == points


@pytest.mark.parametrize(
    ("preset", "points", "total"),
    [
        ("hong-kong-2026", "0/15/10/0/0/0/0", 25),
        ("power-of-one", "0/0/0/0/0", 0),
        ("global-2025", "0/15/0/0/0/0/0", 15),
        ("thailand-2026", "15/0/0/10/0/0", 25),
    ],
)
def test_score_without_a_week_is_grey(preset: str, points: str, total: int) -> None:
    scored = _score(preset, {"visitors": 3, "referrals_given": 3})
    assert (_points(scored), scored.total, scored.light, scored.weeks) == (points, total, "grey", 0)


def test_score_without_a_week_is_grey_whatever_the_total() -> None:
    scored = _score("thailand-2026", {"visitors": 4})
    assert (scored.total, scored.light) == (35, "grey")


@pytest.mark.parametrize(
    ("total", "light"),
    [
        *[(100, "green"), (70, "green"), (69, "amber"), (50, "amber"), (49, "red")],
        *[(30, "red"), (29, "grey"), (0, "grey")],
    ],
)
def test_light_at_a_boundary(total: int, light: str) -> None:
    assert tables.preset("uk-2012").light(total) == light


def test_weeks_are_all_five_letters() -> None:
    letters = dict.fromkeys(scoring.MARKS, 4)
    scored = _score("hong-kong-2026", letters | {"referrals_given": 24})
    assert (scored.weeks, scored.parts[4].figure) == (20, Fraction(6, 5))


def test_score_of_a_changed_figure_is_the_what_if() -> None:
    before, after = (_score("hong-kong-2026", ANA | {"education": units}) for units in (0, 1))
    assert (before.total, after.total, after.light) == (65, 70, "green")


def _vitals(**changes: Any) -> Vitals:
    usual: dict[str, Any] = {
        **{"start": 28, "end": 30, "joined": 4, "left": 2, "weeks": 26, "visitors": 40},
        **{"retention": Fraction(13, 14), "conversion": Fraction(1, 10)},
        **{"visitors_per_week": Fraction(40, 26), "absence_rate": Fraction(1, 20)},
        "referrals_per_member_week": Fraction(71, 100),
    }
    return Vitals(**(usual | changes))


def test_score_of_a_chapter_by_its_vitals() -> None:
    scored = _score("chapter-2013", _vitals().figures)
    assert (_points(scored), scored.total, scored.light) == ("10/5/15/5/10/0/10", 55, "amber")


def test_score_of_a_chapter_without_visitors_leaves_conversion_out() -> None:
    """Seen red with a missing share taken for 0."""
    scored = _score("chapter-2013", _vitals(visitors=0, conversion=None).figures)
    assert (scored.most, scored.parts[5].missing) == (90, scoring.NOTHING)


@pytest.mark.parametrize(
    "module",
    [
        *(f"scores.{name}" for name in ("scoring", "tables", "paths", "arithmetic")),
        "scores.preset_words",
        "score_command",
    ],
)
def test_scores_need_no_pandas(module: str) -> None:
    """Seen red with `import pandas` in reports/plain_csv.py."""
    asked = f"import sys, reports.{module}; sys.exit('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0
