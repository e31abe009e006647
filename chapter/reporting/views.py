"""URLs of the reports."""

from flask import Blueprint, Response, abort, g, render_template, request

from chapter import clock
from chapter.meetings import queries as meetings
from chapter.people import queries as people
from chapter.people.rules import Category
from chapter.reporting import catalogue, service
from chapter.reporting.service import Choice
from chapter.slips.rules import Measure
from chapter.web import downloads
from chapter.web.access import requires
from chapter.web.permissions import Permission
from chapter.web.routes import row_number
from reports import periods

blueprint = Blueprint("reporting", __name__)


@blueprint.get("/c/<string:chapter_slug>/leaderboard")
@requires(Permission.REPORT_VIEW)
def leaderboard() -> str:
    """Show the members by one measure in one period."""
    measure, chosen = _measure(), _period()
    return render_template(
        "reporting/leaderboard.html",
        measure=measure,
        chosen=chosen,
        words=catalogue,
        lines=service.leaderboard(g.chapter, measure, chosen.period, chosen.before),
    )


@blueprint.get("/c/<string:chapter_slug>/leaderboard/rows")
@requires(Permission.REPORT_VIEW)
def rows() -> str:
    """Show what one figure of the leaderboard is made of."""
    measure, chosen = _measure(), _period()
    person = people.one(g.chapter, request.args.get("person", 0, type=row_number))
    if person is None or person.category != Category.ROSTER:
        abort(404)
    return render_template(
        "reporting/rows.html",
        measure=measure,
        chosen=chosen,
        person=person,
        words=catalogue,
        rows=service.rows_behind(g.chapter, person, measure, chosen.period),
    )


@blueprint.get("/c/<string:chapter_slug>/reports")
@requires(Permission.REPORT_VIEW)
def index() -> str:
    """List the months with their workbooks, and every report."""
    months = service.months(meetings.days_counted(g.chapter))
    return render_template("reporting/index.html", months=months, reports=catalogue.REPORTS)


@blueprint.get("/c/<string:chapter_slug>/reports/palms")
@requires(Permission.REPORT_VIEW)
def palms() -> str:
    """Show the PALMS summary of a period."""
    chosen = _period()
    summary = service.palms(g.chapter, chosen.period)
    return render_template("reporting/palms.html", chosen=chosen, words=catalogue, summary=summary)


@blueprint.get("/c/<string:chapter_slug>/reports/attendance")
@requires(Permission.REPORT_VIEW)
def attendance() -> str:
    """Show a letter per member and meeting of a period."""
    chosen = _period()
    grid = service.attendance(g.chapter, chosen.period)
    return render_template("reporting/attendance.html", chosen=chosen, words=catalogue, grid=grid)


@blueprint.get("/c/<string:chapter_slug>/reports/<string:month>.xlsx")
@requires(Permission.REPORT_VIEW)
def month(month: str) -> Response:
    """Hand out the workbook of a month."""
    today = clock.today(g.chapter.zone)
    try:
        period = periods.parse(month, today)
    except ValueError:
        abort(404)
    if period.kind != "month":
        abort(404)
    content = service.month_workbook(g.chapter, period, today=today)
    return downloads.workbook(content, f"{g.chapter.slug}-{period.text}")


def _measure() -> Measure:
    """Return the measure of the address; one that is none is a 404."""
    try:
        return Measure(request.args.get("measure", Measure.REFERRALS_GIVEN))
    except ValueError:
        abort(404)


def _period() -> Choice:
    """Return the period of the address; one that is none is a 404."""
    try:
        return service.choose(g.chapter, request.args.get("period"), clock.today(g.chapter.zone))
    except ValueError:
        abort(404)
