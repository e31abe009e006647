"""Rules as data: presets to start from; standard library only."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum, StrEnum

from chapter.web.words import N_, Refused


class Window(StrEnum):
    """How the time over which absences are counted moves."""

    ROLLING = "rolling"
    HALF_YEARS = "half-years"


WINDOW_LABELS = {
    Window.ROLLING: N_("The months before the day"),
    Window.HALF_YEARS: N_("Fixed periods of the year"),
}


@dataclass(frozen=True)
class Preset:
    """A set of rules a chapter may start from."""

    name: str
    absence_limit: int
    window: Window
    window_months: int
    window_starts_month: int
    #: What each mark costs, in tenths of an absence.
    weights: dict[str, int]
    #: Empty where the number is not limited.
    substitutes_limit: int | None
    visits_limit: int | None
    scoring: str
    #: Within so many days a pair's next one-to-one is pointed out; 0 where none is.
    pair_days: int = 30
    #: After so many days without news of a referral a word is due.
    silent_days: int = 14


_ROLLING = Preset(
    name=N_("Three absences in a rolling six months"),
    absence_limit=3,
    window=Window.ROLLING,
    window_months=6,
    window_starts_month=4,
    weights={"P": 0, "A": 10, "L": 0, "M": 0, "S": 0},
    substitutes_limit=3,
    visits_limit=2,
    scoring="global-2025",
)
PRESETS = {
    "rolling": _ROLLING,
    "terms": replace(
        _ROLLING,
        name=N_("Three absences in each half-year from April and October"),
        window=Window.HALF_YEARS,
    ),
    "halves": replace(
        _ROLLING,
        name=N_("Three absences in a rolling six months, late and substituted count half"),
        weights={"P": 0, "A": 10, "L": 5, "M": 0, "S": 5},
        substitutes_limit=None,
    ),
}
DEFAULT_PRESET = "rolling"

# The columns of a rule set: what a preset of these rules decides, and what it leaves alone.
ABSENCES = (
    "absence_limit",
    "window",
    "window_months",
    "window_starts_month",
    "weights",
    "substitutes_limit",
    "visits_limit",
)
SLIPS = ("pair_days", "silent_days")
SCORES = ("scoring", "scoring_table", "chapter_table", "goals", "awards")


class Refusal(Enum):
    """Why a rule set is refused."""

    DAY_TAKEN = N_("Rules that begin on this day exist already; choose another day.")
    UNKNOWN_PRESET = N_("Choose one of the rules to start from.")
    UNEVEN_PERIODS = N_("Fixed periods divide the year; choose 1, 2, 3, 4, 6 or 12 months.")


class RuleSetRefused(Refused[Refusal]):
    """A rule set was refused."""


def refusal_to_adopt(window: str, months: int) -> Refusal | None:
    """Tell why time cannot be divided so: fixed periods begin in the same months every year."""
    is_uneven = window == Window.HALF_YEARS and 12 % months
    return Refusal.UNEVEN_PERIODS if is_uneven else None


def window_of(day: date, window: str, months: int, starts_month: int) -> date:
    """Return the first day of the time over which absences are counted on a day.

    Rolling months end with the day, so they are counted back from the next one: the last day of
    August gives March to August, as in the reports.
    """
    if window == Window.ROLLING:
        return _months_before(day + timedelta(days=1), months)
    since_start = (day.month - starts_month) % months
    return _months_before(day.replace(day=1), since_start)


def _months_before(day: date, months: int) -> date:
    """Return the same day some months earlier, or the month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def cost(letters: str, weights: dict[str, int]) -> int:
    """Return what a series of marks costs, in tenths of an absence."""
    return sum(weights.get(letter, 0) for letter in letters)
