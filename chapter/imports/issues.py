"""What the reader did not understand, as a preview shows it and an import refuses it."""

from collections.abc import Sequence

from chapter.imports.plans import Answers, Choice, Line, Question, Sentence, Sentences
from chapter.imports.reading.contents import Content
from chapter.imports.reading.shapes import Issue
from chapter.imports.refusals import Refusal
from chapter.imports.rules import Trouble
from chapter.imports.states import LineState
from chapter.web.words import N_

_ISSUES_NAMED = 3
# What only tells something of one cell, so that it is found by its row and column.
_OF_A_CELL = {
    Trouble.UNREAD_DAY,
    Trouble.UNREAD_TEXT,
    Trouble.UNREAD_EMAIL,
    Trouble.UNKNOWN_STATUS,
    Trouble.UNKNOWN_VISIT,
}


def lost(content: Content) -> list[Issue]:
    """Return the issues for which a row is left out."""
    return [issue for issue in content.issues if issue.leaves_row_out]


def told(content: Content, answers: Answers) -> list[Sentence]:
    """Return what only tells something, and was not answered yet."""
    # A letter nobody knows has a line of its own.
    left = {Trouble.UNKNOWN_LETTER}
    if answers.meeting_day is not None:
        left.add(Trouble.UNCERTAIN_MEETING)
    telling = [issue for issue in content.issues if not issue.leaves_row_out]
    shown = [issue for issue in telling if issue.trouble not in left]
    return [_placed(one) if one.trouble in _OF_A_CELL else sentence(one) for one in shown]


def refusal_of_rows(name: str, found: Sequence[Issue]) -> Sentence | None:
    """Refuse a file of which rows are not understood."""
    if not found:
        return None
    rows = Sentences(tuple(_placed(issue) for issue in found[:_ISSUES_NAMED]))
    values = {"name": name, "rows": rows, "number": len(found)}
    return Sentence((Refusal.ROW if len(found) == 1 else Refusal.ROWS).value, values)


def _placed(issue: Issue) -> Sentence:
    """Say where something is not understood, and why."""
    values = {
        "sheet": issue.sheet,
        "row": issue.line,
        "column": issue.column or "–",
        "why": sentence(issue),
    }
    return Sentence(N_("Sheet “%(sheet)s”, row %(row)s, column %(column)s: %(why)s"), values)


def refused_line(issue: Issue) -> Line:
    """Return the preview's line of something not understood."""
    return Line(
        LineState.REFUSED,
        "row",
        issue.column,
        (),
        issue.sheet,
        issue.line,
        key_of(issue),
        sentence(issue),
        is_in_the_way=True,
    )


def key_of(issue: Issue) -> str:
    """Return what tells one issue from all others of a file, and from those of other files."""
    said = issue.sheet, issue.line, issue.column, issue.trouble.name, issue.value
    return "\x1f".join(map(str, ("issue", *said)))


def sentence(issue: Issue) -> Sentence:
    """Return what is wrong, as a sentence to translate."""
    return Sentence(issue.trouble.value, {"value": issue.value})


def question_of_order(content: Content, answers: Answers) -> list[Question]:
    """Ask how a file writes its days, where it does not prove it and they matter."""
    unsure = {Trouble.UNCERTAIN_PERIOD, Trouble.UNCERTAIN_DAYS}
    if answers.day_order or not any(issue.trouble in unsure for issue in content.issues):
        return []
    choices = (
        Choice("dmy", N_("Day first: 13/02/2026")),
        Choice("mdy", N_("Month first: 02/13/2026")),
    )
    prompt = Sentence(N_("How does this file write its days? They can be read in two ways."))
    return [Question("day-order", "day-order", prompt, choices)]
