"""The project's own workbook: four sheets, one plan, the same services."""

from datetime import date
from decimal import Decimal

import pytest

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports.families import template_import as adapter
from chapter.imports.plans import FORMER, Answers
from chapter.imports.reading.contents import (
    MarkRow,
    MeetingRow,
    RosterRow,
    TemplateFile,
    TemplateSlip,
)
from chapter.imports.reading.shapes import Party
from chapter.meetings.models import Meeting
from chapter.members import queries as members
from chapter.reporting import queries as reporting
from chapter.slips.ledger import Credit, Slip
from chapter.slips.models import ClosedBusinessSlip
from tests.factories import close_week, make_meeting, make_slip
from tests.imports.proofs import all_of, bring, dump, shown, take_back
from tests.imports.steps import ANA, BEN

FIRST, SECOND, TODAY = date(2026, 11, 5), date(2026, 11, 12), date(2026, 11, 19)
MEMBERS = (
    RosterRow(2, ANA, "Ana", "Torres", trade="Social media", email="ana@lighthouse.example"),
    RosterRow(3, BEN, "Ben", "Okafor", trade="Commercial law", sponsor=ANA),
    RosterRow(4, "Dara Gone", "Dara", "Gone", joined_on=date(2025, 1, 1), left_on=SECOND),
)
MEETINGS = (
    MeetingRow(2, FIRST, "closed"),
    MeetingRow(3, SECOND, "open"),
    MeetingRow(4, date(2026, 12, 24), "holiday", "Christmas"),
)
MARKS = (
    MarkRow(2, FIRST, ANA, "P"),
    MarkRow(3, FIRST, BEN, "S", "Sam Stand"),
    MarkRow(4, FIRST, "Dara Gone", "A"),
    MarkRow(5, SECOND, ANA, "L"),
)


def slip(line: int, kind: str, source: str, target: str, **said: object) -> TemplateSlip:
    """Return a row; a star makes somebody an outsider."""
    two = [
        Party(name.removeprefix("*"), name.startswith("*")) if name else None
        for name in (source, target)
    ]
    values = {"dated": date(2026, 11, 3), "counts_on": FIRST, **said}
    return TemplateSlip(line, kind, *two, **values)  # type: ignore[arg-type]


SLIPS = (
    slip(2, "referral", ANA, BEN, tier="outside"),
    slip(3, "referral", ANA, BEN, tier="outside"),
    slip(4, "one-to-one", BEN, "*Zed Outsider", detail="X, Y, Spain"),
    slip(5, "closed-business", "", ANA, amount=Decimal("1250.50"), tier="inside", is_repeat=True),
    slip(6, "education", BEN, "", units=3, text="A podcast"),
    slip(7, "testimonial", ANA, BEN, text="Well done"),
    slip(8, "sponsored", ANA, BEN),
    slip(9, "visitor", BEN, "*Vera Visitor"),
    slip(10, "referral", BEN, ANA, tier="inside", dated=SECOND, counts_on=None),
)
WHOLE = TemplateFile(MEMBERS, MEETINGS, MARKS, SLIPS, ())


def figures(chapter: Chapter) -> dict[tuple[str, str], int]:
    """Return what counts in November by first name and measure."""
    rows = reporting.rows_for_report(chapter, date(2026, 11, 1), date(2026, 12, 1))
    names = {row["person"]: row["first_name"] for row in rows.members}
    found: dict[tuple[str, str], int] = {}
    for credit in rows.credits:
        key = (names.get(credit["person"], "-"), credit["measure"])
        found[key] = found.get(key, 0) + (credit["amount"] or credit["quantity"])
    return found


def test_workbook_brings_all_four_sheets(chapter: Chapter) -> None:
    said = shown(adapter, chapter, WHOLE, Answers())
    _, applied = bring(adapter, chapter, WHOLE)

    assert {line.split(" | ")[0] for line in said} == {"new"}
    assert (applied.added, applied.known, len(said)) == (19, 0, 19)
    assert figures(chapter) == {
        ("Ana", "referrals_given"): 2,
        ("Ben", "referrals_received"): 2,
        ("Ben", "one_to_ones"): 1,
        ("Ana", "closed_business"): 125_050,
        ("Ben", "education"): 3,
        ("Ana", "testimonials"): 1,
        ("Ana", "sponsored"): 1,
        ("Ben", "visitors"): 1,
    }
    states = db.session.execute(db.select(Meeting.held_on, Meeting.state, Meeting.note))
    assert sorted(map(tuple, states)) == [
        (FIRST, "closed", ""),
        (SECOND, "open", ""),
        (date(2026, 12, 24), "holiday", "Christmas"),
    ]


def test_waiting_slip_stays_pending(chapter: Chapter) -> None:
    """Seen red with the waiting slips written before the weeks close."""
    early = slip(2, "referral", ANA, BEN, tier="inside", counts_on=None)

    bring(adapter, chapter, TemplateFile(MEMBERS, MEETINGS, (), (early,), ()))

    assert set(db.session.scalars(db.select(Credit.meeting_id))) == {None}


def test_workbook_taken_back_leaves_the_tables_as_before(lighthouse: Chapter) -> None:
    make_meeting(lighthouse, SECOND)
    before = dump()

    lighthouse.mode = "mirror"
    made, _ = bring(adapter, lighthouse, WHOLE, all_of(adapter, lighthouse, WHOLE))
    take_back(lighthouse, made)
    lighthouse.mode = "ledger"

    assert dump() == before


