"""URLs of the reconciliation: all members, and one with the rows behind a figure."""

from flask import Blueprint, abort, g, render_template, request
from flask.typing import ResponseReturnValue

from chapter import clock
from chapter.reconciliation import service, summaries, wording
from chapter.reconciliation.behind import rows
from chapter.reconciliation.rules import FIGURES
from chapter.reconciliation.service import Reconciliation
from chapter.reconciliation.summaries import Summary
from chapter.web.access import requires
from chapter.web.permissions import Permission

blueprint = Blueprint("reconciliation", __name__)


@blueprint.get("/c/<string:chapter_slug>/reconciliation")
@requires(Permission.REPORT_LEAD)
def index() -> ResponseReturnValue:
    """Show every member on both sides, or only those on whom the sides differ."""
    known = _known()
    found = _reconciled(known) if known else None
    return render_template(
        "reconciliation/index.html",
        known=known,
        found=found,
        shows_all="all" in request.args,
        labels=list(FIGURES),
        words=wording,
    )


@blueprint.get("/c/<string:chapter_slug>/reconciliation/<int(max=2147483647):person_id>")
@requires(Permission.REPORT_LEAD)
def show(person_id: int) -> ResponseReturnValue:
    """Show one member figure by figure, with the rows behind one of them."""
    label = request.args.get("figure", "")
    if label not in ("", *FIGURES):
        abort(404)
    found = _reconciled(_known())
    line = found.of(person_id) or abort(404)
    return render_template(
        "reconciliation/show.html",
        found=found,
        line=line,
        label=label,
        rows=rows(g.chapter, found.evidence, person_id, label) if label else [],
        words=wording,
    )


def _known() -> list[Summary]:
    return summaries.known(g.chapter, clock.today(g.chapter.zone))


def _reconciled(known: list[Summary]) -> Reconciliation:
    """Reconcile with the summary asked for, or with the newest."""
    asked = request.args.get("period")
    chosen = [one for one in known if asked in (None, one.period)] or abort(404)
    return service.reconcile(g.chapter, chosen[0])
