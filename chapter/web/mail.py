"""Sending mail: the standard library's SMTP, as the one setting says."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from urllib.parse import parse_qs, unquote, urlsplit

# Whoever waits is a command; it gives up on a server that says nothing.
TIMEOUT = 20
PORTS = {"smtp": 25, "smtps": 465}
# From here on an answer of a mail server is for ever; below it may be asked again.
FOR_EVER = 500


class MailDown(Exception):
    """The mail server cannot be used now; the message says why."""


class LetterRefused(Exception):
    """The mail server does not take this letter, or not yet; others may go."""

    def __init__(self, *, for_ever: bool) -> None:
        super().__init__()
        self.for_ever = for_ever


@dataclass(frozen=True)
class Letter:
    """A mail, ready to be sent."""

    number: int
    to: str
    subject: str
    text: str
    made_at: datetime


class Post:
    """An open connection to the mail server."""

    def __init__(self, connection: smtplib.SMTP, sender: str) -> None:
        self.connection, self.sender = connection, sender

    def send(self, letter: Letter) -> None:
        """Hand a letter over."""
        try:
            message = written(letter, self.sender)
            self.connection.send_message(message, self.sender, [letter.to])
        except (ValueError, smtplib.SMTPNotSupportedError) as error:
            raise LetterRefused(for_ever=True) from error
        except smtplib.SMTPRecipientsRefused as error:
            codes = [code for code, _said in error.recipients.values()]
            raise LetterRefused(for_ever=min(codes) >= FOR_EVER) from error
        except (smtplib.SMTPDataError, smtplib.SMTPSenderRefused) as error:
            raise LetterRefused(for_ever=error.smtp_code >= FOR_EVER) from error
        except (smtplib.SMTPException, OSError) as error:
            raise MailDown(str(error)) from error


def written(letter: Letter, sender: str) -> EmailMessage:
    """Write a letter as mail servers take it; a line break in a header is refused, not sent."""
    message = EmailMessage()
    message["From"] = Address("Chapter", addr_spec=sender)
    message["To"] = Address(addr_spec=letter.to)
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(letter.made_at)
    # The same again after a crash, so that mailboxes know it for the same mail.
    message["Message-ID"] = f"<mail-{letter.number}@{sender.partition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text)
    return message


def sender_of(smtp_url: str, public_url: str) -> str:
    """Return the address mails come from: `?from=`, or one at the app's own host."""
    asked = parse_qs(urlsplit(smtp_url).query).get("from", [""])[0]
    return asked or f"chapter@{urlsplit(public_url).hostname}"


@contextmanager
def opened(smtp_url: str, public_url: str) -> Iterator[Post]:
    """Open the mail server: `smtps://` at once encrypted, `smtp://` as soon as it offers to."""
    parts = urlsplit(smtp_url)
    host, port = parts.hostname or "", parts.port or PORTS[parts.scheme]
    safe = ssl.create_default_context()
    try:
        connection = (
            smtplib.SMTP_SSL(host, port, timeout=TIMEOUT, context=safe)
            if parts.scheme == "smtps"
            else smtplib.SMTP(host, port, timeout=TIMEOUT)
        )
    except (smtplib.SMTPException, OSError) as error:
        raise MailDown(str(error)) from error
    with connection:
        try:
            connection.ehlo()
            if parts.scheme == "smtp" and connection.has_extn("starttls"):
                connection.starttls(context=safe)
            if parts.username:
                connection.login(unquote(parts.username), unquote(parts.password or ""))
        except (smtplib.SMTPException, OSError) as error:
            raise MailDown(str(error)) from error
        yield Post(connection, sender_of(smtp_url, public_url))
