"""Headings in the reader's language: looked up in a mapping, in English where it has none."""

from collections.abc import Mapping
from datetime import date

from reports.periods import Period


def N_(text: str) -> str:
    """Mark a text for translation where it is only declared; it is looked up when used."""
    return text


MONTHS = (
    *(N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June")),
    *(N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December")),
)

MEASURES = {
    "referrals_given": N_("Referrals given"),
    "referrals_received": N_("Referrals received"),
    "one_to_ones": N_("One-to-ones"),
    "closed_business": N_("Closed business"),
    "visitors": N_("Visitors"),
    "education": N_("Education units"),
    "testimonials": N_("Testimonials"),
    "sponsored": N_("Sponsored members"),
}


class Words:
    """The reader's words; calling it with an English text gives theirs.

    Translators' tools find the texts because each builder names its `Words` with an underscore.
    """

    def __init__(self, mapping: Mapping[str, str]) -> None:
        """Take a mapping from English text to the reader's; it may be empty."""
        self.mapping = mapping

    def __call__(self, text: str, **values: object) -> str:
        """Look the text up and fill its places in braces."""
        found = self.mapping.get(text, text)
        return found.format(**values) if values else found

    def day(self, day: date) -> str:
        """Write a date out, as in 8 October 2026."""
        month = self(MONTHS[day.month - 1])
        return self("{day} {month} {year}", day=day.day, month=month, year=day.year)

    def short_day(self, day: date) -> str:
        """Write a date without its year, as in 8 October."""
        return self("{day} {month}", day=day.day, month=self(MONTHS[day.month - 1]))

    def month(self, day: date) -> str:
        """Write the month of a day, as in October 2026."""
        return self("{month} {year}", month=self(MONTHS[day.month - 1]), year=day.year)

    def period(self, period: Period) -> str:
        """Name a period as a title would."""
        first = period.first
        match period.kind:
            case "meeting":
                return self.day(first)
            case "month":
                return self.month(first)
            case "quarter":
                number = (first.month + 2) // 3
                return self("Quarter {quarter} of {year}", quarter=number, year=first.year)
            case "year":
                return str(first.year)
            case "months":
                months = {"first": self.month(first), "last": self.month(period.last)}
                return self("{first} to {last}", **months)
            case "all":
                return self("Everything up to {day}", day=self.day(period.last))
        return self("Six months to {day}", day=self.day(period.last))
