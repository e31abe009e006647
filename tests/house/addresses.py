"""Every address of the app, and what fills it in."""

from collections.abc import Iterator
from typing import Any

from flask import Flask, url_for
from werkzeug.routing import Rule

# Sent last, because nothing works after it.
LAST = "accounts.sign_out"

# What some pages need in their query.
QUERY: dict[str, dict[str, str]] = {
    "reporting.pair": {"row": "person_id", "column": "person_id"},
    "reporting.rows": {"person": "person_id"},
}

# Where a parameter's name means another row than elsewhere.
OTHER_ROWS = {
    "accounts.end_director": {"term_id": "directorship_id"},
    "bootstrap.static": {"filename": "bootstrap_file"},
    "corrections.ask": {"slip_id": "posted_id"},
    "corrections.ask_withdrawal": {"slip_id": "posted_id"},
    "referrals.move": {"slip_id": "received_id"},
    "reporting.listing": {"name": "list_name"},
}


def rules(app: Flask, method: str) -> list[Rule]:
    """Return the rules that answer a method, in a steady order."""
    found = [rule for rule in app.url_map.iter_rules() if method in (rule.methods or ())]
    return sorted(found, key=lambda rule: (rule.endpoint == LAST, rule.endpoint))


def requests(app: Flask) -> Iterator[tuple[str, str]]:
    """Return every endpoint with every method, reading ones first."""
    for method in ("GET", "POST"):
        yield from ((method, rule.endpoint) for rule in rules(app, method))


def is_inside(app: Flask, endpoint: str) -> bool:
    """Tell whether an endpoint lies inside a chapter."""
    return app.url_map.is_endpoint_expecting(endpoint, "chapter_slug")


def address(app: Flask, endpoint: str, rows: dict[str, Any], slug: str = "north") -> str:
    """Return an endpoint's address, filled in with rows."""
    (rule,) = app.url_map.iter_rules(endpoint)
    values = {**rows, "chapter_slug": slug}
    values |= {name: rows[row] for name, row in OTHER_ROWS.get(endpoint, {}).items()}
    asked = {name: values[name] for name in rule.arguments}
    query = {name: values[row] for name, row in QUERY.get(endpoint, {}).items()}
    with app.test_request_context():
        return url_for(endpoint, **asked, **query)
