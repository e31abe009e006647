"""The URL of a member's own year."""

from flask import Response, abort, g, request

from chapter import clock
from chapter.reporting import own_year
from chapter.reporting.routes import blueprint
from chapter.web import downloads
from chapter.web.access import requires
from chapter.web.permissions import Permission


@blueprint.get("/c/<string:chapter_slug>/me/year.xlsx")
@requires(Permission.REPORT_VIEW)
def own() -> Response:
    """Hand out the reader's own months, marks, score and rows; a director has none here."""
    if g.person is None:
        abort(404)
    today = clock.today(g.chapter.zone)
    try:
        text = request.args.get("period")
        period = own_year.period_of(text, today) if text else own_year.latest(today)
    except ValueError:
        abort(404)
    content = own_year.workbook(g.chapter, g.person, period, today=today)
    return downloads.workbook(content, f"{g.chapter.slug}-my-year-{period.text}")
