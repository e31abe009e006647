"""URLs: the roster, a person, joining, leaving, offices and the link to sign in."""

from datetime import date
from typing import Any

from flask import (
    Blueprint,
    abort,
    current_app,
    flash,
    g,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from chapter import clock
from chapter.accounts import queries as account_queries
from chapter.accounts import service as accounts
from chapter.accounts.rules import INVITATION_LASTS, OFFICE_LABELS, AccountRefused
from chapter.members import forms, queries, service
from chapter.members.models import Membership
from chapter.members.rules import MemberRefused, web_address
from chapter.people import queries as people
from chapter.people.models import Person
from chapter.people.rules import Category
from chapter.web.access import may, requires
from chapter.web.forms import BaseForm
from chapter.web.i18n import gettext
from chapter.web.permissions import Permission

blueprint = Blueprint("members", __name__)

# People are asked for the last day; kept is the first day after it.
ASKED_AS = {"left_on": "last_day", "ends_on": "last_day"}
Refused = (MemberRefused, AccountRefused)


@blueprint.get("/c/<string:chapter_slug>/members")
@requires(Permission.MEMBER_VIEW)
def index() -> ResponseReturnValue:
    """Show the roster, or those who left, as searched."""
    has_left = request.args.get("show") == "former"
    words = request.args.get("q", "").strip()
    lines = queries.roster(g.chapter, _today(), words, left=has_left)
    return render_template(
        "members/index.html",
        lines=lines,
        has_left=has_left,
        words=words,
        today=_today(),
        office_labels=OFFICE_LABELS,
    )


@blueprint.route("/c/<string:chapter_slug>/members/new", methods=["GET", "POST"])
@requires(Permission.MEMBER_ADMIT)
def new() -> ResponseReturnValue:
    """Admit somebody new, or somebody the chapter knows already."""
    person = _returning()
    form = _admission(person)
    if form.validate_on_submit():
        try:
            person_id = _admit(person, form).person_id
            return _done(gettext("Admitted to the roster."), person_id)
        except Refused as refused:
            _refuse(form, refused)
    return render_template("members/new.html", form=form, person=person), form.status


@blueprint.get("/c/<string:chapter_slug>/members/<int:person_id>")
@requires(Permission.MEMBER_VIEW)
def show(person_id: int) -> ResponseReturnValue:
    """Show what a person lets others know, and to officers how they sign in."""
    return _profile(_membership(person_id))


@blueprint.route("/c/<string:chapter_slug>/members/<int:person_id>/edit", methods=["GET", "POST"])
@requires(Permission.MEMBER_ADMIT)
def edit(person_id: int) -> ResponseReturnValue:
    """Change what is kept of a member."""
    membership = _membership(person_id)
    form = forms.EditForm(data=forms.kept(membership))
    if form.validate_on_submit():
        try:
            service.change(g.chapter, membership, **form.values())
            return _done(gettext("The changes are saved."), person_id)
        except Refused as refused:
            _refuse(form, refused)
    return render_template("members/edit.html", form=form, person=membership.person), form.status


@blueprint.route("/c/<string:chapter_slug>/profile", methods=["GET", "POST"])
@requires(Permission.MEMBER_VIEW)
def edit_own() -> ResponseReturnValue:
    """Change what one tells the others about oneself."""
    person: Person = g.person or abort(404)
    form = forms.ProfileForm(obj=person)
    if form.validate_on_submit():
        service.change_profile(person, **form.values())
        return _done(gettext("Your profile is saved."), person.id)
    return render_template("members/edit_own.html", form=form, person=person), form.status


@blueprint.route("/c/<string:chapter_slug>/members/<int:person_id>/leave", methods=["GET", "POST"])
@requires(Permission.MEMBER_ADMIT)
def release(person_id: int) -> ResponseReturnValue:
    """Record that a member leaves."""
    person = _membership(person_id).person
    form = forms.LeavingForm(data={"last_day": _today()})
    if form.validate_on_submit():
        try:
            may_grant = may(Permission.OFFICE_GRANT)
            service.release(g.chapter, person, **form.values(), **_by(), may_grant=may_grant)
            return _done(gettext("The leaving is recorded."), person_id)
        except Refused as refused:
            _refuse(form, refused)
    return render_template("members/release.html", form=form, person=person), form.status


@blueprint.route(
    "/c/<string:chapter_slug>/members/<int:person_id>/offices/new", methods=["GET", "POST"]
)
@requires(Permission.OFFICE_GRANT)
def grant_office(person_id: int) -> ResponseReturnValue:
    """Give a member an office for a term."""
    person = _membership(person_id).person
    form = forms.OfficeForm(data={"starts_on": _today()})
    if form.validate_on_submit():
        try:
            actor, now = g.account.id, clock.now()
            service.grant_office(g.chapter, person, **form.values(), actor_id=actor, now=now)
            return _done(gettext("The office is recorded."), person_id)
        except Refused as refused:
            _refuse(form, refused)
    return render_template("members/grant_office.html", form=form, person=person), form.status


@blueprint.post("/c/<string:chapter_slug>/members/<int:person_id>/offices/<int:term_id>/end")
@requires(Permission.OFFICE_GRANT)
def end_office(person_id: int, term_id: int) -> ResponseReturnValue:
    """End an office today."""
    person = _membership(person_id).person
    term = account_queries.term(g.chapter, term_id)
    if term is None or term.user_id != person.user_id:
        abort(404)
    accounts.end_office(term, **_by())
    return _done(gettext("The office has ended."), person_id)


@blueprint.post("/c/<string:chapter_slug>/members/<int:person_id>/invite")
@requires(Permission.MEMBER_ADMIT)
def invite(person_id: int) -> ResponseReturnValue:
    """Make the link with which a member chooses a password, and show it once."""
    membership = _membership(person_id)
    try:
        token = service.invite(
            g.chapter, membership.person, may_grant=may(Permission.OFFICE_GRANT), **_by()
        )
    except Refused as refused:
        flash(gettext(refused.refusal.value), "error")
        return _profile(membership, 422)
    # Never from the Host header, which a visitor may forge.
    home = current_app.config["CHAPTER_SETTINGS"].public_url
    link = home + url_for("accounts.accept", token=token)
    until = (clock.now() + INVITATION_LASTS).date()
    return render_template("members/invite.html", person=membership.person, link=link, until=until)


def _profile(membership: Membership, status: int = 200) -> ResponseReturnValue:
    person, today = membership.person, _today()
    is_officer, is_own = may(Permission.MEMBER_ADMIT), person == g.person
    terms = account_queries.terms_in(g.chapter, today)
    return render_template(
        "members/show.html",
        membership=membership,
        person=person,
        today=today,
        day=forms.DAY,
        is_own=is_own,
        # Whoever left is no longer there to be called by everybody.
        has_contact=is_officer or membership.left_on is None or membership.left_on > today,
        website=web_address(person.website) if person.website else None,
        terms=[term for term in terms if term.user_id == person.user_id],
        office_labels=OFFICE_LABELS,
        account=queries.account_of(g.chapter, person) if is_officer else None,
    ), status


def _membership(person_id: int) -> Membership:
    """Return the newest time on the roster of a person of this chapter, or answer 404."""
    person = people.one(g.chapter, person_id)
    times = queries.of_person(g.chapter, person) if person else ()
    return times[0] if times else abort(404)


def _returning() -> Person | None:
    """Return who is to be admitted when the chapter knows them already."""
    text = request.args.get("person")
    if text is None:
        return None
    # A number longer than any of ours would be an error of the database, not a 404.
    is_number = text.isascii() and text.isdigit() and len(text) < 10
    person = people.one(g.chapter, int(text) if is_number else 0)
    if person is None or person.category == Category.ORGANISATION:
        abort(404)
    return person


def _admission(person: Person | None) -> forms.AdmitForm | forms.ReadmitForm:
    start = {"joined_on": _today(), "trade": person.trade if person else ""}
    form = forms.ReadmitForm(data=start) if person else forms.AdmitForm(data=start)
    members = [membership.person for membership in queries.current(g.chapter, _today())]
    form.sponsor_id.offer(
        [(one.id, one.name) for one in members if one != person], gettext("Nobody")
    )
    return form


def _admit(person: Person | None, form: BaseForm) -> Membership:
    values = form.values()
    sponsor = people.one(g.chapter, values.pop("sponsor_id") or 0)
    if person is None:
        return service.admit(g.chapter, sponsor=sponsor, **values, **_by())
    return service.readmit(g.chapter, person, sponsor=sponsor, **values, **_by())


def _done(sentence: str, person_id: int) -> ResponseReturnValue:
    flash(sentence, "success")
    return redirect(url_for(".show", person_id=person_id))


def _refuse(form: BaseForm, refused: MemberRefused | AccountRefused) -> None:
    field = ASKED_AS.get(refused.field or "", refused.field)
    form.refuse(gettext(refused.refusal.value), field)


def _by() -> dict[str, Any]:
    return {"today": _today(), "actor_id": g.account.id, "now": clock.now()}


def _today() -> date:
    return clock.today(g.chapter.zone)
