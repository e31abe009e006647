"""What a corrected file took away or changed is named before anything else is guessed."""

from datetime import date

import pytest

from chapter.chapters.models import Chapter
from chapter.imports.plans import Plan
from chapter.imports.service import Source
from chapter.reconciliation import wording
from tests.exports import Slip as Row
from tests.exports import slips_audit, spreadsheetml
from tests.imports.steps import ANA, BEN, bring_in, preview, source, take_back
from tests.reconciliation.steps import Figures, bring, of, palms, reconciled, two

DAY = date(2026, 11, 5)
OTHERS = [Row("CEU", ANA, units="2"), Row("TYFCB", "", BEN, amount="40")]
MET = Row("One-to-one", ANA, BEN)
THANKS = Row("TYFCB", "", ANA, amount="100")


@pytest.fixture
def corrected(chapter: Chapter) -> Chapter:
    """A one-to-one is gone, and a thanks is of less, since the file came in corrected."""
    two(chapter)
    first = file([*OTHERS, MET, THANKS], "w25.xls")
    bring_in(chapter, first, meeting_day=DAY)
    again = file([*OTHERS, Row("TYFCB", "", ANA, amount="75")], "w25corr.xls")
    plan: Plan = preview(chapter, again, meeting_day=DAY)
    taken = frozenset(line.key for line in plan.lines)
    bring_in(chapter, again, meeting_day=DAY, taken=taken)
    one: Figures = {"1-2-1": 1, "CEU": 2, "TYFCB": 100}
    bring(chapter, palms(one, {"1-2-1": 1, "TYFCB": 40}))
    return chapter


def file(rows: list[Row], name: str) -> Source:
    """Return a slips audit under a name."""
    return source(spreadsheetml(slips_audit(rows)), name)


def told(chapter: Chapter, name: str) -> list[tuple[str, str]]:
    """Return figures and reasons of somebody."""
    found = reconciled(chapter)
    return [(label, wording.why(why)) for label, why in found.why_of_line(of(found, name))]


def test_removed_and_corrected_slips_are_named_with_their_file(corrected: Chapter) -> None:
    """Seen red with what files changed not asked."""
    by = "by w25corr.xls, brought in on Thu 19 Nov 2026."
    assert told(corrected, BEN) == [("1-2-1", f"1 removed {by}")]
    assert told(corrected, ANA) == [
        ("1-2-1", f"1 removed {by}"),
        ("TYFCB", f"1 corrected {by}"),
    ]


def test_later_file_that_brought_just_the_difference_comes_first(chapter: Chapter) -> None:
    """Seen red with “said the same as another” told of three equal units."""
    two(chapter)
    rows = [Row("CEU", ANA, units="2"), Row("CEU", ANA, units="2"), Row("CEU", ANA, units="2")]
    bring_in(chapter, file(rows, "w20.xls"), meeting_day=DAY)
    again = file([*rows, Row("CEU", ANA, units="9")], "w20_corrected.xls")
    bring_in(chapter, again, meeting_day=DAY)
    bring(chapter, palms({"CEU": 6}, {}))

    by = "by w20_corrected.xls, brought in on Thu 19 Nov 2026."
    assert told(chapter, ANA) == [("CEU", f"1 added {by}")]


def test_later_file_is_named_for_a_slip_that_was_corrected_since(chapter: Chapter) -> None:
    """Seen red with slips left out of what came later once a file corrected them."""
    two(chapter)
    rows = [Row("CEU", ANA, units="2"), Row("CEU", ANA, units="2"), Row("CEU", BEN, units="1")]
    for name, units in {"w20.xls": [], "more.xls": ["9"], "corrected.xls": ["11"]}.items():
        more = [Row("CEU", ANA, units=each) for each in units]
        again = file([*rows, *more, *OTHERS[1:]], name)
        plan: Plan = preview(chapter, again, meeting_day=DAY)
        taken = frozenset(line.key for line in plan.lines)
        bring_in(chapter, again, meeting_day=DAY, taken=taken)
    bring(chapter, palms({"CEU": 4}, {"CEU": 1, "TYFCB": 40}))

    assert told(chapter, ANA) == [("CEU", "1 added by more.xls, brought in on Thu 19 Nov 2026.")]


def test_later_file_that_brought_something_else_is_not_named(chapter: Chapter) -> None:
    """Seen red with each later file named."""
    two(chapter)
    rows = [Row("CEU", ANA, units="2"), Row("CEU", ANA, units="2")]
    bring_in(chapter, file(rows, "w20.xls"), meeting_day=DAY)
    again = file([*rows, Row("CEU", ANA, units="9")], "w20_corrected.xls")
    bring_in(chapter, again, meeting_day=DAY)
    bring(chapter, palms({"CEU": 11}, {}))

    assert told(chapter, ANA) == [("CEU", "1 here said the same as another of the same day.")]


def test_file_taken_back_explains_nothing(corrected: Chapter) -> None:
    take_back(corrected, 2)
    assert (told(corrected, ANA), told(corrected, BEN)) == ([], [])
