"""Lists of one upload that need each other, and what a list says nothing of."""

from datetime import timedelta

from sqlalchemy import event

from chapter import clock
from chapter.accounts import queries as account_queries
from chapter.accounts import service as accounts
from chapter.accounts.rules import Office
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports import service
from chapter.imports.families import roster_import as adapter
from chapter.imports.families import template_import
from chapter.imports.plans import Answers, Line
from chapter.imports.reading.contents import Content, DuesFile, DuesRow, RosterRow
from chapter.imports.service import Source
from chapter.members.models import Membership
from tests.conftest import Reader, sign_up
from tests.imports.proofs import bring, shown, who
from tests.imports.rosters import BEN_ROW, TODAY, both, roster
from tests.imports.steps import ANA, BEN
from tests.imports.test_template_round_trip import workbook

CARO = "Caro Díaz"


def dues(*rows: DuesRow) -> DuesFile:
    """Return a dues report."""
    return DuesFile(rows, (), sheet="Dues")


def lines(chapter: Chapter, *contents: Content) -> list[Line]:
    """Return the lines of files dropped together."""
    sources = [Source(f"{n}.xls", bytes([n]), one) for n, one in enumerate(contents)]
    plans = service.preview(chapter, sources, [Answers()] * len(sources), who(chapter))
    return [line for plan in plans for line in plan.lines]


def bring_all(chapter: Chapter, *contents: Content) -> None:
    """Bring files in together."""
    sources = [Source(f"{n}.xls", bytes([n]), one) for n, one in enumerate(contents)]
    service.bring_all(chapter, sources, [Answers()] * len(sources), who(chapter))


def offices(chapter: Chapter) -> list[tuple[str, str]]:
    """Return who holds which office."""
    return [(t.user.name, t.office) for t in account_queries.terms_in(chapter, TODAY)]


def test_unknown_who_has_left_is_not_called_there_already(lighthouse: Chapter) -> None:
    """Seen red with a dropped stranger known."""
    content = dues(DuesRow(9, "Dara Gone", "dropped", status="dropped"))

    said = shown(adapter, lighthouse, content, Answers())

    assert said[-1] == (
        "refused | Dara Gone | This person has left and was never on the roster here, so nothing "
        "is added."
    )


def test_industry_fills_a_trade_that_is_empty(lighthouse: Chapter) -> None:
    """Seen red with the industry kept for new members alone."""
    bring(adapter, lighthouse, both(RosterRow(5, CARO)))
    content = dues(
        DuesRow(4, ANA, "current", "Media", status="active"),
        DuesRow(5, BEN, "current", "Legal", status="active"),
        DuesRow(6, CARO, "current", "Trades", status="active"),
    )

    said = shown(adapter, lighthouse, content, Answers())

    assert said == ["known | Ana Torres", "known | Ben Okafor", "changed | Caro Díaz | Trades"]


def test_industry_that_is_somebodys_seat_is_left_open(lighthouse: Chapter) -> None:
    """Seen red with the industry refused like a trade of one's own."""
    bring(adapter, lighthouse, both(RosterRow(5, CARO)))
    content = dues(DuesRow(6, CARO, "current", "Social media", status="active"))

    assert shown(adapter, lighthouse, content, Answers())[-1] == "known | Caro Díaz"


def test_trade_of_the_roster_comes_before_the_industry(lighthouse: Chapter) -> None:
    """Seen red with what other files bring not asked."""
    bring(adapter, lighthouse, both(RosterRow(5, CARO)))
    files = (
        both(RosterRow(5, CARO, trade="Roofer")),
        dues(DuesRow(6, CARO, "current", "Trades", status="active")),
    )

    assert [
        one.details[0].after for one in lines(lighthouse, *files) if one.key.startswith("trade:")
    ] == ["Roofer"]


def test_office_of_whom_the_same_upload_admits_is_granted(lighthouse: Chapter) -> None:
    """Seen red with “no member today” said of them."""
    files = (
        dues(DuesRow(6, CARO, "current", "", "President", "active")),
        both(RosterRow(5, CARO, email="caro@lighthouse.example")),
    )

    shown_as = [one.state for one in lines(lighthouse, *files) if one.key.startswith("office:")]
    bring_all(lighthouse, *files)

    assert shown_as == ["changed"]
    assert offices(lighthouse) == [(CARO, "president")]


def test_office_of_whom_the_same_upload_admits_later_waits(lighthouse: Chapter) -> None:
    """Seen red with everybody who comes taken for a member today."""
    later = TODAY + timedelta(days=7)
    files = (
        dues(DuesRow(6, CARO, "current", "", "President", "active")),
        both(RosterRow(5, CARO, joined_on=later, email="caro@lighthouse.example")),
    )

    (line,) = [one for one in lines(lighthouse, *files) if one.key.startswith("office:")]

    assert (line.state, str(line.reason)[:30]) == ("refused", "This person is no member today")


def test_office_of_somebody_without_a_seat_is_not_taken_away(lighthouse: Chapter) -> None:
    """Seen red with the offices of people who are no members among those a list lacks."""
    vera = sign_up(lighthouse, "Vera Vice", "Baker", Office.VICE_PRESIDENT)
    assert vera.person
    db.session.execute(
        db.text("DELETE FROM memberships WHERE person_id = :i"), {"i": vera.person.id}
    )
    content = roster(RosterRow(3, ANA, trade="Social media", office="President"), BEN_ROW)

    assert [one.key for one in lines(lighthouse, content) if one.key.startswith("office-end")] == []


def test_own_template_proposes_nothing(
    lighthouse: Chapter, director: Reader, vice_president: Reader
) -> None:
    """Seen red with a director's second office proposed to end."""
    accounts.grant_office(
        lighthouse,
        director.user,
        Office.PRESIDENT,
        starts_on=TODAY,
        ends_on=None,
        actor_id=None,
        now=clock.now(),
    )
    db.session.commit()

    assert {
        s.split(" | ")[0]
        for s in shown(template_import, lighthouse, workbook(lighthouse), Answers())
    } == {"known"}


def loaded(chapter: Chapter, number: int) -> int:
    """Admit so many by a list, and return how many memberships were read meanwhile."""
    read: list[object] = []
    rows = [RosterRow(n, f"No {number} Of{n}", trade=f"Trade {number} {n}") for n in range(number)]
    event.listen(Membership, "load", note := lambda *_: read.append(1))
    try:
        bring_all(chapter, roster(*rows))
    finally:
        event.remove(Membership, "load", note)
    db.session.commit()
    return len(read)


def test_seats_are_not_all_read_for_each_member(lighthouse: Chapter) -> None:
    """Seen red with all seats read for each member admitted."""
    assert loaded(lighthouse, 80) < 3 * 80
