"""Files become slips: once, whole, attached to their meeting."""

from datetime import date

import pytest

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports import service
from chapter.imports.refusals import ImportRefused, Refusal
from chapter.members import queries as members
from chapter.slips.ledger import Credit, Slip
from tests.exports import PEOPLE, spreadsheetml, summary_palms
from tests.exports import Slip as Row
from tests.factories import close_week, make_member
from tests.imports.steps import ANA, BEN, DAY, ROWS, audit, bring, figures


def test_slips_count_for_their_members_once_the_week_is_closed(lighthouse: Chapter) -> None:
    """Outsiders earn nothing, equal rows all count, a one-to-one counts for both.

    Seen red with ROSTER_ONLY empty, and with the ordinal left out of the row's key.
    """
    bring(lighthouse, audit(ROWS))
    before = figures(lighthouse)

    close_week(lighthouse, DAY)

    assert before == {}
    assert figures(lighthouse) == {
        ("Ana", "referrals_given", "inside"): 2,
        ("Ben", "referrals_received", "inside"): 2,
        ("Ben", "referrals_received", "outside"): 1,
        ("Ana", "one_to_ones", ""): 2,
        ("Ben", "one_to_ones", ""): 1,
        ("Ana", "closed_business", ""): 125_050,
        ("Ben", "education", ""): 3,
        ("Ben", "visitors", ""): 1,
    }


def test_same_file_in_another_order_adds_nothing(lighthouse: Chapter) -> None:
    """Seen red with the row's place in its key."""
    bring(lighthouse, audit(ROWS))

    again = bring(lighthouse, audit(ROWS[::-1]))

    assert again == "0 added, 8 known, 0 former"
    assert db.session.query(Slip).count() == 8


def test_both_directions_of_a_pair_count_as_they_stand(lighthouse: Chapter) -> None:
    bring(lighthouse, audit([Row("One-to-One", ANA, BEN), Row("One-to-One", BEN, ANA)]))
    close_week(lighthouse, DAY)

    assert figures(lighthouse) == {("Ana", "one_to_ones", ""): 2, ("Ben", "one_to_ones", ""): 2}


def test_unknown_name_stops_the_import_and_leaves_nothing(lighthouse: Chapter) -> None:
    """Seen red with the check for unknown names off."""
    data = audit([*ROWS, Row("Referral", "Nora Nobody", ANA, tier="Tier 1 (inside)")])

    with pytest.raises(ImportRefused) as refused:
        bring(lighthouse, data)

    db.session.rollback()
    assert refused.value.refusal is Refusal.UNKNOWN
    assert refused.value.values["names"] == "Nora Nobody"
    assert db.session.query(Slip).count() == 0


def test_unknown_name_becomes_a_former_member_of_that_week(lighthouse: Chapter) -> None:
    data = audit([Row("Referral", "Nora Nobody", ANA, tier="Tier 1 (inside)")])

    said = bring(lighthouse, data, former=True)
    close_week(lighthouse, DAY)

    assert said == "1 added, 0 known, 1 former"
    assert figures(lighthouse)[("Nora", "referrals_given", "inside")] == 1
    former = members.former(lighthouse, date(2026, 11, 19))
    assert [m.person.name for m in former] == ["Nora Nobody"]


def test_former_member_is_known_in_a_later_week(lighthouse: Chapter) -> None:
    """Seen red with the time of the former member not stretched."""
    row = Row("Referral", "Nora Nobody", ANA, tier="Tier 1 (inside)")
    bring(lighthouse, audit([row]), date(2026, 11, 5), former=True)

    said = bring(lighthouse, audit([row]), DAY)

    assert said == "1 added, 0 known, 0 former"
    standings = db.session.scalars(db.select(Credit.standing)).all()
    assert list(standings) == ["member"] * 4


def test_summary_makes_the_roster_and_credits_nothing(chapter: Chapter) -> None:
    data = spreadsheetml(summary_palms(PEOPLE))

    said = [bring(chapter, data, None), bring(chapter, data, None)]

    roster = members.current(chapter, date(2026, 11, 19))
    assert said[1] == f"0 added, {len(roster)} known, 0 former"
    assert said[0] == f"{len(roster)} added, 0 known, 0 former"
    assert db.session.query(Credit).count() == 0


def test_row_not_understood_stops_the_file() -> None:
    with pytest.raises(ImportRefused) as refused:
        service.open_file("slips.xls", audit([Row("Handshake", ANA, BEN)]))

    assert refused.value.refusal is Refusal.ROW


def test_other_chapter_brings_the_same_file_in_for_itself(
    lighthouse: Chapter, elsewhere: Chapter
) -> None:
    """Seen red with the keys looked up in every chapter."""
    make_member(elsewhere, ANA, "Social media")
    make_member(elsewhere, BEN, "Commercial law")
    bring(lighthouse, audit(ROWS))

    assert bring(elsewhere, audit(ROWS)) == "8 added, 0 known, 0 former"


def test_name_two_people_share_is_refused(lighthouse: Chapter) -> None:
    """Seen red with the check for shared names off."""
    make_member(lighthouse, ANA, "Another trade", email="other.ana@north.example")

    with pytest.raises(ImportRefused) as refused:
        bring(lighthouse, audit(ROWS[:1]))

    assert (refused.value.refusal, refused.value.values["names"]) == (Refusal.SHARED, ANA)


@pytest.mark.parametrize("amount", ["0.00", "-5.00", "10.005"])
def test_amount_the_currency_cannot_hold_is_refused(lighthouse: Chapter, amount: str) -> None:
    """Seen red with the check of the amount off."""
    with pytest.raises(ImportRefused) as refused:
        bring(lighthouse, audit([Row("TYFCB", "", ANA, amount=amount)]))

    assert refused.value.refusal in (Refusal.AMOUNT, Refusal.ROW)
