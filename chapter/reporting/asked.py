"""What an address asks of a report; what is none of its kind is a 404."""

from collections.abc import Collection

from flask import abort, g, request

from chapter import clock
from chapter.people import queries as people
from chapter.people.models import Person
from chapter.people.rules import Category
from chapter.reporting import service
from chapter.reporting.service import Choice
from chapter.slips.rules import Measure
from chapter.web.access import may
from chapter.web.permissions import Permission
from chapter.web.routes import row_number


def measure() -> Measure:
    """Return the measure asked for; referrals given where none is."""
    try:
        return Measure(request.args.get("measure", Measure.REFERRALS_GIVEN))
    except ValueError:
        abort(404)


def period(default: str | None = None) -> Choice:
    """Return the period asked for, or the default: the month of the last week closed."""
    text = request.args.get("period", default)
    try:
        return service.choose(g.chapter, text, clock.today(g.chapter.zone))
    except ValueError:
        abort(404)


def word(name: str, known: Collection[str], default: str) -> str:
    """Return one of some known words."""
    found = request.args.get(name, default)
    if found not in known:
        abort(404)
    return found


def person(name: str = "person") -> Person:
    """Return somebody who is or was a member."""
    found = people.one(g.chapter, request.args.get(name, 0, type=row_number))
    if found is None or found.category != Category.ROSTER:
        abort(404)
    return found


def person_if_any() -> Person | None:
    """Return the member asked for, where one is."""
    return person() if "person" in request.args else None


def own_id() -> int | None:
    """Return the reader's own number among the chapter's people, if they are a member."""
    return g.person.id if g.person else None


def sees_places() -> bool:
    """Tell whether the reader sees places and changes, or names only."""
    return bool(g.chapter.ranking_shown) or may(Permission.REPORT_LEAD)
