"""The app does not start with unsafe settings, and says why in one sentence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from chapter.config import Settings, SettingsRefused, from_environment

ROOT = Path(__file__).parents[2]
KEY = "0123456789abcdef0123456789abcdef"
SAFE = {"CHAPTER_PUBLIC_URL": "https://chapter.example", "CHAPTER_SECRET_KEY": KEY}


def read(folder: Path, **variables: str) -> Settings:
    """Read settings from these variables alone."""
    return from_environment({"CHAPTER_DATA_DIR": str(folder), **variables})


def test_single_machine_needs_no_settings(tmp_path: Path) -> None:
    settings = read(tmp_path)

    assert settings.database_url == f"sqlite:///{tmp_path / 'chapter.db'}"
    assert settings.public_url == "http://127.0.0.1:8000"
    assert settings.secret_key == read(tmp_path).secret_key
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0


def test_cookies_travel_over_https_only_beyond_this_machine(tmp_path: Path) -> None:
    assert read(tmp_path, **SAFE).flask()["SESSION_COOKIE_SECURE"] is True
    assert read(tmp_path).flask()["SESSION_COOKIE_SECURE"] is False


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        (
            {**SAFE, "CHAPTER_PUBLIC_URL": "http://chapter.example"},
            "CHAPTER_PUBLIC_URL must start with https:// unless it is this machine's own address.",
        ),
        (
            {**SAFE, "CHAPTER_PUBLIC_URL": "chapter.example"},
            "CHAPTER_PUBLIC_URL is “chapter.example”; give a whole address such as "
            "https://chapter.example.",
        ),
        (
            {**SAFE, "CHAPTER_SECRET_KEY": ""},
            "CHAPTER_SECRET_KEY is not set; the app does not start without it.",
        ),
        (
            {**SAFE, "CHAPTER_SMTP_URL": "mail.example"},
            "CHAPTER_SMTP_URL is no whole address; write it such as "
            "smtps://user:password@mail.example:465?from=chapter@example.org.",
        ),
        (
            {**SAFE, "CHAPTER_SMTP_URL": "smtps://mail.example?from=nobody"},
            "CHAPTER_SMTP_URL is no whole address; write it such as "
            "smtps://user:password@mail.example:465?from=chapter@example.org.",
        ),
        (
            {**SAFE, "CHAPTER_SMTP_URL": "smtp://ada:secret@mail.example"},
            "CHAPTER_SMTP_URL holds a password, so it must start with smtps:// unless the mail "
            "server is this machine's own.",
        ),
        (
            {**SAFE, "FLASK_DEBUG": "1"},
            "FLASK_DEBUG is on; switch it off where others can reach the app.",
        ),
    ],
)
def test_unsafe_settings_are_refused(
    tmp_path: Path, variables: dict[str, str], sentence: str
) -> None:
    """Seen red with each check off."""
    with pytest.raises(SettingsRefused) as refused:
        read(tmp_path, **variables)

    assert str(refused.value) == sentence


@pytest.mark.parametrize("key", ["change-me", "a" * 40, "secret"])
def test_key_that_can_be_guessed_is_refused(tmp_path: Path, key: str) -> None:
    """Seen red with the check of the key's letters off."""
    with pytest.raises(SettingsRefused) as refused:
        read(tmp_path, **{**SAFE, "CHAPTER_SECRET_KEY": key})

    assert str(refused.value).startswith("CHAPTER_SECRET_KEY must be at least 32 random")


def test_refused_start_is_one_sentence_and_exit_2(tmp_path: Path) -> None:
    """Seen red with the refusal let through as a traceback."""
    environ = {**os.environ, "CHAPTER_DATA_DIR": str(tmp_path), "CHAPTER_SECRET_KEY": "short"}

    done = subprocess.run(
        [sys.executable, "-c", "import wsgi"],
        cwd=ROOT,
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr.count("\n")) == (2, 1)


def test_web_process_starts_without_pandas(tmp_path: Path) -> None:
    """Seen red with pandas imported at the head of a reports module the pages use."""
    environ = {**os.environ, "CHAPTER_DATA_DIR": str(tmp_path)}
    code = "import wsgi, sys; print([m for m in ('pandas', 'openpyxl') if m in sys.modules])"

    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=environ,
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.strip() == "[]"
