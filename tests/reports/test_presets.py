"""Every boundary of every preset, on both sides; the expectations stand here, not in the files.

Members have 1,000 weeks, so that 0.75 per week lies at 750; money is in major units.
"""

import pytest

from reports.scores import scoring, tables
from reports.scores.scoring import Figures

WEEKS = 1000
Points = list[tuple[int, int]]

ABSENCES: Points = [(0, 15), (1, 10), (2, 5), (3, 0), (30, 0)]
REFERRALS: Points = [
    *[(0, 0), (499, 0), (500, 5), (749, 5), (750, 10), (999, 10), (1000, 15)],
    *[(1199, 15), (1200, 20), (9000, 20)],
]
VISITORS_2012: Points = [
    *[(0, 0), (82, 0), (83, 5), (166, 5), (167, 10), (249, 10), (250, 15), (499, 15), (500, 20)],
]
VISITORS_2025: Points = [
    *[(0, 0), (99, 0), (100, 5), (249, 5), (250, 10), (499, 10), (500, 15), (749, 15), (750, 20)],
]
TESTIMONIALS: Points = [(0, 0), (1, 5), (74, 5), (75, 10), (900, 10)]
TRAINING: Points = [(0, 0), (1, 5), (2, 10), (3, 15), (9, 15)]
LATES: Points = [(0, 5), (1, 0), (2, 0)]
QUARTERS: Points = [
    *[(0, 0), (249, 0), (250, 5), (499, 5), (500, 10), (749, 10), (750, 15), (999, 15), (1000, 20)],
]
THAI: Points = [(439, 0), (440, 5), (899, 5), (900, 10), (1699, 10), (1700, 15)]

EXPECTED: dict[str, dict[str, tuple[str, Points]]] = {
    "uk-2012": {
        "absences": ("A", ABSENCES),
        "referrals": ("referrals_given", REFERRALS),
        "closed_business": (
            "closed_business",
            [(0, 0), (999, 0), (1000, 5), (2499, 5), (2500, 10), (4999, 10), (5000, 15)],
        ),
        "visitors": ("visitors", VISITORS_2012),
        "testimonials": ("testimonials", TESTIMONIALS),
        "lates": ("L", LATES),
        "training": ("education", TRAINING),
    },
    "spain-2020": {
        "absences": ("A", ABSENCES),
        "closed_business": (
            "closed_business",
            [(0, 0), (14999, 0), (15000, 5), (29999, 5), (30000, 10), (59999, 10), (60000, 15)],
        ),
        "referrals": ("referrals_given", REFERRALS),
        "visitors": ("visitors", VISITORS_2012),
        "one_to_ones": ("one_to_ones", [(0, 0), (1, 5), (749, 5), (750, 10), (2000, 10)]),
        "lates": ("L", LATES),
        "training": ("education", TRAINING),
    },
    "india-2025": {
        "referrals": ("referrals_given", REFERRALS),
        "visitors": ("visitors", VISITORS_2025),
        "absences": ("A", ABSENCES),
        "training": ("education", TRAINING),
        "testimonials": ("testimonials", TESTIMONIALS),
        "closed_business": (
            "closed_business",
            [
                *[(0, 0), (499_999, 0), (500_000, 5), (999_999, 5), (1_000_000, 10)],
                *[(1_999_999, 10), (2_000_000, 15)],
            ],
        ),
        "lates": ("L", LATES),
    },
    "hong-kong-2026": {
        "training": ("education", [(0, 0), (1, 5), (2, 10), (3, 10)]),
        "absences": ("A", ABSENCES),
        "lates": ("L", [(0, 10), (1, 5), (2, 0), (3, 0)]),
        "one_to_ones": ("one_to_ones", [(0, 0), (500, 0), (501, 5), (999, 5), (1000, 10)]),
        "referrals": (
            "referrals_given",
            [
                *[(0, 0), (749, 0), (750, 5), (999, 5), (1000, 10), (1199, 10), (1200, 15)],
                *[(1499, 15), (1500, 20)],
            ],
        ),
        "closed_business": (
            "closed_business",
            [
                *[(0, 0), (99_999, 0), (100_000, 5), (199_999, 5), (200_000, 10)],
                *[(499_999, 10), (500_000, 15)],
            ],
        ),
        "visitors": ("visitors", VISITORS_2025),
    },
    "power-of-one": {
        "attendance": (
            "A",
            [(0, 20), (1, 15), (250, 15), (251, 10), (500, 10), (501, 5), (751, 0)],
        ),
        "referrals": ("referrals_given", QUARTERS),
        # 1,000 weeks are 230.77 months.
        "visitors": (
            "visitors",
            [(57, 0), (58, 5), (115, 5), (116, 10), (173, 10), (174, 15), (230, 15), (231, 20)],
        ),
        "one_to_ones": ("one_to_ones", QUARTERS),
        "education": ("education", QUARTERS),
    },
    "global-2025": {
        "referrals": (
            "referrals_given",
            [
                *[(249, 0), (250, 5), (499, 5), (500, 10), (749, 10), (750, 15), (999, 15)],
                *[(1000, 20), (1249, 20), (1250, 25)],
            ],
        ),
        "visitors": ("visitors", [(0, 0), (1, 5), (2, 10), (3, 15), (4, 20), (5, 25), (6, 25)]),
        "one_to_ones": ("one_to_ones", QUARTERS),
        "attendance": ("A", [(0, 10), (1, 5), (120, 5), (121, 0), (1000, 0)]),
        "education": ("education", [(0, 0), (249, 0), (250, 5), (499, 5), (500, 10)]),
        "closed_business": ("closed_business", [(0, 0), (10**9, 0)]),
        "sponsored": ("sponsored", [(0, 0), (1, 5), (2, 5)]),
    },
    "thailand-2026": {
        "absences": ("A", ABSENCES),
        "referrals": ("referrals_given", THAI),
        "closed_business": (
            "closed_business",
            [
                *[(0, 0), (1_499_999, 0), (1_500_000, 5), (4_999_999, 5), (5_000_000, 10)],
                *[(14_999_999, 10), (15_000_000, 15)],
            ],
        ),
        "visitors": ("visitors", [(0, 0), (1, 10), (3, 10), (4, 20), (5, 20)]),
        "one_to_ones": ("one_to_ones", THAI),
        "education": (
            "education",
            [(0, 0), (39, 0), (40, 5), (79, 5), (80, 10), (149, 10), (150, 20), (900, 20)],
        ),
    },
}
CASES = [
    (preset, part, counts, count, points)
    for preset, parts in EXPECTED.items()
    for part, (counts, said) in parts.items()
    for count, points in said
]
# The chapter's own: a figure as it stands, and shares as parts of one.
CHAPTER: list[tuple[str, str, list[tuple[float, int]]]] = [
    ("size", "size", [(19, 0), (20, 5), (25, 5), (26, 10), (30, 10), (31, 15)]),
    ("growth", "growth", [(-2, 0), (0, 0), (1, 5), (2, 5), (3, 10), (4, 10), (5, 15)]),
    (
        "retention",
        "retention",
        [(0.499, 0), (0.5, 5), (0.599, 5), (0.6, 10), (0.699, 10), (0.7, 15)],
    ),
    (
        "referrals",
        "referrals_per_member_week",
        [(0.709, 0), (0.71, 5), (0.899, 5), (0.9, 10), (1.109, 10), (1.11, 15)],
    ),
    (
        "visitors",
        "visitors_per_week",
        [(1, 0), (1.01, 5), (1.509, 5), (1.51, 10), (2.09, 10), (2.1, 15)],
    ),
    ("conversion", "conversion", [(0.1, 0), (0.101, 5), (0.2, 5), (0.201, 10)]),
    (
        "absence_rate",
        "absence_rate",
        [(0, 15), (0.049, 15), (0.05, 10), (0.099, 10), (0.1, 5), (0.119, 5), (0.12, 0)],
    ),
]


