"""URLs: coming in, going out, one's own account."""

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
    session,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_user, logout_user

from chapter import clock
from chapter.accounts import queries, service
from chapter.accounts.forms import ChangePasswordForm, DirectorForm, NewPasswordForm, SignInForm
from chapter.accounts.models import Invitation, User
from chapter.accounts.rules import AccountRefused, Refusal, device_of
from chapter.chapters import queries as chapter_queries
from chapter.web import access, transaction
from chapter.web.access import public, requires
from chapter.web.i18n import gettext
from chapter.web.permissions import Permission

blueprint = Blueprint("accounts", __name__)


@blueprint.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in() -> ResponseReturnValue:
    """Let somebody in; known and unknown addresses are answered alike."""
    form = SignInForm(data={"next": request.args.get("next", "")})
    if g.account is not None:
        return redirect(_wished(form.next.data))
    if form.validate_on_submit():
        try:
            return _let_in(**form.values())
        except AccountRefused as refused:
            _remember(refused, form.values()["email"])
            form.refuse(gettext(refused.refusal.value), refused.field)
    return render_template("accounts/sign_in.html", form=form), form.status


@blueprint.post("/sign-out")
@requires(Permission.ACCOUNT_USE)
def sign_out() -> ResponseReturnValue:
    """End the session of this device."""
    _leave()
    return redirect(url_for(".sign_in"))


@blueprint.route("/invitation/<string:token>", methods=["GET", "POST"])
@public
def accept(token: str) -> ResponseReturnValue:
    """Take up an invitation by choosing a password."""
    form = NewPasswordForm()
    try:
        invitation = service.open_invitation(token, clock.now())
    except AccountRefused as refused:
        form.refuse(gettext(refused.refusal.value))
        return render_template("accounts/accept.html", form=form, invitation=None), form.status
    if form.validate_on_submit():
        try:
            return _take_up(invitation, form.values()["password"])
        except AccountRefused as refused:
            form.refuse(gettext(refused.refusal.value), refused.field)
    return render_template("accounts/accept.html", form=form, invitation=invitation), form.status


@blueprint.get("/account")
@requires(Permission.ACCOUNT_USE)
def show() -> ResponseReturnValue:
    """Show one's own account and the devices signed in."""
    devices = [(one, *device_of(one.device)) for one in queries.sign_ins_of(g.account)]
    return render_template("accounts/show.html", devices=devices, this_device=current_user.id)


@blueprint.route("/account/password", methods=["GET", "POST"])
@requires(Permission.ACCOUNT_USE)
def change_password() -> ResponseReturnValue:
    """Change one's own password; every other device is signed out."""
    form = ChangePasswordForm()
    if form.validate_on_submit():
        try:
            return _change(g.account, **form.values())
        except AccountRefused as refused:
            _remember(refused, g.account.email)
            form.refuse(gettext(refused.refusal.value), refused.field)
    return render_template("accounts/change_password.html", form=form), form.status


@blueprint.post("/account/devices/<int:sign_in_id>/sign-out")
@requires(Permission.ACCOUNT_USE)
def end_device(sign_in_id: int) -> ResponseReturnValue:
    """Sign one of one's own devices out."""
    device = queries.sign_in(g.account, sign_in_id) or abort(404)
    if device.id == current_user.id:
        return sign_out()
    service.end_session(device)
    flash(gettext("That device is signed out."), "success")
    return redirect(url_for(".show"))


@blueprint.route("/directors", methods=["GET", "POST"])
@requires(Permission.DIRECTOR_APPOINT)
def directors() -> ResponseReturnValue:
    """Show who directs what, and put a chapter or a region into somebody's care."""
    form = DirectorForm()
    chapters, regions = chapter_queries.everyone(), chapter_queries.regions()
    form.offer(chapters, regions)
    if form.validate_on_submit():
        try:
            return _appoint(form.picked(chapters, regions))
        except AccountRefused as refused:
            form.refuse(gettext(refused.refusal.value), refused.field)
    terms = queries.directorships(clock.today("UTC"))
    return render_template("accounts/directors.html", form=form, terms=terms), form.status


@blueprint.post("/directors/<int:term_id>/end")
@requires(Permission.DIRECTOR_APPOINT)
def end_director(term_id: int) -> ResponseReturnValue:
    """Take a chapter or a region out of a director's care."""
    term = queries.directorship(term_id) or abort(404)
    today, now = clock.today("UTC"), clock.now()
    service.end_office(term, today=today, actor_id=g.account.id, now=now)
    flash(gettext("%(name)s is no longer its director.", name=term.user.name), "success")
    return redirect(url_for(".directors"))


def _appoint(picked: dict[str, Any]) -> ResponseReturnValue:
    now = clock.now()
    term = service.appoint_director(
        **picked, today=clock.today("UTC"), actor_id=g.account.id, now=now
    )
    flash(gettext("%(name)s is a director now.", name=term.user.name), "success")
    if not term.user.password_hash:
        token = service.invite(term.user, chapter_id=None, actor_id=g.account.id, now=now)
        link = current_app.config["CHAPTER_SETTINGS"].public_url + url_for(".accept", token=token)
        flash(gettext("Pass this link on; it sets the password once: %(link)s", link=link), "info")
    return redirect(url_for(".directors"))


def _take_up(invitation: Invitation, password: str) -> ResponseReturnValue:
    user = service.accept(invitation, password, clock.now())
    _enter(user)
    flash(gettext("Welcome, %(name)s. You are signed in.", name=user.name), "success")
    return redirect(url_for("chapters.index"))


def _let_in(email: str, password: str, next: str | None) -> ResponseReturnValue:
    _enter(service.check_sign_in(email, password, address=_address(), now=clock.now()))
    return redirect(_wished(next))


def _wished(target: str | None) -> str:
    return access.local_path(target or "") or url_for("chapters.index")


def _change(user: User, present: str, password: str, **_again: str) -> ResponseReturnValue:
    service.change_password(user, present, password, address=_address(), now=clock.now())
    _enter(user)
    flash(gettext("Your password is changed; other devices are signed out."), "success")
    return redirect(url_for(".show"))


def _enter(user: User) -> None:
    """Begin a new session: what the browser kept before is worth nothing afterwards."""
    _leave()
    device = request.user_agent.string
    login_user(service.start_session(user, device=device, now=clock.now()))
    # A phone must not ask for the password every Thursday; the row ends the session.
    session.permanent = True


def _leave() -> None:
    if g.account is not None:
        service.end_session(current_user._get_current_object())
    logout_user()
    session.clear()


def _remember(refused: AccountRefused, email: str) -> None:
    """Count a wrong password, also though the request itself changes nothing."""
    if refused.refusal in (Refusal.SIGN_IN, Refusal.PASSWORD_WRONG):
        now, address = clock.now(), _address()
        transaction.afterwards(lambda: service.note_failure(email, address=address, now=now))


def _address() -> str:
    return (request.remote_addr or "")[:64]
