"""A one-to-one that both of two recorded is one slip, of which each has a side."""

import uuid

import pytest

from chapter import clock
from chapter.accounts.models import User
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports.models import ImportBatch
from chapter.people.models import Person
from chapter.slips import queries, repeats, service
from chapter.slips.drafts import Draft
from chapter.slips.kinds import KINDS
from chapter.slips.ledger import Slip
from chapter.slips.models import OneToOneSlip
from chapter.slips.rules import Refusal, SlipRefused
from chapter.slips.sides import side_of
from tests.conftest import TODAY, Reader
from tests.factories import SAID, close_week, make_member
from tests.slips.steps import credits, met, number_of

FIRST, SECOND = "a" * 32, "b" * 32


@pytest.fixture
def ana(member: Reader) -> Person:
    """A member who signs in."""
    assert member.person is not None
    return member.person


def both(chapter: Chapter, ana: Person, bea: Person) -> Slip:
    """Record a one-to-one as each of the two."""
    met(chapter, ana, bea, FIRST, topics="Roofs")
    return met(chapter, bea, ana, SECOND, topics="Bread")


def change(chapter: Chapter, slip: Slip, author: Person, other: Person, **said: object) -> Slip:
    """Correct a one-to-one as one of the two."""
    values = {**SAID["one-to-one"], "second_id": other.id, **said}
    draft = Draft(author, TODAY, uuid.uuid4().hex, values)
    by = {"seen": slip.version, "today": TODAY, "actor_id": author.user_id or 1}
    return service.change(chapter, KINDS["one-to-one"], slip, draft, now=clock.now(), **by)


def withdraw(chapter: Chapter, slip: Slip, user: User | None, key: str = "w" * 32) -> Slip:
    """Take a slip back as a user."""
    asked = {"key": key, "seen": slip.version, "actor_id": user.id if user else 0}
    return service.withdraw(chapter, slip, now=clock.now(), **asked)


def test_both_record_one(chapter: Chapter, ana: Person, bea: Person) -> None:
    """Seen red with merging.join returning nothing at once."""
    slip = both(chapter, ana, bea)
    assert number_of(Slip) == 1
    assert credits() == [("Mona Member", "one_to_ones"), ("Bea Builder", "one_to_ones")]
    assert slip.key == FIRST


def test_both_keys_name_the_slip(chapter: Chapter, ana: Person, bea: Person) -> None:
    """Seen red (a refusal) with the second key looked up among the slips only."""
    slip = both(chapter, ana, bea)
    again = [
        met(chapter, ana, bea, FIRST, topics="Roofs"),
        met(chapter, bea, ana, SECOND, topics="Bread"),
    ]
    assert [one.id for one in again] == [slip.id, slip.id]
    assert number_of(Slip) == 1


@pytest.mark.parametrize("key", [FIRST, SECOND])
def test_either_key_with_other_content_is_refused(
    chapter: Chapter, ana: Person, bea: Person, key: str
) -> None:
    both(chapter, ana, bea)
    author, other = (ana, bea) if key == FIRST else (bea, ana)
    with pytest.raises(SlipRefused) as caught:
        met(chapter, author, other, key, topics="Something else")
    assert caught.value.refusal is Refusal.KEY_REUSED


def test_one_of_two_records_it_once(chapter: Chapter, ana: Person, bea: Person) -> None:
    """Seen red with the second of two merged whoever recorded the first."""
    met(chapter, ana, bea)
    with pytest.raises(SlipRefused) as caught:
        met(chapter, ana, bea)
    assert (caught.value.refusal, caught.value.field) == (Refusal.ALREADY_RECORDED, "second_id")


def test_second_of_two_records_it_once(chapter: Chapter, ana: Person, bea: Person) -> None:
    both(chapter, ana, bea)
    with pytest.raises(SlipRefused) as caught:
        met(chapter, bea, ana)
    assert caught.value.refusal is Refusal.ALREADY_RECORDED


def test_each_keeps_their_own_words(chapter: Chapter, ana: Person, bea: Person) -> None:
    """Seen red with what the second says written over what the first said."""
    slip = change(chapter, both(chapter, ana, bea), bea, ana, topics="Rye", place="video")
    side = side_of(slip)
    assert isinstance(slip, OneToOneSlip)
    assert side is not None
    assert (slip.topics, side.topics, slip.place) == ("Roofs", "Rye", "video")
    assert (slip.first_id, slip.second_id) == (ana.id, bea.id)


