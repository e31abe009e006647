"""What a row of a slips audit says, as columns of its kind of slip."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from chapter.chapters.models import Chapter
from chapter.imports.matching import Matches
from chapter.imports.plans import Sentence
from chapter.imports.reading.reader import SlipRow
from chapter.imports.reading.shapes import Party
from chapter.imports.refusals import ImportRefused, Refusal
from chapter.imports.rules import PSEUDO_PARTIES
from chapter.meetings.models import Meeting
from chapter.people import service as people_service
from chapter.people.models import Person
from chapter.people.rules import Category, match_key
from chapter.slips import models
from chapter.slips.ledger import Slip
from chapter.visitors import service as visitors
from chapter.web.i18n import minor_digits

MODELS: dict[str, type[Slip]] = {
    "referral": models.ReferralSlip,
    "one-to-one": models.OneToOneSlip,
    "closed-business": models.ClosedBusinessSlip,
    "education": models.EducationSlip,
    "visitor": models.VisitorSlip,
}


def amount_of(chapter: Chapter, row: SlipRow) -> int:
    """Return a row's amount in minor units, or refuse what the currency cannot hold."""
    minor = (row.amount or Decimal(0)).scaleb(minor_digits(chapter.currency))
    if minor != minor.to_integral_value() or minor <= 0:
        raise ImportRefused(Refusal.AMOUNT, row=row.line, value=str(row.amount))
    return int(minor)


def refusal_of(chapter: Chapter, row: SlipRow) -> Sentence | None:
    """Tell why a row that can be read cannot be kept."""
    if row.kind != "closed-business":
        return None
    try:
        amount_of(chapter, row)
    except ImportRefused as refused:
        return Sentence(refused.refusal.value, refused.values)
    return None


def of_row(chapter: Chapter, meeting: Meeting, row: SlipRow, matches: Matches) -> dict[str, Any]:
    """Return the columns of a row's slip, its author among them."""
    source = target = None
    if row.source and row.kind != "closed-business":
        source = person_of(chapter, row.source, row.detail, matches)
    if row.target and row.kind != "visitor":
        target = person_of(chapter, row.target, row.detail, matches)
    is_ours = row.source and not row.source.is_outsider and row.kind != "closed-business"
    author = source.id if source and is_ours else None
    return {"author_id": author, **_COLUMNS[row.kind](chapter, meeting, row, source, target)}


def person_of(chapter: Chapter, party: Party, detail: str, matches: Matches) -> Person:
    """Return the person a party means; somebody outside is a counterparty with a home."""
    key = match_key(party.name)
    if not party.is_outsider and key in matches.known:
        return matches.known[key]
    found = matches.outside.get((key, detail))
    if found is None:
        found = matches.outside[key, detail] = _counterparty(chapter, party.name, detail)
    return found


def _counterparty(chapter: Chapter, name: str, detail: str) -> Person:
    key = match_key(name)
    if key in PSEUDO_PARTIES:
        is_visitor = key.startswith("visitor")
        category = Category.VISITOR if is_visitor else Category.ORGANISATION
        return people_service.counterparty(chapter, name, category)
    return people_service.counterparty(chapter, name, Category.ELSEWHERE, home=detail)


def _id(person: Person | None) -> int:
    if person is None:
        raise TypeError("the reader lets no row pass without its people")
    return person.id


def _referral(_chapter: Chapter, _meeting: Meeting, row: SlipRow, *people: Any) -> dict[str, Any]:
    return {"giver_id": _id(people[0]), "receiver_id": _id(people[1]), "tier": row.tier}


def _one_to_one(
    _chapter: Chapter, _meeting: Meeting, _row: SlipRow, *people: Any
) -> dict[str, Any]:
    return {"first_id": _id(people[0]), "second_id": _id(people[1])}


def _closed(chapter: Chapter, _meeting: Meeting, row: SlipRow, *people: Any) -> dict[str, Any]:
    return {"thanked_id": _id(people[1]), "amount": amount_of(chapter, row)}


def _education(_chapter: Chapter, _meeting: Meeting, row: SlipRow, *people: Any) -> dict[str, Any]:
    return {"learner_id": _id(people[0]), "units": row.units}


def _visitor(chapter: Chapter, meeting: Meeting, row: SlipRow, *people: Any) -> dict[str, Any]:
    name = row.target.name if row.target else ""
    visit = visitors.came(chapter, meeting, name, people[0])
    # The report lists a visitor only where the visit counts.
    return {
        "inviter_id": _id(people[0]),
        "visit": visit,
        "visit_id": visit.id,
        "is_first": True,
    }


_COLUMNS: dict[str, Callable[..., dict[str, Any]]] = {
    "referral": _referral,
    "one-to-one": _one_to_one,
    "closed-business": _closed,
    "education": _education,
    "visitor": _visitor,
}
