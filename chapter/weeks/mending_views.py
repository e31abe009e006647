"""What is mended in place before the close, and the weeks that are still open."""

from datetime import date

from flask import abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from chapter.attendance.service import Entry
from chapter.people import queries as people
from chapter.slips import queries as slips
from chapter.web import errors
from chapter.web.access import requires
from chapter.web.i18n import gettext, ngettext, short_date
from chapter.web.permissions import Permission
from chapter.web.transaction import whole
from chapter.weeks import answers, mending, open_queries
from chapter.weeks.answers import do, today, trace
from chapter.weeks.forms import MarkForm, RedateForm
from chapter.weeks.routes import DAY, MEETINGS, blueprint


@blueprint.post(f"{DAY}/marks/<int(max=2147483647):person_id>")
@requires(Permission.ATTENDANCE_MARK)
def mark(held_on: date, person_id: int) -> ResponseReturnValue:
    """Set one member's mark that is missing, or the name of their substitute."""
    person, form = people.one(g.chapter, person_id) or abort(404), MarkForm()
    if not form.validate():
        return errors.show(422, " ".join(s for field in form for s in field.errors))
    letter, substitute = str(form.mark.data), form.substitute.data or ""
    entry = Entry(person.id, letter, substitute, form.version.data)
    said = gettext("%(name)s is marked %(mark)s.", name=person.name, mark=letter)
    return do(lambda: mending.mark(g.chapter, held_on, entry, **trace()), said)


@blueprint.post(f"{DAY}/late/<int(max=2147483647):slip_id>")
@requires(Permission.WEEK_CLOSE)
def count_here(held_on: date, slip_id: int) -> ResponseReturnValue:
    """Let a slip that was handed in at the meeting count in its week."""
    slip, form = slips.one(g.chapter, slip_id), RedateForm()
    if slip is None or slip.kind == "closed-business":
        abort(404)
    if not form.validate():
        return errors.show(422, gettext("This form is out of date. Open it again."))
    return do(
        lambda: mending.count_here(g.chapter, held_on, slip, seen=form.version.data, **trace()),
        gettext("The slip counts in the week of %(day)s.", day=short_date(held_on)),
    )


@blueprint.get(f"{MEETINGS}/open")
@requires(Permission.WEEK_CLOSE)
def open_weeks() -> ResponseReturnValue:
    """Show the earlier weeks that are still open, the oldest first."""
    return render_template(
        "weeks/open_weeks.html", weeks=open_queries.still_open(g.chapter, today(), today())
    )


@blueprint.post(f"{MEETINGS}/open/close")
@requires(Permission.WEEK_CLOSE)
def close_all() -> ResponseReturnValue:
    """Close the earlier open weeks in order, each for itself, and stop at the first refusal."""
    yesterday = today().fromordinal(today().toordinal() - 1)
    done, refused = mending.close_in_order(g.chapter, yesterday, whole, today=today(), **trace())
    if done:
        number = len(done)
        flash(ngettext("%(num)d week is closed.", "%(num)d weeks are closed.", number), "success")
    if refused:
        flash(answers.sentence_of(refused), "error")
    return redirect(url_for("weeks.open_weeks"))
