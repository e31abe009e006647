"""What an archive keeps to itself: who thanked, prospects, and how people sign in."""

import uuid
import zipfile
from io import BytesIO

import pytest

from chapter import clock
from chapter.archive import service as archive
from chapter.archive.discretion import Sees
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.people.models import Person
from chapter.slips import service as slips
from chapter.slips.drafts import Draft
from chapter.slips.kinds import KINDS
from chapter.slips.models import ClosedBusinessSlip
from tests import factories
from tests.archive import steps
from tests.conftest import TODAY, Reader

PROMISED = Sees(thanks=True)
CANARIES = ("Pia Prospect", "+34 600 111", "pia@prospect.example", "She waits", "Our new boat")


@pytest.fixture
def people(chapter: Chapter, member: Reader, vice_president: Reader) -> tuple[Person, Person]:
    """Who thanks, and who is thanked."""
    assert member.person
    assert vice_president.person
    return member.person, vice_president.person


def thank(chapter: Chapter, author: Person, thanked: Person, amount: int) -> ClosedBusinessSlip:
    """Record a thank-you."""
    said = {"thanked_id": thanked.id, "amount": amount}
    slip = factories.make_slip(chapter, "closed-business", author, TODAY, **said)
    assert isinstance(slip, ClosedBusinessSlip)
    return slip


def talk(chapter: Chapter, one: Person, other: Person) -> None:
    """Record a referral and a one-to-one that say what is for the two alone."""
    prospect, phone, email, comment, topics = CANARIES
    said = {"prospect": prospect, "phone": phone, "email": email, "comment": comment}
    factories.make_slip(chapter, "referral", one, TODAY, receiver_id=other.id, **said)
    factories.make_slip(chapter, "one-to-one", one, TODAY, second_id=other.id, topics=topics)


def everything(data: bytes) -> str:
    """Return all texts of an archive, those of its Excel file included."""
    files = steps.unpacked(data)
    with zipfile.ZipFile(BytesIO(files.pop("data.xlsx"))) as book:
        files |= {name: book.read(name) for name in book.namelist()}
    return "\n".join(data.decode("utf-8", "replace") for data in files.values())


def test_prospects_and_talks_stay_out(chapter: Chapter, people: tuple[Person, Person]) -> None:
    """Seen red with `covered` columns written for everybody."""
    talk(chapter, *people)
    text = everything(steps.packed(chapter, PROMISED))

    assert [canary for canary in CANARIES if canary in text] == []


def test_prospects_are_there_for_who_has_the_machine(
    chapter: Chapter, people: tuple[Person, Person]
) -> None:
    """Seen red with covered columns never written."""
    talk(chapter, *people)
    text = everything(steps.packed(chapter))

    assert [canary for canary in CANARIES if canary not in text] == []


def test_who_thanked_stays_out(chapter: Chapter, people: tuple[Person, Person]) -> None:
    """Seen red with earner, author, recorder, hour and digest left in, one after the other."""
    author, thanked = people
    slip = thank(chapter, author, thanked, 77_700)
    data = steps.packed(chapter)
    (open_row,) = steps.table(data, "slips")
    data = steps.packed(chapter, Sees())
    (row,), (said,) = steps.table(data, "slips"), steps.table(data, "closed_business_slips")

    assert (open_row["recorder_id"], open_row["author_id"] != "") == ("Mona Member", True)
    assert (row["author_id"], row["recorder_id"], said["earner_id"]) == ("", "", "")
    assert row["recorded_at"] == f"{TODAY}T00:00:00+00:00"
    assert said["amount"] == "77700"
    assert slip.digest not in everything(data)


def test_promised_thanks_are_there_for_the_closer(
    chapter: Chapter, people: tuple[Person, Person]
) -> None:
    """Seen red with the promise not asked for, and with it taken for every slip."""
    author, thanked = people
    thank(chapter, author, thanked, 100)
    chapter.closer_sees_thanks = True
    thank(chapter, author, thanked, 200)
    rows = steps.table(steps.packed(chapter, PROMISED), "closed_business_slips")

    assert [(row["amount"], row["earner_id"] != "") for row in rows] == [
        ("200", True),
        ("100", False),
    ]


