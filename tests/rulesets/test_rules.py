from datetime import date

import pytest

from chapter.rulesets.rules import PRESETS, Refusal, Window, cost, refusal_to_adopt, window_of


@pytest.mark.parametrize(
    ("day", "window", "months", "starts_month", "first"),
    [
        (date(2026, 11, 19), Window.ROLLING, 6, 4, date(2026, 5, 20)),
        (date(2026, 8, 31), Window.ROLLING, 6, 4, date(2026, 3, 1)),
        (date(2024, 8, 30), Window.ROLLING, 6, 4, date(2024, 2, 29)),
        (date(2026, 11, 19), Window.HALF_YEARS, 6, 4, date(2026, 10, 1)),
        (date(2026, 3, 31), Window.HALF_YEARS, 6, 4, date(2025, 10, 1)),
        (date(2026, 4, 1), Window.HALF_YEARS, 6, 4, date(2026, 4, 1)),
        (date(2026, 1, 15), Window.HALF_YEARS, 12, 7, date(2025, 7, 1)),
        (date(2026, 12, 31), Window.HALF_YEARS, 3, 1, date(2026, 10, 1)),
    ],
)
def test_window_begins(
    day: date, window: Window, months: int, starts_month: int, first: date
) -> None:
    assert window_of(day, window, months, starts_month) == first


def test_cost_of_a_series_adds_up_in_tenths() -> None:
    assert cost("PALMSA", PRESETS["halves"].weights) == 30


@pytest.mark.parametrize(
    ("window", "months", "refusal"),
    [
        (Window.ROLLING, 5, None),
        (Window.HALF_YEARS, 6, None),
        (Window.HALF_YEARS, 5, Refusal.UNEVEN_PERIODS),
        (Window.HALF_YEARS, 24, Refusal.UNEVEN_PERIODS),
    ],
)
def test_fixed_periods_divide_the_year(
    window: Window, months: int, refusal: Refusal | None
) -> None:
    assert refusal_to_adopt(window, months) == refusal
