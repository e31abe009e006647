"""Recording, reading, correcting and withdrawing slips."""

from datetime import date
from typing import Any

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from chapter import clock
from chapter.meetings import queries as meetings
from chapter.rulesets.rules import Window, window_of
from chapter.slips import desk, lines, queries, readers, rules, service
from chapter.slips.desk import Desk
from chapter.slips.forms import WithdrawForm
from chapter.slips.kinds import KINDS, SlipKind
from chapter.slips.ledger import Slip
from chapter.slips.rules import SlipRefused
from chapter.visitors.rules import VisitRefused
from chapter.web import errors
from chapter.web.access import may, requires
from chapter.web.i18n import gettext
from chapter.web.permissions import Permission
from chapter.web.routes import row_number

blueprint = Blueprint("slips", __name__)


@blueprint.get("/c/<string:chapter_slug>/slips")
@requires(Permission.SLIP_RECORD)
def index() -> ResponseReturnValue:
    """Show the reader's own slips, or the referrals they received, newest first."""
    today = _today()
    is_received = "received" in request.args and g.person is not None
    before = request.args.get("before", type=row_number)
    if g.person is None:
        slips = queries.of_recorder(g.chapter, g.account, before)
    else:
        list_page = queries.received_by if is_received else queries.of_author
        slips = list_page(g.chapter, g.person, before)
    return render_template(
        "slips/index.html",
        lines=_lines(slips, today),
        sums=_sums(today),
        is_member=g.person is not None,
        is_received=is_received,
        before=slips[-1].id if len(slips) == queries.PAGE else None,
    )


@blueprint.get("/c/<string:chapter_slug>/slips/new")
@requires(Permission.SLIP_RECORD)
def choose() -> ResponseReturnValue:
    """Ask which kind of slip to record."""
    kinds, mirrored = desk.kinds(g.chapter)
    return render_template("slips/choose.html", kinds=kinds, mirrored=mirrored)


@blueprint.route("/c/<string:chapter_slug>/slips/<string:kind_name>/new", methods=["GET", "POST"])
@requires(Permission.SLIP_RECORD)
def new(kind_name: str) -> ResponseReturnValue:
    """Record a slip."""
    sheet = desk.blank(
        g.chapter,
        _typed_kind(kind_name),
        g.person,
        _today(),
        for_others=may(Permission.SLIP_RECORD_FOR_OTHERS),
        asked=request.args,
    )
    slip = _record(sheet) if sheet.form.validate_on_submit() else None
    if slip is None:
        return render_template("slips/new.html", sheet=sheet, noun=_noun(kind_name)), sheet.status
    return _recorded(slip)


@blueprint.get("/c/<string:chapter_slug>/slips/<int(max=2147483647):slip_id>")
@requires(Permission.SLIP_RECORD)
def show(slip_id: int) -> ResponseReturnValue:
    """Show a slip: what it says, what it counts for and in which week."""
    reader = _reader()
    slip = _found(slip_id, reader, readers.may_see)
    known = queries.people_in(g.chapter, [slip])
    line = lines.line(g.chapter, slip, known, _waiting([slip], _today()))
    return render_template(
        "slips/show.html",
        line=line,
        facts=lines.facts(g.chapter, slip, known, reader),
        counted=lines.counted(g.chapter, slip, known),
        author=known.get(slip.author_id or 0),
        may_change=line.is_open and readers.may_change(reader, lines.ownership(slip)),
        may_thank=reader.is_among(lines.ownership(slip).shared_id),
    )


@blueprint.route(
    "/c/<string:chapter_slug>/slips/<int(max=2147483647):slip_id>/edit", methods=["GET", "POST"]
)
@requires(Permission.SLIP_RECORD)
def edit(slip_id: int) -> ResponseReturnValue:
    """Correct a slip while its week is open."""
    reader = _reader()
    slip = _found(slip_id, reader, readers.may_change)
    if refusal := desk.refusal_to_open(g.chapter, slip):
        return errors.show(409, gettext(refusal.value))
    sheet = desk.written(g.chapter, _typed_kind(slip.kind), slip, reader, _today())
    if not sheet.form.validate_on_submit() or not _change(sheet, slip):
        page = render_template("slips/edit.html", sheet=sheet, slip=slip, noun=_noun(slip.kind))
        return page, sheet.status
    flash(gettext("The change is saved."), "success")
    return redirect(url_for("slips.show", slip_id=slip.id))


