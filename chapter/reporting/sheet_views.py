"""URLs of the workbooks, and of each sheet by itself, as Excel or CSV."""

from datetime import date

from flask import Response, abort, g

from chapter import clock
from chapter.reporting import asked, workbooks
from chapter.reporting.routes import blueprint
from chapter.slips.rules import Measure
from chapter.web import downloads
from chapter.web.access import may, requires
from chapter.web.permissions import Permission
from reports import periods
from reports.books import editions
from reports.books.editions import EDITIONS, LEADERSHIP, MEMBERS, Asked
from reports.periods import Period

UNMET = "unmet"


@blueprint.get("/c/<string:chapter_slug>/reports/<string:period>.xlsx")
@requires(Permission.REPORT_VIEW)
def month(period: str) -> Response:
    """Hand out the workbook of a period, for the members or for the leadership."""
    chosen = _period(period)
    edition = asked.word("edition", EDITIONS, MEMBERS)
    if edition == LEADERSHIP and not may(Permission.REPORT_LEAD):
        abort(403)
    content = workbooks.workbook(g.chapter, chosen, today=_today(), edition=edition)
    ending = f"-{edition}" if edition == LEADERSHIP else ""
    return downloads.workbook(content, f"{g.chapter.slug}-{chosen.text}{ending}")


@blueprint.get("/c/<string:chapter_slug>/reports/sheets/<string:name>/<any(xlsx, csv):ext>")
@requires(Permission.REPORT_VIEW)
def sheet(name: str, ext: str) -> Response:
    """Hand out one sheet, narrowed as its page is."""
    edition = LEADERSHIP if may(Permission.REPORT_LEAD) else MEMBERS
    if name not in editions.NAMES:
        abort(404)
    if not workbooks.is_allowed(g.chapter, name, edition):
        abort(403)
    chosen, narrowed = asked.period().period, _narrowed()
    made = workbooks.book(
        g.chapter, chosen, today=_today(), edition=edition, asked=narrowed, for_sheet=name
    )
    parts = (g.chapter.slug, chosen.text, name, *vars(narrowed).values())
    title = "-".join(str(part) for part in parts if part)
    if ext == "csv":
        return downloads.csv(workbooks.csv(made, g.chapter, name), title)
    return downloads.workbook(workbooks.sheet(made, g.chapter, name), title)


def _today() -> date:
    return clock.today(g.chapter.zone)


def _period(text: str) -> Period:
    """Return the period of an address; one that is none is a 404."""
    try:
        return periods.parse(text, _today())
    except ValueError:
        abort(404)


def _narrowed() -> Asked:
    """Return what the address asks of a sheet, each checked as its page does."""
    person = asked.person_if_any()
    return Asked(
        asked.word("measure", {"", *Measure}, ""),
        asked.word("only", {"", UNMET}, ""),
        person.id if person else 0,
    )
