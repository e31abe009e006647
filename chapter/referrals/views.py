"""Moving a referral, the news of it, and those nobody heard of for a while."""

from flask import Blueprint, abort, current_app, g, jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue

from chapter import clock
from chapter.accounts import mailing
from chapter.chapters.rules import Mode
from chapter.config import Settings
from chapter.people import queries as people
from chapter.people.models import Person
from chapter.referrals import lines, queries, service
from chapter.referrals.forms import MailForm, MoveForm, ReadForm
from chapter.referrals.models import ReferralStep
from chapter.referrals.rules import Refusal, Stage, StageRefused
from chapter.rulesets import queries as rulesets
from chapter.slips import readers
from chapter.slips.models import ReferralSlip
from chapter.slips.sight import found, reader, today
from chapter.web import answers, errors
from chapter.web.access import local_path, requires, wants_json
from chapter.web.i18n import gettext
from chapter.web.permissions import Permission
from chapter.web.routes import row_number

blueprint = Blueprint("referrals", __name__)


@blueprint.post("/c/<string:chapter_slug>/slips/<int(max=2147483647):slip_id>/stage")
@requires(Permission.SLIP_RECORD)
def move(slip_id: int) -> ResponseReturnValue:
    """Bring a referral one received to another stage."""
    slip = _received(slip_id)
    # Undo sends what a button would in its address.
    form = MoveForm(request.values)
    if not form.validate():
        return errors.show(422, gettext("This form is out of date. Open it again."))
    try:
        moved = service.move(g.chapter, slip, **form.step(), now=clock.now())
    except StageRefused as refused:
        return _refused(slip, refused.refusal)
    if moved.is_first:
        _tell(moved.step)
    return _moved(moved.step, form)


@blueprint.get("/c/<string:chapter_slug>/slips/received")
@requires(Permission.SLIP_RECORD)
def received() -> str:
    """Show the open referrals somebody received, those longest without news first."""
    person = _person()
    days = rulesets.on(g.chapter, today()).silent_days
    open_ones = queries.received(g.chapter, person, today())
    known = people.of_ids(g.chapter, {one.slip.giver_id for one in open_ones})
    return render_template(
        "referrals/received.html",
        rows=lines.waiting(open_ones, known, today(), days),
    )


@blueprint.get("/c/<string:chapter_slug>/slips/news")
@requires(Permission.SLIP_RECORD)
def news() -> str:
    """Show what became of the referrals somebody gave, newest first."""
    person = _person()
    steps = queries.news(g.chapter, person, request.args.get("before", type=row_number))
    known = people.of_ids(g.chapter, {step.mover_id for step in steps})
    return render_template(
        "referrals/news.html",
        news=lines.news(g.chapter, steps, known),
        before=steps[-1].id if len(steps) == queries.PAGE else None,
        form=MailForm(obj=g.account) if _settings().smtp_url else None,
    )


@blueprint.post("/c/<string:chapter_slug>/slips/news/read")
@requires(Permission.SLIP_RECORD)
def read() -> ResponseReturnValue:
    """Note that the news up to one was read."""
    person, form = _person(), ReadForm()
    if not form.validate():
        return errors.show(422, gettext("This form is out of date. Open it again."))
    service.read(g.chapter, person, form.until.data, clock.now())
    return answers.written(gettext("You have read all news."), url_for(".news"))


@blueprint.post("/c/<string:chapter_slug>/slips/news/mail")
@requires(Permission.SLIP_RECORD)
def tell_by_mail() -> ResponseReturnValue:
    """Choose whether news comes by mail too."""
    _person()
    form = MailForm()
    if not _settings().smtp_url or not form.validate():
        return errors.show(422, gettext("No mail is sent here."))
    mailing.tell(g.account, form.told_by_mail.data)
    said = (
        gettext("News of your referrals comes by mail from now on.")
        if form.told_by_mail.data
        else gettext("No news comes by mail any more.")
    )
    return answers.written(said, url_for(".news"))


@blueprint.get("/c/<string:chapter_slug>/reports/silent-referrals")
@requires(Permission.REPORT_LEAD)
def silent() -> str:
    """Show the leadership which referrals nobody heard of: giver, receiver and age."""
    days = rulesets.on(g.chapter, today()).silent_days
    rows = queries.silent(g.chapter, today(), days)
    ids = {person_id for one in rows for person_id in (one.giver_id, one.receiver_id)}
    return render_template(
        "referrals/silent.html",
        rows=rows,
        is_any=bool(rows) or queries.is_any(g.chapter),
        known=people.of_ids(g.chapter, ids),
        today=today(),
        days=days,
        label=lines.label,
    )


def _received(slip_id: int) -> ReferralSlip:
    """Return a referral the reader received; others may see it, and some do not know of it."""
    slip = found(slip_id, reader(), readers.may_see)
    if not isinstance(slip, ReferralSlip):
        abort(404)
    if slip.receiver_id != _person().id:
        abort(403)
    return slip


def _person() -> Person:
    """Return the reader as a member; who is none gives and receives no referrals."""
    person: Person | None = g.person
    if person is None:
        abort(404)
    return person


def _moved(step: ReferralStep, form: MoveForm) -> ResponseReturnValue:
    """Say where the referral stands and lead on: to the thanks where the business was won."""
    said = gettext("Noted: %(stage)s.", stage=lines.label(Stage(step.stage)))
    address = local_path(form.next.data or "") or url_for("slips.show", slip_id=step.slip_id)
    if step.stage == Stage.WON and g.chapter.mode != Mode.MIRROR:
        address = url_for("slips.new", kind_name="closed-business", referral=step.slip_id)
    return answers.written(said, address, undo=_back(step) if step.before != step.stage else "")


def _back(step: ReferralStep) -> str:
    """Return the address that takes a step back."""
    return url_for(
        ".move",
        slip_id=step.slip_id,
        stage=step.before,
        expected=step.stage,
        key=f"undo-{step.key}"[:64],
    )


def _refused(slip: ReferralSlip, refusal: Refusal) -> ResponseReturnValue:
    """Answer a refused step, a conflict with where the referral stands now."""
    present = service.stage_of(g.chapter, slip)
    said = gettext(refusal.value)
    if refusal is Refusal.SAME_KEY:
        return errors.show(422, said)
    if wants_json():
        shown = {"stage": present.value, "label": lines.label(present)}
        return jsonify(error=said, present=shown), 409
    return errors.show(409, f"{said} {lines.label(present)}.")


def _tell(step: ReferralStep) -> None:
    """Let a mail wait for who gave the referral, if they asked for it; never what it is about."""
    settings = _settings()
    if not settings.smtp_url or not step.is_news:
        return
    known = people.of_ids(g.chapter, {step.told_id, step.mover_id})
    user = mailing.wanted_by(known[step.told_id].user_id)
    if user is None:
        return
    said = lines.sentence(step, known)
    link = settings.public_url + url_for("slips.show", slip_id=step.slip_id)
    text = gettext(
        "%(said)s\n\n%(link)s\n\nYou asked to be told by mail; under News you may switch it off.",
        said=said,
        link=link,
    )
    mailing.enqueue(user, service.topic_of(step), said, text, clock.now())


def _settings() -> Settings:
    settings: Settings = current_app.config["CHAPTER_SETTINGS"]
    return settings
