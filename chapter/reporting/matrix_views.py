"""URLs of the matrices, of the slips behind a cell, and of what changed between two times."""

from flask import g, render_template

from chapter.reporting import asked, behind, catalogue, matrices, pair_changes
from chapter.reporting.routes import blueprint
from chapter.web.access import requires
from chapter.web.permissions import Permission


@blueprint.get("/c/<string:chapter_slug>/reports/matrix")
@requires(Permission.REPORT_VIEW)
def matrix() -> str:
    """Show who gave to whom, who met whom, or both in one."""
    kind, chosen = _kind(), asked.period()
    only = asked.word("only", ("", matrices.UNMET), "")
    person = asked.person_if_any()
    first = person.id if person else None
    return render_template(
        "reporting/matrix.html",
        kind=kind,
        only=only,
        person=person,
        own_id=asked.own_id(),
        chosen=chosen,
        words=catalogue,
        kinds=matrices,
        grid=matrices.grid(g.chapter, chosen.period, kind, only=only, first=first),
    )


@blueprint.get("/c/<string:chapter_slug>/reports/pair")
@requires(Permission.REPORT_VIEW)
def pair() -> str:
    """Show the slips behind one cell of a matrix."""
    kind, chosen = _kind(), asked.period()
    row, column = asked.person("row"), asked.person("column")
    measures = matrices.MEASURES[kind]
    return render_template(
        "reporting/pair.html",
        kind=kind,
        row=row,
        column=column,
        chosen=chosen,
        words=catalogue,
        rows=behind.between(g.chapter, row, column, measures, chosen.period, chosen.days),
    )


@blueprint.get("/c/<string:chapter_slug>/reports/pairs")
@requires(Permission.REPORT_VIEW)
def pairs() -> str:
    """Show which pairs are new, kept and gone since the period before, and month by month."""
    kind, chosen = _kind("referrals"), asked.period()
    return render_template(
        "reporting/pairs.html",
        kind=kind,
        chosen=chosen,
        words=catalogue,
        kinds=matrices,
        names=pair_changes.CHANGES,
        found=pair_changes.changes(g.chapter, chosen.period, chosen.before, kind, chosen.days),
    )


def _kind(default: str = matrices.COMBINATION) -> str:
    return asked.word("kind", matrices.KINDS, default)
