"""A running server with a demo-like chapter, and a browser without JavaScript to use it with."""

import os
import signal
import socket
import subprocess
import sys
import time
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urljoin
from urllib.request import HTTPCookieProcessor, Request, build_opener

from bs4 import BeautifulSoup, Tag

from tests.browse import check_page, filled

ROOT = Path(__file__).parents[2]


class Server:
    """The app in a process of its own, as `make run` serves it."""

    def __init__(self, folder: Path, database_url: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"http://127.0.0.1:{free.getsockname()[1]}"
        self.folder = folder
        self.environ = {
            **os.environ,
            "CHAPTER_DATA_DIR": str(folder),
            "CHAPTER_DATABASE_URL": database_url,
            "CHAPTER_PUBLIC_URL": self.address,
        }
        self.process: subprocess.Popen[bytes] | None = None

    def command(self, *words: str) -> str:
        """Run a `flask` command and return what it said."""
        done = subprocess.run(
            [sys.executable, "-m", "flask", *words],
            cwd=ROOT,
            env=self.environ,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def start(self) -> None:
        """Serve, and wait until the first page comes."""
        host = self.address.removeprefix("http://")
        self.process = subprocess.Popen(
            [
                *(sys.executable, "-m", "gunicorn", "--workers", "2", "--no-control-socket"),
                *("--bind", host, "--log-level", "warning", "wsgi:app"),
            ],
            cwd=ROOT,
            env=self.environ,
            # A group of its own, so that all of it can be killed at once.
            start_new_session=True,
        )
        for _ in range(150):
            try:
                Visitor(self.address).open("/sign-in")
                return
            except URLError:
                time.sleep(0.1)
        raise AssertionError("the server did not start")

    def stop(self) -> None:
        """Stop serving."""
        if self.process is not None:
            self.process.terminate()
            self.process.wait(timeout=20)

    def kill(self) -> None:
        """End master and workers at once, as a power cut would."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(timeout=20)


class Visitor:
    """Somebody with a browser that runs no JavaScript."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()))
        self.here = address
        self.page = BeautifulSoup("", "lxml")
        self.status = 0

    def open(self, target: str) -> BeautifulSoup:
        """Open an address."""
        return self._send(Request(urljoin(self.here, target)))

    def download(self, target: str) -> bytes:
        """Fetch a file."""
        with self.opener.open(urljoin(self.address, target)) as answer:
            content: bytes = answer.read()
        return content

    def follow(self, text: str) -> BeautifulSoup:
        """Follow the link that says this."""
        links = [a for a in self.page.select("a[href]") if text in a.get_text(" ", strip=True)]
        assert links, f"no link says {text!r} at {self.here}"
        return self.open(str(links[0]["href"]))

    def fill(self, **data: str) -> BeautifulSoup:
        """Fill the page's main form in and send it."""
        form = self.page.select_one("main form.form[method=post]")
        assert form is not None, f"no form at {self.here}"
        return self._post(form, {**filled(self.page), **data})

    def press(self, label: str) -> BeautifulSoup:
        """Press the button that says this, sending its form as it stands."""
        for button in self.page.select("main form button"):
            if label in button.get_text(" ", strip=True):
                form = button.find_parent("form")
                assert isinstance(form, Tag)
                data = {
                    str(field["name"]): str(field.get("value", ""))
                    for field in form.select("input[name]")
                    if field.get("type") not in ("radio", "checkbox") or field.has_attr("checked")
                }
                return self._post(form, data)
        raise AssertionError(f"no button says {label!r} at {self.here}")

    def _post(self, form: Tag, data: dict[str, Any]) -> BeautifulSoup:
        target = urljoin(self.here, str(form.get("action") or ""))
        return self._send(Request(target, data=urlencode(data).encode()))

    def _send(self, request: Request) -> BeautifulSoup:
        request.add_header("Accept", "text/html")
        try:
            answer = self.opener.open(request, timeout=30)
        except HTTPError as refusal:
            answer = refusal
        with answer:
            self.here, self.status = answer.url, answer.status
            self.page = BeautifulSoup(answer.read().decode(), "lxml")
        check_page(self.page)
        return self.page

    @property
    def text(self) -> str:
        """Return what the page's main part says."""
        main = self.page.select_one("main")
        return main.get_text(" ", strip=True) if main else ""
