"""Turn `<chapter_slug>` into the chapter and the reader's rights in it, or answer 404."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from flask import Flask, abort, current_app, g, request

from chapter.web.permissions import Permission


@dataclass(frozen=True)
class Scope:
    """A chapter as one person stands in it."""

    chapter: Any
    person: Any
    permissions: frozenset[Permission] = field(default_factory=frozenset)
    #: How much of what is told to them they have not read.
    news: int = 0


Loader = Callable[[Any, str], Scope | None]
Lister = Callable[[Any], Iterable[Any]]


def initialise(app: Flask, list_chapters: Lister, load: Loader) -> None:
    """Keep the ways to an account's chapters and rights, which only the features above know."""
    app.extensions["entered_by"] = list_chapters
    app.extensions["scope_of"] = load


def own_chapters() -> list[Any]:
    """Return the chapters the reader may enter, by name."""
    return list(current_app.extensions["entered_by"](g.account))


def chapters_with(permission: Permission) -> list[Any]:
    """Return the chapters in which the reader has a right today, by name."""
    load: Loader = current_app.extensions["scope_of"]
    scopes = (load(g.account, chapter.slug) for chapter in own_chapters())
    return [found.chapter for found in scopes if found and permission in found.permissions]


def enter(account: Any, own_rights: frozenset[Permission], load: Loader) -> None:
    """Set `g.account`, `g.chapter`, `g.person`, `g.permissions` and `g.news` for this request."""
    g.account = account
    g.chapter = None
    g.person = None
    g.permissions = own_rights
    g.news = 0
    slug = (request.view_args or {}).pop("chapter_slug", None)
    if slug is None or account is None:
        return
    scope = load(account, slug)
    if scope is None:
        # A stranger's 404 is the same as that of a chapter which does not exist.
        abort(404)
    g.chapter = scope.chapter
    # Kept apart from the row, so that a page can say in it that the database is gone.
    g.language = scope.chapter.language
    g.person = scope.person
    g.permissions |= scope.permissions
    g.news = scope.news


def put_slug(endpoint: str, values: dict[str, Any]) -> None:
    """Fill in the chapter's slug when a link inside a chapter is made."""
    chapter = g.get("chapter")
    if chapter is not None and "chapter_slug" not in values and _takes_slug(endpoint):
        values["chapter_slug"] = chapter.slug


def _takes_slug(endpoint: str) -> bool:
    return current_app.url_map.is_endpoint_expecting(endpoint, "chapter_slug")
