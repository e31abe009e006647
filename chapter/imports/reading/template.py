"""The project's own workbook as data: its sheets, their columns, and what may stand in them.

The archive writes the workbook from this and the reader finds the columns by it, so both agree.
Below the headings stand rows only: examples belong on a sheet of their own, which is not read.
A name in bold on the sheet Slips is somebody outside the chapter, as in the official export.
"""

from dataclasses import dataclass

from chapter.imports.rules import label_key

TEXT, DAY, CHOICE, AMOUNT, COUNT, PERSON = "text", "day", "choice", "amount", "count", "person"


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `kind` says what its cells hold, `choices` maps what is written to its name."""

    name: str
    heading: str
    kind: str = TEXT
    choices: tuple[tuple[str, str], ...] = ()
    example: str = ""
    required: bool = False

    def names(self) -> dict[str, str]:
        """Return the names of the choices by label key; the name itself is understood as well."""
        return {label_key(text): name for word, name in self.choices for text in (word, name)}


MEETING_STATES = (
    ("Closed", "closed"),
    ("Open", "open"),
    ("Scheduled", "scheduled"),
    ("Holiday", "holiday"),
    ("Discarded", "discarded"),
)
MARKS = tuple((letter, letter) for letter in "PALMS")
SLIP_KINDS = (
    ("Referral", "referral"),
    ("One-to-one", "one-to-one"),
    ("Closed business", "closed-business"),
    ("Education", "education"),
    ("Testimonial", "testimonial"),
    ("Visitor", "visitor"),
    ("Sponsored member", "sponsored"),
)
TIERS = (("Inside", "inside"), ("Outside", "outside"), ("Spin-off", "spin_off"))
REPEATS = (("New", "new"), ("Repeat", "repeat"))
STANDINGS = (("Member", "member"), ("Visitor", "visitor"), ("Other", "other"))

TEMPLATE: dict[str, tuple[Column, ...]] = {
    "Members": (
        Column("first_name", "First name", example="Ana"),
        Column("last_name", "Last name", example="Torres", required=True),
        Column("trade", "Trade", example="Social media"),
        Column("company", "Company", example="Torres & Daughters"),
        Column("phone", "Phone", example="+34 600 000 001"),
        Column("email", "E-mail", example="ana@example.org"),
        Column("joined_on", "Joined on", DAY, example="2023-04-01"),
        Column("left_on", "Left on", DAY),
        Column("renewal_on", "Renewal on", DAY, example="2027-04-01"),
        Column("sponsor", "Sponsor", PERSON, example="Ben Okafor"),
        Column("office", "Office", example="President"),
    ),
    "Meetings": (
        Column("held_on", "Day", DAY, example="2026-11-05", required=True),
        Column("state", "State", CHOICE, MEETING_STATES, "Closed", required=True),
        Column("note", "Note", example="At the harbour"),
    ),
    "Marks": (
        Column("held_on", "Day", DAY, example="2026-11-05", required=True),
        Column("member", "Member", PERSON, example="Ana Torres", required=True),
        Column("letter", "Mark", CHOICE, MARKS, "P", required=True),
        Column("substitute", "Substitute", example="Sam Stand"),
    ),
    "Slips": (
        Column("dated", "Day", DAY, example="2026-11-03", required=True),
        Column("counts_on", "Counts in the meeting of", DAY, example="2026-11-05"),
        Column("kind", "Slip", CHOICE, SLIP_KINDS, "Referral", required=True),
        Column("from", "From", PERSON, example="Ana Torres"),
        Column("to", "To", PERSON, example="Ben Okafor"),
        Column("tier", "Inside or outside", CHOICE, TIERS, "Outside"),
        Column("amount", "Amount", AMOUNT),
        Column("units", "Units", COUNT),
        Column("repeat", "New or repeat", CHOICE, REPEATS),
        Column("detail", "Other chapter", example="Harbour, North Region, Spain"),
        Column("text", "Text", example="Asked for a new website"),
        # Empty, unless somebody was counted as something else than on their day.
        Column("from_as", "From counts as", CHOICE, STANDINGS),
        Column("to_as", "To counts as", CHOICE, STANDINGS),
    ),
}


def choices(sheet: str, name: str) -> dict[str, str]:
    """Return the names of a column's choices by label key."""
    return next(column.names() for column in TEMPLATE[sheet] if column.name == name)
