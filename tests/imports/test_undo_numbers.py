"""What SQLite numbers again is not mistaken for what a file brought."""

from chapter import clock
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports.models import ImportBatch
from chapter.members import queries as members
from chapter.slips.ledger import Credit, Slip
from chapter.weeks import service as weeks
from tests.exports import Slip as Row
from tests.factories import make_slip
from tests.imports.steps import ANA, DAY, bring_in, preview, slips, take_back

WEEK = [Row("CEU", ANA, units=str(units)) for units in (1, 2, 3)]
LESS, MORE = WEEK[:2], [Row("CEU", ANA, units="1"), Row("CEU", ANA, units="7")]


def bring(chapter: Chapter, rows: list[Row]) -> None:
    """Bring a week in, corrected and without what it no longer lists."""
    source = slips(rows)
    keys = frozenset(line.key for line in preview(chapter, source).lines)
    bring_in(chapter, source, taken=keys)


def by_hand(chapter: Chapter) -> Slip:
    """Record a slip as Ana."""
    ana = next(m.person for m in members.current(chapter, DAY) if m.person.name == ANA)
    return make_slip(chapter, "education", ana, DAY)


def units() -> list[int]:
    """Return what counts, in order."""
    return sorted(credit.quantity for credit in db.session.query(Credit))


def test_slip_recorded_after_a_discarded_week_is_not_the_files(lighthouse: Chapter) -> None:
    """Seen red, stuck for good, with slips known by their number alone."""
    bring_in(lighthouse, slips(WEEK))
    weeks.discard(lighthouse, DAY, actor_id=None, now=clock.now())
    number = by_hand(lighthouse).id

    take_back(lighthouse)

    assert [slip.id for slip in db.session.query(Slip)] == [number]


def test_removed_slip_comes_back_beside_the_one_that_took_its_number(lighthouse: Chapter) -> None:
    """All files go after that, each to what stood before it.

    Seen red, stuck for good, with a number that is taken refused; and with the first file's
    notes left on the old number.
    """
    bring(lighthouse, WEEK)
    bring(lighthouse, LESS)
    slip = by_hand(lighthouse)
    of_hand = slip.credits[0].quantity

    take_back(lighthouse, 2)
    assert units() == sorted([1, 2, 3, of_hand])
    take_back(lighthouse, 1)

    assert (units(), db.session.query(Slip).one().id) == ([of_hand], slip.id)


def test_corrected_and_removed_slip_goes_back_step_by_step(lighthouse: Chapter) -> None:
    """Seen red with only the row as it was last compared under its new number."""
    bring(lighthouse, [WEEK[0], WEEK[2]])
    bring(lighthouse, MORE)
    bring(lighthouse, MORE[:1])
    of_hand = by_hand(lighthouse).credits[0].quantity
    found = []

    for batch in (3, 2, 1):
        take_back(lighthouse, batch)
        found.append(units())

    whole = [[1, 7, of_hand], [1, 3, of_hand], [of_hand]]
    assert found == [sorted(each) for each in whole]
    assert {batch.state for batch in db.session.query(ImportBatch)} == {"undone"}
