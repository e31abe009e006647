"""The words a scoring table is written in, and how much of them it may hold."""

from collections.abc import Mapping

TEXTS = ("name", "title", "source", "status", "note", "currency", "scope")
STATUSES = ("published", "reconstructed", "approximate", "inferred")
PER = ("total", "week", "month", "percent")
# The parts of each scope, and what each may count.
PARTS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "member": {
        "training": ("education", "testimonials"),
        "absences": ("A",),
        "lates": ("L",),
        "attendance": ("attendance",),
        "one_to_ones": ("one_to_ones",),
        "referrals": ("referrals_given",),
        "closed_business": ("closed_business",),
        "visitors": ("visitors",),
        "testimonials": ("testimonials",),
        "education": ("education",),
        "sponsored": ("sponsored",),
    },
    "chapter": {
        "size": ("size",),
        "growth": ("growth",),
        "retention": ("retention",),
        "referrals": ("referrals_per_member_week",),
        "visitors": ("visitors_per_week",),
        "conversion": ("conversion",),
        "absence_rate": ("absence_rate",),
    },
}
SHARES = {"attendance", "retention", "conversion", "absence_rate"}

LONGEST_TEXT = 600
MOST_POINTS = 100
MOST_EFFORT = 1000
MOST_BRACKETS = 12
