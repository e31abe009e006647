"""Leaving, coming back, dues, lengths and offices: nothing of it without an officer."""

from chapter.accounts import queries as account_queries
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports.families import roster_import as adapter
from chapter.imports.plans import Answers
from chapter.imports.reading.contents import DuesFile, DuesRow, LengthFile, LengthRow, RosterRow
from chapter.members import queries
from tests.factories import FOUNDED
from tests.imports.proofs import all_of, bring, day, dump, shown, take_back
from tests.imports.rosters import ANA_ROW, BEN_ROW, TODAY, both, release, roster, states, times
from tests.imports.steps import ANA, BEN


def test_rejoining_keeps_the_first_time(lighthouse: Chapter) -> None:
    """Seen red with the old time taken up again."""
    release(lighthouse, BEN, day("2026-10-01"))
    back = roster(ANA_ROW, RosterRow(4, BEN, joined_on=day("2026-11-01")))
    before = dump()

    said = shown(adapter, lighthouse, back, Answers())
    made, _ = bring(adapter, lighthouse, back)
    known = times(BEN)
    take_back(lighthouse, made)

    assert said[1] == "new | Ben Okafor | 2026-11-01"
    assert known == [("2026-11-01", ""), ("2026-09-01", "2026-10-01")]
    assert dump() == before


def test_leaving_the_file_knows_nothing_of_stays(lighthouse: Chapter) -> None:
    """Seen red with a leaving taken back like any change."""
    release(lighthouse, BEN, TODAY)

    said = shown(adapter, lighthouse, both(), Answers())
    bring(adapter, lighthouse, both())
    unasked = times(BEN)
    bring(adapter, lighthouse, both(), all_of(adapter, lighthouse, both()))

    assert said[1].startswith("missing | Ben Okafor | 2026-11-19→")
    assert (unasked, times(BEN)) == ([("2026-09-01", "2026-11-19")], [("2026-09-01", "")])


def test_dues_bring_renewals_and_offices(lighthouse: Chapter) -> None:
    content = DuesFile(
        (
            DuesRow(4, ANA, "current", "Media", "President, Member", "active", day("2027-05-01")),
            DuesRow(5, BEN, "late", "Legal", "", "late", day("2026-10-01")),
            DuesRow(9, "Dara Gone", "dropped", "Apparel", "", "dropped", day("2025-10-01")),
        ),
        (),
    )
    before = dump()

    said = shown(adapter, lighthouse, content, Answers())
    made, _ = bring(adapter, lighthouse, content)
    terms = [(t.user.name, t.office) for t in account_queries.terms_in(lighthouse, TODAY)]
    renewals = [m.renewal_on for m in queries.current(lighthouse, TODAY)]
    take_back(lighthouse, made)

    assert said == [
        "changed | Ana Torres | 2027-05-01",
        "changed | Ben Okafor | 2026-10-01",
        "refused | Dara Gone | This person has left and was never on the roster here, so nothing "
        "is added.",
        "changed | Ana Torres | President",
    ]
    assert (terms, renewals) == (
        [(ANA, "president")],
        [day("2026-10-01"), day("2027-05-01")],
    )
    assert dump() == before


def test_office_the_list_does_not_name_is_proposed_to_end(lighthouse: Chapter) -> None:
    """Seen red with missing lines taken like changed ones."""
    bring(adapter, lighthouse, roster(RosterRow(3, ANA, office="President"), BEN_ROW))
    content = roster(ANA_ROW, RosterRow(4, BEN, office="President"))

    said = shown(adapter, lighthouse, content, Answers())
    bring(adapter, lighthouse, content)
    unasked = len(account_queries.terms_in(lighthouse, TODAY))
    bring(adapter, lighthouse, content, all_of(adapter, lighthouse, content))

    assert said[2] == "missing | Ana Torres | President→"
    assert unasked == 2
    terms = account_queries.terms_in(lighthouse, TODAY)
    assert [t.user.name for t in terms if t.ends_on is None] == [BEN]


def test_office_without_an_email_is_refused(lighthouse: Chapter) -> None:
    """Seen red with the e-mail not asked."""
    content = both(RosterRow(5, "Caro Díaz", office="President"))

    said = shown(adapter, lighthouse, content, Answers())

    assert said[-1].startswith("refused | Caro Díaz | President | An office needs somebody")


def test_length_tells_of_the_first_time(lighthouse: Chapter) -> None:
    """Seen red with only the last beginning kept."""
    content = LengthFile(
        (LengthRow(2, "Ana", "Torres", "", day("2023-04-01"), day("2025-02-01")),), ()
    )
    before = dump()

    made, _ = bring(adapter, lighthouse, content)
    known, again = times(ANA), shown(adapter, lighthouse, content, Answers())
    take_back(lighthouse, made)

    assert known == [("2025-02-01", ""), ("2023-04-01", "2025-02-01")]
    assert states(again) == ["missing", "known"]
    assert dump() == before


LENGTH = LengthFile((LengthRow(2, "Ana", "Torres", "", day("2023-04-01"), day("2025-02-01")),), ())


def test_end_nobody_tells_is_no_day_of_leaving(lighthouse: Chapter) -> None:
    """Seen red with the day of coming back shown as the day of leaving."""
    plan = adapter.plan(lighthouse, LENGTH, Answers(), TODAY)
    (line,) = [line for line in plan.lines if line.key.startswith("earlier:")]

    assert [(one.label, one.after) for one in line.details] == [
        ("Joined first", "2023-04-01"),
        ("Left on a day the file does not say, at the latest", "2025-02-01"),
    ]
    assert [str(one)[:78] for one in plan.notices] == [
        "The file does not say when these people left the first time: Ana Torres. The d"
    ]


def test_end_told_later_corrects_the_bound(lighthouse: Chapter) -> None:
    """Seen red with a first day already known ending the comparison."""
    bring(adapter, lighthouse, LENGTH)
    told = both(
        RosterRow(5, ANA, joined_on=day("2023-04-01"), left_on=day("2024-06-01")),
    )
    before = dump()

    said = shown(adapter, lighthouse, told, Answers())
    made, _ = bring(adapter, lighthouse, told)
    known, again = times(ANA), shown(adapter, lighthouse, told, Answers())
    take_back(lighthouse, made)

    assert said[0] == "changed | Ana Torres | 2023-04-01 | 2025-02-01→2024-06-01"
    assert known == [("2025-02-01", ""), ("2023-04-01", "2024-06-01")]
    assert again[0] == "known | Ana Torres"
    assert dump() == before


def test_first_time_without_its_correction_is_refused(lighthouse: Chapter) -> None:
    """Seen red with overlapping times let through."""
    content = LengthFile(
        (LengthRow(2, "Ana", "Torres", "", day("2023-04-01"), day("2026-10-01")),), ()
    )
    only = frozenset({"earlier:ana torres:2023-04-01:2026-10-01"})

    said = shown(adapter, lighthouse, content, Answers(taken=only))

    assert said[-1].endswith("This day is within an earlier time on the roster of this person.")


def test_imported_sponsor_earns_nothing(lighthouse: Chapter) -> None:
    """Seen red with the sponsor given to the admission."""
    bring(adapter, lighthouse, both(RosterRow(5, "Caro Díaz", joined_on=FOUNDED, sponsor=BEN)))

    assert db.session.execute(db.text("SELECT count(*) FROM slips")).scalar() == 0
