"""What the reader did not understand, as a preview shows it and an import refuses it."""

from collections.abc import Sequence

from chapter.imports.plans import Answers, Choice, Line, Question, Sentence
from chapter.imports.reading.contents import Content
from chapter.imports.reading.shapes import Issue
from chapter.imports.refusals import Refusal
from chapter.imports.rules import Trouble
from chapter.imports.states import LineState
from chapter.web.words import N_

_ISSUES_NAMED = 3


def lost(content: Content) -> list[Issue]:
    """Return the issues for which a row is left out."""
    return [issue for issue in content.issues if issue.leaves_row_out]


def refusal_of_rows(name: str, found: Sequence[Issue]) -> Sentence | None:
    """Refuse a file of which rows are not understood."""
    if not found:
        return None
    shown = [f"row {i.line}, column {i.column}: {i.sentence}" for i in found[:_ISSUES_NAMED]]
    values = {"name": name, "rows": " ".join(shown), "number": len(found)}
    return Sentence((Refusal.ROW if len(found) == 1 else Refusal.ROWS).value, values)


def refused_line(issue: Issue) -> Line:
    """Return the preview's line of something not understood."""
    key = f"issue:{issue.sheet}:{issue.line}:{issue.column}"
    return Line(
        LineState.REFUSED, "row", issue.column, (), issue.sheet, issue.line, key, sentence(issue)
    )


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
