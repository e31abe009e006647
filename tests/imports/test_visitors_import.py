"""Lists of visits: noted with who invited, the first one credited, the same one never twice."""

from datetime import date

import pytest

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports.families import visitors_import as adapter
from chapter.imports.plans import SKIP, Answers
from chapter.imports.reading.contents import VisitorRow, VisitorsFile
from chapter.meetings.rules import State
from chapter.people.models import Person
from chapter.slips.ledger import Credit
from chapter.visitors.models import Visit
from tests.exports import Slip as Row
from tests.factories import close_week, make_meeting, make_slip
from tests.imports.proofs import all_of, bring, dump, shown, take_back
from tests.imports.steps import ANA, BEN, audit
from tests.imports.steps import bring as bring_slips

FIRST, SECOND = date(2026, 11, 5), date(2026, 11, 12)


def listed(*rows: VisitorRow, has_come: bool = True) -> VisitorsFile:
    """Return a report of visits."""
    return VisitorsFile(rows, (), has_come=has_come, sheet="Report")


def pat(day: date, line: int = 2, **said: object) -> VisitorRow:
    """Return a visit of Pat Guest, invited by Ben."""
    values = {"company": "Guest SL", "email": "pat@guest.example", "invited_by": BEN, **said}
    return VisitorRow(line, "Pat Guest", "Pat", "Guest", visited_on=day, **values)  # type: ignore[arg-type]


TWICE = listed(pat(FIRST), pat(SECOND, 3, is_repeat=True))


def visits() -> list[tuple[str, str, str, str, str]]:
    """Return the visits that stand: day, who, as what, how far, invited by whom."""
    rows = db.session.scalars(db.select(Visit).join(Visit.meeting).order_by(Visit.id))
    return [
        (
            str(visit.meeting.held_on),
            visit.person.name,
            visit.type,
            visit.state,
            visit.inviter.name if visit.inviter else "",
        )
        for visit in rows
    ]


def credited() -> list[tuple[str, str]]:
    """Return who is credited for a visitor, on which day."""
    rows = db.session.scalars(db.select(Credit).where(Credit.measure == "visitors"))
    return [(c.person.name, str(c.meeting.held_on) if c.meeting else "") for c in rows]


def test_only_the_first_visit_is_credited(lighthouse: Chapter) -> None:
    """Seen red with every visit credited."""
    said = shown(adapter, lighthouse, TWICE, Answers())
    _, applied = bring(adapter, lighthouse, TWICE)

    contact = "pat@guest.example | Guest SL | visitor | came | Ben Okafor"
    assert said == [f"new | Pat Guest |  | {contact}"] * 2
    assert applied.added == 2
    assert visits() == [
        ("2026-11-05", "Pat Guest", "visitor", "present", BEN),
        ("2026-11-12", "Pat Guest", "visitor", "present", BEN),
    ]
    assert credited() == [(BEN, "2026-11-05")]


def test_visits_taken_back_leave_the_tables_as_before(lighthouse: Chapter) -> None:
    make_slip(lighthouse, "visitor", _person(BEN), date(2026, 11, 19), name="Pat Guest")
    before = dump()

    made, _ = bring(adapter, lighthouse, TWICE)
    take_back(lighthouse, made)

    assert dump() == before


@pytest.mark.parametrize("rows", [TWICE.rows, TWICE.rows[::-1], TWICE.rows * 2])
def test_same_visits_again_add_nothing(lighthouse: Chapter, rows: tuple[VisitorRow, ...]) -> None:
    """Seen red with the visits that stand not read."""
    bring(adapter, lighthouse, TWICE)

    _, applied = bring(adapter, lighthouse, listed(*rows))

    assert (applied.added, applied.changed, len(visits())) == (0, 0, 2)


def test_substitute_and_observer_come_as_such(lighthouse: Chapter) -> None:
    """Seen red with every visit taken for a visitor's."""
    content = listed(pat(FIRST, type="substitute"), pat(SECOND, type="observer"))

    bring(adapter, lighthouse, content)

    assert [(type_, inviter) for *_, type_, _, inviter in visits()] == [
        ("substitute", BEN),
        ("observer", BEN),
    ]
    assert credited() == []


def test_registration_expects_and_credits_nobody(lighthouse: Chapter) -> None:
    later = date(2026, 11, 26)
    bring(adapter, lighthouse, listed(pat(later), has_come=False))

    assert visits() == [("2026-11-26", "Pat Guest", "visitor", "registered", BEN)]
    assert credited() == []


