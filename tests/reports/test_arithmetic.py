from fractions import Fraction

import pytest

from reports.scores import arithmetic, paths, plain_tables, score_words, scoring, tables
from reports.scores.paths import Path, Step
from reports.scores.scoring import Figures, Score
from reports.words import Words

ENGLISH = Words({})


def _score(preset: str, figures: Figures, currency: str | None = None) -> Score:
    table = tables.preset(preset)
    chosen = table.currency if currency is None else currency
    return scoring.score(table, figures, currency=chosen, minor_digits=2)


def _shown(preset: str, part: str, figures: Figures, currency: str | None = None) -> str:
    parts = {each.name: each for each in _score(preset, figures, currency).parts}
    return arithmetic.shown(parts[part], ENGLISH)


@pytest.mark.parametrize(
    ("preset", "part", "figures", "sentence"),
    [
        (
            *("hong-kong-2026", "referrals", {"P": 20, "referrals_given": 24}),
            "24 referrals in 20 weeks = 1.2 → 15 of 20",
        ),
        (
            *("hong-kong-2026", "referrals", {"P": 1, "referrals_given": 1}),
            "1 referral in 1 week = 1 → 10 of 20",
        ),
        (
            "uk-2012",
            "visitors",
            {"P": 12, "visitors": 1},
            "1 visitor in 12 weeks = 0.083 → 5 of 20",
        ),
        ("uk-2012", "absences", {"A": 1}, "1 absence → 10 of 15"),
        ("uk-2012", "lates", {"L": 0}, "0 late arrivals → 5 of 5"),
        ("uk-2012", "training", {"education": 2}, "2 education units → 10 of 15"),
        (
            *("uk-2012", "closed_business", {"closed_business": 123_456_70}),
            "123,456.7 of closed business → 15 of 15",
        ),
        (
            *("thailand-2026", "closed_business", {"P": 3, "closed_business": 10_000_00}),
            "10,000 of closed business in 3 weeks = 3,333.333 → 5 of 15",
        ),
        (
            *("power-of-one", "visitors", {"P": 26, "visitors": 6}),
            "6 visitors in 26 weeks = 1 a month → 20 of 20",
        ),
        (
            *("global-2025", "attendance", {"P": 22, "A": 3}),
            "22 attended of 25 weeks = 88 % → 5 of 10",
        ),
        ("global-2025", "attendance", {}, "0 attended in no week → 0 of 10"),
        ("uk-2012", "referrals", {"referrals_given": 3}, "3 referrals in no week → 0 of 20"),
        (
            *("global-2025", "closed_business", {"closed_business": 5_000_00}),
            "5,000 of closed business, not scored: the brackets of the table are not known",
        ),
        ("chapter-2013", "size", {"size": 26}, "26 members → 10 of 15"),
        (
            *("chapter-2013", "retention", {"retention": Fraction(2, 3)}),
            "66.667 % of the members stayed → 10 of 15",
        ),
        (
            *("chapter-2013", "conversion", {"conversion": None}),
            "Not scored: there was nothing to take a share of",
        ),
    ],
)
def test_shown_says_how_a_part_came_to_its_points(
    preset: str, part: str, figures: Figures, sentence: str
) -> None:
    assert _shown(preset, part, figures) == sentence


def test_shown_in_another_currency_says_so() -> None:
    assert _shown("uk-2012", "closed_business", {"closed_business": 500}, "EUR") == (
        "5 of closed business, not scored: the table counts another currency"
    )


def test_shown_writes_numbers_as_the_reader_does() -> None:
    spanish = {"{count} referrals": "{count} referencias", "{count} weeks": "{count} semanas"}
    each = _score("hong-kong-2026", {"P": 20, "referrals_given": 24}).parts[4]
    said = arithmetic.shown(each, Words(spanish), number=lambda n: str(n).replace(".", ","))
    assert said == "24 referencias in 20 semanas = 1,2 → 15 of 20"


def test_shown_writes_money_as_the_reader_does() -> None:
    each = _score("uk-2012", {"closed_business": 1_000_00}).parts[2]
    said = arithmetic.shown(each, ENGLISH, money=lambda amount: f"£{amount:.2f}")
    assert said == "£1000.00 of closed business → 5 of 15"


@pytest.mark.parametrize(
    ("number", "said"),
    [
        # India's visitors begin at 0.1: this is not yet that much, so it is cut.
        (Fraction(99_999, 10**6), "0.099"),
        (Fraction(2, 3), "0.667"),
        (Fraction(20, 23), "0.87"),
        (Fraction(100), "100"),
    ],
)
def test_rounded_never_seems_to_reach_a_bracket(number: Fraction, said: str) -> None:
    """Seen red with rounding to the nearest, and with cutting everything."""
    part = next(part for part in tables.preset("india-2025").parts if part.name == "visitors")
    assert f"{arithmetic.rounded(number, part).normalize():f}" == said


def test_total_says_what_is_known() -> None:
    table, figures = tables.preset("global-2025"), {"P": 26, "visitors": 5, "one_to_ones": 26}
    scored = _score("global-2025", figures)
    agreed = scoring.agreed(table, scored, 60)
    assert [arithmetic.total(each, ENGLISH) for each in (scored, agreed)] == [
        "55 of 95 known",
        "60, 5 of them for what is not scored here",
    ]
    assert arithmetic.total(_score("uk-2012", figures), ENGLISH) == "30 of 100"


@pytest.mark.parametrize(
    ("steps", "sentence"),
    [
        ([("one_to_ones", 1)], "1 more one-to-one takes you to green."),
        ([("one_to_ones", 2)], "2 more one-to-ones take you to green."),
        (
            [("education", 1), ("visitors", 1)],
            "1 more education unit and 1 more visitor take you to green.",
        ),
        (
            [("testimonials", 2), ("referrals_given", 3), ("sponsored", 1)],
            "2 more testimonials, 3 more referrals and 1 more sponsored member take you to green.",
        ),
    ],
)
def test_steps_are_one_sentence(steps: list[tuple[str, int]], sentence: str) -> None:
    path = Path(tuple(Step(measure, more, 5, 1) for measure, more in steps), 70, "green")
    assert arithmetic.steps(path, ENGLISH) == sentence


@pytest.mark.parametrize(
    ("figures", "sentence"),
    [
        ({}, "There is no week to score yet."),
        (
            {"P": 4, "referrals_given": 9, "visitors": 9, "testimonials": 9, "education": 9},
            "This is green.",
        ),
        (
            {"P": 20, "visitors": 5, "education": 2},
            "1 more testimonial takes you to amber.",
        ),
    ],
)
def test_way_says_why_there_are_no_steps(figures: Figures, sentence: str) -> None:
    path = paths.next_colour(tables.preset("uk-2012"), figures, currency="GBP", minor_digits=2)
    said = arithmetic.way(_score("uk-2012", figures), path, ENGLISH)
    assert said == sentence


def test_way_that_leads_nowhere_says_so() -> None:
    said = arithmetic.way(_score("uk-2012", {"P": 1}), None, ENGLISH)
    assert said == "No steps of one’s own lead to the next colour."


def test_every_part_and_colour_and_step_has_its_words() -> None:
    parts = {name for known in plain_tables.PARTS.values() for name in known}
    counts = {
        each for known in plain_tables.PARTS.values() for said in known.values() for each in said
    }
    assert (parts, counts) == (set(score_words.PARTS), set(score_words.COUNTED))
    assert set(score_words.LIGHTS) == {*tables.LIGHTS, tables.LOWEST}
    assert set(score_words.MORE) == set(paths.STEPS)