def _points(preset: str, part: str, figures: Figures) -> int:
    table = tables.preset(preset)
    scored = scoring.score(table, figures, currency=table.currency, minor_digits=2)
    return {each.name: each.points for each in scored.parts}[part]


@pytest.mark.parametrize(("preset", "part", "counts", "count", "points"), CASES)
def test_points_at_a_boundary(preset: str, part: str, counts: str, count: int, points: int) -> None:
    """Seen red with a bracket moved, and with >= for > and > for >=."""
    figures = {"P": WEEKS, counts: count * 100 if counts == "closed_business" else count}
    if counts in scoring.MARKS:
        figures["P"] = WEEKS - count
    assert _points(preset, part, figures) == points


@pytest.mark.parametrize(("preset", "points"), [("uk-2012", 10), ("thailand-2026", 0)])
def test_points_of_money_one_cent_below(preset: str, points: int) -> None:
    assert _points(preset, "closed_business", {"P": 20, "closed_business": 499_999}) == points


def test_expectations_name_every_part_in_order() -> None:
    parts = {name: [p.name for p in tables.preset(name).parts] for name in tables.names("member")}
    assert parts == {name: list(EXPECTED[name]) for name in parts}
    chapter = [part.name for part in tables.preset("chapter-2013").parts]
    assert chapter == [name for name, _counts, _said in CHAPTER]


@pytest.mark.parametrize(
    ("part", "counts", "figure", "points"),
    [(part, counts, *each) for part, counts, said in CHAPTER for each in said],
)
def test_points_of_a_chapter_at_a_boundary(
    part: str, counts: str, figure: float, points: int
) -> None:
    assert _points("chapter-2013", part, {counts: figure}) == points