@pytest.mark.parametrize("order", [1, -1])
def test_same_workbook_again_changes_nothing(chapter: Chapter, order: int) -> None:
    """Seen red with the slips that stand not read."""
    bring(adapter, chapter, WHOLE)
    before = dump()
    again = TemplateFile(MEMBERS[::order], MEETINGS[::order], MARKS[::order], SLIPS[::order], ())

    said = shown(adapter, chapter, again, Answers())
    bring(adapter, chapter, again)

    assert {line.split(" | ")[0] for line in said} == {"known"}
    assert dump() == before


def test_recorded_slips_are_known_by_what_they_say(lighthouse: Chapter) -> None:
    """Seen red with only imported slips compared."""
    ana, ben = sorted(members.seats(lighthouse), key=lambda m: m.person.first_name)
    thanks = {"thanked_id": ana.person_id, "amount": 125_050}
    make_slip(lighthouse, "closed-business", ben.person, FIRST, **thanks)
    make_slip(lighthouse, "referral", ana.person, FIRST, receiver_id=ben.person_id)
    close_week(lighthouse, FIRST)
    slips = (
        slip(2, "closed-business", "", ANA, amount=Decimal("1250.5"), dated=FIRST),
        slip(3, "referral", ANA, BEN, tier="outside", dated=FIRST),
        slip(4, "referral", ANA, BEN, tier="outside", dated=FIRST),
    )

    said = shown(adapter, lighthouse, TemplateFile((), (), (), slips, ()), Answers())

    assert [line.split(" | ")[0] for line in said] == ["known", "known", "refused"]
    assert "flask reopen north 2026-11-05" in said[2]


def test_row_gone_from_the_workbook_is_proposed_for_removal(chapter: Chapter) -> None:
    """Seen red with missing lines taken like changed ones."""
    bring(adapter, chapter, WHOLE)
    chapter.mode = "mirror"
    shorter = TemplateFile(MEMBERS, MEETINGS, MARKS[:2] + MARKS[3:], SLIPS[:3] + SLIPS[4:], ())

    said = [line for line in shown(adapter, chapter, shorter, Answers()) if "missing" in line]
    bring(adapter, chapter, shorter)
    unasked = db.session.query(ClosedBusinessSlip).count()
    bring(adapter, chapter, shorter, all_of(adapter, chapter, shorter))

    assert said == ["missing | Dara Gone | A→", "missing | Ana Torres | 2026-11-03"]
    assert (unasked, db.session.query(ClosedBusinessSlip).count()) == (1, 0)


def test_owner_of_a_thank_you_is_kept_where_the_file_names_them(lighthouse: Chapter) -> None:
    row = slip(2, "closed-business", BEN, ANA, amount=Decimal(9))

    bring(adapter, lighthouse, TemplateFile((), (), (), (row,), ()))

    kept = db.session.scalars(db.select(ClosedBusinessSlip)).one()
    assert (kept.earner_id, kept.closer_may_see) == (kept.author_id, False)
    assert kept.earner_id is not None


def test_mark_outside_the_files_own_dates_is_refused(chapter: Chapter) -> None:
    """Seen red with the sheet Members not asked."""
    late = RosterRow(2, ANA, "Ana", "Torres", joined_on=SECOND)

    said = shown(adapter, chapter, TemplateFile((late,), (), MARKS[:1], (), ()), Answers())

    assert said[-1].endswith("This person is not a member on that day.")


def test_unknown_name_is_asked_and_becomes_a_former_member(lighthouse: Chapter) -> None:
    row = slip(2, "referral", "Nora Nobody", ANA, tier="inside")
    content = TemplateFile((), (), (), (row,), ())
    asked = adapter.plan(lighthouse, content, Answers(), TODAY).questions

    bring(adapter, lighthouse, content, Answers(people={"nora nobody": FORMER}))

    former = members.former(lighthouse, TODAY)
    assert [question.key for question in asked] == ["nora nobody"]
    assert [(m.person.name, m.left_on) for m in former] == [("Nora Nobody", date(2026, 11, 6))]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (MeetingRow(2, date(2026, 12, 3), "closed"), "This meeting is still to come"),
        (MeetingRow(2, FIRST, "holiday"), "Marks or slips stand in this week already"),
        (MeetingRow(2, TODAY, "closed"), "An earlier week is still open."),
        (MeetingRow(2, SECOND, "holiday"), "Marks or slips stand in this week already"),
    ],
)
def test_state_that_cannot_be_is_refused(lighthouse: Chapter, row: MeetingRow, why: str) -> None:
    """Seen red with the states written as they come."""
    make_meeting(lighthouse, date(2026, 10, 29))
    content = TemplateFile((), (row,), MARKS[:2] + MARKS[3:], (), ())

    said = shown(adapter, lighthouse, content, Answers())

    assert said[0].startswith(f"refused | {row.held_on}")
    assert why in said[0]


def test_future_slip_is_refused(lighthouse: Chapter) -> None:
    """Seen red with the day not asked."""
    row = slip(2, "education", BEN, "", units=1, dated=date(2026, 11, 26), counts_on=None)

    bring(adapter, lighthouse, TemplateFile((), (), (), (row,), ()))

    assert db.session.query(Slip).count() == 0
