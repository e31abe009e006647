"""Two files of one week that share most of their rows: parts of it, or one corrects the other."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from chapter.imports.plans import FIRST, LAST, PARTS, Choice, Question, Sentence
from chapter.imports.reading.reader import row_key
from chapter.imports.reading.shapes import Party, SlipRow
from chapter.people.rules import plain_key
from chapter.web.words import N_

# One row that two parts share is a slip written twice.
_SEVERAL = 2


def is_mostly(one: Sequence[SlipRow], other: Sequence[SlipRow]) -> bool:
    """Tell whether two files share more than half of the rows of the smaller one."""
    shared = (Counter(map(_key, one)) & Counter(map(_key, other))).total()
    return shared >= _SEVERAL and 2 * shared > min(len(one), len(other))


def _key(row: SlipRow) -> str:
    """Return what a row says, however it spells its people: nobody has matched them yet."""
    return row_key(replace(row, source=_spelled(row.source), target=_spelled(row.target)))


def _spelled(party: Party | None) -> Party | None:
    return replace(party, name=plain_key(party.name)) if party else None


def question(values: Mapping[str, str]) -> Question:
    """Ask what two such files are to each other."""
    prompt = N_(
        "%(other)s and %(name)s are of the same week and share most of their rows. Are they parts "
        "of it, or does one correct the other?"
    )
    choices = (
        Choice(LAST, N_("The second corrects the first: only the rows of the second count")),
        Choice(FIRST, N_("The first corrects the second: only the rows of the first count")),
        Choice(PARTS, N_("They are parts of one week: the rows of both count")),
    )
    return Question("together", "together", Sentence(prompt, values), choices)


def notice(answer: str, values: Mapping[str, str]) -> Sentence:
    """Say how two files of one week are taken."""
    said = {
        LAST: N_("%(name)s corrects %(other)s, so only the rows of %(name)s count."),
        FIRST: N_("%(other)s corrects %(name)s, so only the rows of %(other)s count."),
    }
    parts = N_("%(name)s and %(other)s are of the same week, so they are taken as its parts.")
    return Sentence(said.get(answer, parts), values)
