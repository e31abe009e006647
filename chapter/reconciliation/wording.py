"""How a reconciliation reads, on its page and on the command line."""

from collections.abc import Iterator
from datetime import date

from chapter.chapters.models import Chapter
from chapter.reconciliation.evidence import Evidence
from chapter.reconciliation.reasons import Why
from chapter.reconciliation.rules import MARKS, MONEY, STATE_LABELS, Figure, Group, Line, State
from chapter.reconciliation.service import Reconciliation
from chapter.reconciliation.summaries import Summary
from chapter.reconciliation.totals import MEANINGS
from chapter.web.i18n import gettext, money, ngettext, short_date

__all__ = ["MARKS", "MEANINGS"]

TONES = {
    State.EQUAL: "good",
    State.DIFFERENT: "warn",
    State.MISSING_HERE: "bad",
    State.MISSING_THERE: "calm",
}


def state(state: State) -> str:
    """Return a state in a word or two."""
    return gettext(STATE_LABELS[state])


def name(line: Line) -> str:
    """Return whom a line stands for."""
    return line.name if line.group == Group.MEMBER else gettext(line.name)


def value(chapter: Chapter, figure: Figure, number: int | None) -> str:
    """Return one side of a figure as it is read; a side that does not tell it is a dash."""
    if number is None:
        return "\u2013"
    return money(number, chapter.currency) if figure.label == MONEY else str(number)


def difference(chapter: Chapter, figure: Figure) -> str:
    """Return how much more or fewer there is here."""
    if figure.here is None or figure.there is None:
        return value(chapter, figure, None)
    sign = "+" if figure.difference > 0 else "\u2212" if figure.difference < 0 else ""
    return sign + value(chapter, figure, abs(figure.difference))


def why(reason: Why) -> str:
    """Return a likely reason as a sentence."""
    values = {
        name: on(said) if isinstance(said, date) else said for name, said in reason.values.items()
    }
    return gettext(reason.reason.value, **values)


def on(day: date) -> str:
    """Return a day of any year."""
    return f"{short_date(day)} {day.year}"


def days(summary: Summary) -> str:
    """Return the days a summary is held against."""
    return gettext("%(first)s to %(last)s", first=on(summary.first), last=on(summary.last))


def outcome(found: Reconciliation) -> str:
    """Return in a sentence how many members agree."""
    numbers = {word: found.number(one) for one, word in _WORDS.items()}
    return gettext(
        "Of %(all)s members, the two sides agree on %(equal)s and differ on %(different)s; "
        "%(here)s stood only here, and %(there)s only in the summary.",
        all=len(found.members),
        **numbers,
    )


_WORDS = {
    State.EQUAL: "equal",
    State.DIFFERENT: "different",
    State.MISSING_THERE: "here",
    State.MISSING_HERE: "there",
}


def notices(found: Reconciliation) -> Iterator[str]:
    """Say what holds for all lines."""
    if found.summary.is_guessed:
        yield gettext(
            "The summary does not say its days; these are the likeliest. To say others, take it "
            "back and bring it in again."
        )
    yield from map(why, found.of_weeks)
    yield from _marks(found.evidence)
    if found.open_days:
        yield ngettext(
            "%(num)d week is not closed yet. It counts on this page already; reports count it "
            "once it is closed.",
            "%(num)d weeks are not closed yet. They count on this page already; reports count "
            "them once they are closed.",
            len(found.open_days),
        )


def _marks(evidence: Evidence) -> Iterator[str]:
    """Say once that marks are set aside."""
    if not evidence.held or evidence.has_all_marks:
        return
    if not evidence.marked:
        yield gettext("Marks of these days are not held here, so they are not compared.")
        return
    yield gettext(
        "Marks are held here for %(marked)s of %(held)s weeks, so they are not compared.",
        marked=len(evidence.marked),
        held=len(evidence.held),
    )


def text(chapter: Chapter, found: Reconciliation) -> str:
    """Return a reconciliation as the command line prints it: a line a figure, each reason once."""
    told = [line for line in (*found.members, *found.beneath) if line.state != State.EQUAL]
    notes: list[str] = []
    lines = [f"{days(found.summary)}: {outcome(found)}", *notices(found)]
    lines += [said for line in told for said in _told(chapter, found, line, notes)]
    if notes:
        lines.append(gettext("What likely lies behind it:"))
        lines += [f"  [{number}] {note}" for number, note in enumerate(notes, start=1)]
    return "\n".join(f"{chapter.slug}: {line}" for line in lines)


def _told(chapter: Chapter, found: Reconciliation, line: Line, notes: list[str]) -> Iterator[str]:
    """Say whom a line stands for, then figure by figure; reasons are numbered and kept in notes."""
    marks: dict[str, str] = {}
    for labels, one in found.why_of_line(line):
        said = why(one)
        if said not in notes:
            notes.append(said)
        for label in labels.split(", "):
            marks[label] = f"{marks.get(label, '')} [{notes.index(said) + 1}]"
    yield f"{name(line)}, {state(line.state)}{marks.get('', '')}"
    for figure in line.differing:
        said = gettext(
            "%(label)s %(here)s here, %(there)s there",
            label=figure.label,
            here=value(chapter, figure, figure.here),
            there=value(chapter, figure, figure.there),
        )
        yield f"  {said}{marks.get(figure.label, '')}"
