"""Asking for a change to a closed week, and answering."""

from collections.abc import Callable
from dataclasses import replace

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from chapter import clock
from chapter.corrections import facts, lists, queries, service, showing
from chapter.corrections.asking import CONFLICTS, Asking, refusal_to_begin
from chapter.corrections.forms import DecisionForm, DeclineForm, ReasonForm, with_reason
from chapter.corrections.models import CorrectionRequest
from chapter.corrections.rules import CorrectionRefused, Kind
from chapter.meetings.rules import MeetingRefused
from chapter.slips import desk, lines, readers, repeats
from chapter.slips import queries as slips
from chapter.slips.kinds import KINDS
from chapter.slips.ledger import Slip
from chapter.slips.rules import SlipRefused
from chapter.slips.sides import side_of
from chapter.slips.sight import found, reader, today
from chapter.visitors.rules import VisitRefused
from chapter.web import answers, errors
from chapter.web.access import requires, wants_json
from chapter.web.forms import BaseForm
from chapter.web.i18n import gettext
from chapter.web.permissions import Permission

blueprint = Blueprint("corrections", __name__)

SLIP = "/c/<string:chapter_slug>/slips/<int(max=2147483647):slip_id>"
REQUEST = "/c/<string:chapter_slug>/corrections/<int(max=2147483647):request_id>"


@blueprint.route(f"{SLIP}/correction", methods=["GET", "POST"])
@requires(Permission.SLIP_RECORD)
def ask(slip_id: int) -> ResponseReturnValue:
    """Say what a slip of a closed week should say instead, and why."""
    who = reader()
    slip = found(slip_id, who, readers.may_change)
    if request.method == "GET" and (refusal := refusal_to_begin(g.chapter, slip)):
        return _elsewhere(slip, refusal.value)
    kind = KINDS[slip.kind]
    asking = replace(kind, form=with_reason(kind.form)) if kind.form else abort(404)
    sheet = desk.written(g.chapter, asking, slip, who, today())
    author_id = sheet.author.id if sheet.author else None
    return _asked(Asking(slip, Kind.CHANGE, sheet.form, author_id, sheet), "corrections/ask.html")


@blueprint.route(f"{SLIP}/withdrawal", methods=["GET", "POST"])
@requires(Permission.SLIP_RECORD)
def ask_withdrawal(slip_id: int) -> ResponseReturnValue:
    """Ask that a slip of a closed week no longer counts, and say why."""
    who = reader()
    slip = found(slip_id, who, readers.may_withdraw)
    if request.method == "GET" and (refusal := refusal_to_begin(g.chapter, slip)):
        return _elsewhere(slip, refusal.value)
    asking = Asking(slip, Kind.WITHDRAW, ReasonForm(), _side_of(who, slip))
    return _asked(asking, "corrections/ask_withdrawal.html")


@blueprint.get("/c/<string:chapter_slug>/slips/requests")
@requires(Permission.SLIP_RECORD)
def mine() -> ResponseReturnValue:
    """List what the reader asked for, with the answers."""
    asked = lists.of_asker(g.chapter, g.account, reader())
    return render_template("corrections/mine.html", entries=asked)


@blueprint.get("/c/<string:chapter_slug>/corrections")
@requires(Permission.WEEK_CLOSE)
def index() -> ResponseReturnValue:
    """List what members ask to change in closed weeks, and what was decided lately."""
    return _list(DeclineForm(formdata=None))


@blueprint.post(f"{REQUEST}/accept")
@requires(Permission.WEEK_CLOSE)
def accept(request_id: int) -> ResponseReturnValue:
    """Reopen the week, do what is asked, close it again."""
    form = DecisionForm()
    return _decided(
        request_id,
        form,
        lambda asked: service.accept(
            g.chapter,
            asked,
            seen=form.version.data,
            today=today(),
            actor_id=g.account.id,
            now=clock.now(),
        ),
        _accepted,
    )


@blueprint.post(f"{REQUEST}/decline")
@requires(Permission.WEEK_CLOSE)
def decline(request_id: int) -> ResponseReturnValue:
    """Leave the slip as it is, with a word to who asked."""
    form = DeclineForm()
    return _decided(
        request_id,
        form,
        lambda asked: service.decline(
            g.chapter,
            asked,
            word=str(form.word.data),
            seen=form.version.data,
            actor_id=g.account.id,
            now=clock.now(),
        ),
        lambda _: gettext("The request is declined; who asked reads your word."),
    )


