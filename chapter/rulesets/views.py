"""URLs: the rules of a chapter, each set from a day on."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from chapter import clock
from chapter.rulesets import queries, service
from chapter.rulesets.forms import MONTHS, RuleSetForm, of_preset
from chapter.rulesets.rules import DEFAULT_PRESET, PRESETS, RuleSetRefused
from chapter.web.access import requires
from chapter.web.i18n import gettext
from chapter.web.permissions import Permission

blueprint = Blueprint("rulesets", __name__)


@blueprint.get("/c/<string:chapter_slug>/settings/rules")
@requires(Permission.CHAPTER_CONFIGURE)
def index() -> ResponseReturnValue:
    """Show every set of rules, newest first, and which one holds today."""
    today = clock.today(g.chapter.zone)
    return render_template(
        "rulesets/index.html",
        sets=queries.every(g.chapter),
        today=today,
        present=queries.on(g.chapter, today),
        months=MONTHS,
    )


@blueprint.route("/c/<string:chapter_slug>/settings/rules/new", methods=["GET", "POST"])
@requires(Permission.CHAPTER_CONFIGURE)
def new() -> ResponseReturnValue:
    """Adopt rules that hold from a day on."""
    start = of_preset(request.args.get("preset", DEFAULT_PRESET), clock.today(g.chapter.zone))
    form = RuleSetForm(data=start)
    if form.validate_on_submit():
        try:
            rules = service.adopt(g.chapter, actor_id=g.account.id, now=clock.now(), **form.rules())
            flash(gettext("These rules hold from the day you chose."), "success")
            return redirect(url_for(".index", _anchor=f"rules-{rules.id}"))
        except RuleSetRefused as refused:
            form.refuse(gettext(refused.refusal.value), refused.field)
    return render_template(
        "rulesets/new.html", form=form, presets=PRESETS, chosen=form.preset.data
    ), form.status
