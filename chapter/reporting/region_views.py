"""URLs outside any chapter: the months of all one's chapters in one file."""

from io import BytesIO

from flask import Response, abort, render_template

from chapter import clock
from chapter.reporting import region
from chapter.reporting.routes import blueprint
from chapter.web import downloads, scope
from chapter.web.access import requires
from chapter.web.permissions import Permission


@blueprint.get("/chapters")
@requires(Permission.ACCOUNT_USE)
def chapters() -> str:
    """List the months, each with the workbook of all the reader's chapters."""
    return render_template(
        "reporting/chapters.html",
        # Each chapter's right is asked when the file is made, not to list their names.
        chapters=scope.own_chapters(),
        months=region.months(clock.today("UTC")),
        most=region.MOST,
    )


@blueprint.get("/chapters/<string:month>.xlsx")
@requires(Permission.ACCOUNT_USE)
def chapters_month(month: str) -> Response:
    """Hand out the month of every chapter whose reports the reader may see."""
    try:
        period = region.month_of(month, clock.today("UTC"))
    except ValueError:
        abort(404)
    found = scope.chapters_with(Permission.REPORT_VIEW)
    if len(found) > region.MOST:
        abort(404)
    file = BytesIO()
    region.write(file, found, period, clock.today)
    return downloads.workbook(file.getvalue(), f"chapters-{period.text}")
