"""A café between the phone and the server: slow, silent, gone, or losing what was answered."""

import gzip
import http.client
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

HOP = {"connection", "keep-alive", "transfer-encoding", "content-length", "date", "server"}
LONGEST_SILENCE = 30.0


class Cafe:
    """A proxy whose state a test sets: `up`, `dead`, `silent`, `lost`, or what POSTs are told."""

    def __init__(self, server: str) -> None:
        self.server = urlsplit(server).netloc
        self.state = "up"
        #: How long each answer takes, in seconds.
        self.delay = 0.0
        #: How many compressed bytes a second reach a phone; 0 is as fast as it goes.
        self.rate = 0
        #: The compressed bytes of every answer so far.
        self.passed = 0
        #: Which paths suffer; everything does where nothing is named.
        self.only = ""
        #: The name of the build and the one it is given, as if the app had been updated.
        self.build: tuple[bytes, bytes] = (b"", b"")
        #: What was sent and what came of it, for the tests to count.
        self.seen: list[tuple[str, str, str]] = []
        self.changed = threading.Event()
        handler = type("Bound", (_Handler,), {"cafe": self})
        self.http = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.http.daemon_threads = True
        self.address = f"http://127.0.0.1:{self.http.server_address[1]}"
        threading.Thread(target=self.http.serve_forever, daemon=True).start()

    def become(self, state: str, only: str = "") -> None:
        """Change; who waits in silence is hung up on."""
        self.state, self.only = state, only
        self.changed.set()
        self.changed = threading.Event()

    def close(self) -> None:
        """Hang up for good."""
        self.become("dead")
        self.http.shutdown()
        self.http.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    cafe: Cafe

    def log_message(self, *_words: Any) -> None:
        """Say nothing."""

    def _pass(self) -> None:
        cafe = self.cafe
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        state = cafe.state if cafe.only in self.path else "up"
        if state.isdigit() and self.command != "POST":
            state = "up"
        time.sleep(cafe.delay)
        cafe.seen.append((self.command, self.path, state))
        if state == "silent":
            cafe.changed.wait(LONGEST_SILENCE)
        if state in ("dead", "silent"):
            self.close_connection = True
        elif state.isdigit():
            self._say(int(state), [("Content-Type", "text/html")], b"<h1>Something between</h1>")
        else:
            self._forward(body, is_lost=state == "lost")

    do_GET = do_POST = do_HEAD = _pass

    def _forward(self, body: bytes, *, is_lost: bool) -> None:
        server = http.client.HTTPConnection(self.cafe.server, timeout=20)
        headers = {name: value for name, value in self.headers.items() if name.lower() not in HOP}
        try:
            server.request(self.command, self.path, body or None, headers)
            answer = server.getresponse()
            said = answer.read()
        except OSError:
            self.close_connection = True
            return
        finally:
            server.close()
        # The server has it; the phone never hears of it.
        if is_lost:
            self.close_connection = True
            return
        old, new = self.cafe.build
        said = said.replace(old, new) if old else said
        kept = [(name, value) for name, value in answer.getheaders() if name.lower() not in HOP]
        self._say(answer.status, kept, said)

    def _say(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        size = len(gzip.compress(body))
        self.cafe.passed += size
        time.sleep(size / self.cafe.rate if self.cafe.rate else 0)
        try:
            self.send_response(status)
            for name, value in headers:
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)
        except OSError:
            self.close_connection = True
