"""A summary's figures as they are kept and shown: by period, name and label."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from chapter.chapters.models import Chapter
from chapter.imports import periods
from chapter.imports.models import ImportBatch, SummaryLine
from chapter.imports.periods import Period
from chapter.imports.plans import Detail, Line, Sentence
from chapter.imports.reading.reader import SummaryFile, SummaryRow
from chapter.imports.states import LineState, Role
from chapter.people.rules import match_key
from chapter.web.i18n import minor_digits, money
from chapter.web.words import N_

#: The figure that is money.
MONEY = "TYFCB"


@dataclass(frozen=True)
class Figures:
    """One line of a summary, ready to be kept."""

    role: Role
    name: str
    name_key: str
    figures: dict[str, str]

    @property
    def key(self) -> str:
        """Return what tells it from the other lines of its period."""
        return self.role + self.name_key


def figures_of(content: SummaryFile, rows: Sequence[SummaryRow]) -> list[Figures]:
    """Return the lines of a file: its members, then what stands for others and for all."""
    found, seen = [], set()
    for row in rows:
        key = match_key(row.name)
        number = 2
        while key in seen:
            # Two people of one name keep a line each.
            key, number = f"{match_key(row.name)} ({number})", number + 1
        seen.add(key)
        found.append(Figures(Role.MEMBER, row.name, key, _plain(row)))
    beside = {
        Role.VISITORS: content.visitors,
        Role.OTHERS: content.others,
        Role.TOTAL: content.total,
    }
    found += [Figures(role, "", "", _plain(row)) for role, row in beside.items() if row]
    return found


def _plain(row: SummaryRow) -> dict[str, str]:
    return {label: f"{value.normalize():f}" for label, value in row.figures.items()}


def new(
    chapter: Chapter, batch: ImportBatch, period: Period | None, figures: Figures
) -> SummaryLine:
    """Make the line that keeps some figures."""
    first, until = period or (None, None)
    return SummaryLine(
        chapter_id=chapter.id,
        batch_id=batch.id,
        period=periods.name_of(period),
        first=first,
        until=until,
        is_lifetime=periods.is_lifetime(period),
        role=figures.role,
        name=figures.name,
        name_key=figures.name_key,
        figures=figures.figures,
    )


def changed(chapter: Chapter, line: SummaryLine, figures: Figures) -> Line:
    """Return the preview's line of figures that another export gave otherwise."""
    details = tuple(
        Detail(label, _shown(chapter, label, figures.figures), _shown(chapter, label, line.figures))
        for label in {**line.figures, **figures.figures}
        if line.figures.get(label) != figures.figures.get(label)
    )
    return Line(LineState.CHANGED, "figures", figures.name, details, key=f"figures:{line.id}")


def _shown(chapter: Chapter, label: str, figures: Mapping[str, str]) -> str:
    text = figures.get(label, "")
    return _figure(chapter, label, Decimal(text)) if text else ""


def _figure(chapter: Chapter, label: str, value: Decimal) -> str:
    """Return a figure as it is read: money in the chapter's currency, to the cent."""
    if label != MONEY:
        return f"{value.normalize():f}"
    return money(_minor(chapter, value), chapter.currency)


def _minor(chapter: Chapter, value: Decimal) -> int:
    return round(value.scaleb(minor_digits(chapter.currency)))


def missing(line: SummaryLine) -> Line:
    """Return the preview's line of figures that the file no longer has."""
    return Line(LineState.MISSING, "figures", line.name, key=f"figures:{line.id}")


def gaps(chapter: Chapter, content: SummaryFile) -> Iterator[Sentence]:
    """Explain where the total is not the sum of the rows above it."""
    # A total that a spreadsheet added up may be off by less than a cent, which is nothing.
    unlisted = {k: v for k, v in content.unlisted().items() if k != MONEY or _minor(chapter, v)}
    more = {label: value for label, value in unlisted.items() if value > 0}
    less = {label: -value for label, value in unlisted.items() if value < 0}
    if more:
        said = N_(
            "The total holds more than the rows listed: %(figures)s. That is what members gave "
            "who have left since."
        )
        yield Sentence(said, {"figures": _listed(chapter, more)})
    if less:
        said = N_(
            "The rows listed hold more than the total: %(figures)s. The file may have been edited."
        )
        yield Sentence(said, {"figures": _listed(chapter, less)})


def _listed(chapter: Chapter, figures: Mapping[str, Decimal]) -> str:
    return ", ".join(f"{label} {_figure(chapter, label, v)}" for label, v in figures.items())


def notices(period: Period | None, content: SummaryFile) -> Iterator[Sentence]:
    """Say what becomes of the figures."""
    if content.meetings is not None:
        said = N_("The file tells of %(number)s meetings.")
        if content.meetings == 1:
            said = N_("The file tells of one meeting.")
        yield Sentence(said, {"number": content.meetings})
    if periods.is_lifetime(period):
        yield Sentence(
            N_("This is history from before the weeks kept here; it changes none of them.")
        )
    elif period:
        said = N_(
            "The figures of %(first)s to %(until)s are kept beside the weeks, to compare; they "
            "credit nobody."
        )
        yield Sentence(said, {"first": period[0], "until": period[1]})
    else:
        yield Sentence(N_("The figures are kept beside the weeks without a period."))
