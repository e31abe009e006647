"""URLs: the chapters one may enter, and a chapter's settings."""

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from chapter import clock
from chapter.chapters import queries, service
from chapter.chapters.forms import SettingsForm, noun_field
from chapter.chapters.models import Chapter
from chapter.chapters.rules import MODE_MEANINGS, NOUNS, WEEKDAYS, ChapterRefused
from chapter.web import scope
from chapter.web.access import requires
from chapter.web.i18n import gettext
from chapter.web.permissions import Permission

blueprint = Blueprint("chapters", __name__)


@blueprint.get("/")
@requires(Permission.ACCOUNT_USE)
def index() -> ResponseReturnValue:
    """Show the chapters one may enter; an only one is entered at once."""
    chapters = scope.own_chapters()
    if len(chapters) == 1:
        return redirect(url_for("dashboard.index", chapter_slug=chapters[0].slug))
    return render_template("chapters/index.html", chapters=chapters, weekdays=WEEKDAYS)


@blueprint.route("/c/<string:chapter_slug>/settings", methods=["GET", "POST"])
@requires(Permission.CHAPTER_CONFIGURE)
def edit() -> ResponseReturnValue:
    """Change the chapter's settings and its own words."""
    chapter: Chapter = g.chapter
    has_amounts = queries.has_amounts(chapter)
    form = SettingsForm(obj=chapter, data=_words(chapter))
    form.offer(chapter)
    if form.validate_on_submit():
        actor, now = g.account.id, clock.now()
        try:
            service.configure(
                chapter, user_id=actor, now=now, has_amounts=has_amounts, **form.settings()
            )
            flash(gettext("The settings are saved."), "success")
            return redirect(url_for(".edit"))
        except ChapterRefused as refused:
            form.refuse(gettext(refused.refusal.value), refused.field)
    page = render_template(
        "chapters/edit.html", form=form, has_amounts=has_amounts, modes=MODE_MEANINGS
    )
    return page, form.status


def _words(chapter: Chapter) -> dict[str, str]:
    return {noun_field(key): chapter.words.get(key, "") for key in NOUNS}