def test_registered_visitor_who_came_is_a_change(lighthouse: Chapter) -> None:
    bring(adapter, lighthouse, listed(pat(FIRST), has_come=False))
    came = listed(pat(FIRST))

    said = shown(adapter, lighthouse, came, Answers())
    bring(adapter, lighthouse, came, all_of(adapter, lighthouse, came))

    assert said == ["changed | Pat Guest |  | registered→came"]
    assert credited() == [(BEN, "2026-11-05")]


def test_earlier_first_visit_takes_the_credit(lighthouse: Chapter) -> None:
    """Seen red with only the new visit credited."""
    bring(adapter, lighthouse, listed(pat(SECOND)))
    later = credited()
    bring(adapter, lighthouse, listed(pat(FIRST)))

    assert (later, credited()) == ([(BEN, "2026-11-12")], [(BEN, "2026-11-05")])


def test_closed_week_is_credited_with_a_trace(lighthouse: Chapter) -> None:
    meeting = close_week(lighthouse, FIRST)

    bring(adapter, lighthouse, listed(pat(FIRST)))

    traces = db.session.execute(
        db.text("SELECT action FROM audit_entries WHERE subject = :at ORDER BY id"),
        {"at": f"meetings:{meeting.id}"},
    ).scalars()
    assert credited() == [(BEN, "2026-11-05")]
    assert list(traces)[-1] == "week.visitor-credit"


def test_visit_that_an_audit_credited_is_not_credited_again(lighthouse: Chapter) -> None:
    """Seen red with slips of audits weighed like others."""
    bring_slips(lighthouse, audit([Row("Visitor", BEN, "Pat Guest")]), SECOND)

    bring(adapter, lighthouse, TWICE, Answers(taken=None))

    assert credited() == [(BEN, "2026-11-12")]


def test_other_inviter_is_named_and_stays(lighthouse: Chapter) -> None:
    bring(adapter, lighthouse, listed(pat(FIRST)))

    said = shown(adapter, lighthouse, listed(pat(FIRST, invited_by=ANA)), Answers())

    reason = "Ben Okafor is noted already to have invited this visitor."
    assert said == ["known | Pat Guest | ", f"refused | Pat Guest |  | {reason}"]


def test_member_on_the_list_is_refused(lighthouse: Chapter) -> None:
    """Seen red with the roster of the day not asked."""
    row = VisitorRow(2, ANA, "Ana", "Torres", visited_on=FIRST)

    said = shown(adapter, lighthouse, listed(row), Answers())

    why = "This is a member’s name; members are on the attendance sheet."
    assert said == [f"refused | Ana Torres |  | {why}"]


def test_holiday_takes_no_visitor(lighthouse: Chapter) -> None:
    make_meeting(lighthouse, FIRST, State.HOLIDAY)

    said = shown(adapter, lighthouse, listed(pat(FIRST)), Answers())

    assert said == ["refused | Pat Guest |  | This week is a holiday. Put the meeting back first."]


def test_unknown_inviter_is_asked(lighthouse: Chapter) -> None:
    content = listed(pat(FIRST, invited_by="Bem Okafor"))
    (question,) = adapter.plan(lighthouse, content, Answers(), date(2026, 11, 19)).questions
    ben = question.choices[0]

    bring(adapter, lighthouse, content, Answers(people={question.key: int(ben.value)}))
    bring(adapter, lighthouse, listed(pat(SECOND, invited_by="Bem Okafor")))

    assert (ben.label, [inviter for *_, inviter in visits()]) == (BEN, [BEN, BEN])


def test_row_of_a_name_left_out_brings_nothing(lighthouse: Chapter) -> None:
    content = listed(pat(FIRST, invited_by="Nora Nobody"))

    bring(adapter, lighthouse, content, Answers(people={"nora nobody": SKIP}))

    assert visits() == []


def test_organisation_invites_as_nobody(lighthouse: Chapter) -> None:
    bring(adapter, lighthouse, listed(pat(FIRST, invited_by="BNI")))

    assert visits() == [("2026-11-05", "Pat Guest", "visitor", "present", "")]


def _person(name: str) -> Person:
    first_name = name.split()[0]
    return db.session.scalars(db.select(Person).where(Person.first_name == first_name)).one()
