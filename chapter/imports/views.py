"""URLs: files dropped, previewed, answered for, brought in and taken back."""

from typing import Any

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from chapter.imports import (
    arrivals,
    forms,
    history,
    queries,
    replies,
    service,
    showing,
    uploads,
    wording,
)
from chapter.imports.forms import AnswersForm, BringForm, UploadForm
from chapter.imports.models import ImportDraft
from chapter.imports.refusals import ImportRefused, Refusal, UndoRefused
from chapter.imports.showing import PAGE, Preview
from chapter.imports.states import DraftState, LineState
from chapter.web.access import requires
from chapter.web.forms import single_values
from chapter.web.i18n import gettext
from chapter.web.permissions import Permission
from chapter.web.words import Refused

blueprint = Blueprint("imports", __name__)

LIST = "/c/<string:chapter_slug>/imports"
DRAFT = f"{LIST}/<int:draft_id>"


@blueprint.get(LIST)
@requires(Permission.FILE_IMPORT)
def index() -> ResponseReturnValue:
    """Offer to drop files, and list what came in."""
    return _list(UploadForm(formdata=None))


@blueprint.post(LIST)
@requires(Permission.FILE_IMPORT)
def upload() -> ResponseReturnValue:
    """Keep files until somebody says the word."""
    form = UploadForm()
    if not form.validate():
        return _list(form)
    draft = uploads.upload(g.chapter, form.read, arrivals.who())
    return redirect(url_for(".show", draft_id=draft.id))


@blueprint.get(DRAFT)
@requires(Permission.FILE_IMPORT)
@arrivals.of_upload
def show(draft: ImportDraft) -> ResponseReturnValue:
    """Show what files would do."""
    preview = arrivals.preview(draft)
    return _page(preview, _answers(preview))


@blueprint.post(f"{DRAFT}/answers")
@requires(Permission.FILE_IMPORT)
@arrivals.of_upload
def answer(draft: ImportDraft) -> ResponseReturnValue:
    """Take answers, and show the preview they lead to."""
    preview = arrivals.preview(draft)
    form = _answers(preview)
    if not form.validate():
        return _page(preview, form)
    draft.answers = replies.with_replies(preview, form.replies(), form.rest.data or "")
    return redirect(url_for(".show", draft_id=draft.id))


@blueprint.post(f"{DRAFT}/ask-again")
@requires(Permission.FILE_IMPORT)
@arrivals.of_upload
def ask_again(draft: ImportDraft) -> ResponseReturnValue:
    """Forget the answers."""
    draft.answers = {}
    return redirect(url_for(".show", draft_id=draft.id))


@blueprint.post(f"{DRAFT}/files/<int:position>/leave-out")
@requires(Permission.FILE_IMPORT)
@arrivals.of_upload
def leave_out(draft: ImportDraft, position: int) -> ResponseReturnValue:
    """Leave one file out; the others stay."""
    if position not in [file.position for file in draft.files]:
        abort(404)
    uploads.drop(draft, position)
    if draft.files:
        return redirect(url_for(".show", draft_id=draft.id))
    return _forget(draft)


@blueprint.get(f"{DRAFT}/files/<int:position>")
@requires(Permission.FILE_IMPORT)
@arrivals.of_upload
def lines(draft: ImportDraft, position: int) -> ResponseReturnValue:
    """Show every line of a file, or those of one state, page by page."""
    return _lines(arrivals.preview(draft), position, BringForm(formdata=None))


@blueprint.post(f"{DRAFT}/files/<int:position>/ticks")
@requires(Permission.FILE_IMPORT)
@arrivals.of_upload
def tick(draft: ImportDraft, position: int) -> ResponseReturnValue:
    """Take the ticks of one page of lines."""
    preview, form = arrivals.preview(draft), BringForm()
    part = preview.part(position) or abort(404)
    if not _is_as_shown(preview, form):
        return _lines(preview, position, form)
    state, start = arrivals.asked()
    shown = part.lines(state)[start : start + PAGE]
    decided = [line for line in shown if line in part.decisions]
    draft.answers = replies.with_ticks(preview, [(part, decided)], request.form)
    flash(gettext("The ticks are kept."), "success")
    here: dict[str, Any] = {"state": state or None, "start": start or None}
    return redirect(url_for(".lines", draft_id=draft.id, position=position, **here))


