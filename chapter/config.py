"""Settings from the environment, checked before anything starts."""

import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

LOOPBACK = {"127.0.0.1", "localhost", "::1"}
SHORTEST_KEY = 32
SENDER = re.compile(r"[^@\s<>\"]+@[^@\s<>\"]+")


class SettingsRefused(Exception):
    """The environment asks for something unsafe or impossible; the message says what."""


@dataclass(frozen=True)
class Settings:
    """What the app needs to know before it starts."""

    database_url: str
    secret_key: str
    public_url: str
    data_dir: Path
    is_proxied: bool = False
    is_testing: bool = False
    #: Where mails go out; empty where none are sent.
    smtp_url: str = ""

    @property
    def is_local(self) -> bool:
        """Tell whether the app is reached on this machine only."""
        return urlsplit(self.public_url).hostname in LOOPBACK

    def flask(self) -> dict[str, object]:
        """Return the settings in the names the extensions know."""
        return {
            "SECRET_KEY": self.secret_key,
            "SQLALCHEMY_DATABASE_URI": self.database_url,
            "SESSION_COOKIE_HTTPONLY": True,
            "SESSION_COOKIE_SAMESITE": "Lax",
            "SESSION_COOKIE_SECURE": not self.is_local,
            "MAX_CONTENT_LENGTH": 6 * 1024 * 1024,
            "MAX_FORM_PARTS": 5000,
            "WTF_CSRF_TIME_LIMIT": None,
            "BOOTSTRAP_SERVE_LOCAL": True,
            "TESTING": self.is_testing,
        }


def from_environment(environ: Mapping[str, str] = os.environ) -> Settings:
    """Read the `CHAPTER_*` variables; refuse unsafe ones in a plain sentence."""
    data_dir = Path(environ.get("CHAPTER_DATA_DIR") or "instance").absolute()
    public_url = _public_url(environ.get("CHAPTER_PUBLIC_URL") or "http://127.0.0.1:8000")
    is_local = urlsplit(public_url).hostname in LOOPBACK
    if not is_local and environ.get("FLASK_DEBUG", "0") not in ("", "0"):
        raise SettingsRefused("FLASK_DEBUG is on; switch it off where others can reach the app.")
    return Settings(
        database_url=environ.get("CHAPTER_DATABASE_URL") or f"sqlite:///{data_dir / 'chapter.db'}",
        secret_key=_secret_key(environ.get("CHAPTER_SECRET_KEY", ""), data_dir, is_local),
        public_url=public_url,
        data_dir=data_dir,
        is_proxied=environ.get("CHAPTER_BEHIND_PROXY", "0") == "1",
        smtp_url=_smtp_url(environ.get("CHAPTER_SMTP_URL", "")),
    )


def _smtp_url(url: str) -> str:
    """Check the address of the mail server; the sentence leaves out what may be a password."""
    if not url:
        return ""
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname or not _is_mail(url):
        raise SettingsRefused(
            "CHAPTER_SMTP_URL is no whole address; write it such as "
            "smtps://user:password@mail.example:465?from=chapter@example.org."
        )
    if parts.scheme == "smtp" and parts.username and parts.hostname not in LOOPBACK:
        raise SettingsRefused(
            "CHAPTER_SMTP_URL holds a password, so it must start with smtps:// unless the mail "
            "server is this machine's own."
        )
    return url


def _is_mail(url: str) -> bool:
    """Tell whether port and sender can be read; without a sender one at the own host is used."""
    parts = urlsplit(url)
    senders = parse_qs(parts.query).get("from", [])
    try:
        return parts.port != 0 and all(SENDER.fullmatch(sender) for sender in senders)
    except ValueError:
        return False


def _public_url(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise SettingsRefused(
            f"CHAPTER_PUBLIC_URL is “{url}”; give a whole address such as https://chapter.example."
        )
    if parts.scheme == "http" and parts.hostname not in LOOPBACK:
        raise SettingsRefused(
            "CHAPTER_PUBLIC_URL must start with https:// unless it is this machine's own address."
        )
    return url.rstrip("/")


def _secret_key(given: str, data_dir: Path, is_local: bool) -> str:
    if given:
        if len(given) < SHORTEST_KEY or len(set(given)) < SHORTEST_KEY // 4:
            raise SettingsRefused(
                f"CHAPTER_SECRET_KEY must be at least {SHORTEST_KEY} random characters; "
                "python3 -c 'import secrets; print(secrets.token_hex())' makes one."
            )
        return given
    if not is_local:
        raise SettingsRefused("CHAPTER_SECRET_KEY is not set; the app does not start without it.")
    return _own_key(data_dir / "secret-key")


def _own_key(file: Path) -> str:
    """Keep one generated key beside the data, so that a single machine needs no set-up."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            out.write(secrets.token_hex())
    except FileExistsError:
        pass
    except OSError as error:
        raise SettingsRefused(f"CHAPTER_DATA_DIR cannot be written: {error}.") from error
    return file.read_text()
