from datetime import date, timedelta

from chapter import clock
from chapter.chapters.models import Chapter
from chapter.members import queries, service
from chapter.members.models import Membership
from chapter.people.models import Person
from tests import factories
from tests.conftest import TODAY, Reader, sign_up


def admit(chapter: Chapter, **changes: object) -> Membership:
    """Admit somebody, changed as told."""
    values = {"first_name": "Ann", "last_name": "New", "trade": "Florist", "joined_on": TODAY}
    return service.admit(
        chapter,
        today=TODAY,
        actor_id=None,
        now=clock.now(),
        **{**values, **changes},  # type: ignore[arg-type]
    )


def readmit(chapter: Chapter, person: Person, joined_on: date = TODAY) -> Membership:
    """Give somebody a new time on the roster."""
    return service.readmit(
        chapter,
        person,
        trade="Florist",
        joined_on=joined_on,
        today=TODAY,
        actor_id=None,
        now=clock.now(),
    )


def release(chapter: Chapter, person: Person, left_on: date = TODAY) -> None:
    """End a membership."""
    service.release(chapter, person, left_on=left_on, today=TODAY, actor_id=None, now=clock.now())


def test_roster_finds_without_accents(chapter: Chapter) -> None:
    factories.make_member(chapter, "José Gómez", "Baker", company="Pan & Vino")
    factories.make_member(chapter, "Zoë Ørsted", "Notary")
    found = {
        words: [line.membership.person.name for line in queries.roster(chapter, TODAY, words)]
        for words in ("jose", "ørs", "vi no")
    }
    assert found == {"jose": ["José Gómez"], "ørs": ["Zoë Ørsted"], "vi no": []}


def test_roster_shows_offices_held_today(chapter: Chapter, vice_president: Reader) -> None:
    sign_up(chapter, "Ed Ucation", "Teacher")
    lines = queries.roster(chapter, TODAY)
    assert [line.offices for line in lines] == [("vice-president",), ()]


def test_roster_shows_who_is_to_come_and_not_who_left(chapter: Chapter, member: Reader) -> None:
    release(chapter, member.person)
    admit(chapter, joined_on=TODAY + timedelta(days=7))
    names = [line.membership.person.name for line in queries.roster(chapter, TODAY)]
    assert names == ["Ann New"]


def test_roster_of_former_members_names_each_once(chapter: Chapter, member: Reader) -> None:
    release(chapter, member.person, date(2026, 10, 1))
    readmit(chapter, member.person, date(2026, 10, 8))
    release(chapter, member.person)
    lines = queries.roster(chapter, TODAY, left=True)
    assert [line.membership.left_on for line in lines] == [TODAY]


def test_roster_leaves_other_chapters_out(chapter: Chapter, stranger: Reader) -> None:
    assert queries.roster(chapter, TODAY) == []
