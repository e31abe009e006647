"""What a preview shows, that it writes nothing, and that bringing in does just that."""

from datetime import date

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports.plans import Plan
from chapter.imports.states import LineState
from chapter.slips.ledger import Slip
from tests.exports import Slip as Row
from tests.factories import close_week
from tests.imports.steps import (
    ANA,
    BEN,
    DAY,
    ROWS,
    bring_in,
    counts,
    figures,
    preview,
    slips,
    standing,
)

CORRECTED = [*ROWS[:5], Row("TYFCB", "", ANA, amount="12505"), *ROWS[6:]]


def shown(plan: Plan, state: LineState) -> list[str]:
    """Return the lines of one state: who, and what changes."""
    return [
        f"{line.what} {line.name} {' '.join(f'{d.before}>{d.after}' for d in line.details)}".strip()
        for line in plan.lines
        if line.state == state
    ]


def test_preview_of_new_rows_writes_nothing(lighthouse: Chapter) -> None:
    """Seen red with the meeting made for the preview."""
    before = standing()

    plan = preview(lighthouse, slips(ROWS), meeting_day=date(2026, 11, 10))

    assert (counts(plan), plan.is_ready, standing() == before) == ("8 new", True, True)
    assert [str(notice) for notice in plan.notices] == [
        "No meeting stands on 2026-11-10; one would be added."
    ]


def test_preview_names_each_row_with_its_line(lighthouse: Chapter) -> None:
    plan = preview(lighthouse, slips(ROWS))

    line = plan.lines[2]
    assert (line.sheet, line.line, line.name) == ("Report", 4, "Zed Outsider → Ben Okafor")
    assert [(d.label, d.after) for d in line.details] == [
        ("Tier", "outside"),
        ("Chapter and place", "X, Y, Spain"),
    ]


def test_corrected_row_shows_its_difference_and_is_applied(lighthouse: Chapter) -> None:
    """Seen red with corrected rows taken as new."""
    bring_in(lighthouse, slips(ROWS))
    slip_ids = [row[0] for row in standing()["slips"]]

    plan = preview(lighthouse, slips(CORRECTED))
    (done,) = bring_in(lighthouse, slips(CORRECTED))
    close_week(lighthouse, DAY)

    assert shown(plan, LineState.CHANGED) == ["closed-business Ana Torres €1,250.50>€12,505"]
    assert (done.added, done.changed, done.known) == (0, 1, 7)
    assert figures(lighthouse)[("Ana", "closed_business", "")] == 1_250_500
    assert [row[0] for row in standing()["slips"]] == slip_ids


def test_corrected_file_again_adds_nothing(lighthouse: Chapter) -> None:
    """Seen red with the digest of a corrected slip left as it was."""
    bring_in(lighthouse, slips(ROWS))
    bring_in(lighthouse, slips(CORRECTED))

    assert counts(preview(lighthouse, slips(CORRECTED[::-1]))) == "8 known"


def test_correction_not_taken_stays_out(lighthouse: Chapter) -> None:
    bring_in(lighthouse, slips(ROWS))
    before = standing()

    (done,) = bring_in(lighthouse, slips(CORRECTED), taken=frozenset())

    assert (done.changed, standing() == before) == (0, True)


def test_missing_row_is_proposed_and_stays_unasked(lighthouse: Chapter) -> None:
    """Seen red with missing rows removed whatever was said."""
    bring_in(lighthouse, slips(ROWS))

    plan = preview(lighthouse, slips(ROWS[1:]))
    (done,) = bring_in(lighthouse, slips(ROWS[1:]))

    assert shown(plan, LineState.MISSING) == ["referral Ana Torres → Ben Okafor >inside"]
    assert (done.removed, done.missing, db.session.query(Slip).count()) == (0, 1, 8)


def test_missing_row_goes_when_it_is_taken(lighthouse: Chapter) -> None:
    bring_in(lighthouse, slips(ROWS))
    plan = preview(lighthouse, slips(ROWS[1:]))
    keys = frozenset(line.key for line in plan.lines if line.state == LineState.MISSING)

    (done,) = bring_in(lighthouse, slips(ROWS[1:]), taken=keys)

    assert (done.removed, db.session.query(Slip).count()) == (1, 7)
    assert counts(preview(lighthouse, slips(ROWS[1:]))) == "7 known"


def test_missing_visitor_goes_with_their_visit(lighthouse: Chapter) -> None:
    bring_in(lighthouse, slips(ROWS))
    plan = preview(lighthouse, slips(ROWS[:-1]))

    bring_in(lighthouse, slips(ROWS[:-1]), taken=frozenset(line.key for line in plan.lines))
    bring_in(lighthouse, slips(ROWS))
    close_week(lighthouse, DAY)

    assert figures(lighthouse)[("Ben", "visitors", "")] == 1


def test_other_part_of_a_week_corrects_nothing(lighthouse: Chapter) -> None:
    """Seen red with any new row taken for a correction of a missing one."""
    bring_in(lighthouse, slips([Row("CEU", ANA, units="1"), Row("CEU", BEN, units="1")]))

    plan = preview(lighthouse, slips([Row("CEU", ANA, units="2")]))

    assert counts(plan) == "2 missing, 1 new"


def test_amount_the_currency_cannot_hold_is_named_in_its_row(lighthouse: Chapter) -> None:
    plan = preview(lighthouse, slips([*ROWS, Row("TYFCB", "", ANA, amount="10.005")]))

    (line,) = [line for line in plan.lines if line.state == LineState.REFUSED]
    assert (line.line, plan.is_ready, len(plan.refusals)) == (10, False, 1)


def test_row_not_understood_is_shown_and_keeps_the_file_out(lighthouse: Chapter) -> None:
    plan = preview(lighthouse, slips([*ROWS, Row("Handshake", ANA, BEN)]))

    line = plan.lines[0]
    assert (line.state, line.sheet, line.line, line.name, str(line.reason)) == (
        *("refused", "Report", 10, "Slip Type"),
        "The slip type “Handshake” is not known.",
    )
    assert (plan.is_ready, counts(plan)) == (False, "8 new, 1 refused")


def test_fingerprint_changes_with_what_is_shown(lighthouse: Chapter) -> None:
    one = preview(lighthouse, slips(ROWS))
    other = preview(lighthouse, slips(ROWS[:-1]))

    assert one.fingerprint != other.fingerprint
    assert one.fingerprint == preview(lighthouse, slips(ROWS[::-1])).fingerprint
