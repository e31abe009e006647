"""A summary brings people, keeps its figures apart, and explains its total."""

from datetime import date, datetime

import pytest

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports import queries
from chapter.imports.models import SummaryLine
from chapter.imports.states import LineState
from chapter.members import queries as members
from chapter.people.models import Person
from chapter.slips.ledger import Credit
from tests.exports import PEOPLE, Title, spreadsheetml, summary_palms
from tests.factories import close_week, make_member
from tests.imports.steps import (
    DAY,
    ROWS,
    bring_in,
    counts,
    figures,
    preview,
    slips,
    source,
    standing,
    who,
)

TERM = Title(chapter="North", first=datetime(2026, 9, 1), until=datetime(2026, 11, 12))
LIFETIME = Title(chapter="North", first=datetime(2015, 1, 1), until=datetime(2026, 11, 12))
CORRECTED = {**PEOPLE, ("Ben", "Okafor"): {"P": 11, "1-2-1": 21}}
SHORTER = {name: known for name, known in PEOPLE.items() if name != ("Ben", "Okafor")}


def summary(people=PEOPLE, title: Title | None = TERM):
    """Return a summary as it was handed in."""
    return source(spreadsheetml(summary_palms(people, title)), "palms.xls")


def kept(period: str = "2026-09-01..2026-11-12") -> dict[str, str]:
    """Return name or role -> P of a period."""
    return {
        line.name or line.role: line.figures["P"]
        for line in db.session.scalars(db.select(SummaryLine).where(SummaryLine.period == period))
    }


def test_figures_are_kept_by_name_and_period_and_credit_nobody(chapter: Chapter) -> None:
    bring_in(chapter, summary())

    assert kept() == {
        **{"Ana María de la Torre": "10", "Ben Okafor": "12"},
        **{"visitors": "13", "others": "13", "total": "27"},
    }
    assert db.session.query(Credit).count() == 0


def test_gap_between_total_and_rows_is_explained(chapter: Chapter) -> None:
    """Seen red with visitors and others added to the marks."""
    plan = preview(chapter, summary())

    assert [str(gap) for gap in plan.gaps] == [
        "The total holds more than the rows listed: P 5, RGI 1, TYFCB €1,000. That is what members "
        "gave who have left since."
    ]


@pytest.mark.parametrize(
    ("total", "gap"), [(10890.969999999898, ["TYFCB €7,050.47"]), (3840.5000000001, [])]
)
def test_money_of_a_gap_is_told_to_the_cent(chapter: Chapter, total: float, gap: list[str]) -> None:
    """Seen red with the figure as the spreadsheet added it up, and with less than a cent told."""
    row = {"P": 22, "RGI": 4, "V": 2, "1-2-1": 20, "TYFCB": total}
    plan = preview(chapter, summary({**PEOPLE, ("Total", ""): row}))

    assert [figure for g in plan.gaps for figure in str(g).split(": ")[1].split(". ")[:1]] == gap


def test_edited_total_is_said(chapter: Chapter) -> None:
    plan = preview(chapter, summary({**PEOPLE, ("Total", ""): {"P": 22, "TYFCB": 3840.5}}))

    assert [str(gap) for gap in plan.gaps] == [
        "The rows listed hold more than the total: RGI 4, V 2, 1-2-1 20. The file may have been "
        "edited."
    ]


def test_same_summary_again_changes_nothing(chapter: Chapter) -> None:
    bring_in(chapter, summary())
    before = standing()

    bring_in(chapter, summary())

    assert standing() == before


def test_corrected_summary_shows_and_replaces_its_figures(chapter: Chapter) -> None:
    """Seen red with the figures kept as they were."""
    bring_in(chapter, summary())

    plan = preview(chapter, summary(CORRECTED))
    (done,) = bring_in(chapter, summary(CORRECTED))

    (line,) = [line for line in plan.lines if line.state == LineState.CHANGED]
    assert [(d.label, d.before, d.after) for d in line.details] == [
        ("P", "12", "11"),
        ("1-2-1", "20", "21"),
    ]
    assert (done.changed, kept()["Ben Okafor"]) == (1, "11")


def test_name_gone_from_a_summary_is_proposed_and_stays(chapter: Chapter) -> None:
    """Seen red with lines removed unasked."""
    bring_in(chapter, summary())

    plan = preview(chapter, summary(SHORTER))
    bring_in(chapter, summary(SHORTER))

    assert (counts(plan), kept()["Ben Okafor"]) == ("1 known, 1 missing", "12")
    assert len(members.current(chapter, DAY)) == 2


def test_lifetime_summary_stands_apart_and_changes_no_week(lighthouse: Chapter) -> None:
    """Seen red with one period's figures kept for all."""
    bring_in(lighthouse, slips(ROWS))
    close_week(lighthouse, DAY)
    bring_in(lighthouse, summary(CORRECTED))
    before = figures(lighthouse)

    bring_in(lighthouse, summary(PEOPLE, LIFETIME))

    terms = {line.period: line.is_lifetime for line in queries.periods(lighthouse)}
    assert figures(lighthouse) == before
    assert kept()["Ben Okafor"] == "11"
    assert terms == {"2026-09-01..2026-11-12": False, "2015-01-01..2026-11-12": True}


def test_undated_summary_asks_and_proposes_as_many_meetings(chapter: Chapter) -> None:
    few = {**PEOPLE, ("Visitors", ""): {"P": 4}, ("BNI", ""): {"P": 4}}

    plan = preview(chapter, summary(few, None), is_period_unsaid=False)

    (question,) = plan.questions
    assert (question.kind, question.proposal) == ("period", "2026-10-22..2026-11-12")


def test_undated_summary_takes_the_period_somebody_says(chapter: Chapter) -> None:
    said = (date(2026, 9, 1), date(2026, 9, 30))

    bring_in(chapter, summary(PEOPLE, None), period=said)

    assert kept("2026-09-01..2026-09-30")["Ben Okafor"] == "12"


def test_figures_know_their_person(chapter: Chapter) -> None:
    ben = make_member(chapter, "Ben Okafor").person

    bring_in(chapter, summary())

    line = db.session.query(SummaryLine).filter_by(name="Ben Okafor").one()
    assert (line.person_id, db.session.query(Person).count()) == (ben.id, 2)


@pytest.mark.parametrize(
    ("answer", "people", "members_then"), [(None, 2, 2), ("new", 3, 3), ("former", 3, 2)]
)
def test_name_like_a_members_is_asked_about(
    chapter: Chapter, answer: str | None, people: int, members_then: int
) -> None:
    """Seen red with whoever is not known made a member."""
    ben = make_member(chapter, "Ben Okafo").person

    plan = preview(chapter, summary())
    bring_in(chapter, summary(), people={"ben okafor": answer or ben.id})

    assert [question.key for question in plan.questions] == ["ben okafor"]
    assert db.session.query(Person).count() == people
    assert len(members.current(chapter, who().today)) == members_then


def test_two_people_of_one_name_keep_a_line_each(chapter: Chapter) -> None:
    rows = summary_palms(PEOPLE, TERM)
    twice = [*rows, next(row for row in rows if row[0] == "Ben")]

    bring_in(chapter, source(spreadsheetml(twice), "palms.xls"))

    assert db.session.query(SummaryLine).filter_by(name="Ben Okafor").count() == 2