def test_neither_makes_it_one_with_somebody_else(
    chapter: Chapter, ana: Person, bea: Person
) -> None:
    """Seen red with the two not compared."""
    slip, cleo = both(chapter, ana, bea), make_member(chapter, "Cleo Cook").person
    for author in (ana, bea):
        with pytest.raises(SlipRefused) as caught:
            change(chapter, slip, author, cleo)
        assert caught.value.refusal is Refusal.OF_TWO


def test_first_takes_theirs_back_and_the_second_keeps_it(
    chapter: Chapter, member: Reader, ana: Person, bea: Person
) -> None:
    """Seen red with merging.leave returning False at once: the whole slip was withdrawn."""
    slip = withdraw(chapter, both(chapter, ana, bea), member.user)
    assert isinstance(slip, OneToOneSlip)
    assert (slip.withdrawn_at, slip.author_id, slip.topics) == (None, bea.id, "Bread")
    assert (slip.first_id, slip.second_id) == (bea.id, ana.id)
    assert len(credits()) == 2


def test_second_takes_theirs_back_and_the_first_keeps_it(
    chapter: Chapter, member: Reader, ana: Person, bea: Person
) -> None:
    met(chapter, bea, ana, topics="Bread")
    slip = withdraw(chapter, met(chapter, ana, bea), member.user)
    assert (slip.withdrawn_at, slip.author_id, side_of(slip)) == (None, bea.id, None)


def test_both_taken_back_leave_nothing(
    chapter: Chapter, member: Reader, vice_president: Reader, ana: Person
) -> None:
    vic = vice_president.person
    assert vic is not None
    slip = withdraw(chapter, both(chapter, ana, vic), member.user)
    slip = withdraw(chapter, slip, vice_president.user, key="v" * 32)
    assert (slip.withdrawn_at, credits()) == (clock.now(), [])


def test_officer_takes_both_back(
    chapter: Chapter, vice_president: Reader, ana: Person, bea: Person
) -> None:
    slip = withdraw(chapter, both(chapter, ana, bea), vice_president.user)
    assert (slip.withdrawn_at, credits()) == (clock.now(), [])


def test_officer_acting_for_an_author_takes_that_side_back(
    chapter: Chapter, vice_president: Reader, ana: Person, bea: Person
) -> None:
    slip = both(chapter, ana, bea)
    by = {"seen": slip.version, "actor_id": vice_president.user.id, "now": clock.now()}
    service.withdraw(chapter, slip, key="w" * 32, asker_id=ana.user_id, **by)
    assert (slip.withdrawn_at, slip.author_id) == (None, bea.id)


def test_key_of_a_side_taken_back_still_names_the_slip(
    chapter: Chapter, member: Reader, ana: Person, bea: Person
) -> None:
    """Seen red with the key kept on the side, which is gone."""
    met(chapter, bea, ana)
    slip = met(chapter, ana, bea, SECOND)
    withdraw(chapter, slip, member.user)
    assert met(chapter, ana, bea, SECOND).id == slip.id
    assert side_of(slip) is None


def test_partner_joins_after_the_close(chapter: Chapter, ana: Person, bea: Person) -> None:
    """It counted for both already."""
    met(chapter, ana, bea)
    close_week(chapter, TODAY)
    met(chapter, bea, ana)
    assert (number_of(Slip), len(credits())) == (1, 2)


def test_withdrawn_one_is_not_joined(
    chapter: Chapter, member: Reader, ana: Person, bea: Person
) -> None:
    withdraw(chapter, met(chapter, ana, bea), member.user)
    met(chapter, bea, ana)
    assert (number_of(Slip), len(credits())) == (2, 2)


def test_imported_one_is_pointed_out_and_not_joined(
    chapter: Chapter, ana: Person, bea: Person
) -> None:
    """Seen red with imported slips looked for as well: files are dated by their meeting."""
    bring(chapter, met(chapter, ana, bea))
    slip = met(chapter, bea, ana)
    assert (number_of(Slip), side_of(slip)) == (2, None)
    assert repeats.notices(chapter, slip) == [
        "An official file has a one-to-one of the same two on this day. If it is the same one, "
        "withdraw this."
    ]


def bring(chapter: Chapter, slip: Slip) -> None:
    """Make a slip one that a file brought."""
    said = {"file_name": "audit.xls", "kind": "slips", "digest": "", "added": 1, "known": 0}
    batch = ImportBatch(chapter_id=chapter.id, imported_at=clock.now(), **said)
    db.session.add(batch)
    db.session.flush()
    slip.import_id = batch.id
    db.session.commit()


def test_list_of_both_holds_it(chapter: Chapter, ana: Person, bea: Person) -> None:
    """Seen red with the author alone looked for."""
    slip = both(chapter, ana, bea)
    assert [queries.of_author(chapter, who) for who in (ana, bea)] == [[slip], [slip]]
