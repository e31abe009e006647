"""Fetch pages by endpoint and get them parsed, with the page rules checked in passing."""

import hashlib
from typing import Any

from bs4 import BeautifulSoup, Tag
from flask import Flask, url_for
from itsdangerous import URLSafeTimedSerializer
from werkzeug.test import TestResponse

RAW_CSRF = hashlib.sha1(b"tests").hexdigest()


class Browser:
    """One person's browser."""

    def __init__(self, app: Flask, token: str | None = None) -> None:
        self.app = app
        self.client = app.test_client()
        serializer = URLSafeTimedSerializer(app.secret_key, salt="wtf-csrf-token")
        self.csrf_token = serializer.dumps(RAW_CSRF)
        with self.client.session_transaction() as session:
            session["csrf_token"] = RAW_CSRF
            if token is not None:
                session["_user_id"], session["_fresh"] = token, True

    def get(self, endpoint: str, status: int = 200, **values: Any) -> BeautifulSoup:
        """Fetch a page by endpoint."""
        return self.open(self.address(endpoint, **values), status)

    def open(self, address: str, status: int = 200) -> BeautifulSoup:
        """Fetch a page by address."""
        response = self.client.get(address)
        assert response.status_code == status, (address, response.status_code)
        return self._read(response)

    def post(
        self, endpoint: str, data: dict[str, Any] | None = None, status: int = 302, **values: Any
    ) -> BeautifulSoup:
        """Send a form, with its CSRF token."""
        response = self.send(endpoint, data, **values)
        assert response.status_code == status, (endpoint, response.status_code)
        return self._read(response)

    def send(
        self, endpoint: str, data: dict[str, Any] | None = None, **values: Any
    ) -> TestResponse:
        """Send a form and return the answer as it is."""
        headers = values.pop("headers", None)
        return self.client.post(
            self.address(endpoint, **values),
            data={"csrf_token": self.csrf_token, **(data or {})},
            headers=headers,
        )

    def submit(
        self, endpoint: str, data: dict[str, Any], status: int = 200, **values: Any
    ) -> BeautifulSoup:
        """Open a page, fill its main form in, send it and follow where it leads."""
        page = self.get(endpoint, **values)
        response = self.client.post(
            self.address(endpoint, **values),
            data={**filled(page), **data},
            follow_redirects=True,
        )
        assert response.status_code == status, (endpoint, response.status_code)
        return self._read(response)

    def address(self, endpoint: str, **values: Any) -> str:
        """Return the address of an endpoint; the chapter is `chapter_slug`, “north” by default."""
        with self.app.test_request_context():
            if self.app.url_map.is_endpoint_expecting(endpoint, "chapter_slug"):
                values.setdefault("chapter_slug", "north")
            return url_for(endpoint, **values)

    def _read(self, response: TestResponse) -> BeautifulSoup:
        if response.mimetype != "text/html":
            return BeautifulSoup("", "lxml")
        page = BeautifulSoup(response.get_data(as_text=True), "lxml")
        if response.status_code not in (301, 302, 303):
            check_page(page)
        return page


def filled(page: BeautifulSoup) -> dict[str, str]:
    """Return what the page's main form would send untouched."""
    form = page.select_one("main form[method=post].form, main form[method=post]")
    assert form is not None, "the page has no form to send"
    data: dict[str, str] = {}
    for control in form.select("input[name], textarea[name], select[name]"):
        name, kind = str(control["name"]), control.get("type")
        if control.name == "select":
            chosen = control.select_one("option[selected]") or control.select_one("option")
            data[name] = str(chosen["value"]) if chosen else ""
        elif control.name == "textarea":
            data[name] = control.get_text()
        elif kind not in ("checkbox", "radio") or control.has_attr("checked"):
            data[name] = str(control.get("value", ""))
    return data


def check_page(page: BeautifulSoup) -> None:
    """Hold a page to the rules that every page keeps."""
    assert page.select_one("html[lang]"), "the page names no language"
    headings = page.find_all("h1")
    assert len(headings) == 1, f"a page has one h1, this one has {len(headings)}"
    title = page.title.get_text(strip=True) if page.title else ""
    assert title.startswith(headings[0].get_text(" ", strip=True)), f"title {title!r} ≠ h1"
    ids = [str(tag["id"]) for tag in page.select("[id]")]
    assert len(ids) == len(set(ids)), (
        f"ids come twice: {sorted({i for i in ids if ids.count(i) > 1})}"
    )
    assert not page.select("[style], style, script:not([src])"), "inline style or script"
    assert not page.select("[onclick], [onchange], [onsubmit], [onload]"), "inline handler"
    for form in page.select("form[method=post]"):
        assert form.select("input[name=csrf_token]"), "a POST form lacks its CSRF token"
        assert form.has_attr("action") or form.has_attr("data-enhance") or form.get("class"), form
    for table in page.find_all("table"):
        assert table.caption is not None, "a table lacks its caption"
    for control in page.select("input:not([type=hidden]), select, textarea"):
        assert _is_labelled(page, control), f"no label: {control}"
    for button in page.select("button, a[href]"):
        name = button.get_text(strip=True) or button.get("aria-label")
        assert name, f"nothing says what this does: {button}"


def _is_labelled(page: BeautifulSoup, control: Tag) -> bool:
    if control.get("aria-label") or control.get("aria-labelledby") or control.find_parent("label"):
        return True
    return bool(control.get("id") and page.select(f'label[for="{control["id"]}"]'))
