"""Whom the template's bold names mean: a member elsewhere, a visitor, or the organisation."""

from chapter.chapters.models import Chapter
from chapter.imports.families import slip_columns
from chapter.imports.matching import Matches
from chapter.imports.reading.contents import TemplateSlip
from chapter.imports.reading.shapes import Party
from chapter.imports.rules import PSEUDO_PARTIES
from chapter.people import queries as people
from chapter.people import service as people_service
from chapter.people.models import Person
from chapter.people.rules import Category, match_key

# What stands in place of another chapter, for somebody who belongs to none.
WORDS = {"visitor": Category.VISITOR, "organisation": Category.ORGANISATION}


def home_of(row: TemplateSlip, party: Party) -> str:
    """Return the chapter and place of an outsider, as people are told apart by them."""
    is_word = match_key(row.detail) in WORDS
    return "" if is_word or match_key(party.name) in PSEUDO_PARTIES else row.detail


def standing(chapter: Chapter, row: TemplateSlip, party: Party) -> Person | None:
    """Return the outsider a party means, if anybody here is."""
    key, home = match_key(party.name), home_of(row, party)
    category = WORDS.get(match_key(row.detail), Category.ELSEWHERE)
    if key in PSEUDO_PARTIES:
        category = Category.VISITOR if key.startswith("visitor") else Category.ORGANISATION
    known = people.by_keys(chapter, [key])[key]
    return next((one for one in known if (one.category, one.home) == (category, home)), None)


def person(chapter: Chapter, row: TemplateSlip, party: Party, matches: Matches) -> Person:
    """Return whom a party means, added the first time."""
    word = match_key(row.detail)
    if not party.is_outsider or match_key(party.name) in PSEUDO_PARTIES:
        return slip_columns.person_of(chapter, party, row.detail, matches)
    if word in WORDS:
        return _guest(chapter, party.name, WORDS[word])
    return slip_columns.person_of(chapter, party, row.detail, matches)


def _guest(chapter: Chapter, name: str, category: Category) -> Person:
    """Return somebody of a name, who may have visited and so be known by it already."""
    known = people.named(chapter, match_key(name))
    same = [one for one in known if one.category == category and not one.home]
    return same[0] if same else people_service.counterparty(chapter, name, category)
