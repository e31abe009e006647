"""URLs: a chapter's data out again."""

from datetime import date
from io import BytesIO
from tempfile import TemporaryFile
from typing import IO

from flask import Blueprint, Response, g, render_template, send_file
from flask.typing import ResponseReturnValue

from chapter import clock
from chapter.archive import index, service
from chapter.archive.forms import OfficialForm
from chapter.archive.holdings import HOLDINGS
from chapter.archive.official import LAYOUTS
from chapter.archive.rules import ArchiveRefused
from chapter.meetings import queries as meetings
from chapter.web import downloads, transaction
from chapter.web.access import requires
from chapter.web.i18n import gettext, month_name, short_date
from chapter.web.permissions import Permission

blueprint = Blueprint("archive", __name__)

ZIP, CSV = "application/zip", "text/csv; charset=utf-8"


@blueprint.get("/c/<string:chapter_slug>/settings/data")
@requires(Permission.CHAPTER_CONFIGURE)
def show() -> ResponseReturnValue:
    """Say what can be taken out, and what stays."""
    return _page(_form())


@blueprint.post("/c/<string:chapter_slug>/settings/data/archive")
@requires(Permission.CHAPTER_CONFIGURE)
def download() -> Response:
    """Hand out everything the chapter holds, as far as the reader may see it."""
    today = _today()
    sees = service.sees(g.chapter, g.account, today)
    file = TemporaryFile()  # noqa: SIM115 - closed once it is sent
    name = f"{g.chapter.slug}-{today}.zip"
    service.export(g.chapter, file, sees, today)
    _trace("archive.export", thanks=sees.thanks)
    return _answer(file, ZIP, name)


@blueprint.get("/c/<string:chapter_slug>/settings/data/template.xlsx")
@requires(Permission.FILE_IMPORT)
def template() -> Response:
    """Hand out the empty template workbook."""
    file = BytesIO()
    service.write_template(file)
    return _answer(file, downloads.XLSX, f"{g.chapter.slug}-template.xlsx")


@blueprint.post("/c/<string:chapter_slug>/settings/data/filled")
@requires(Permission.CHAPTER_CONFIGURE)
def fill() -> Response:
    """Hand out the template workbook with the chapter's own data in it."""
    today, name = _today(), f"{g.chapter.slug}-data.xlsx"
    file = TemporaryFile()  # noqa: SIM115 - closed once it is sent
    service.write_filled(g.chapter, file, today)
    _trace("archive.template")
    return _answer(file, downloads.XLSX, name)


@blueprint.post("/c/<string:chapter_slug>/settings/data/official")
@requires(Permission.CHAPTER_CONFIGURE)
def hand_out() -> ResponseReturnValue:
    """Hand out a report in the column order of the official export."""
    form = _form()
    if not form.validate_on_submit():
        return _page(form)
    layout, period, ending = form.layout.data, form.period.data, form.ending.data
    try:
        data = service.official(g.chapter, layout, period, _today(), as_csv=ending == "csv")
    except ArchiveRefused as refused:
        form.refuse(gettext(refused.refusal.value), "period")
        return _page(form)
    _trace("archive.official", layout=layout, period=period)
    kind = CSV if ending == "csv" else downloads.XLSX
    return _answer(BytesIO(data), kind, f"{g.chapter.slug}-{layout}-{period}.{ending}")


def _page(form: OfficialForm) -> ResponseReturnValue:
    sees = service.sees(g.chapter, g.account, _today())
    page = render_template(
        "archive/show.html",
        form=form,
        tables=[holding.sentence for holding in HOLDINGS.values()],
        withheld=index.withheld(sees),
        has_thanks=sees.thanks,
    )
    return page, form.status


def _form() -> OfficialForm:
    form = OfficialForm()
    weeks = meetings.days_counted(g.chapter)[::-1]
    months = dict.fromkeys(day.replace(day=1) for day in weeks)
    form.offer(
        [(layout.name, gettext(layout.title)) for layout in LAYOUTS.values()],
        [
            *((str(day), f"{short_date(day)} {day.year}") for day in weeks),
            *((f"{day:%Y-%m}", month_name(day)) for day in months),
        ],
    )
    return form


def _trace(action: str, **details: object) -> None:
    """Note the download in a transaction of its own: making the file keeps no writer waiting."""
    who, chapter_id, now = g.account.id, g.chapter.id, clock.now()
    transaction.afterwards(
        lambda: service.trace(chapter_id, action, user_id=who, now=now, **details)
    )


def _answer(file: IO[bytes], kind: str, name: str) -> Response:
    file.seek(0)
    return send_file(file, mimetype=kind, as_attachment=True, download_name=name)


def _today() -> date:
    return clock.today(g.chapter.zone)
