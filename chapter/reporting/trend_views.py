"""URLs of the trends."""

from flask import g, render_template

from chapter import clock
from chapter.reporting import asked, catalogue, trend_lines
from chapter.reporting.routes import blueprint
from chapter.web.access import requires
from chapter.web.permissions import Permission


@blueprint.get("/c/<string:chapter_slug>/reports/trends")
@requires(Permission.REPORT_VIEW)
def trends() -> str:
    """Show each measure by week and by month, of the chapter or of one member."""
    person, chosen = asked.person_if_any(), asked.period()
    last_day = min(chosen.period.last, clock.today(g.chapter.zone))
    return render_template(
        "reporting/trends.html",
        person=person,
        own_id=asked.own_id(),
        chosen=chosen,
        words=catalogue,
        courses=trend_lines.courses(g.chapter, person, last_day),
    )
