"""The texts of a score: what is counted, the steps, the colours, and how a part is worked out."""

from collections.abc import Mapping

from reports.scores import scoring
from reports.words import N_

Texts = Mapping[str, tuple[str, str]]

PARTS = {
    "training": N_("Training"),
    "absences": N_("Absences"),
    "lates": N_("Late arrivals"),
    "attendance": N_("Attendance"),
    "one_to_ones": N_("One-to-ones"),
    "referrals": N_("Referrals"),
    "closed_business": N_("Closed business"),
    "visitors": N_("Visitors"),
    "testimonials": N_("Testimonials"),
    "education": N_("Education units"),
    "sponsored": N_("Sponsored members"),
    "size": N_("Size"),
    "growth": N_("Growth"),
    "retention": N_("Retention"),
    "conversion": N_("Visitors who became members"),
    "absence_rate": N_("Absence rate"),
}
LIGHTS = {"green": N_("green"), "amber": N_("amber"), "red": N_("red"), "grey": N_("grey")}
# One and many of what is counted; of a share, and of money, both are the same.
COUNTED: Texts = {
    "A": (N_("{count} absence"), N_("{count} absences")),
    "L": (N_("{count} late arrival"), N_("{count} late arrivals")),
    "attendance": (N_("{count} attended"),) * 2,
    "one_to_ones": (N_("{count} one-to-one"), N_("{count} one-to-ones")),
    "referrals_given": (N_("{count} referral"), N_("{count} referrals")),
    "closed_business": (N_("{count} of closed business"),) * 2,
    "visitors": (N_("{count} visitor"), N_("{count} visitors")),
    "testimonials": (N_("{count} testimonial"), N_("{count} testimonials")),
    "education": (N_("{count} education unit"), N_("{count} education units")),
    "sponsored": (N_("{count} sponsored member"), N_("{count} sponsored members")),
    "size": (N_("{count} member"), N_("{count} members")),
    "growth": (N_("Growth by {count} member"), N_("Growth by {count} members")),
    "retention": (N_("{count} of the members stayed"),) * 2,
    "referrals_per_member_week": (N_("{count} referrals per member and week"),) * 2,
    "visitors_per_week": (N_("{count} visitors per week"),) * 2,
    "conversion": (N_("{count} of the visitors became members"),) * 2,
    "absence_rate": (N_("{count} of the marks are absences"),) * 2,
}
MORE: Texts = {
    "referrals_given": (N_("{count} more referral"), N_("{count} more referrals")),
    "one_to_ones": (N_("{count} more one-to-one"), N_("{count} more one-to-ones")),
    "visitors": (N_("{count} more visitor"), N_("{count} more visitors")),
    "education": (N_("{count} more education unit"), N_("{count} more education units")),
    "testimonials": (N_("{count} more testimonial"), N_("{count} more testimonials")),
    "sponsored": (N_("{count} more sponsored member"), N_("{count} more sponsored members")),
}
NOT_SCORED = {
    scoring.UNKNOWN: N_("{counted}, not scored: the brackets of the table are not known"),
    scoring.OTHER_CURRENCY: N_("{counted}, not scored: the table counts another currency"),
    scoring.NOTHING: N_("Not scored: there was nothing to take a share of"),
}
PER = {
    "week": N_("{counted} in {weeks} = {figure} → {points} of {most}"),
    "month": N_("{counted} in {weeks} = {figure} a month → {points} of {most}"),
    "attendance": N_("{counted} of {weeks} = {figure} → {points} of {most}"),
}
PLAIN = N_("{counted} → {points} of {most}")
