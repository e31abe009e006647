"""The command that reconciles, and what is said of it after files were brought in."""

from collections.abc import Sequence
from datetime import date

import click
from flask.cli import with_appcontext

from chapter import clock
from chapter.chapters import service as chapters
from chapter.chapters.models import Chapter
from chapter.chapters.rules import ChapterRefused
from chapter.imports import queries as imports
from chapter.imports.service import Brought, brought_in
from chapter.reconciliation import service, summaries, wording
from chapter.web.commands import Day, InputRefused, refusing

# A summary beside a single week differs in nearly everything, which says nothing.
_SEVERAL = 2


@click.command("reconcile")
@click.option("--chapter", "slug", required=True, help="The chapter's short name.")
@click.option("--period", nargs=2, type=Day(), help="First and last day of the summary.")
@with_appcontext
def reconcile(slug: str, period: tuple[date, date] | None) -> None:
    """Hold the weeks kept here against an imported summary; the newest, or that of a period."""
    with refusing(ChapterRefused):
        chapter = chapters.named(slug)
        known = summaries.known(chapter, clock.today(chapter.zone))
        if period:
            known = [one for one in known if (one.first, one.last) == period]
        if not known:
            raise InputRefused("There is no summary of these days; bring one in first.")
        said = wording.text(chapter, service.reconcile(chapter, known[0]))
    click.echo(said)


@brought_in.connect
def after_import(chapter: Chapter, done: Sequence[Brought]) -> str:
    """Return the reconciliation of several weeks with the summary they were brought in with."""
    held = {brought.held_on for brought in done if brought.held_on}
    has_summary = any(brought.what == imports.SUMMARY for brought in done)
    if not has_summary or len(held) < _SEVERAL:
        return ""
    known = summaries.known(chapter, clock.today(chapter.zone))
    meant = [one for one in known if any(one.first <= day <= one.last for day in held)]
    if not meant:
        return ""
    newest = max(meant, key=lambda one: one.batch)
    return wording.text(chapter, service.reconcile(chapter, newest))


commands = (reconcile,)