def test_only_the_office_that_closes_sees_thanks(
    chapter: Chapter, vice_president: Reader, director: Reader, admin: Reader
) -> None:
    """Seen red with the chapter's setting alone deciding."""
    chapter.closer_sees_thanks = True
    db.session.commit()
    found = [archive.sees(chapter, r.user, TODAY).thanks for r in (vice_president, director, admin)]

    assert found == [True, False, False]


def test_order_does_not_tell_who_thanked(chapter: Chapter, people: tuple[Person, Person]) -> None:
    """Seen red with slips in the order of their ids, and with credits in theirs."""
    author, thanked = people
    for amount in (300, 100, 200):
        thank(chapter, author, thanked, amount)
        factories.make_slip(chapter, "education", author, TODAY)
    data = steps.packed(chapter, Sees())

    assert [row["kind"] for row in steps.table(data, "slips")] == ["education"] * 3 + [
        "closed-business"
    ] * 3
    for name in ("closed_business_slips", "credits"):
        assert [row["amount"] for row in steps.table(data, name)][-3:] == ["100", "200", "300"]


def test_trace_does_not_tell_who_thanked(chapter: Chapter, people: tuple[Person, Person]) -> None:
    """Seen red with the trace's user written for every subject, and with a name kept in details."""
    author, thanked = people
    slip = thank(chapter, author, thanked, 100)
    other = factories.make_slip(chapter, "education", author, TODAY)
    for one in (slip, other):
        key, by = uuid.uuid4().hex, {"actor_id": author.user_id, "now": clock.now()}
        slips.withdraw(chapter, one, key=key, seen=1, **by)
    db.session.commit()

    assert withdrawals(chapter) == {"slips:1": "Mona Member", "slips:2": ""}
    moved = steps.moved(chapter)
    assert withdrawals(moved) == {"slips:1": "Mona Member", "slips:2": ""}
    details = [row["details"] for row in steps.table(steps.packed(moved, Sees()), "audit_entries")]
    assert [one for one in details if "Mona" in one] == []


def withdrawals(chapter: Chapter) -> dict[str, str]:
    """Return who withdrew which slip, as an archive for everybody tells it."""
    rows = steps.table(steps.packed(chapter, Sees()), "audit_entries")
    return {row["subject"]: row["user_id"] for row in rows if row["action"] == "slip.withdraw"}


def test_nobody_signs_in_with_an_archive(chapter: Chapter, vice_president: Reader) -> None:
    """Seen red with the address written where the name stands."""
    vice_president.user.password_hash = "$argon2-canary"
    vice_president.user.email = "secret-canary@sign-in.example"
    db.session.commit()
    data = steps.packed(chapter)

    assert "canary" not in everything(data)
    assert steps.table(data, "office_terms")[0]["user_id"] == "Vic President"


def test_another_chapter_is_not_in_it(
    chapter: Chapter, elsewhere: Chapter, stranger: Reader, member: Reader
) -> None:
    """Seen red with slips selected without the chapter."""
    assert stranger.person
    factories.make_slip(elsewhere, "education", stranger.person, TODAY, topic="South only")
    text = everything(steps.packed(chapter))

    assert [word for word in ("South", "Stan", "Stranger") if word in text] == []


def test_slips_of_every_kind_can_be_covered() -> None:
    """Seen red with a confidential kind that the query of thanks does not know."""
    assert [kind.name for kind in KINDS.values() if kind.is_confidential] == ["closed-business"]


def test_drafts_have_digests_that_could_be_guessed() -> None:
    """Say why digests stay out: who knows the rest finds the author by trying."""
    first, second = (Draft(Person(id=n), TODAY, "k" * 16, {"amount": 1}) for n in (1, 2))

    assert first.digest() != second.digest()
