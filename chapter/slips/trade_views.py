"""URLs of closed business by trade.

They stand here and not among the reports, because reports cannot tell who earned.
"""

import csv
import io
import re
from decimal import Decimal

from flask import Blueprint, Response, abort, g, render_template, request

from chapter import clock
from chapter.meetings import queries as meetings
from chapter.slips import trade_queries, trades
from chapter.slips.trades import Half, Total
from chapter.web import downloads
from chapter.web.access import requires
from chapter.web.i18n import gettext, minor_digits
from chapter.web.permissions import Permission

blueprint = Blueprint("trades", __name__)

# What a spreadsheet would run; an apostrophe before it makes it a text.
LIVE = re.compile(r"[=+\-@\t\r]")


@blueprint.get("/c/<string:chapter_slug>/reports/trades")
@requires(Permission.REPORT_VIEW)
def index() -> str:
    """Show what each trade earned in a half-year, as far as nobody's thanks can be told."""
    halves = _halves()
    half = _asked(halves)
    return render_template(
        "trades/index.html",
        halves=halves,
        half=half,
        said=_told(half) if half else None,
        fewest=trades.FEWEST,
    )


@blueprint.get("/c/<string:chapter_slug>/reports/trades/file")
@requires(Permission.REPORT_VIEW)
def file() -> Response:
    """Hand out what the page shows."""
    half = _asked(_halves())
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([gettext("Trade"), gettext("Earned")])
    writer.writerows(_cells(total) for total in (half and _told(half)) or [])
    name = f"{g.chapter.slug}-trades-{half.text}" if half else f"{g.chapter.slug}-trades"
    return downloads.csv(out.getvalue(), name)


def _halves() -> list[Half]:
    return trades.halves(meetings.days_counted(g.chapter), clock.today(g.chapter.zone))


def _asked(halves: list[Half]) -> Half | None:
    """Return the half-year asked for, or the newest; another is a 404."""
    text = request.args.get("period")
    if text is None:
        return halves[0] if halves else None
    half = next((half for half in halves if half.text == text), None)
    if half is None:
        abort(404)
    return half


def _told(half: Half) -> list[Total] | None:
    return trade_queries.told(g.chapter, half, clock.today(g.chapter.zone))


def _cells(total: Total) -> tuple[str, Decimal]:
    trade = total.trade or gettext("Other trades")
    amount = Decimal(total.amount).scaleb(-minor_digits(g.chapter.currency))
    return f"'{trade}" if LIVE.match(trade) else trade, amount
