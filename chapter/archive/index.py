"""The index of an archive: what is in it, what stays out and why, in the reader's language."""

from collections.abc import Mapping
from datetime import date

from chapter.archive.discretion import Sees
from chapter.archive.holdings import HOLDINGS, PROSPECTS, SIGNING_IN, THANKS
from chapter.archive.packing import BOOK, SCHEMA, file_of
from chapter.chapters.models import Chapter
from chapter.web.i18n import gettext, long_date, ngettext


def withheld(sees: Sees) -> list[str]:
    """Return what stays out of an archive for this reader, a sentence each."""
    if sees.everything:
        return [SIGNING_IN]
    promised = [] if sees.thanks else [THANKS]
    return [*promised, PROSPECTS, SIGNING_IN]


def text(chapter: Chapter, sees: Sees, made_on: date, counts: Mapping[str, int]) -> str:
    """Return the index as plain text."""
    tables = [
        f"{file_of(name)} ({ngettext('%(num)d row', '%(num)d rows', counts[name])})\n"
        f"    {gettext(holding.sentence)}"
        for name, holding in HOLDINGS.items()
    ]
    sections = [
        gettext("%(chapter)s, as of %(day)s", chapter=chapter.name, day=long_date(made_on)),
        _confidence(sees),
        *_how_to_read(),
        "\n".join(tables),
        gettext("What stays out:"),
        "\n".join(f"- {gettext(sentence)}" for sentence in withheld(sees)),
        gettext("To bring it into an installation without this chapter, type"),
        "    flask archive import FILE",
    ]
    return "\n\n".join(sections) + "\n"


def _confidence(sees: Sees) -> str:
    if sees.everything:
        return gettext(
            "This archive holds what is confidential: who thanked whom, and whom referrals are "
            "about. Keep it like the database itself."
        )
    if sees.thanks:
        return gettext(
            "This archive holds who thanked for closed business, where the form said that the "
            "office which closes the week sees it. It is for that office alone."
        )
    return gettext("What is confidential is not in this archive.")


def _how_to_read() -> list[str]:
    return [
        gettext(
            "Each table is a CSV file (UTF-8, commas) and a sheet of %(book)s. The first column "
            "numbers the rows; a column that ends in _id holds the number of a row in another "
            "table, and %(schema)s says in which. Amounts are in minor units of the currency, "
            "moments in UTC.",
            book=BOOK,
            schema=SCHEMA,
        ),
        gettext(
            "An apostrophe stands before a text that a spreadsheet would take for a formula; "
            "reading takes it off. Only the CSV files are read back."
        ),
    ]
