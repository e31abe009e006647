"""URLs: by what a chapter scores, what it wants and what it honours, each from a day on."""

from datetime import date
from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from chapter import clock
from chapter.reporting.catalogue import ReaderWords
from chapter.rulesets import queries as rulesets
from chapter.rulesets import service as rules_service
from chapter.scoring import forms, lines, service
from chapter.scoring.brackets import TableForm, table_form
from chapter.scoring.rules import STATUS_LABELS, ScoringRefused
from chapter.web.access import requires
from chapter.web.i18n import gettext
from chapter.web.permissions import Permission
from reports.scores.plain_tables import PARTS
from reports.scores.refused import Refused
from reports.scores.tables import Table
from reports.words import Words

blueprint = Blueprint("scoring", __name__)


@blueprint.get("/c/<string:chapter_slug>/settings/scoring")
@requires(Permission.CHAPTER_CONFIGURE)
def index() -> ResponseReturnValue:
    """Show what holds today, the tables to choose from, and what held since when."""
    today = _today()
    return render_template(
        "scoring/index.html",
        sets=rulesets.every(g.chapter),
        present=rulesets.on(g.chapter, today),
        today=today,
        tables=service,
        presets=service.presets(),
        statuses=STATUS_LABELS,
        lines=lines,
    )


@blueprint.route("/c/<string:chapter_slug>/settings/scoring/choose", methods=["GET", "POST"])
@requires(Permission.CHAPTER_CONFIGURE)
def choose() -> ResponseReturnValue:
    """Choose a table to score by from a day on."""
    form = forms.ChooseForm(data={"preset": request.args.get("preset", ""), "valid_from": _today()})
    form.preset.choices = [(table.name, table.title) for table in service.presets()]
    if form.validate_on_submit():
        try:
            service.choose(g.chapter, form.valid_from.data, form.preset.data, **_by())
            return _saved(gettext("This table holds from the day you chose."))
        except ScoringRefused as refused:
            form.refuse(gettext(refused.refusal.value), refused.field)
    return render_template("scoring/choose.html", form=form), form.status


@blueprint.route("/c/<string:chapter_slug>/settings/scoring/edit", methods=["GET", "POST"])
@requires(Permission.CHAPTER_CONFIGURE)
def edit() -> ResponseReturnValue:
    """Edit a copy of a table, which holds from a day on."""
    base, is_own = _base()
    form = _table_form(base, is_own)
    if form.validate_on_submit():
        try:
            copy = form.table(base.source if is_own else _source(base))
            service.keep_copy(g.chapter, form.valid_from.data, copy, **_by())
            return _saved(gettext("Your copy holds from the day you chose."))
        except Refused as refused:
            form.refuse(refused.said(Words(ReaderWords(g.chapter))))
    return render_template("scoring/edit.html", form=form, base=base), form.status


@blueprint.route("/c/<string:chapter_slug>/settings/scoring/goals", methods=["GET", "POST"])
@requires(Permission.CHAPTER_CONFIGURE)
def goals() -> ResponseReturnValue:
    """Set what the chapter wants of each measure per week held, from a day on."""
    kept = rulesets.on(g.chapter, _today()).goals
    start = {**kept, "valid_from": _today()}
    form = forms.goals_form(lines.goal_labels(g.chapter), g.chapter.currency, start)
    if form.validate_on_submit():
        rules_service.amend(g.chapter, form.valid_from.data, {"goals": form.goals()}, **_by())
        return _saved(gettext("These goals hold from the day you chose."))
    return render_template("scoring/goals.html", form=form), form.status


@blueprint.route("/c/<string:chapter_slug>/settings/scoring/awards", methods=["GET", "POST"])
@requires(Permission.CHAPTER_CONFIGURE)
def awards() -> ResponseReturnValue:
    """Set the chapter's own awards, from a day on."""
    kept = rulesets.on(g.chapter, _today()).awards
    labels, start = lines.award_labels(g.chapter), {"valid_from": _today()}
    form = forms.awards_form(labels, g.chapter.currency, start, kept, request.form)
    if form.validate_on_submit():
        rules_service.amend(g.chapter, form.valid_from.data, {"awards": form.awards()}, **_by())
        return _saved(gettext("These awards hold from the day you chose."))
    return render_template("scoring/awards.html", form=form), form.status


def _base() -> tuple[Table, bool]:
    """Return the table to copy: a preset named, or what holds today; and whether it is our own."""
    wanted = request.args.get("preset", "")
    for table in service.presets():
        if table.name == wanted:
            return table, False
    present = rulesets.on(g.chapter, _today())
    if request.args.get("of") == "chapter":
        return service.chapter_table_of(present), present.chapter_table is not None
    return service.table_of(present), present.scoring_table is not None


def _table_form(base: Table, is_own: bool) -> TableForm:
    labels = {
        name: lines.part_label(g.chapter, name, counts[0])
        for name, counts in PARTS[base.scope].items()
    }
    title = base.title if is_own else gettext("%(title)s, our copy", title=base.title)
    start = {"valid_from": _today(), "title": title}
    return table_form(base, labels, g.chapter.currency, start, request.form)


def _source(base: Table) -> str:
    return gettext(
        "Edited by the chapter; it began as “%(title)s”. %(source)s",
        title=base.title,
        source=base.source,
    )


def _saved(sentence: str) -> ResponseReturnValue:
    flash(sentence, "success")
    return redirect(url_for(".index"))


def _by() -> dict[str, Any]:
    return {"actor_id": g.account.id, "now": clock.now()}


def _today() -> date:
    return clock.today(g.chapter.zone)
