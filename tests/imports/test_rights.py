"""What a list may not do on behalf of somebody who has not that right themselves."""

import pytest

from chapter.accounts.rules import OFFICE_RIGHTS
from chapter.chapters.models import Chapter
from chapter.imports import service
from chapter.imports.families import roster_deeds
from chapter.imports.families.roster_steps import Act, Step, line
from chapter.imports.plans import Answers
from chapter.imports.reading.contents import RosterRow
from chapter.imports.reading.template import TEMPLATE
from chapter.imports.refusals import ImportRefused, Refusal
from chapter.imports.states import LineState
from chapter.web.permissions import Permission
from tests.browse import Browser
from tests.conftest import BrowserFactory, Reader
from tests.imports.pages import bring, drop, texts
from tests.imports.rights import SECRETARY, VICE_PRESIDENT, by, every_line, lines, source, terms
from tests.imports.rosters import ANA_ROW, roster
from tests.imports.steps import ANA, BEN
from tests.layouts import text

LIST = text(
    [
        ["Name", "Profession", "E-mail", "Role"],
        [ANA, "Social media", "ana.torres@north.example", "President"],
        [BEN, "Commercial law", "", ""],
    ]
)


def test_offices_of_a_list_are_no_secretarys_to_grant(
    lighthouse: Chapter, secretary: Reader, officer: Browser
) -> None:
    """Seen red with the rights left out of the answers."""
    before = terms(lighthouse)
    page = drop(officer, ("members.csv", LIST))
    told = [t for t in texts(page, "tbody tr") if "Office" in t]
    bring(officer, page)

    assert len(told) == 2
    assert all("ask one of them" in one for one in told)
    assert page.select("input[name][type=checkbox][checked]") == []
    assert terms(lighthouse) == before


def test_offices_of_a_list_are_the_vice_presidents_to_grant(
    lighthouse: Chapter, vice_president: Reader, browse: BrowserFactory
) -> None:
    officer = browse(vice_president)
    bring(officer, drop(officer, ("members.csv", LIST)))

    assert f"{ANA}: president" in terms(lighthouse)


def test_member_and_stranger_bring_nothing_in(
    browse: BrowserFactory, lighthouse: Chapter, member: Reader, stranger: Reader
) -> None:
    """Seen red with @requires lowered to REPORT_VIEW."""
    for reader, status in ((member, 403), (stranger, 404)):
        browse(reader).post("imports.upload", {}, status)


def test_ticks_made_up_grant_no_office(lighthouse: Chapter, secretary: Reader) -> None:
    """Seen red with the rights left out of the answers."""
    file = source(roster(ANA_ROW, RosterRow(4, BEN, office="President")))
    answers, before = every_line(lighthouse, file), terms(lighthouse)
    service.bring_all(lighthouse, [file], [answers], by(secretary, SECRETARY))

    assert any(key.startswith("office:") for key in answers.taken or ())
    assert terms(lighthouse) == before


def test_list_lets_no_officer_leave_for_a_secretary(
    lighthouse: Chapter, secretary: Reader, vice_president: Reader
) -> None:
    """Seen red with the offices of those who leave not asked."""
    file, before = source(roster(ANA_ROW)), terms(lighthouse)
    found = {}
    for name, reader in ((SECRETARY, secretary), (VICE_PRESIDENT, vice_president)):
        (plan,) = service.preview(lighthouse, [file], [Answers()], by(reader, name))
        found[name] = lines(plan, "leave:vic")
    taken = Answers(taken=frozenset({"leave:vic president", "leave:ben okafor"}))
    service.bring_all(lighthouse, [file], [taken], by(secretary, SECRETARY))

    assert found == {
        SECRETARY: [("refused", Refusal.OFFICES.value)],
        VICE_PRESIDENT: [("missing", "")],
    }
    assert terms(lighthouse) == before


@pytest.mark.parametrize("act", [Act.OFFICE, Act.END_OFFICE])
def test_deed_itself_refuses_an_office(lighthouse: Chapter, secretary: Reader, act: Act) -> None:
    """Seen red with the deeds asking for no right."""
    step = Step(line(LineState.NEW, ANA, "office:"), act)
    with pytest.raises(ImportRefused) as refused:
        roster_deeds.do(lighthouse, [step], by(secretary, SECRETARY))

    assert refused.value.refusal == Refusal.OFFICES


def test_deed_itself_refuses_a_change_of_the_roster(lighthouse: Chapter, member: Reader) -> None:
    """Seen red with the deeds asking for no right."""
    step = Step(line(LineState.NEW, ANA, "admit:"), Act.ADMIT)
    with pytest.raises(ImportRefused) as refused:
        roster_deeds.do(lighthouse, [step], by(member))

    assert refused.value.refusal == Refusal.MEMBERS


def test_directors_are_ended_by_no_list(
    lighthouse: Chapter, director: Reader, vice_president: Reader
) -> None:
    """Seen red with directors among those a list lacks."""
    file = source(roster(RosterRow(3, ANA, office="President")))
    (plan,) = service.preview(lighthouse, [file], [Answers()], by(vice_president, VICE_PRESIDENT))

    assert [one.name for one in plan.lines if one.key.startswith("office-end:")] == [
        "Vic President"
    ]


def test_whoever_imports_has_the_rights_that_every_file_needs() -> None:
    """Rows make members, marks and visits: no import asks for these rights again."""
    needed = {
        Permission.ATTENDANCE_MARK,
        Permission.MEMBER_ADMIT,
        Permission.VISITOR_WELCOME,
    }
    importers = [rights for rights in OFFICE_RIGHTS.values() if Permission.FILE_IMPORT in rights]

    assert [needed <= rights for rights in importers] == [True] * 4


def test_template_is_for_whoever_brings_files_in(officer: Browser) -> None:
    """Seen red with the right to configure the chapter asked for."""
    page = officer.get("imports.index")
    (link,) = page.select("a[download]")
    with officer.client.get(str(link["href"])) as answer:
        assert (answer.status_code, len(TEMPLATE)) == (200, 4)