@blueprint.post(f"{REQUEST}/take-back")
@requires(Permission.SLIP_RECORD)
def take_back(request_id: int) -> ResponseReturnValue:
    """Ask for nothing any more."""
    asked = _found(request_id)
    if asked.asked_by != g.account.id:
        abort(404)
    form = DecisionForm()
    if not form.validate():
        return _unclear(form, request_id)
    try:
        service.take_back(g.chapter, asked, seen=form.version.data, now=clock.now())
    except CorrectionRefused as refused:
        return errors.show(409, gettext(refused.refusal.value))
    said = gettext("The request is taken back. The slip stays as it is.")
    return answers.written(said, url_for("corrections.mine"))


def _elsewhere(slip: Slip, sentence: str) -> ResponseReturnValue:
    """Lead back to the slip, and say why nothing is asked of it here."""
    flash(gettext(sentence), "info")
    return redirect(url_for("slips.show", slip_id=slip.id))


def _side_of(who: readers.Reader, slip: Slip) -> int | None:
    """Return whose side of a slip is meant: the reader's own, or the author's."""
    owned = lines.ownership(slip)
    return who.person_id if who.is_among(owned.co_author_id) else slip.author_id


def _asked(asking: Asking, template: str) -> ResponseReturnValue:
    """Take the request, or show its form."""
    if asking.form.validate_on_submit():
        kept = asking.keep(g.chapter, asker_id=g.account.id, today=today(), now=clock.now())
        if kept is not None:
            said = gettext("The request is sent to whoever closes the week.")
            return answers.written(said, url_for("corrections.mine"), row_id=kept.id)
    if asking.form.errors and wants_json():
        return answers.refused(asking.form, asking.status)
    noun = gettext(g.chapter.noun(asking.slip.kind))
    page = render_template(
        template, asking=asking, sheet=asking.sheet, noun=noun, would_stand=_would_stand(asking)
    )
    return page, asking.status


def _would_stand(asking: Asking) -> str:
    """Say what stands of a slip that both of two recorded once one of them withdraws it."""
    if asking.kind != Kind.WITHDRAW or side_of(asking.slip) is None:
        return ""
    known, who = slips.people_in(g.chapter, [asking.slip]), reader()
    return repeats.would_stand(asking.slip, known, who.user_id, who.person_id)


def _decided(
    request_id: int,
    form: BaseForm,
    decide: Callable[[CorrectionRequest], CorrectionRequest],
    said: Callable[[CorrectionRequest], str],
) -> ResponseReturnValue:
    """Answer a request, or say why it cannot be answered so."""
    asked = _found(request_id)
    if not form.validate():
        return _unclear(form, request_id)
    try:
        sentence = said(decide(asked))
    except (CorrectionRefused, SlipRefused, VisitRefused, MeetingRefused) as refused:
        code = 409 if refused.refusal in CONFLICTS else 422
        return errors.show(code, gettext(refused.refusal.value))
    return answers.written(sentence, url_for("corrections.index"))


def _unclear(form: BaseForm, at: int) -> ResponseReturnValue:
    """Say what is wrong with an answer: at its field where it has one to type in."""
    if wants_json():
        return answers.refused(form, 422)
    if isinstance(form, DeclineForm):
        return _list(form, at)
    return errors.show(422, " ".join(one for found in form.errors.values() for one in found))


def _accepted(asked: CorrectionRequest) -> str:
    """Say what accepting did: the slip counts otherwise in its week, or left it."""
    told = queries.told_by(g.chapter, [asked]).get(asked.id, {})
    left = showing.has_left(told)
    if left:
        return gettext("The slip is changed as asked.") + " " + left
    slip = queries.slips_of(g.chapter, [asked])[asked.slip_id or 0]
    if told.get("stands"):
        return repeats.taken_back(slip, slips.people_in(g.chapter, [slip]), reader().person_id)
    if told.get("is_withdrawal"):
        return gettext("The slip is withdrawn as asked. It does not count.")
    if not facts.is_settled(slip):
        # The week was reopened or discarded since it was asked.
        return gettext("The slip is changed as asked. It counts once its week is closed.")
    return gettext("The slip is changed as asked, and its week counts so.")


def _list(form: BaseForm, at: int = 0) -> ResponseReturnValue:
    """Show all requests; `at` is the one whose answer is to be mended."""
    listed = lists.of_chapter(g.chapter, reader())
    page = render_template(
        "corrections/index.html", **listed, form=form, blank=DeclineForm(formdata=None), at=at
    )
    return page, form.status


def _found(request_id: int) -> CorrectionRequest:
    return queries.one(g.chapter, request_id) or abort(404)
