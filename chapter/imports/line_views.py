"""URLs: every line of an uploaded file, its ticks, and the rows somebody leaves out."""

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from chapter.imports import arrivals, replies, wording
from chapter.imports.forms import BringForm, LeaveOutForm
from chapter.imports.models import ImportDraft
from chapter.imports.routes import DRAFT, blueprint
from chapter.imports.showing import PAGE, Preview
from chapter.imports.states import LineState
from chapter.web.access import requires
from chapter.web.i18n import gettext
from chapter.web.permissions import Permission


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
    if not form.fits(preview.shown):
        return _lines(preview, position, form)
    state, start = arrivals.asked()
    shown = part.lines(state)[start : start + PAGE]
    decided = [line for line in shown if line in part.decisions]
    draft.answers = replies.with_ticks(preview, [(part, decided)], request.form)
    flash(gettext("The ticks are kept."), "success")
    here: dict[str, Any] = {"state": state or None, "start": start or None}
    return redirect(url_for(".lines", draft_id=draft.id, position=position, **here))


@blueprint.post(f"{DRAFT}/files/<int:position>/leave-rows-out")
@requires(Permission.FILE_IMPORT)
@arrivals.of_upload
def leave_rows_out(draft: ImportDraft, position: int) -> ResponseReturnValue:
    """Leave one row that is not understood out of a file, or all of them; the others stay."""
    preview, form = arrivals.preview(draft), LeaveOutForm()
    part = preview.part(position) or abort(404)
    if not form.validate():
        abort(422)
    draft.answers = replies.without_rows(preview, part, form.row.data or "")
    return redirect(url_for(".show", draft_id=draft.id))


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
