"""How the tests use the pages of imports: drop, answer, say the word, take back."""

from io import BytesIO
from typing import Any

from bs4 import BeautifulSoup

from chapter.db import db
from chapter.imports.models import ImportDraft
from chapter.slips.ledger import Slip
from tests.browse import Browser

File = tuple[str, bytes]


def drop(officer: Browser, *files: File, status: int = 302) -> BeautifulSoup:
    """Drop files; return the preview, or the page that refuses."""
    sent = [(BytesIO(data), name) for name, data in files]
    answer = officer.send("imports.upload", {"files": sent})
    # The test client leaves the file open in which it kept a large body.
    answer.request.environ["wsgi.input"].close()
    assert answer.status_code == status, answer.status_code
    return officer.open(str(answer.location)) if status == 302 else officer._read(answer)


def draft_id() -> int:
    """Return the number of the newest upload."""
    return int(db.session.scalar(db.select(db.func.max(ImportDraft.id))) or 0)


def answer(officer: Browser, page: BeautifulSoup, status: int = 302, **said: str) -> BeautifulSoup:
    """Answer the preview's questions by kind or field; what is proposed stays."""
    form = page.select_one("form[action$='/answers']")
    assert form is not None
    data = {str(i["name"]): str(i["value"]) for i in form.select("input[checked]")}
    for kind, value in said.items():
        where = "$" if kind in ("other", "first", "until") else "^"
        data[str(form.select(f"[name{where}='{kind}']")[0]["name"])] = value
    sent = officer.send("imports.answer", data, draft_id=draft_id())
    assert sent.status_code == status, sent.status_code
    return officer.open(str(sent.location)) if status == 302 else officer._read(sent)


def bring(officer: Browser, page: BeautifulSoup, status: int = 302, **change: Any) -> BeautifulSoup:
    """Say the word on a preview as it stands, some ticks changed: None takes one off."""
    form = page.select_one("form#bring")
    assert form is not None
    data = {
        str(i["name"]): str(i["value"])
        for i in form.select("input[name=shown], input[type=checkbox][checked]")
    }
    data = {name: value for name, value in {**data, **change}.items() if value is not None}
    sent = officer.send("imports.bring", data, draft_id=draft_id())
    assert sent.status_code == status, sent.status_code
    return officer.open(str(sent.location)) if status == 302 else officer._read(sent)


def texts(page: BeautifulSoup, selector: str) -> list[str]:
    """Return what stands at some places of a page."""
    return [place.get_text(" ", strip=True) for place in page.select(selector)]


def take_back(officer: Browser, page: BeautifulSoup, status: int = 302) -> BeautifulSoup:
    """Tap the newest Undo of the list."""
    button = page.select("main .import > form")[0]
    sent = officer.client.post(str(button["action"]), data={"csrf_token": officer.csrf_token})
    assert sent.status_code == status, sent.status_code
    return officer.open(str(sent.location)) if status == 302 else officer._read(sent)


def slips() -> int:
    """Return how many slips stand."""
    return db.session.query(Slip).count()
