"""What the server tells a phone: whose page it is, what to keep, and with which worker."""

import json
import re
from pathlib import Path

import pytest
from flask import Flask

from chapter.web import offline
from tests.browse import Browser
from tests.conftest import BrowserFactory, Reader

KEPT = "/c/north/kept"


def test_session_names_the_account_and_gives_a_token(
    browse: BrowserFactory, member: Reader
) -> None:
    answer = browse(member).client.get("/session")

    assert answer.json is not None
    assert (answer.json["account"], answer.headers["Cache-Control"]) == (
        str(member.user.id),
        "no-store",
    )
    assert answer.json["csrf_token"]


def test_session_of_nobody_gives_no_token(anonymous: Browser) -> None:
    assert anonymous.client.get("/session").json == {"account": ""}


def test_token_of_one_account_is_refused_in_the_session_of_another(
    browse: BrowserFactory, member: Reader, vice_president: Reader
) -> None:
    """Seen red with CSRFProtect taken out."""
    token = browse(member).client.get("/session").json
    assert token is not None
    browser = browse(vice_president)
    with browser.client.session_transaction() as session:
        session["csrf_token"] = "of another sign-in"
    answer = browser.client.post(
        "/c/north/slips/education/new", data={"csrf_token": token["csrf_token"]}
    )

    assert answer.status_code == 400


@pytest.mark.parametrize("address", ["/c/north/", "/c/north/slips/referral/new"])
def test_pages_to_keep_say_whose_they_are(
    browse: BrowserFactory, member: Reader, address: str
) -> None:
    answer = browse(member).client.get(address)

    assert answer.headers["Chapter-Account"] == str(member.user.id)
    assert answer.headers["Chapter-Keep"] in ("home", "slip")
    assert answer.headers["Cache-Control"] == "no-store"


def test_slip_sheet_tells_the_week_of_any_day(browse: BrowserFactory, member: Reader) -> None:
    """The day may be changed under “More”. Seen red with today's week told alone."""
    page = browse(member).client.get("/c/north/slips/referral/new").text

    assert "Dated today, it counts in the week of Thu 19 Nov; dated earlier, in the first" in page


def test_other_pages_are_not_to_be_kept(browse: BrowserFactory, member: Reader) -> None:
    """Seen red with every page kept."""
    client = browse(member).client
    pages = ("/c/north/members", "/c/north/leaderboard", "/account", "/c/north/slips")

    assert [page for page in pages if "Chapter-Keep" in client.get(page).headers] == []


def test_pages_of_nobody_say_so(anonymous: Browser) -> None:
    assert anonymous.client.get("/sign-in").headers["Chapter-Account"] == "none"


def test_page_for_the_missing_ones_names_nobody(browse: BrowserFactory, member: Reader) -> None:
    """The worker fetches it without a session."""
    page = browse(member).app.test_client().get("/offline").text

    assert "Mona" not in page
    assert '<meta name="account" content="">' in page


def kept(browser: Browser) -> list[str]:
    """Return which pages a phone is to keep, without what they have in common."""
    answer = browser.client.get(KEPT)
    assert answer.json is not None
    return [page.removeprefix("/c/north/") for page in answer.json["pages"]]


def test_member_keeps_the_first_page_and_the_slip_sheets(
    browse: BrowserFactory, member: Reader
) -> None:
    assert kept(browse(member))[:3] == ["", "slips/new", "slips/referral/new"]
    assert not any("attendance" in page for page in kept(browse(member)))


def test_host_keeps_the_next_sheet_too(browse: BrowserFactory, vice_president: Reader) -> None:
    assert kept(browse(vice_president))[-2:] == [
        "meetings/2026-11-19/attendance",
        "meetings/2026-11-19/visitors",
    ]


def test_stranger_is_not_told_what_to_keep(browse: BrowserFactory, stranger: Reader) -> None:
    assert browse(stranger).client.get(KEPT).status_code == 404


def file(app: Flask, address: str) -> tuple[int, str, str, bytes]:
    """Return status, type, how long it may be kept, and what stands in a static file."""
    with app.test_client().get(address) as answer:
        kept_for = answer.headers.get("Cache-Control", "")
        return answer.status_code, answer.mimetype or "", kept_for, answer.get_data()


def test_worker_keeps_all_styles_and_scripts(app: Flask, anonymous: Browser) -> None:
    answer = anonymous.client.get("/worker")
    found = re.search(r"^const SHELL = (.*);$", answer.text, re.MULTILINE)
    assert found is not None
    shell: list[str] = json.loads(found[1])

    assert answer.headers["Cache-Control"] == "no-cache"
    assert [each for each in shell if file(app, each)[0] != 200] == []
    assert any(each.endswith("/js/outbox.js") for each in shell)


def test_static_files_are_kept_for_ever_under_the_name_of_their_build(app: Flask) -> None:
    """Seen red with `no-store`, which private pages have, on them."""
    build = app.extensions["build"]
    kept_for = file(app, f"/static/{build}/css/base.css")[2]

    assert kept_for == "public, max-age=31536000, immutable"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one style sheet."""
    (tmp_path / "a.css").write_text("a { color: red }")
    return tmp_path


def test_build_is_named_by_what_the_files_say(folder: Path) -> None:
    before = offline.build_of(folder)
    again = offline.build_of(folder)
    (folder / "a.css").write_text("a { color: blue }")

    assert (before == again, before == offline.build_of(folder)) == (True, False)


def test_build_is_another_after_a_file_was_renamed(folder: Path) -> None:
    before = offline.build_of(folder)
    (folder / "a.css").rename(folder / "b.css")

    assert before != offline.build_of(folder)


def test_manifest_makes_it_an_app(app: Flask) -> None:
    folder = f"/static/{app.extensions['build']}"
    _status, kind, _kept, text = file(app, f"{folder}/app.webmanifest")
    said = json.loads(text)
    icons = [file(app, f"{folder}/{icon['src']}")[:2] for icon in said["icons"]]

    assert (said["name"], said["start_url"], said["display"]) == ("Chapter", "/", "standalone")
    assert kind == "application/manifest+json"
    assert icons == [(200, "image/svg+xml"), *[(200, "image/png")] * 3]