@blueprint.post("/c/<string:chapter_slug>/slips/<int(max=2147483647):slip_id>/withdraw")
@requires(Permission.SLIP_RECORD)
def withdraw(slip_id: int) -> ResponseReturnValue:
    """Take a slip back while its week is open."""
    slip = _found(slip_id, _reader(), readers.may_withdraw)
    # Undo sends key and version in its address.
    form = WithdrawForm(request.values)
    if not form.validate():
        return errors.show(422, gettext("This form is out of date. Open it again."))
    try:
        _withdraw(slip, form)
    except SlipRefused as refused:
        code = 409 if refused.refusal in rules.CONFLICTS else 422
        return errors.show(code, gettext(refused.refusal.value))
    flash(gettext("The slip is withdrawn. It does not count."), "success")
    return redirect(url_for("slips.index"))


def _record(sheet: Desk) -> Slip | None:
    try:
        return service.record(
            g.chapter,
            sheet.kind,
            sheet.draft(),
            recorder_id=g.account.id,
            today=_today(),
            now=clock.now(),
        )
    except (SlipRefused, VisitRefused) as refused:
        sheet.refuse(refused.refusal, refused.field)
        return None


def _recorded(slip: Slip) -> ResponseReturnValue:
    """Say what was recorded, with the way back, and show it to whom it may be shown."""
    undo = url_for(
        "slips.withdraw", slip_id=slip.id, key=f"undo-{slip.key}"[:64], version=slip.version
    )
    said: Any = {"text": gettext("%(noun)s recorded.", noun=_noun(slip.kind)), "undo": undo}
    flash(said, "success")
    if readers.may_see(_reader(), lines.ownership(slip)):
        return redirect(url_for("slips.show", slip_id=slip.id))
    return redirect(url_for("slips.index"))


def _change(sheet: Desk, slip: Slip) -> bool:
    try:
        service.change(
            g.chapter,
            sheet.kind,
            slip,
            sheet.draft(),
            seen=sheet.form.version.data,
            today=_today(),
            actor_id=g.account.id,
            now=clock.now(),
        )
    except (SlipRefused, VisitRefused) as refused:
        sheet.refuse(refused.refusal, refused.field)
        return False
    return True


def _withdraw(slip: Slip, form: WithdrawForm) -> None:
    service.withdraw(
        g.chapter,
        slip,
        key=str(form.key.data),
        seen=form.version.data,
        actor_id=g.account.id,
        now=clock.now(),
    )


def _typed_kind(name: str) -> SlipKind:
    kind = KINDS.get(name)
    if kind is None or kind.form is None:
        abort(404)
    return kind


def _found(slip_id: int, reader: readers.Reader, allows: Any) -> Slip:
    """Return a slip, or answer 404 as if it did not exist."""
    slip = queries.one(g.chapter, slip_id)
    if slip is None or not allows(reader, lines.ownership(slip)):
        abort(404)
    return slip


def _reader() -> readers.Reader:
    return readers.Reader(
        person_id=g.person.id if g.person else None,
        user_id=g.account.id,
        closes_weeks=may(Permission.WEEK_CLOSE),
        sees_thanks=may(Permission.WEEK_CLOSE)
        and queries.sees_thanks(g.chapter, g.account, _today()),
    )


def _lines(slips: Any, today: date) -> list[lines.Line]:
    known = queries.people_in(g.chapter, slips)
    return lines.lines(g.chapter, slips, known, _waiting(slips, today))


def _waiting(slips: Any, today: date) -> list[date]:
    return meetings.waiting(g.chapter, min([today, *(slip.dated for slip in slips)]), today)


def _sums(today: date) -> list[lines.Sum]:
    """Return what the reader has posted in six months, and what is pending."""
    if g.person is None:
        return []
    first = window_of(today, Window.ROLLING, 6, 1)
    return lines.sums(g.chapter, queries.sums_of(g.chapter, g.person, first))


def _noun(kind_name: str) -> str:
    return gettext(g.chapter.noun(kind_name))


def _today() -> date:
    return clock.today(g.chapter.zone)
