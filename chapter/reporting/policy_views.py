"""URL of the attendance policy: who is near a limit, who is over, and on which days."""

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from chapter import clock
from chapter.reporting import absences
from chapter.reporting.forms import DayForm
from chapter.reporting.routes import blueprint
from chapter.web.access import requires
from chapter.web.permissions import Permission


@blueprint.get("/c/<string:chapter_slug>/reports/policy")
@requires(Permission.REPORT_LEAD)
def policy() -> ResponseReturnValue:
    """Show attendance against the limits of a day, today's unless one is asked for."""
    today = clock.today(g.chapter.zone)
    asked = request.args if "day" in request.args else None
    form = DayForm(formdata=asked, data={"day": today}, meta={"csrf": False})
    is_right = asked is None or form.validate()
    day = form.day.data if is_right else today
    return render_template(
        "reporting/policy.html",
        form=form,
        day=day,
        is_today=day == today,
        found=absences.on(g.chapter, day),
        states=absences.STATES,
    ), form.status
