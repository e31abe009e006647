"""The layouts that lie beside the checkout, dropped together: who belongs, came and counts."""

from datetime import date

import pytest

from chapter import clock
from chapter.accounts import queries as account_queries
from chapter.chapters.models import Chapter
from chapter.chapters.rules import Mode
from chapter.db import db
from chapter.imports import service
from chapter.imports.plans import Answers, Who
from chapter.imports.service import Brought, Source
from chapter.members import queries as members
from chapter.slips.ledger import Credit
from tests.factories import make_chapter
from tests.imports.proofs import dump
from tests.imports.test_real_exports import LAYOUTS

TODAY = date(2026, 11, 19)
FILES = (
    "palms_attendance_wide.xls",
    "chapter_visitor_report.xls",
    "visitor_registration_report.xls",
    "membership_length.xls",
    "membership_dues.xls",
    "chapter_roster.xls",
)

needs_layouts = pytest.mark.skipif(
    not LAYOUTS.is_dir(), reason="no layouts: CHAPTER_EXPORTS names no folder beside them"
)


@pytest.fixture
def lighthouse(app: object) -> Chapter:
    """An empty chapter of the name the files say."""
    return make_chapter("lighthouse", "Lighthouse", today=date(2025, 9, 1))


def who() -> Who:
    """Return the command line."""
    return Who(None, TODAY, clock.now())


def bring(chapter: Chapter, **said: object) -> list[Brought]:
    """Bring all files in together."""
    sources: list[Source] = [service.open_file(n, (LAYOUTS / n).read_bytes()) for n in FILES[1:]]
    sources.append(service.look(FILES[0], (LAYOUTS / FILES[0]).read_bytes()))
    answers = Answers(unknown="former", takes_same_words=True, **said)  # type: ignore[arg-type]
    done = service.bring_all(chapter, sources, [answers] * len(sources), who())
    db.session.commit()
    return done


@needs_layouts
def test_everything_finds_its_people(lighthouse: Chapter) -> None:
    bring(lighthouse)

    roster = {
        m.person.name: (m.trade, str(m.joined_on or ""), str(m.renewal_on or ""))
        for m in members.current(lighthouse, TODAY)
    }
    assert roster == {
        "Ana Torres": ("Social Media", "2025-02-01", "2027-05-01"),
        "Ben Okafor": ("Commercial", "", "2026-04-01"),
        "Caro Díaz": ("Trades", "", "2026-01-01"),
    }
    ana = next(m for m in members.current(lighthouse, TODAY) if m.person.first_name == "Ana")
    times = members.of_person(lighthouse, ana.person)
    assert [str(time.joined_on) for time in times] == ["2025-02-01", "2023-04-01"]


@needs_layouts
def test_marks_visits_and_offices_are_as_expected(lighthouse: Chapter) -> None:
    bring(lighthouse)

    marks = db.session.execute(
        db.text(
            "SELECT first_name, held_on, mark FROM attendance_marks m "
            "JOIN people p ON p.id = m.person_id JOIN meetings t ON t.id = m.meeting_id "
            "ORDER BY first_name, held_on"
        )
    ).all()
    letters: dict[str, str] = {}
    for name, _, mark in marks:
        letters[name] = letters.get(name, "") + mark
    assert letters == {"Ana": "PSPLP", "Ben": "PAMP", "Caro": "P"}
    credited = db.session.scalars(db.select(Credit).where(Credit.measure == "visitors"))
    assert [credit.person.name for credit in credited] == ["Ben Okafor"]
    terms = account_queries.terms_in(lighthouse, TODAY)
    assert [(term.user.name, term.office) for term in terms] == []


@needs_layouts
def test_same_files_again_change_nothing(lighthouse: Chapter) -> None:
    lighthouse.mode = Mode.MIRROR
    bring(lighthouse)
    before = dump()

    again = bring(lighthouse)

    assert {(one.added, one.changed, one.removed) for one in again} == {(0, 0, 0)}
    assert dump() == before
