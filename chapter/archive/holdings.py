"""What an archive holds: each table and each column, closed until declared; no database here.

A column stands in one of three places: `columns` go into every archive; `covered` ones only for
who may see them; `omitted` ones never. Whatever is not named is not written, and
`tests/archive/test_holdings.py` fails until somebody decided.
"""

from dataclasses import dataclass

from chapter.web.words import N_


@dataclass(frozen=True)
class Holding:
    """One table of the archive, in words for its index."""

    sentence: str
    columns: str
    covered: str = ""
    omitted: str = ""
    #: Whether bringing an archive in writes it; otherwise it is there to be read.
    is_restored: bool = True

    @property
    def written(self) -> list[str]:
        """Return the columns of the file, in their order."""
        return [*self.columns.split(), *self.covered.split()]


#: In an order in which nothing names what comes later.
HOLDINGS: dict[str, Holding] = {
    "chapters": Holding(
        N_("The chapter itself: its day, its place and its settings."),
        "region_id slug name place weekday meets_at zone rhythm_weeks started_on currency language"
        " first_weekday mode seats_exclusive closer_sees_thanks ranking_shown lights_shown words",
    ),
    "rule_sets": Holding(
        N_("Limits, weights, goals and awards, each set from a day on."),
        "valid_from preset absence_limit window window_months window_starts_month weights"
        " substitutes_limit visits_limit pair_days silent_days scoring scoring_table chapter_table"
        " goals awards",
    ),
    "people": Holding(
        N_("Everybody the chapter knows: members, visitors, people of other chapters."),
        "category first_name last_name match_key company email phone trade home pitch ask website",
        omitted="user_id",
    ),
    "aliases": Holding(N_("Other names under which files know somebody."), "person_id match_key"),
    "memberships": Holding(
        N_("Who belonged from when to when, with trade and sponsor."),
        "person_id trade seat_key joined_on left_on renewal_on sponsor_id",
    ),
    "meetings": Holding(
        N_("The weeks somebody touched; the other ones follow from the calendar."),
        "held_on starts_at place form state moved_from note roll_called_at closed_at",
    ),
    "attendance_marks": Holding(
        N_("One letter per member and meeting."),
        "meeting_id person_id mark substitute version changed_at changed_by",
    ),
    "visits": Holding(
        N_("Who was expected at a meeting, and who came."),
        "meeting_id person_id inviter_id type state follow_up owner_id version",
        omitted="key digest",
    ),
    "import_batches": Holding(
        N_("The files that were brought in; the files themselves are not kept."),
        "meeting_id user_id file_name kind digest added known changed removed imported_at first"
        " until run state undone_at undone_by",
    ),
    "summary_lines": Holding(
        N_("The figures of official summaries, kept apart from the weeks."),
        "batch_id period first until is_lifetime role person_id name name_key figures",
    ),
    "slips": Holding(
        N_("What was recorded, by kind and day; what each kind says stands in the next tables."),
        "kind author_id recorder_id dated key recorded_at withdrawn_at version import_id",
        omitted="digest",
    ),
    "referral_slips": Holding(
        N_("Referrals: from whom, to whom, inside or outside."),
        "giver_id receiver_id tier gave_card will_call warmth",
        covered="prospect phone email comment",
    ),
    "one_to_one_slips": Holding(
        N_("One-to-ones: who met."), "first_id second_id place", covered="topics"
    ),
    "one_to_one_sides": Holding(
        N_("What the second of two said who both recorded one one-to-one."),
        "slip_id author_id recorder_id recorded_at",
        covered="topics",
    ),
    "referral_steps": Holding(
        N_("What became of referrals, step by step."),
        "slip_id told_id mover_id before stage at key is_news read_at",
    ),
    "closed_business_slips": Holding(
        N_("Closed business: who was thanked, and the amount in minor units."),
        "earner_id thanked_id amount tier is_repeat closer_may_see",
    ),
    "education_slips": Holding(N_("Education: who learned what."), "learner_id units topic"),
    "testimonial_slips": Holding(
        N_("Testimonials: from whom, for whom, and their text."),
        "giver_id receiver_id text may_publish",
    ),
    "visitor_slips": Holding(
        N_("Invitations: who invited whom to which meeting."), "inviter_id visit_id is_first"
    ),
    "sponsored_slips": Holding(N_("Sponsored members: by whom."), "sponsor_id member_id"),
    "credits": Holding(
        N_("What counts: person, measure, week. Every report is made of these and of the marks."),
        "slip_id meeting_id person_id standing measure quantity amount tier is_repeat",
    ),
    "import_changes": Holding(
        N_("What figures said before a file corrected them: it explains, and takes nothing back."),
        "batch_id row_id before",
        omitted="table_name after",
    ),
    "office_terms": Holding(
        N_("Who held which office. Offices are rights, so no file brings them back."),
        "user_id office starts_on ends_on",
        omitted="region_id",
        is_restored=False,
    ),
    "audit_entries": Holding(N_("Who did what, when."), "user_id at action subject details"),
}

#: Tables that stay where they are, each with its reason.
LEFT_OUT: dict[str, str] = {
    "users": N_("Who signs in, with the digests of passwords: rights are given anew."),
    "sign_ins": N_("Devices signed in."),
    "sign_in_failures": N_("Failed tries to sign in."),
    "invitations": N_("Links that set a password."),
    "outgoing_mails": N_("Mails that wait to be sent."),
    "regions": N_("They hold several chapters; the name of this one’s stands with the chapter."),
    "correction_requests": N_("What members ask to change in closed weeks; the trace tells of it."),
    "slip_changes": N_("Keys by which a phone’s second try is known as the first."),
    "import_drafts": N_("Files that wait for somebody’s word."),
    "import_draft_files": N_("Files that wait for somebody’s word."),
}

#: Written as a name: the rows themselves stay here.
NAMED = ("users", "regions")

#: Of the journal of imports only what figures said before goes out: these columns of a credit.
FIGURES = "import_changes"
#: What a figure's numbers point to, and the plain rest.
FIGURE_OF = {"slip_id": "slips", "person_id": "people", "meeting_id": "meetings"}
FIGURE = (*FIGURE_OF, "standing", "measure", "tier", "quantity", "amount")

#: The columns of a thank-you that tell who thanked, and the moments that would help to guess.
TELLING = {
    "slips": ("author_id", "recorder_id"),
    "closed_business_slips": ("earner_id",),
    "audit_entries": ("user_id",),
}
MOMENTS = {"slips": ("recorded_at", "withdrawn_at")}

#: What stays out unless the reader may see it, in words.
THANKS = N_(
    "Who thanked for closed business. Each thank-you stands with the member thanked and the "
    "amount, without the hour it was recorded."
)
PROSPECTS = N_(
    "Whom a referral is about and how to reach them, and what two members talked about: these "
    "are for the two alone."
)
SIGNING_IN = N_(
    "Passwords, devices, invitations and the e-mail addresses people sign in with; who did "
    "something stands there by name."
)
