"""The sentences of the notes: how each figure is counted."""

from reports.words import N_

# The meaning of each figure follows the public definitions of the organisations' own reports.
COUNTED = {
    "referrals_given": N_(
        "One for each referral, credited to the member who gave it. A referral is somebody who "
        "agreed to be contacted; repeat business is not a new referral."
    ),
    "referrals_received": N_("One for each referral, credited to the member who received it."),
    "one_to_ones": N_(
        "One for each of the two members who met, so a meeting of two members adds two to the "
        "total; with somebody from outside the chapter it adds one."
    ),
    "closed_business": N_(
        "The money thanked for, without sales tax, credited to the member who was thanked. "
        "This workbook never says who gave the thanks."
    ),
    "visitors": N_(
        "One for each visitor on a first visit who was present, credited to the member who "
        "invited them, in the week of the visit."
    ),
    "education": N_(
        "The units each member recorded; one unit is about an hour of a course, podcast or book."
    ),
    "testimonials": N_("One for each recommendation, credited to the member who gave it."),
    "sponsored": N_(
        "One for each person admitted as a member, credited to the member who sponsored them."
    ),
}

MARKS = {
    "P": N_("Present, on time and to the end."),
    "A": N_("Absent without a substitute."),
    "L": N_("Late."),
    "M": N_("On medical or approved leave."),
    "S": N_("A substitute came instead."),
}

CODES = {
    "RGI": N_("Referrals given inside: the member who gave it is the customer."),
    "RGO": N_("Referrals given outside: somebody the member knows is the customer."),
    "RRI": N_("Referrals received inside."),
    "RRO": N_("Referrals received outside."),
    "V": N_("Visitors invited."),
    "1-2-1": N_("One-to-ones."),
    "TYFCB": N_("Thank you for closed business, in the currency above."),
    "CEU": N_("Education units."),
    "T": N_("Testimonials given."),
}

RULES = {
    N_("Which week"): N_(
        "A slip counts in the earliest meeting on or after its date that was not closed yet, so "
        "what is handed in after the close counts in the next week."
    ),
    N_("Weeks of a member"): N_(
        "A member's weeks are the meetings with a mark of their own. Nothing is marked before "
        "joining, and a meeting without a mark is not an absence."
    ),
    N_("Places"): N_(
        "Equal figures share a place: after two second places comes the fourth. Inside a shared "
        "place people stand by name."
    ),
    N_("Change"): N_(
        "The figure less that of the period before, and the places gained since. Who was not on "
        "the roster then is new and has none."
    ),
    N_("Personal best"): N_(
        "The highest figure a member ever reached in one month, quarter or year, and when first."
    ),
    N_("Most improved"): N_("Whose figure rose most since the period before; ties share it."),
    N_("Perfect attendance"): N_(
        "Present at every meeting of the period in their time as a member, at least once."
    ),
    N_("Matrices"): N_(
        "The member of the row gave, the member of the column received. Counts leave former "
        "members out. What went to or came from outside the chapter stands in columns and rows "
        "of its own, so the sums are the figures of the leaderboard."
    ),
    N_("Rows"): N_(
        "Each row is one entry that counts, in the week it counts in. Closed business is summed "
        "by week for each member thanked, so no single thanks can be told."
    ),
    N_("Parts of closed business"): N_(
        "New and repeat business, and what came from inside and outside, are told by whole "
        "months, and left empty where a single thanks of a week could be worked out from them."
    ),
    N_("Visitors and Others"): N_(
        "What visitors and people outside the chapter gave stands in two rows of its own. It is "
        "in the total and is not ranked."
    ),
}
