"""URLs of the reports."""

from flask import g, render_template

from chapter.meetings import queries as meetings
from chapter.reporting import asked, behind, boards, catalogue, service
from chapter.reporting.routes import blueprint
from chapter.web.access import may, requires
from chapter.web.permissions import Permission


@blueprint.get("/c/<string:chapter_slug>/leaderboard")
@requires(Permission.REPORT_VIEW)
def leaderboard() -> str:
    """Show the members by one measure in one period."""
    measure, chosen = asked.measure(), asked.period()
    board = boards.board(
        g.chapter, measure, chosen.period, chosen.before, is_ranked=asked.sees_places()
    )
    return render_template(
        "reporting/leaderboard.html",
        measure=measure,
        chosen=chosen,
        words=catalogue,
        board=board,
        own_id=asked.own_id(),
        best=g.person and boards.best(g.chapter, g.person, measure, chosen.period.kind),
    )


@blueprint.get("/c/<string:chapter_slug>/leaderboard/rows")
@requires(Permission.REPORT_VIEW)
def rows() -> str:
    """Show what one member's figure is made of."""
    measure, chosen, person = asked.measure(), asked.period(), asked.person()
    return render_template(
        "reporting/rows.html",
        measure=measure,
        chosen=chosen,
        person=person,
        words=catalogue,
        rows=behind.rows(g.chapter, person, measure, chosen.period, chosen.days),
    )


@blueprint.get("/c/<string:chapter_slug>/reports/figure")
@requires(Permission.REPORT_VIEW)
def figure() -> str:
    """Show whose figures a figure of the whole chapter is made of."""
    measure, chosen = asked.measure(), asked.period()
    return render_template(
        "reporting/figure.html",
        measure=measure,
        chosen=chosen,
        words=catalogue,
        shares=behind.shares(g.chapter, measure, chosen.period),
    )


@blueprint.get("/c/<string:chapter_slug>/reports")
@requires(Permission.REPORT_VIEW)
def index() -> str:
    """List the months with their workbooks, and every report."""
    months = service.months(meetings.days_counted(g.chapter))
    reports = [report for report in catalogue.REPORTS if may(report.permission)]
    return render_template("reporting/index.html", months=months, reports=reports)


@blueprint.get("/c/<string:chapter_slug>/reports/palms")
@requires(Permission.REPORT_VIEW)
def palms() -> str:
    """Show the PALMS summary of a period."""
    chosen = asked.period()
    summary = service.palms(g.chapter, chosen.period)
    return render_template("reporting/palms.html", chosen=chosen, words=catalogue, summary=summary)


@blueprint.get("/c/<string:chapter_slug>/reports/attendance")
@requires(Permission.REPORT_VIEW)
def attendance() -> str:
    """Show a letter per member and meeting of a period."""
    chosen = asked.period()
    grid = service.attendance(g.chapter, chosen.period)
    return render_template("reporting/attendance.html", chosen=chosen, words=catalogue, grid=grid)
