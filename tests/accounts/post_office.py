"""A mail server as far as a test needs one: it speaks SMTP and keeps what it is given."""

import socketserver
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from threading import Thread
from typing import Any


@dataclass
class PostOffice:
    """What arrived, and what is to be answered to RCPT."""

    address: str = ""
    letters: list[EmailMessage] = field(default_factory=list)
    envelopes: list[str] = field(default_factory=list)
    answer_to_rcpt: str = "250 ok"


class _Clerk(socketserver.StreamRequestHandler):
    """Serves one connection."""

    server: Any

    def handle(self) -> None:
        """Answer each command as a simple mail server does."""
        self._say("220 post.example")
        for line in self.rfile:
            word = line.decode().strip()
            if word.upper().startswith("DATA"):
                self._say("354 go on")
                self._take_letter()
            elif word.upper().startswith("RCPT"):
                self.server.office.envelopes.append(word)
                self._say(self.server.office.answer_to_rcpt)
            elif word.upper().startswith("QUIT"):
                self._say("221 bye")
                return
            else:
                self._say("250 ok")

    def _take_letter(self) -> None:
        lines = []
        for line in self.rfile:
            if line == b".\r\n":
                break
            lines.append(line)
        letter = message_from_bytes(b"".join(lines), policy=policy.default)
        assert isinstance(letter, EmailMessage)
        self.server.office.letters.append(letter)
        self._say("250 taken")

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    office: PostOffice


def opened() -> tuple[PostOffice, _Server]:
    """Open a post office on this machine; shut the server down afterwards."""
    server = _Server(("127.0.0.1", 0), _Clerk)
    server.office = PostOffice(f"smtp://127.0.0.1:{server.server_address[1]}")
    Thread(target=server.serve_forever, daemon=True).start()
    return server.office, server
