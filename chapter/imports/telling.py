"""What the command line says of files: what they would do, what they did, what came in before."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from chapter.chapters.models import Chapter
from chapter.imports import days
from chapter.imports.models import ImportBatch
from chapter.imports.plans import Line, Plan, Question, Sentence
from chapter.imports.refusals import ImportRefused, Refusal
from chapter.imports.service import Brought
from chapter.imports.states import BatchState, LineState

# More sentences than this are read one below the other.
_ONE_LINE = 5
_DAYS_NAMED = 2
# What the batches of a kind bring, where the kind is called otherwise.
_WHAT = {
    "roster": "members",
    "dues": "members",
    "length": "members",
    "attendance": "marks",
    "visitors": "visits",
    "template": "rows",
}
_ONE = {"slips": "slip", "members": "member", "marks": "mark", "visits": "visit", "rows": "row"}
_STATES = {
    LineState.NEW: "new",
    LineState.KNOWN: "already there",
    LineState.CHANGED: "different",
    LineState.MISSING: "not in the file",
    LineState.UNKNOWN: "naming somebody unknown",
    LineState.REFUSED: "not possible",
}
# What a preview says would be, once it is done.
_DONE = {
    days.COUNTS: "The week of %(day)s is closed; what is new counts in it.",
    days.REOPENS: "The week of %(day)s was discarded; it is open again.",
}
#: How the command is told what a question asks.
OPTIONS = {
    "again": "Say --again if they are.",
    "chapter": "Say --other-chapter if it does.",
    "day-order": "Say --dates dmy or --dates mdy.",
    "meeting": "Say --meeting YYYY-MM-DD.",
    "together": "Say --correction if the second corrects the first, --parts if both count.",
    "period": "Say --period YYYY-MM-DD YYYY-MM-DD, its first day and its last.",
    "person": "Say --same NAME=MEMBER, or --unknown former.",
}


def listed(batch: ImportBatch) -> str:
    """Say what a file brought in, when, and whether it still stands."""
    state = ", taken back" if batch.state == BatchState.UNDONE else ""
    day = f" of {batch.first}" if batch.first else ""
    if batch.until and batch.until != batch.first:
        day += f" to {batch.until}"
    return (
        f"{batch.id}: {batch.file_name}, {batch.imported_at:%Y-%m-%d %H:%M} UTC: "
        f"{_counted(batch.added, batch.kind)}{day} added, {batch.changed} corrected, "
        f"{batch.removed} removed{state}."
    )


def done(chapter: Chapter, brought: Sequence[Brought], *, is_tried: bool = False) -> str:
    """Say what files did, or would do."""
    between = " " if len(brought) <= _ONE_LINE else "\n"
    return between.join(f"{chapter.slug}: {_one(each, is_tried)}" for each in brought)


def refused(refusal: ImportRefused) -> str:
    """Say why nothing came in, and with which option it does."""
    if refusal.refusal is Refusal.UNANSWERED:
        return f"{refusal} {OPTIONS[str(refusal.values['kind'])]}"
    is_row = refusal.refusal in (Refusal.ROW, Refusal.ROWS, Refusal.AMOUNT)
    return f"{refusal} Add --leave-out to bring the other rows in." if is_row else str(refusal)


def preview(plans: Sequence[Plan]) -> str:
    """Say what files would do that cannot come in yet, and what stands in the way."""
    return "\n".join([*(line for plan in plans for line in _of_plan(plan)), _NOTHING])


_NOTHING = "Nothing was written. Once this is answered, the files can come in."


def _of_plan(plan: Plan) -> Iterator[str]:
    counted = [f"{plan.counts[state]} {word}" for state, word in _STATES.items()]
    shown = ", ".join(text for text in counted if not text.startswith("0 "))
    yield f"{plan.title}: {shown or 'not known yet'}."
    yield from (f"  {said}" for said in (*plan.refusals, *plan.notices, *plan.gaps))
    refusals = " ".join(map(str, plan.refusals))
    lines = [line for line in plan.lines if line.state == LineState.REFUSED]
    yield from (f"  {_refused(line)}" for line in lines if not _is_said(line, refusals))
    yield from (f"  {_asked(question)}" for question in plan.questions)


def _is_said(line: Line, refusals: str) -> bool:
    """Tell whether the reason why nothing comes in names this row and its fault already."""
    return f"row {line.line}, " in refusals and str(line.reason) in refusals


def _asked(question: Question) -> str:
    likely = [f"{c.label} ({_small(c.why)})" for c in question.choices if c.why]
    perhaps = f" Perhaps {', '.join(likely)}." if likely and question.kind == "person" else ""
    if question.kind == "meeting":
        values = [question.proposal, *(choice.value for choice in question.choices)]
        shown = list(dict.fromkeys(filter(None, values)))[:_DAYS_NAMED]
        perhaps = f" Perhaps {', '.join(shown)}."
    if question.kind == "period" and question.proposal:
        perhaps = f" Perhaps {question.proposal.replace('..', ' to ')}."
    return f"{question.prompt}{perhaps} {OPTIONS.get(question.kind, '')}".rstrip()


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def _refused(line: Line) -> str:
    where = [f"sheet “{line.sheet}”"] if line.sheet else []
    where += [f"row {line.line}"] if line.line else []
    column = line.column or (line.name if line.what == "row" else "")
    where += [f"column {column}"] if column else []
    what = line.part or "Not brought in"
    what += f": {line.name}" if line.name and line.what != "row" else ""
    what += f" ({', '.join(where)})" if where else ""
    return f"{what}: {line.reason or 'not possible.'}"


def _counted(number: int, kind: str) -> str:
    what = _WHAT.get(kind, kind)
    return f"{number} {_ONE.get(what, what) if number == 1 else what}"


def _past(said: Sentence) -> Sentence:
    """Return what a preview said as what is so now."""
    return replace(said, message=_DONE.get(said.message, said.message))


def _one(brought: Brought, is_tried: bool) -> str:
    of_day = f" of {brought.held_on}" if brought.held_on else ""
    if brought.is_new_day:
        of_day += f" (a {brought.held_on:%A} on which no meeting stood)"
    plural = "" if brought.former == 1 else "s"
    parts = {
        f"{brought.changed} corrected": brought.changed,
        f"{brought.removed} removed": brought.removed,
        f"{brought.missing} missing from the file and kept": brought.missing,
        f"{brought.former} former member{plural} added": brought.former,
    }
    more = "".join(f", {text}" for text, number in parts.items() if number)
    were = "was" if brought.known == 1 else "were"
    # That no meeting stood on the day is said with the day.
    notices = [said for said in brought.notices if said.message != days.NO_MEETING]
    said = [f" {said if is_tried else _past(said)}" for said in notices]
    said += [f" {_refused(line)}" for line in brought.refused]
    return (
        f"{_counted(brought.added, brought.what)}{of_day} brought in, {brought.known} {were} "
        f"there already{more} ({brought.name}).{''.join(said)}"
    )
