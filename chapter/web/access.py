"""Closed until declared: every route says who may use it, or the app does not start."""

from collections.abc import Callable, Iterable
from typing import ParamSpec, TypeVar
from urllib.parse import urlsplit

from flask import Flask, abort, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from chapter.web.permissions import Permission

P = ParamSpec("P")
R = TypeVar("R")

_DECLARED = "declared_access"
PUBLIC = "public"


class UndeclaredRoute(Exception):
    """A route lets nobody know who may use it."""


def requires(permission: Permission) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Declare the right a view needs."""

    def declare(view: Callable[P, R]) -> Callable[P, R]:
        setattr(view, _DECLARED, permission)
        return view

    return declare


def public(view: Callable[P, R]) -> Callable[P, R]:
    """Declare that anybody may use a view, also without signing in."""
    setattr(view, _DECLARED, PUBLIC)
    return view


def declared(app: Flask, endpoint: str) -> Permission | str | None:
    """Return what a route's view declares, or None."""
    return getattr(app.view_functions[endpoint], _DECLARED, None)


def refuse_undeclared(app: Flask, public_endpoints: Iterable[str]) -> None:
    """Refuse to start while a route declares no access; name the line to write."""
    for endpoint in public_endpoints:
        view = app.view_functions[endpoint]
        # The extension's own view may be a bound method, which takes no attributes.
        app.view_functions[endpoint] = public(lambda _view=view, **values: _view(**values))
    for endpoint, view in app.view_functions.items():
        if declared(app, endpoint) is None:
            raise UndeclaredRoute(
                f"{view.__module__}.{view.__name__} ({endpoint}) declares no access. "
                "Write @requires(Permission.…) or @public between the route and the function."
            )


def guard() -> ResponseReturnValue | None:
    """Let the request through, or answer: sign in, or 403."""
    if request.endpoint is None:
        return None
    view = current_app.view_functions[request.endpoint]
    access: Permission | str | None = getattr(view, _DECLARED, None)
    if access == PUBLIC:
        return None
    if g.account is None:
        if wants_json():
            abort(401)
        return redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?")))
    if access is None or access not in g.permissions:
        abort(403)
    return None


def may(permission: Permission) -> bool:
    """Tell whether the person of this request has a right."""
    return permission in g.get("permissions", frozenset())


def wants_json() -> bool:
    """Tell whether a script asked, rather than a page."""
    return bool(request.accept_mimetypes.best == "application/json")


def local_path(target: str) -> str | None:
    """Return a path of this app, or None for any other address."""
    try:
        parts = urlsplit(target)
    except ValueError:
        return None
    is_local = not parts.scheme and not parts.netloc and target.startswith("/")
    has_trick = target.startswith("//") or "\\" in target or any(ord(c) < 32 for c in target)
    return target if is_local and not has_trick else None
