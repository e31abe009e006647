"""URLs of the chapter as a whole: how it does, and who is named."""

from datetime import date

from flask import g, render_template

from chapter import clock
from chapter.reporting import asked, catalogue, honours, vital_signs
from chapter.reporting.routes import blueprint
from chapter.web.access import requires
from chapter.web.permissions import Permission


@blueprint.get("/c/<string:chapter_slug>/reports/chapter")
@requires(Permission.REPORT_VIEW)
def chapter() -> str:
    """Show how the chapter does: its light, its goals, and what changed."""
    chosen = asked.period("6m")
    return render_template(
        "reporting/chapter.html",
        chosen=chosen,
        words=catalogue,
        standing=vital_signs.standing(g.chapter, chosen, _today()),
    )


@blueprint.get("/c/<string:chapter_slug>/reports/recognition")
@requires(Permission.REPORT_VIEW)
def recognition() -> str:
    """Show who is named for a period, to print and to read out."""
    chosen = asked.period()
    return render_template(
        "reporting/recognition.html",
        chosen=chosen,
        words=catalogue,
        honours=honours.honours(g.chapter, chosen.period, _today()),
    )


def _today() -> date:
    return clock.today(g.chapter.zone)
