"""Thanking somebody who is no member: who may be thanked, and what others see of it."""

from datetime import date

import pytest
from sqlalchemy import select

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.members.models import Membership
from chapter.people.models import Person
from chapter.slips.ledger import Credit
from tests.conftest import TODAY, BrowserFactory, Reader
from tests.factories import close_week, make_member
from tests.slips.steps import text

OUTSIDE = {
    "visitor": ("Vera Visitor", "", "visitor"),
    "elsewhere": ("Ines Elsewhere", "Harbour, Porto", "other"),
    "organisation": ("The Region", "", "other"),
}


@pytest.fixture
def former(chapter: Chapter) -> Person:
    """Somebody who left last month."""
    membership = make_member(chapter, "Fred Former", joined_on=date(2026, 9, 1))
    membership.left_on, membership.seat_key = date(2026, 10, 15), None
    db.session.commit()
    return membership.person


@pytest.mark.parametrize("category", OUTSIDE)
def test_somebody_outside_is_thanked(member: Reader, browse: BrowserFactory, category: str) -> None:
    """Seen red with every name outside taken for a member of another chapter."""
    name, home, standing = OUTSIDE[category]
    typed = {
        "amount": "1,250",
        "outsider_name": name,
        "outsider_home": home,
        "outsider_category": category,
        "thanked_id": "",
    }
    page = browse(member).submit("slips.new", typed, kind_name="closed-business")
    assert f"{name} is thanked for €1,250 of closed business." in text(page)
    credit = db.session.scalars(select(Credit)).one()
    said = (credit.person.name, credit.person.category, credit.standing)
    assert said == (name, category, standing)


def test_former_member_is_thanked(member: Reader, former: Person, browse: BrowserFactory) -> None:
    """Seen red with former members left out of the picker."""
    browser = browse(member)
    page = browser.get("slips.new", kind_name="closed-business")
    labels = [label.get_text(" ", strip=True) for label in page.select(".picker-list label")]
    assert "Fred Former Former member" in labels
    typed = {"thanked_id": former.id, "amount": "90"}
    assert "Fred Former is thanked" in text(
        browser.submit("slips.new", typed, kind_name="closed-business")
    )


@pytest.mark.parametrize("category", [*OUTSIDE, "former"])
def test_others_see_the_sum_and_never_who_thanked(
    chapter: Chapter,
    member: Reader,
    vice_president: Reader,
    former: Person,
    browse: BrowserFactory,
    category: str,
) -> None:
    """Seen red with the amounts of single thanks listed to who closes the week."""
    name, home, _ = OUTSIDE.get(category, ("", "", ""))
    outsider = {"outsider_name": name, "outsider_home": home, "outsider_category": category}
    thanked = {"thanked_id": former.id} if category == "former" else outsider
    typed = {"amount": "777", "thanked_id": "", **thanked}
    browse(member).submit("slips.new", typed, kind_name="closed-business")
    close_week(chapter, TODAY)
    officer = browse(vice_president)
    officer.get("slips.show", status=404, slip_id=1)
    page = text(officer.get("weeks.show", held_on=TODAY))
    assert "1 thanks for closed business, €777." in page
    assert "Thanks to" not in page
    assert "Mona" not in page.replace("Mona Member is not marked", "")


def test_two_thanked_by_one_name_are_one_party(member: Reader, browse: BrowserFactory) -> None:
    browser = browse(member)
    typed = {"amount": "5", "outsider_name": "Vera Visitor", "outsider_category": "visitor"}
    for _ in range(2):
        browser.submit("slips.new", {**typed, "thanked_id": ""}, kind_name="closed-business")
    people = db.session.scalars(select(Person).where(Person.category == "visitor")).all()
    assert [person.name for person in people] == ["Vera Visitor"]
    assert db.session.scalars(select(Membership.person_id)).all() == [member.person.id]
