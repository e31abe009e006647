"""What the presets say of themselves, for translators: their tools do not read CSV files."""

from reports.words import N_

TEXTS = (
    N_("Chapter lights, 2013–16"),
    N_("A public deck of the organisation on the lights of chapters, 2013 to 2016."),
    N_(
        "The deck gives the brackets, and points for size alone; the other points and the "
        "colours are inferred."
    ),
    N_("Global, 2025–26"),
    N_(
        "Rebuilt from what the organisation and its regions said in public in 2025 and 2026; "
        "no whole table is published."
    ),
    N_("How closed business is counted in each currency is not known, so it is not scored."),
    N_(
        "The share of own weeks without an absence; a substitute or a leave is none. Where 5 "
        "points begin is inferred."
    ),
    N_("Its brackets differ by currency and are not known."),
    N_("Hong Kong, 2026"),
    N_("The organisation's scoring sheet for Hong Kong, 2026."),
    N_("Counts education units (CEU): inferred, for the source says only training."),
    N_("India, 2025"),
    N_("The organisation's scoring sheet for India, 2025."),
    N_("Counts education units (CEU), for testimonials have a part of their own: inferred."),
    N_("Power of One (United States)"),
    N_("A programme of the organisation in the United States; its date is not known."),
    N_(
        "Only the brackets of education are published; the other four parts follow the same "
        "quarters."
    ),
    N_("The share of own weeks without an absence; a substitute or a leave is none."),
    N_("The brackets are inferred from those of education."),
    N_("Spain, about 2020"),
    N_("The organisation's scoring sheet for Spain, of about 2020."),
    N_("The year is approximate."),
    N_("Thailand, 2026"),
    N_("The sheet of one chapter in Thailand, 2026."),
    N_("Others in Thailand may count otherwise."),
    N_("United Kingdom, 2012"),
    N_(
        "The organisation's scoring sheet for the United Kingdom, as a chapter published it "
        "in 2012."
    ),
)
