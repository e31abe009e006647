"""The PALMS summary: a line per member, and the sums."""

from reports import frames, palms
from reports.books.book import Book
from reports.books.layout import FIGURE, TEXT, Column, Sheet, head, line, money
from reports.words import N_, Words

LABELS = {"Visitors": N_("Visitors"), "Others": N_("Others"), "Total": N_("Total")}


def sheet(book: Book, _: Words) -> Sheet:
    """Lay out the summary of the period."""
    names = [Column(_(name), TEXT, 13, 24) for name in palms.NAMES]
    columns = [*names, *(Column(_(name), FIGURE, 6.5) for name in palms.FIGURES)]
    tyfcb = len(palms.NAMES) + palms.FIGURES.index("TYFCB")
    columns[tyfcb] = Column(_("TYFCB"), money("", book.minor_digits), 13, 20)
    rows = frames.records(book.palms)
    members = len(rows) - len(LABELS)
    lines = [head(columns), *(line(columns, row) for row in rows[:members])]
    for label, *figures in rows[members:]:
        tone = "total" if label == palms.TOTAL else "group"
        lines.append(line(columns, (_(LABELS[label]), *figures), tone))
    return Sheet(_("PALMS"), tuple(columns), tuple(lines), frozen="C2")
