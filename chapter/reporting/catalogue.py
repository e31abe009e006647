"""The list of reports, and the words for what they measure and for which time."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from chapter.chapters.models import Chapter
from chapter.slips.rules import Measure, Tier
from chapter.web.i18n import gettext, long_date, month_name
from chapter.web.permissions import Permission
from chapter.web.words import N_
from reports import words
from reports.periods import Period


@dataclass(frozen=True)
class Report:
    """One report: what it is called, what it tells, the page it stands on, and who may see it."""

    name: str
    title: str
    sentence: str
    endpoint: str
    permission: Permission = Permission.REPORT_VIEW


REPORTS = (
    Report(
        "leaderboard",
        N_("Leaderboard"),
        N_("Members by each measure, for a week, a month or longer; every figure opens its rows."),
        "reporting.leaderboard",
    ),
    Report(
        "chapter",
        N_("The chapter"),
        N_("Its light and its goals, this time beside the time before, and who came and stayed."),
        "reporting.chapter",
    ),
    Report(
        "matrix",
        N_("Matrices"),
        N_("Who gave to whom, who met whom, and which two have still to meet."),
        "reporting.matrix",
    ),
    Report(
        "pairs",
        N_("New and lost pairs"),
        N_("Which two began to pass each other work, and which two stopped."),
        "reporting.pairs",
    ),
    Report(
        "trends",
        N_("Trends"),
        N_("Each measure over 26 weeks and 12 months, of the chapter or of one member."),
        "reporting.trends",
    ),
    Report(
        "recognition",
        N_("Recognition"),
        N_("Who is named this month, ties and the chapter’s own awards included; to print."),
        "reporting.recognition",
    ),
    Report(
        "scores",
        N_("Scores"),
        N_("Each part of a score with its arithmetic, and the shortest way to the next colour."),
        "scores.mine",
    ),
    Report(
        "policy",
        N_("Attendance policy"),
        N_("Absences, late arrivals and substitutes against the limits, with the dates."),
        "reporting.policy",
        Permission.REPORT_LEAD,
    ),
    Report(
        "palms",
        N_("PALMS summary"),
        N_("One line per member: attendance and everything given and received."),
        "reporting.palms",
    ),
    Report(
        "attendance",
        N_("Attendance"),
        N_("One letter per member and meeting."),
        "reporting.attendance",
    ),
    Report(
        "trades",
        N_("Closed business by trade"),
        N_("What each trade earned from the others, in sums of three people’s thanks or more."),
        "trades.index",
    ),
    Report(
        "reconciliation",
        N_("Reconciliation"),
        N_("What is held here against an imported summary, with what likely lies between them."),
        "reconciliation.index",
        Permission.REPORT_LEAD,
    ),
)


@dataclass(frozen=True)
class MeasureWords:
    """How a measure is called, and how it is counted.

    A chapter that has a word of its own for the `noun` reads it in `own` instead of `name`.
    """

    name: str
    noun: str
    own: str
    counted: str


MEASURES = {
    Measure.REFERRALS_GIVEN: MeasureWords(
        N_("Referrals given"),
        "referral",
        N_("%(noun)s given"),
        N_("One for each referral, credited to the member who gave it."),
    ),
    Measure.REFERRALS_RECEIVED: MeasureWords(
        N_("Referrals received"),
        "referral",
        N_("%(noun)s received"),
        N_("One for each referral, credited to the member who received it."),
    ),
    Measure.ONE_TO_ONES: MeasureWords(
        N_("One-to-ones"),
        "one-to-one",
        N_("%(noun)s"),
        N_("One for each of the two members who met."),
    ),
    Measure.CLOSED_BUSINESS: MeasureWords(
        N_("Closed business"),
        "closed-business",
        N_("%(noun)s"),
        N_(
            "The money thanked for, without sales tax, credited to the member who was thanked. "
            "It is shown as the sum of each week, and never who gave the thanks."
        ),
    ),
    Measure.VISITORS: MeasureWords(
        N_("Visitors"),
        "visitor",
        N_("%(noun)s"),
        N_(
            "One for each visitor on a first visit who came, credited to the member who invited "
            "them, in the week of the visit."
        ),
    ),
    Measure.EDUCATION: MeasureWords(
        N_("Education units"),
        "education",
        N_("%(noun)s, units"),
        N_("The units each member recorded; one is about an hour of a course, podcast or book."),
    ),
    Measure.TESTIMONIALS: MeasureWords(
        N_("Testimonials"),
        "testimonial",
        N_("%(noun)s"),
        N_("One for each recommendation, credited to the member who gave it."),
    ),
    Measure.SPONSORED: MeasureWords(
        N_("Sponsored members"),
        "sponsored",
        N_("%(noun)s"),
        N_("One for each person admitted, credited to the member who sponsored them."),
    ),
}

TIERS = {Tier.INSIDE: N_("Inside"), Tier.OUTSIDE: N_("Outside"), Tier.SPIN_OFF: N_("Spin-off")}

# What `Choice.kind` may be, from short to long.
PERIODS = {
    "meeting": N_("Week"),
    "month": N_("Month"),
    "quarter": N_("Quarter"),
    "six_months": N_("Six months to today"),
    "completed": N_("Six whole months"),
    "term": N_("Term"),
    "year": N_("Year"),
    "all": N_("All time"),
}


def measure_name(chapter: Chapter, measure: Measure) -> str:
    """Return what a chapter calls a measure."""
    words = MEASURES[measure]
    if chapter.words.get(words.noun):
        return gettext(words.own, noun=chapter.noun(words.noun))
    return gettext(words.name)


def tier_name(tier: str) -> str:
    """Return how near the customer is, in a word."""
    return gettext(TIERS[Tier(tier)]) if tier else ""


def period_name(period: Period) -> str:
    """Return a period as a heading names it."""
    match period.kind:
        case "meeting":
            return long_date(period.first)
        case "month":
            return month_name(period.first)
        case "quarter":
            number = (period.first.month + 2) // 3
            return gettext("Quarter %(number)d of %(year)d", number=number, year=period.first.year)
        case "year":
            return str(period.first.year)
        case "months":
            first, last = month_name(period.first), month_name(period.last)
            return gettext("%(first)s to %(last)s", first=first, last=last)
        case "all":
            return gettext("Everything up to %(day)s", day=long_date(period.last))
    return gettext("Six months to %(day)s", day=long_date(period.last))


class ReaderWords(Mapping[str, str]):
    """The texts of a workbook in the reader's language, with the chapter's own nouns."""

    def __init__(self, chapter: Chapter | None) -> None:
        """Take the words of a chapter; none where a text is about several."""
        self.own = (
            {words.MEASURES[measure]: measure_name(chapter, measure) for measure in Measure}
            if chapter
            else {}
        )

    def __getitem__(self, text: str) -> str:
        """Give a text as the reader reads it."""
        return self.own.get(text) or (gettext(text) if text else text)

    def __iter__(self) -> Iterator[str]:
        """Go through the texts a chapter has its own words for."""
        return iter(self.own)

    def __len__(self) -> int:
        """Count the texts a chapter has its own words for."""
        return len(self.own)