@blueprint.post(f"{DRAFT}/bring")
@requires(Permission.FILE_IMPORT)
@arrivals.of_upload
def bring(draft: ImportDraft) -> ResponseReturnValue:
    """Bring in what was shown, whole or not at all."""
    preview, form = arrivals.preview(draft), BringForm()
    if not _is_as_shown(preview, form):
        return _page(preview, _answers(preview, is_sent=False), form)
    shown = [(part, part.decisions[:PAGE]) for part in preview.parts]
    draft.answers = replies.with_ticks(preview, shown, request.form)
    try:
        done = replies.bring(g.chapter, draft, preview.shown, arrivals.who())
    except (ImportRefused, Refused) as refused:
        if draft.state != DraftState.WAITING:
            return arrivals.go(arrivals.sentence(refused), "error")
        form.refuse(arrivals.sentence(refused))
        return _page(arrivals.preview(draft), _answers(preview, is_sent=False), form)
    return arrivals.go(*arrivals.told(done))


@blueprint.post(f"{DRAFT}/cancel")
@requires(Permission.FILE_IMPORT)
@arrivals.of_upload
def cancel(draft: ImportDraft) -> ResponseReturnValue:
    """Forget an upload."""
    return _forget(draft)


@blueprint.post(f"{LIST}/done/<int:batch_id>/undo")
@requires(Permission.FILE_IMPORT)
def undo(batch_id: int) -> ResponseReturnValue:
    """Take back what a file brought in, or all that came with it."""
    if queries.batch(g.chapter, batch_id) is None:
        abort(404)
    try:
        gone = service.undo(
            g.chapter, batch_id, arrivals.who(), together="together" in request.args
        )
    except UndoRefused as refused:
        return _list(UploadForm(formdata=None), batch_id, arrivals.sentence(refused))
    names = ", ".join(batch.file_name for batch in gone)
    return arrivals.go(gettext("%(names)s: taken back. All stands as before.", names=names))


def _list(form: UploadForm, batch_id: int = 0, reason: str = "") -> ResponseReturnValue:
    page = render_template(
        "imports/index.html",
        form=form,
        history=history.history(g.chapter, arrivals.number("before")),
        waiting=history.waiting(g.chapter, g.account.id),
        kept=(batch_id, reason),
        wording=wording,
        zone=g.chapter.zone,
    )
    return page, 422 if reason else form.status


def _page(
    preview: Preview, form: AnswersForm, bring: BringForm | None = None
) -> ResponseReturnValue:
    bring = bring or BringForm(formdata=None)
    page = render_template(
        "imports/show.html",
        preview=preview,
        form=form,
        bring=bring,
        wording=wording,
        states=LineState,
        most=PAGE,
    )
    return page, max(form.status, bring.status)


def _lines(preview: Preview, position: int, form: BringForm) -> ResponseReturnValue:
    part = preview.part(position) or abort(404)
    state, start = arrivals.asked()
    found = part.lines(state)
    page = render_template(
        "imports/lines.html",
        preview=preview,
        part=part,
        form=form,
        state=state,
        start=start,
        lines=found[start : start + PAGE],
        number=len(found),
        next=start + PAGE if start + PAGE < len(found) else None,
        wording=wording,
        states=LineState,
    )
    return page, form.status


def _answers(preview: Preview, *, is_sent: bool = True) -> AnswersForm:
    """Return the form of the preview's questions, in the reader's language."""
    named = []
    rest: dict[str, str] = {}
    for asked in preview.asked:
        question = asked.question
        choices = [(c, wording.choice(c.label, c.why)) for c in question.choices]
        named.append((asked.name, question, wording.said(question.prompt), choices))
        if question.kind == "person":
            rest |= {c.value: label for c, label in choices if c.value in showing.WORDS}
    return forms.of(named, list(rest.items()), is_sent=is_sent)


def _is_as_shown(preview: Preview, form: BringForm) -> bool:
    """Tell whether what was sent is about what would happen now, each thing said once."""
    try:
        single_values()
    except ValueError as error:
        form.refuse(str(error))
        return False
    if form.validate() and form.shown.data != preview.shown:
        form.refuse(gettext(Refusal.OTHERWISE.value))
    return not form.errors


def _forget(draft: ImportDraft) -> ResponseReturnValue:
    replies.cancel(g.chapter, draft)
    return arrivals.go(gettext("The upload is forgotten; nothing was changed."))
