"""Visitors after the meeting: whom to call, how it goes on, and who sees to it."""

from datetime import date

from flask import Blueprint, abort, g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from chapter import clock
from chapter.members import queries as members
from chapter.people import queries as people
from chapter.rulesets import queries as rulesets
from chapter.visitors import list_queries, queries, service
from chapter.visitors.forms import FollowUpForm
from chapter.visitors.models import Visit
from chapter.visitors.rules import (
    FOLLOW_UP_LABELS,
    FollowUp,
    VisitRefused,
    is_over,
    next_step,
)
from chapter.web.access import requires, wants_json
from chapter.web.answers import refused, written
from chapter.web.i18n import gettext
from chapter.web.permissions import Permission

blueprint = Blueprint("visitors", __name__)

VISITORS = "/c/<string:chapter_slug>/visitors"
VISIT = f"{VISITORS}/<int(max=2147483647):visit_id>"


@blueprint.get(VISITORS)
@requires(Permission.VISITOR_WELCOME)
def index() -> ResponseReturnValue:
    """Show whom somebody should speak with, or the other visitors of a year."""
    today, is_rest = _today(), "settled" in request.args
    listed = list_queries.followed if is_rest else list_queries.to_follow
    return render_template(
        "visitors/index.html",
        visitors=listed(g.chapter, today),
        is_rest=is_rest,
        limit=rulesets.on(g.chapter, today).visits_limit,
        is_over=is_over,
        labels=FOLLOW_UP_LABELS,
        next_step=next_step,
    )


@blueprint.get(VISIT)
@requires(Permission.VISITOR_WELCOME)
def show(visit_id: int) -> ResponseReturnValue:
    """Show one visitor: contact, visits, and how it goes on."""
    visit = _found(visit_id)
    data = {name: getattr(visit, name) for name in ("follow_up", "owner_id", "version")}
    return _page(visit, FollowUpForm(formdata=None, data=data))


@blueprint.post(f"{VISIT}/follow-up")
@requires(Permission.VISITOR_WELCOME)
def follow_up(visit_id: int) -> ResponseReturnValue:
    """Note how it goes on with a visitor, and who sees to it."""
    visit, form, status = _found(visit_id), FollowUpForm(), 422
    _offer_owners(visit, form)
    if form.validate():
        owner = people.one(g.chapter, form.owner_id.data) if form.owner_id.data else None
        state, seen = FollowUp(form.follow_up.data), form.version.data
        said = {"seen": seen, "actor_id": g.account.id, "now": clock.now()}
        try:
            service.follow_up(g.chapter, visit, state, owner, **said)
            sentence = _said(visit)
            return written(sentence, url_for("visitors.index"), row_id=visit.id)
        except VisitRefused as stale:
            form.refuse(gettext(stale.refusal.value))
            status = 409
    return refused(form, status) if wants_json() else _page(visit, form, status)


def _said(visit: Visit) -> str:
    label = gettext(FOLLOW_UP_LABELS[FollowUp(visit.follow_up)])
    return gettext("%(name)s: %(state)s.", name=visit.person.name, state=label)


def _page(visit: Visit, form: FollowUpForm, status: int = 200) -> ResponseReturnValue:
    _offer_owners(visit, form)
    page = render_template(
        "visitors/show.html",
        visit=visit,
        visits=queries.of_person(g.chapter, visit.person_id),
        form=form,
        limit=rulesets.on(g.chapter, _today()).visits_limit,
    )
    return page, status


def _offer_owners(visit: Visit, form: FollowUpForm) -> None:
    """Offer the members of today, and whoever sees to it although they have left."""
    owners = {m.person_id: m.person.name for m in members.current(g.chapter, _today())}
    if visit.owner is not None:
        owners.setdefault(visit.owner.id, visit.owner.name)
    form.owner_id.offer(owners.items(), gettext("Nobody yet"))


def _found(visit_id: int) -> Visit:
    """Return a visit of the chapter, or answer 404."""
    return queries.one(g.chapter, visit_id) or abort(404)


def _today() -> date:
    return clock.today(g.chapter.zone)
