"""The last sheet: how each figure is counted, in sentences."""

import textwrap

from reports.layout import ROW_HEIGHT, TERM, WRAPPED, Column, Line, Sheet, head, heading
from reports.month import MonthData
from reports.words import MEASURES, N_, Words

TEXT_HEIGHT = 13
# A column holds more signs of a text than digits, which is what its width counts.
SIGNS = 1.1

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
    N_("Visitors and Others"): N_(
        "What visitors and people outside the chapter gave stands in two rows of its own. It is "
        "in the total and is not ranked."
    ),
}


def sheet(data: MonthData, _: Words, title: str, header: str, footer: str) -> Sheet:
    """Lay out what the workbook is about and how it counts."""
    columns = (
        Column(_("About"), TERM, 26),
        Column(_("How it is counted"), WRAPPED, 76),
    )
    lines = [head(columns), *_about(data, _, columns)]
    for name, entries in (
        (N_("Figures"), {MEASURES[measure]: text for measure, text in COUNTED.items()}),
        (N_("Attendance"), MARKS),
        (N_("PALMS"), CODES),
        (N_("Rules"), RULES),
    ):
        lines.append(heading(_(name), len(columns)))
        lines += [_line(columns, _(about), _(text)) for about, text in entries.items()]
    return Sheet(title, columns, tuple(lines), header, footer)


def _about(data: MonthData, _: Words, columns: tuple[Column, ...]) -> list[Line]:
    period = data.period
    span = _("{first} to {last}", first=_.day(period.first), last=_.day(period.last))
    weeks = ", ".join(_.day(day) for _meeting, day in data.weeks)
    rows = (
        (_("Chapter"), data.chapter_name),
        (_("Period"), span),
        (_("Weeks counted"), weeks or _("No meeting of this period is closed yet.")),
        (_("Which weeks are in"), _("Only closed meetings count, by the date they were held.")),
        (_("Currency"), _("All amounts are in {currency}.", currency=data.currency)),
        (_("Made on"), _.day(data.made_on)),
    )
    return [_line(columns, *row) for row in rows]


def _line(columns: tuple[Column, ...], about: str, text: str) -> Line:
    # Not every reader makes a row as high as its text needs, so that is settled here.
    rows = max(1, len(textwrap.wrap(text, int(columns[1].width * SIGNS))))
    looks = tuple(column.look for column in columns)
    return Line((about, text), looks, rows * TEXT_HEIGHT + ROW_HEIGHT - TEXT_HEIGHT)
