"""What explains a difference comes along with an archive, and takes nothing back there."""

import csv
import hashlib
import io
import json

import pytest

from chapter.archive.discretion import Sees
from chapter.archive.rules import ArchiveRefused
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports import history
from chapter.imports.models import ImportBatch
from chapter.imports.refusals import UndoRefusal, UndoRefused
from tests.archive import steps
from tests.exports import Slip as Row
from tests.imports.steps import ANA, BEN, bring_in, preview, slips, take_back
from tests.reconciliation.steps import bring as bring_summary
from tests.reconciliation.steps import palms, reconciled, two

#: A figure as an archive tells it, and what must not come in so.
FIGURE = json.dumps(
    {
        **{"slip_id": -1, "person_id": 1, "meeting_id": 1, "standing": "member"},
        **{"measure": "one_to_ones", "tier": "", "quantity": 1, "amount": 0},
    }
)
HOSTILE = [
    *(('"slip_id": -1', '"slip_id": -99999999999'), ('"person_id": 1', '"person_id": 0')),
    *(('"meeting_id": 1', '"meeting_id": "1"'), ('"member"', '"owner"')),
    *(("one_to_ones", "none"), ('"quantity": 1', '"quantity": true')),
]


def test_differences_have_the_same_reasons_elsewhere(chapter: Chapter) -> None:
    """Seen red with what figures said before left behind, also at the second move."""
    corrected(chapter)
    here = reasons(chapter)
    data = steps.packed(chapter, Sees())

    once = steps.bring(data, "once")
    twice = steps.bring(steps.packed(once), "twice")

    assert {reason for _, reason in here} == {"REMOVED", "CORRECTED"}
    assert (reasons(once), reasons(twice)) == (here, here)
    assert steps.table(data, "import_changes") == steps.table(
        steps.packed(twice, Sees()), "import_changes"
    )


def test_file_of_elsewhere_cannot_be_taken_back(chapter: Chapter) -> None:
    """Seen red with what an archive tells of figures taken for what a file changed."""
    corrected(chapter)
    moved = steps.moved(chapter)
    by_name = db.select(ImportBatch.id).filter_by(file_name="corrected.xls")

    with pytest.raises(UndoRefused) as refused:
        take_back(moved, db.session.scalar(by_name))
    assert refused.value.refusal == UndoRefusal.UNNOTED
    assert not history.history(moved, None).noted


@pytest.mark.parametrize(
    "said",
    [
        *("[]", "null", "{}"),
        '{"slip_id": 1, "person_id": 99}',
        *(FIGURE.replace(*pair) for pair in HOSTILE),
    ],
)
def test_figure_that_cannot_be_is_refused(chapter: Chapter, said: str) -> None:
    """Seen red with each number taken as it comes."""
    corrected(chapter)
    files = steps.unpacked(steps.packed(chapter))
    name = "tables/import_changes.csv"
    head, first, *rest = files[name].decode("utf-8-sig").splitlines()
    cells = next(csv.reader([first]))
    line = io.StringIO()
    csv.writer(line).writerow([*cells[:-1], said])
    text = "\r\n".join([head, line.getvalue().strip(), *rest, ""]).encode("utf-8-sig")
    schema = json.loads(files["schema.json"])
    (own,) = (t for t in schema["tables"] if t["name"] == "import_changes")
    own["sha256"] = hashlib.sha256(text).hexdigest()

    changed = steps.repacked({**files, name: text, "schema.json": json.dumps(schema).encode()})

    with pytest.raises(ArchiveRefused):
        steps.bring(changed, "hostile")


def corrected(chapter: Chapter) -> None:
    """Bring a week in, then without a one-to-one and with less of a thank-you; and a summary."""
    two(chapter)
    met = Row("One-to-one", ANA, BEN)
    more = [Row("CEU", ANA, units="2"), Row("TYFCB", "", BEN, amount="40")]
    bring_in(chapter, slips([*more, met, Row("TYFCB", "", ANA, amount="100")]))
    again = slips([*more, Row("TYFCB", "", ANA, amount="75")], "corrected.xls")
    taken = frozenset(line.key for line in preview(chapter, again).lines)
    bring_in(chapter, again, taken=taken)
    bring_summary(chapter, palms({"1-2-1": 1, "CEU": 2, "TYFCB": 100}, {"1-2-1": 1, "TYFCB": 40}))


def reasons(chapter: Chapter) -> list[tuple[str, str]]:
    """Return why figures differ, in words' own names, line by line."""
    found = reconciled(chapter)
    return [
        (f"{one.name} {labels} {sorted(why.values.items(), key=str)}", why.reason.name)
        for one in found.members
        for labels, why in found.why_of_line(one)
    ]
