"""The `flask` commands, thin: parse, call a service, say one line."""

from datetime import date, datetime, time

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from chapter import check, clock
from chapter.accounts import commands as account_commands
from chapter.accounts import service as accounts
from chapter.accounts.rules import AccountRefused
from chapter.archive import commands as archive_commands
from chapter.chapters import service as chapters
from chapter.chapters.rules import ChapterRefused, Mode, refusal_of_zone, weekday_number
from chapter.chapters.rules import Refusal as ChapterRefusal
from chapter.config import Settings
from chapter.demo import commands as demo_commands
from chapter.imports import commands as import_commands
from chapter.meetings.rules import MeetingRefused
from chapter.reconciliation import commands as reconciliation_commands
from chapter.reporting import commands as report_commands
from chapter.rulesets import service as rulesets
from chapter.web.commands import Day, InputRefused, refusing
from chapter.weeks import mending
from chapter.weeks import service as weeks


def initialise(app: Flask) -> None:
    """Add the commands to the app."""
    own = (create_admin, invite, create_chapter, close, reopen, check_ledger)
    brought = (
        *account_commands.commands,
        *demo_commands.commands,
        *report_commands.commands,
        *archive_commands.commands,
        *import_commands.commands,
        *reconciliation_commands.commands,
    )
    for command in (*own, *brought):
        app.cli.add_command(command)


@click.command("create-admin")
@click.argument("email")
@with_appcontext
def create_admin(email: str) -> None:
    """Add somebody who looks after the whole installation."""
    with refusing(AccountRefused):
        user = accounts.add_user(
            email, name=email.partition("@")[0], now=clock.now(), is_admin=True
        )
        token = accounts.invite(user, chapter_id=None, actor_id=None, now=clock.now())
    click.echo(f"Added the admin {user.email}; set a password within 7 days at {_link(token)}")


@click.command("invite")
@click.argument("email")
@with_appcontext
def invite(email: str) -> None:
    """Print a new link for somebody who signs in, such as when the password is forgotten."""
    with refusing(AccountRefused):
        user = accounts.known(email)
        token = accounts.invite(user, chapter_id=None, actor_id=None, now=clock.now())
    click.echo(f"{user.email} sets a new password within 7 days at {_link(token)}")


@click.command("create-chapter")
@click.argument("slug")
@click.option("--name", required=True)
@click.option("--weekday", required=True, help="monday to sunday")
@click.option("--time", "meets_at", required=True, help="HH:MM, local")
@click.option("--zone", required=True, help="such as Europe/Madrid")
@click.option("--currency", required=True, help="such as EUR")
@click.option("--language", required=True, help="such as en")
@click.option("--region", "region_name")
@click.option("--mode", default=Mode.LEDGER.value, help="ledger or mirror")
@with_appcontext
def create_chapter(
    slug: str, weekday: str, meets_at: str, zone: str, mode: str, **settings: str
) -> None:
    """Found a chapter."""
    with refusing(ChapterRefused):
        if mode not in set(Mode):
            raise ChapterRefused(ChapterRefusal.MODE, "mode")
        chapter = chapters.found(
            slug,
            weekday=_weekday(weekday),
            meets_at=_time(meets_at),
            zone=zone,
            mode=mode,
            today=_today_in(zone),
            **settings,
        )
        rulesets.start(chapter, chapter.started_on)
    click.echo(f"Founded {chapter.name} ({chapter.slug}); it meets on {weekday} at {meets_at}.")


@click.command("close")
@click.argument("slug")
@click.argument("day", type=Day(), required=False)
@click.option("--all-until", type=Day(), help="close every open week up to this day, in order")
@with_appcontext
def close(slug: str, day: date | None, all_until: date | None) -> None:
    """Close the week of a meeting, or every open week up to a day."""
    if day is None and all_until is not None:
        _close_all(slug, all_until)
        return
    if day is None or all_until is not None:
        raise InputRefused("Write the day of one meeting, or --all-until and a day.")
    with refusing(ChapterRefused, MeetingRefused):
        chapter = chapters.named(slug)
        closed = weeks.close(
            chapter, day, today=clock.today(chapter.zone), actor_id=None, now=clock.now()
        )
    done = "was closed already" if closed.was_closed else "is closed"
    click.echo(
        f"{slug}: the week of {day} {done}; {closed.posted} slips count in it, "
        f"{closed.unmarked} members are not marked."
    )


def _close_all(slug: str, until: date) -> None:
    with refusing(ChapterRefused):
        chapter = chapters.named(slug)
        today = clock.today(chapter.zone)
    done, refused = mending.close_in_order(
        chapter, until, refusing, today=today, actor_id=None, now=clock.now()
    )
    for closed in done:
        click.echo(
            f"{slug}: the week of {closed.meeting.held_on} is closed; {closed.posted} slips count "
            f"in it, {closed.unmarked} members are not marked."
        )
    if refused:
        raise InputRefused(str(refused))
    if not done:
        click.echo(f"{slug}: no week up to {until} is open.")


@click.command("reopen")
@click.argument("slug")
@click.argument("day", type=Day())
@with_appcontext
def reopen(slug: str, day: date) -> None:
    """Open a closed week again."""
    with refusing(ChapterRefused, MeetingRefused):
        weeks.reopen(chapters.named(slug), day, actor_id=None, now=clock.now())
    click.echo(f"{slug}: the week of {day} is open again; its slips stayed with it.")


@click.command("check")
@with_appcontext
def check_ledger() -> None:
    """Check the invariants of the ledger."""
    faults = check.faults()
    if faults:
        raise InputRefused("\n".join(faults))
    click.echo("The ledger is sound.")


def _today_in(zone: str) -> date:
    if refusal := refusal_of_zone(zone):
        raise ChapterRefused(refusal, "zone")
    return clock.today(zone)


def _weekday(name: str) -> int:
    number = weekday_number(name)
    if number is None:
        raise ChapterRefused(ChapterRefusal.WEEKDAY, "weekday")
    return number


def _time(text: str) -> time:
    try:
        return datetime.strptime(text, "%H:%M").time()
    except ValueError:
        raise ChapterRefused(ChapterRefusal.TIME, "meets_at") from None


def _link(token: str) -> str:
    settings: Settings = current_app.config["CHAPTER_SETTINGS"]
    return f"{settings.public_url}/invitation/{token}"
