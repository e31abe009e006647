"""The grid: what members hand in on paper, entered by an officer."""

from typing import Any

from flask import Blueprint, g, jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue

from chapter import clock
from chapter.people import queries as people
from chapter.slips import desk, grid, repeats, service
from chapter.slips.drafts import Draft
from chapter.slips.grid import People, Row
from chapter.slips.kinds import SlipKind
from chapter.slips.rules import Refusal, SlipRefused
from chapter.slips.sight import today
from chapter.visitors.rules import VisitRefused
from chapter.web import answers, errors
from chapter.web.access import requires, wants_json
from chapter.web.forms import single_values
from chapter.web.i18n import gettext, ngettext
from chapter.web.permissions import Permission
from chapter.web.transaction import whole

blueprint = Blueprint("grid", __name__)


@blueprint.route("/c/<string:chapter_slug>/slips/grid", methods=["GET", "POST"])
@requires(Permission.SLIP_RECORD_FOR_OTHERS)
def index() -> ResponseReturnValue:
    """Take up to ten slips at once: each row is an entry of its own."""
    try:
        sent = single_values()
    except ValueError as unclear:
        return errors.show(422, str(unclear))
    day = today() if sent else grid.usual_day(g.chapter, today())
    rows, known = grid.rows(sent, day), grid.people(g.chapter, today())
    if request.method == "GET":
        return _page(rows, known)
    filled = [row for row in rows if not row.is_empty]
    for row in filled:
        _record(row, known)
    saved = [row for row in filled if row.saved]
    if saved and len(saved) == len(filled):
        said = ngettext("%(num)d slip recorded.", "%(num)d slips recorded.", len(saved))
        told = [said, *(notice for row in saved for notice in row.notices)]
        return answers.written(" ".join(told), url_for("grid.index"))
    return _refused(filled) if wants_json() else _page(rows, known, is_blank=not filled)


def _record(row: Row, known: People) -> None:
    """Record a row in a transaction of its own, or say at its columns why not."""
    found = grid.form_of(g.chapter, row, known)
    if found is None:
        return
    kind, form = found
    # Of the form before the commit, after which nothing of it is fresh.
    values = form.values()
    try:
        with whole():
            author = people.one(g.chapter, int(form.author_id.data))
            draft = Draft(author, form.dated.data, str(form.key.data), values)
            notices = _write(kind, draft)
    except (SlipRefused, VisitRefused) as refused:
        column = grid.COLUMNS.get(refused.field or "", "other" if refused.field else "kind")
        row.refuse(column, gettext(refused.refusal.value))
        if refused.refusal is Refusal.KEY_REUSED:
            # What stands in the row is another entry, if it is sent again.
            row.typed["key"] = grid.new_key()
        return
    row.saved, row.notices = gettext("Recorded."), notices


def _write(kind: SlipKind, draft: Draft) -> list[str]:
    """Record a slip; return what is to be said of it besides."""
    slip = service.record(
        g.chapter, kind, draft, recorder_id=g.account.id, today=today(), now=clock.now()
    )
    return repeats.notices(g.chapter, slip)


def _page(rows: list[Row], known: People, *, is_blank: bool = False) -> ResponseReturnValue:
    page = render_template(
        "grid/index.html",
        rows=rows,
        kinds=grid.kinds(g.chapter),
        names=known,
        mirrored=desk.kinds(g.chapter)[1],
        is_blank=is_blank,
        number_saved=sum(bool(row.saved) for row in rows),
    )
    return page, 422 if is_blank or any(row.errors for row in rows) else 200


def _refused(rows: list[Row]) -> ResponseReturnValue:
    """Tell a script which rows stand, and what is wrong with the others."""
    fields: dict[str, Any] = {
        f"{column}-{row.number}": " ".join(sentences)
        for row in rows
        for column, sentences in row.errors.items()
    }
    saved = [row.number for row in rows if row.saved]
    sentence = gettext("Some rows are not recorded yet.") if rows else gettext("Fill a row in.")
    return jsonify(error=sentence, fields=fields, saved=saved), 422
