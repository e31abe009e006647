"""Recording, reading, correcting and withdrawing slips."""

from collections.abc import Iterable, Sequence
from datetime import date

from flask import Blueprint, abort, g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from chapter import clock
from chapter.meetings import queries as meetings
from chapter.meetings.rules import week_of
from chapter.rulesets.rules import Window, window_of
from chapter.slips import (
    desk,
    groups,
    lines,
    queries,
    readers,
    repeats,
    rules,
    service,
)
from chapter.slips.desk import Desk
from chapter.slips.forms import WithdrawForm
from chapter.slips.kinds import KINDS, SlipKind
from chapter.slips.ledger import Slip
from chapter.slips.rules import SlipRefused
from chapter.slips.sight import found, reader, today
from chapter.visitors.rules import VisitRefused
from chapter.web import answers, errors
from chapter.web.access import may, requires, wants_json
from chapter.web.i18n import gettext
from chapter.web.permissions import Permission
from chapter.web.routes import row_number

blueprint = Blueprint("slips", __name__)

SLIP = "/c/<string:chapter_slug>/slips/<int(max=2147483647):slip_id>"


@blueprint.get("/c/<string:chapter_slug>/slips")
@requires(Permission.SLIP_RECORD)
def index() -> ResponseReturnValue:
    """Show the reader's own slips, or the referrals they received, newest first."""
    before = request.args.get("before", type=row_number)
    which = _which_list()
    if which == "recorded":
        slips = queries.of_recorder(g.chapter, g.account, before)
    else:
        list_page = queries.received_by if which == "received" else queries.of_author
        slips = list_page(g.chapter, g.person, before)
    waiting, closed = _weeks(slips)
    known = queries.people_in(g.chapter, slips)
    listed = lines.lines(g.chapter, slips, known, waiting, closed, getattr(g.person, "id", None))
    return render_template(
        "slips/index.html",
        groups=groups.grouped(listed, week_of(today(), None, waiting), is_one=which == "received"),
        sums=_sums(),
        is_member=g.person is not None,
        which=which,
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
        today(),
        for_others=may(Permission.SLIP_RECORD_FOR_OTHERS),
        asked=request.args,
    )
    slip = _record(sheet) if sheet.form.validate_on_submit() else None
    if slip is not None:
        return _recorded(slip, str(sheet.form.key.data))
    if sheet.form.errors and wants_json():
        return answers.refused(sheet.form, sheet.status)
    return render_template("slips/new.html", sheet=sheet, noun=_noun(kind_name)), sheet.status


@blueprint.get(SLIP)
@requires(Permission.SLIP_RECORD)
def show(slip_id: int) -> ResponseReturnValue:
    """Show a slip: what it says, what it counts for and in which week."""
    who = reader()
    slip = found(slip_id, who, readers.may_see)
    known = queries.people_in(g.chapter, [slip])
    line = lines.line(g.chapter, slip, known, *_weeks([slip]), who.person_id)
    is_theirs = readers.may_change(who, lines.ownership(slip))
    return render_template(
        "slips/show.html",
        line=line,
        facts=lines.facts(g.chapter, slip, known, who),
        counted=lines.counted(g.chapter, slip, known),
        author=(author := known.get(slip.author_id or 0)),
        recorder=queries.recorder_of(g.chapter, slip, author),
        may_change=line.is_open and is_theirs,
        may_ask=line.is_settled and is_theirs,
        slip=slip,
        may_thank=who.is_among(lines.ownership(slip).shared_id),
        would_stand=repeats.would_stand(slip, known, who.user_id, who.person_id),
    )


@blueprint.route(f"{SLIP}/edit", methods=["GET", "POST"])
@requires(Permission.SLIP_RECORD)
def edit(slip_id: int) -> ResponseReturnValue:
    """Correct a slip while its week is open."""
    who = reader()
    slip = found(slip_id, who, readers.may_change)
    if refusal := desk.refusal_to_open(g.chapter, slip):
        return errors.show(409, gettext(refusal.value))
    sheet = desk.written(g.chapter, _typed_kind(slip.kind), slip, who, today())
    if sheet.form.validate_on_submit() and _change(sheet, slip):
        address = url_for("slips.show", slip_id=slip.id)
        return answers.written(gettext("The change is saved."), address, row_id=slip.id)
    if sheet.form.errors and wants_json():
        return answers.refused(sheet.form, sheet.status)
    page = render_template("slips/edit.html", sheet=sheet, slip=slip, noun=_noun(slip.kind))
    return page, sheet.status


@blueprint.post(f"{SLIP}/withdraw")
@requires(Permission.SLIP_RECORD)
def withdraw(slip_id: int) -> ResponseReturnValue:
    """Take a slip back while its week is open."""
    slip = found(slip_id, reader(), readers.may_withdraw)
    # Undo sends key and version in its address.
    form = WithdrawForm(request.values)
    if not form.validate():
        return errors.show(422, gettext("This form is out of date. Open it again."))
    try:
        _withdraw(slip, form)
    except SlipRefused as refused:
        code = 409 if refused.refusal in rules.CONFLICTS else 422
        return errors.show(code, gettext(refused.refusal.value))
    known = queries.people_in(g.chapter, [slip])
    said = repeats.taken_back(slip, known, reader().person_id)
    return answers.written(said, url_for("slips.index"))


def _record(sheet: Desk) -> Slip | None:
    try:
        return service.record(
            g.chapter,
            sheet.kind,
            sheet.draft(),
            recorder_id=g.account.id,
            today=today(),
            now=clock.now(),
        )
    except (SlipRefused, VisitRefused) as refused:
        sheet.refuse(refused.refusal, refused.field)
        return None


def _recorded(slip: Slip, key: str) -> ResponseReturnValue:
    """Say what was recorded, with the way back, and show it to whom it may be shown."""
    undo = url_for("slips.withdraw", slip_id=slip.id, key=f"undo-{key}"[:64], version=slip.version)
    is_shown = readers.may_see(reader(), lines.ownership(slip))
    address = url_for("slips.show", slip_id=slip.id) if is_shown else url_for("slips.index")
    said = " ".join(
        [gettext("%(noun)s recorded.", noun=_noun(slip.kind)), *repeats.notices(g.chapter, slip)]
    )
    return answers.written(said, address, row_id=slip.id, undo=undo)


def _change(sheet: Desk, slip: Slip) -> bool:
    try:
        service.change(
            g.chapter,
            sheet.kind,
            slip,
            sheet.draft(),
            seen=sheet.form.version.data,
            today=today(),
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


def _which_list() -> str:
    """Return whose slips the list shows: one's own, those received or those typed for others."""
    if g.person is None:
        return "recorded"
    asked = next((name for name in ("received", "recorded") if name in request.args), "own")
    may_record = may(Permission.SLIP_RECORD_FOR_OTHERS)
    return "own" if asked == "recorded" and not may_record else asked


def _weeks(slips: Iterable[Slip]) -> tuple[Sequence[date], lines.Closed]:
    """Return the weeks from the earliest slip on: those that may be closed, and those that are."""
    first = min([today(), *(slip.dated for slip in slips)])
    waiting = meetings.waiting(g.chapter, first, today())
    return waiting, meetings.closed_from(g.chapter, first)


def _sums() -> list[groups.Sum]:
    """Return what the reader has posted in six months, and what is pending."""
    if g.person is None:
        return []
    first = window_of(today(), Window.ROLLING, 6, 1)
    return groups.sums(g.chapter, queries.sums_of(g.chapter, g.person, first))


def _noun(kind_name: str) -> str:
    return gettext(g.chapter.noun(kind_name))
