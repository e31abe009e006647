"""Commands: sending the mails that wait."""

import click
from flask import current_app
from flask.cli import with_appcontext

from chapter import clock
from chapter.accounts import mailing
from chapter.accounts.models import OutgoingMail
from chapter.config import Settings
from chapter.web import mail
from chapter.web.commands import InputRefused, refusing


@click.group("mail")
def post() -> None:
    """Send the mails that wait."""


@post.command("send")
@with_appcontext
def send() -> None:
    """Send every mail that waits; what cannot be sent now waits for the next time."""
    settings: Settings = current_app.config["CHAPTER_SETTINGS"]
    if not settings.smtp_url:
        raise InputRefused("CHAPTER_SMTP_URL is not set, so no mail is written or sent.")
    with refusing():
        waiting = list(mailing.due(clock.now()))
    if not waiting:
        click.echo("No mail waits.")
        return
    counts = {"sent": 0, "refused": 0, "waiting": 0}
    try:
        with mail.opened(settings.smtp_url, settings.public_url) as connection:
            for number in waiting:
                if outcome := _send(connection, number):
                    counts[outcome] += 1
    except mail.MailDown as error:
        raise InputRefused(
            f"The mail server cannot be used: {error}. {counts['sent']} were sent; the rest waits."
        ) from None
    click.echo(
        f"{counts['sent']} sent, {counts['refused']} refused by the mail server for ever, "
        f"{counts['waiting']} to be tried again."
    )


def _send(connection: mail.Post, number: int) -> str:
    """Take one mail, send it, note it; each step is kept before the next begins."""
    with refusing():
        taken = mailing.take(number, clock.now())
        letter = _letter(taken) if taken else None
    if letter is None:
        return ""
    try:
        connection.send(letter)
    except mail.LetterRefused as refused:
        with refusing():
            (mailing.drop if refused.for_ever else mailing.put_back)(number)
        return "refused" if refused.for_ever else "waiting"
    except mail.MailDown:
        with refusing():
            mailing.put_back(number)
        raise
    with refusing():
        mailing.sent(number, clock.now())
    return "sent"


def _letter(taken: OutgoingMail) -> mail.Letter:
    return mail.Letter(taken.id, taken.user.email, taken.subject, taken.text, taken.made_at)


commands: list[click.Command] = [post]
