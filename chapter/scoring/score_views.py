"""URLs: one's own score, everybody's, and one member's."""

from datetime import date

from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from chapter import clock
from chapter.people import queries as people
from chapter.people.models import Person
from chapter.people.rules import Category
from chapter.reporting import catalogue
from chapter.scoring import sentences, standings
from chapter.scoring.readers import Sight, sight
from chapter.scoring.rules import STATUS_LABELS
from chapter.scoring.standings import Standing
from chapter.scoring.what_if import WhatIfForm, is_asked, what_if
from chapter.slips.rules import Measure
from chapter.web.access import may, requires
from chapter.web.permissions import Permission
from reports import periods
from reports.periods import Period

blueprint = Blueprint("scores", __name__)


@blueprint.get("/c/<string:chapter_slug>/scores")
@requires(Permission.REPORT_VIEW)
def mine() -> ResponseReturnValue:
    """Show one's own score and what it is made of; who is no member sees everybody's."""
    if g.person is None:
        return redirect(url_for(".everyone"))
    return _page("scores/mine.html", g.person)


@blueprint.get("/c/<string:chapter_slug>/scores/everyone")
@requires(Permission.REPORT_VIEW)
def everyone() -> ResponseReturnValue:
    """Show where everybody stands: the leadership who may need a hand, members the lights."""
    seen = _sight(None)
    if seen == Sight.NOTHING:
        abort(403)
    period = _period()
    return render_template(
        "scores/everyone.html",
        found=standings.everyone(g.chapter, period),
        sees_all=seen == Sight.ALL,
        **_shared(period, _today()),
    )


@blueprint.get("/c/<string:chapter_slug>/scores/<int:person_id>")
@requires(Permission.REPORT_VIEW)
def show(person_id: int) -> ResponseReturnValue:
    """Show a member's score and what it is made of, to them and to the leadership."""
    person = people.one(g.chapter, person_id)
    if person is None or person.category != Category.ROSTER:
        abort(404)
    if _sight(person) != Sight.ALL:
        abort(403)
    return _page("scores/show.html", person)


def _page(template: str, person: Person) -> ResponseReturnValue:
    period = _period()
    standing, letters = standings.of_person(g.chapter, person, period)
    form = _form(standing)
    is_changed = is_asked(form) and form.validate()
    return render_template(
        template,
        person=person,
        is_own=person == g.person,
        standing=standing,
        letters=letters,
        form=form,
        would_be=standing.with_figures(form.changes()) if is_changed else None,
        **_shared(period, _today()),
    ), form.status


def _form(standing: Standing) -> WhatIfForm:
    counts = [each.part.counts for each in standing.score.parts if each.is_known]
    labels = {str(one): catalogue.measure_name(g.chapter, one) for one in Measure}
    return what_if(counts, labels, standing.figures, g.chapter.currency, request.args)


def _shared(period: Period, today: date) -> dict[str, object]:
    """Return what the pages of scores have in common."""
    return {
        "period": period,
        "periods": (periods.six_months(today), periods.completed_six_months(today)),
        "words": catalogue,
        "lines": sentences,
        "statuses": STATUS_LABELS,
        "sees_everyone": _sight(None) != Sight.NOTHING,
    }


def _sight(person: Person | None) -> Sight:
    return sight(
        is_own=person is not None and person == g.person,
        leads=may(Permission.REPORT_LEAD),
        lights_shown=g.chapter.lights_shown,
    )


def _period() -> Period:
    """Return the six months of the address; what are none is a 404."""
    try:
        return standings.half_year(request.args.get("period", standings.TO_TODAY), _today())
    except ValueError:
        abort(404)


def _today() -> date:
    return clock.today(g.chapter.zone)
