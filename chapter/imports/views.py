"""URLs: files dropped, previewed, answered for, brought in and taken back."""

from flask import abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from chapter.imports import (
    answered,
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
from chapter.imports.arrivals import Kept
from chapter.imports.forms import AnswersForm, BringForm, UploadForm
from chapter.imports.models import ImportDraft
from chapter.imports.refusals import ImportRefused, UndoRefused
from chapter.imports.routes import DRAFT, LIST, blueprint
from chapter.imports.showing import PAGE, Preview
from chapter.imports.states import DraftState, LineState
from chapter.web import errors
from chapter.web.access import requires
from chapter.web.i18n import gettext, ngettext
from chapter.web.permissions import Permission
from chapter.web.words import Refused

# More of what is seldom looked at is folded.
HANDFUL = 5


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
    unread = replies.unreadable(form.read)
    draft = uploads.upload(g.chapter, form.read, arrivals.who(), unread)
    return redirect(url_for(".show", draft_id=draft.id))


@blueprint.errorhandler(RequestEntityTooLarge)
def too_large(error: RequestEntityTooLarge) -> ResponseReturnValue:
    """Say at the field what is too large together; no more of it was read than this."""
    if request.endpoint != f"{blueprint.name}.upload":
        return errors.show(413)
    arrivals.drain()
    form = UploadForm(formdata=None)
    form.refuse_size()
    return _list(form)


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
    draft.answers = answered.anew(draft.answers)
    return redirect(url_for(".show", draft_id=draft.id))


@blueprint.post(f"{DRAFT}/files/<int:position>/leave-out")
@requires(Permission.FILE_IMPORT)
@arrivals.of_upload
def leave_out(draft: ImportDraft, position: int) -> ResponseReturnValue:
    """Leave one file out, or all that cannot be read; the others stay."""
    if position not in [file.position for file in draft.files]:
        abort(404)
    unread = arrivals.preview(draft).unread if "unread" in request.args else ()
    uploads.drop(draft, position, *(file.position for file in unread))
    if draft.files:
        return redirect(url_for(".show", draft_id=draft.id))
    return _forget(draft)


@blueprint.post(f"{DRAFT}/bring")
@requires(Permission.FILE_IMPORT)
@arrivals.of_upload
def bring(draft: ImportDraft) -> ResponseReturnValue:
    """Bring in what was shown, whole or not at all."""
    preview, form = arrivals.preview(draft), BringForm()
    if not form.fits(preview.shown):
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


@blueprint.post(f"{LIST}/forget")
@requires(Permission.FILE_IMPORT)
def forget() -> ResponseReturnValue:
    """Forget all one's own uploads that wait, those of meanwhile excepted."""
    drafts = history.all_waiting(g.chapter, g.account.id, arrivals.number("until") or 0)
    for draft in drafts:
        replies.cancel(g.chapter, draft)
    said = ngettext(
        "%(num)d upload is forgotten; nothing was changed.",
        "%(num)d uploads are forgotten; nothing was changed.",
        len(drafts),
    )
    return arrivals.go(said)


@blueprint.post(f"{LIST}/done/<int:batch_id>/undo")
@requires(Permission.FILE_IMPORT)
def undo(batch_id: int) -> ResponseReturnValue:
    """Take back what a file brought in, or all that came with it."""
    if queries.batch(g.chapter, batch_id) is None:
        abort(404)
    together, closed_too = "together" in request.args, "closed_too" in request.args
    try:
        undone = service.undo(
            g.chapter, batch_id, arrivals.who(), together=together, closed_too=closed_too
        )
    except UndoRefused as refused:
        kept = Kept(batch_id, arrivals.sentence(refused), refused.refusal, together)
        return _list(UploadForm(formdata=None), kept)
    return arrivals.go(wording.taken_back(undone))


def _list(form: UploadForm, kept: Kept | None = None) -> ResponseReturnValue:
    page = render_template(
        "imports/index.html",
        open_weeks=arrivals.open_weeks(),
        form=form,
        history=history.history(g.chapter, arrivals.number("before")),
        uploads=history.waiting(g.chapter, g.account.id),
        kept=kept,
        handful=HANDFUL,
        wording=wording,
        zone=g.chapter.zone,
    )
    return page, 422 if kept else form.status


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
        handful=HANDFUL,
    )
    return page, max(form.status, bring.status)


def _answers(preview: Preview, *, is_sent: bool = True) -> AnswersForm:
    """Return the form of the preview's questions, in the reader's language."""
    named, undated = [], preview.undated
    rest: dict[str, str] = {}
    for asked in preview.asked:
        question = asked.question
        choices = [(c, wording.choice(c.label, c.why)) for c in question.choices]
        if asked in undated:
            choices = [(c, wording.choice(c.label, c.why or c.group)) for c in question.choices]
        named.append((asked.name, question, wording.said(question.prompt), choices))
        if question.kind == "person":
            rest |= {c.value: label for c, label in choices if c.value in showing.WORDS}
    return forms.of(named, list(rest.items()), is_sent=is_sent)


def _forget(draft: ImportDraft) -> ResponseReturnValue:
    replies.cancel(g.chapter, draft)
    return arrivals.go(gettext("The upload is forgotten; nothing was changed."))
