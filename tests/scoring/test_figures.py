"""What members did, from SQL: the same as the activity report adds up from its frames."""

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.meetings.models import Meeting
from chapter.reporting import queries as reporting
from chapter.scoring import figures
from chapter.slips.rules import Measure
from reports import activity, frames, periods
from tests import factories
from tests.conftest import TODAY, Reader
from tests.factories import FOUNDED
from tests.scoring.half_year import give, hold
from tests.statements import counting

PERIOD = periods.six_months(TODAY)
COUNTED = ("P", "A", "L", "M", "S", *Measure)


def in_the_report(chapter: Chapter) -> dict[int, dict[str, int]]:
    """Return the same figures as the activity report has them."""
    rows = reporting.rows_for_report(chapter, PERIOD.first, PERIOD.until)
    frame = activity.table(
        frames.members(rows.members), frames.marks(rows.marks), frames.credits(rows.credits), PERIOD
    )
    found = frame.set_index("person")[list(COUNTED)].to_dict("index")
    return {person: {n: v for n, v in own.items() if v} for person, own in found.items()}


def some_of_everything(chapter: Chapter, mona: Reader, ben: Reader) -> None:
    """Let two members do something of everything, and leave some of it pending."""
    assert mona.person is not None
    assert ben.person is not None
    give(chapter, mona.person, ben.person, 3, FOUNDED)
    for amount in (1_000, 2_050):
        factories.make_slip(
            chapter,
            "closed-business",
            ben.person,
            FOUNDED,
            thanked_id=mona.person.id,
            amount=amount,
        )
    factories.make_slip(chapter, "education", ben.person, FOUNDED, units=5)
    hold(chapter, {mona.person: "PAL", ben.person: "MS"}, FOUNDED)
    factories.make_slip(chapter, "testimonial", mona.person, TODAY, outsider_name="Zed")


def test_figures_equal_the_activity_report(
    chapter: Chapter, member: Reader, secretary: Reader
) -> None:
    """Seen red with quantity taken for closed business."""
    some_of_everything(chapter, member, secretary)
    assert member.person is not None

    found = figures.of_everyone(chapter, PERIOD)

    assert found == in_the_report(chapter)
    assert found[member.person.id]["closed_business"] == 3_050


def test_one_person_has_the_figures_everybody_sees(
    chapter: Chapter, member: Reader, secretary: Reader
) -> None:
    """Seen red with the person not asked for."""
    some_of_everything(chapter, member, secretary)
    assert member.person is not None

    own, letters = figures.of_person(chapter, member.person, PERIOD)

    assert own == figures.of_everyone(chapter, PERIOD)[member.person.id]
    assert [mark for _day, mark in letters] == ["P", "A", "L"]


def test_everybody_costs_two_statements(chapter: Chapter, member: Reader) -> None:
    # Whatever the last commit let go of is read again first.
    assert chapter.id
    with counting() as count:
        figures.of_everyone(chapter, PERIOD)
    assert count.number == 2


def test_reopened_week_and_weeks_outside_the_period_count_nothing(
    chapter: Chapter, member: Reader
) -> None:
    """Seen red with the period's days not asked."""
    assert member.person is not None
    hold(chapter, {member.person: "PPP"}, FOUNDED)
    meetings = db.session.scalars(db.select(Meeting).order_by(Meeting.held_on)).all()
    meetings[0].state, meetings[1].held_on = "open", PERIOD.first.replace(year=2025)
    db.session.commit()
    assert figures.of_everyone(chapter, PERIOD) == {member.person.id: {"P": 1}}
