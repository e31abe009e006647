"""URLs of the lists behind figures and pairs, as files."""

from flask import Response, abort, g

from chapter import clock
from chapter.reporting import asked, listings, matrices
from chapter.reporting.listings import Listing
from chapter.reporting.routes import blueprint
from chapter.web import downloads
from chapter.web.access import requires
from chapter.web.permissions import Permission


@blueprint.get("/c/<string:chapter_slug>/reports/lists/<string:name>/<string:ext>")
@requires(Permission.REPORT_VIEW)
def listing(name: str, ext: str) -> Response:
    """Hand out what a page lists, under the same filters."""
    if ext not in ("csv", "xlsx") or name not in LISTS:
        abort(404)
    made, title = LISTS[name](), f"{g.chapter.slug}-{name}"
    if ext == "csv":
        return downloads.csv(listings.csv(made), title)
    content = listings.workbook(made, g.chapter, clock.today(g.chapter.zone))
    return downloads.workbook(content, title)


def _rows() -> Listing:
    return listings.rows(g.chapter, asked.person(), asked.measure(), asked.period())


def _pair() -> Listing:
    row, column = asked.person("row"), asked.person("column")
    return listings.pair(g.chapter, row, column, _kind(), asked.period())


def _pairs() -> Listing:
    return listings.pairs(g.chapter, _kind("referrals"), asked.period())


def _figure() -> Listing:
    return listings.figure(g.chapter, asked.measure(), asked.period())


def _kind(default: str = matrices.COMBINATION) -> str:
    return asked.word("kind", matrices.KINDS, default)


LISTS = {"figure": _figure, "pair": _pair, "pairs": _pairs, "rows": _rows}
