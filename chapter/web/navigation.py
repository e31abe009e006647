"""The menu: endpoint, label, permission."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from flask import g, request, url_for

from chapter.web.access import may
from chapter.web.i18n import lazy_gettext
from chapter.web.permissions import Permission

MENU = (
    # endpoint, label, icon, permission, blueprints that light it up
    ("dashboard.index", lazy_gettext("Home"), "home", Permission.CHAPTER_VIEW, {"dashboard"}),
    (
        "meetings.index",
        lazy_gettext("Meeting"),
        "calendar",
        Permission.MEETING_VIEW,
        {"meetings", "weeks", "attendance", "visitors"},
    ),
    (
        "slips.index",
        lazy_gettext("Slips"),
        "slip",
        Permission.SLIP_RECORD,
        {"slips", "grid", "corrections"},
    ),
    ("members.index", lazy_gettext("People"), "people", Permission.MEMBER_VIEW, {"members"}),
    (
        "reporting.leaderboard",
        lazy_gettext("Reports"),
        "chart",
        Permission.REPORT_VIEW,
        {"reporting", "scores", "trades", "reconciliation"},
    ),
)
NEWS = (("referrals.news", lazy_gettext("News"), "bell", Permission.SLIP_RECORD, {"referrals"}),)
EXTRA = (
    (
        "imports.index",
        lazy_gettext("Bring files in"),
        "upload",
        Permission.FILE_IMPORT,
        {"imports"},
    ),
    (
        "chapters.edit",
        lazy_gettext("Chapter"),
        "gear",
        Permission.CHAPTER_CONFIGURE,
        {"archive", "chapters", "rulesets", "scoring"},
    ),
    ("dashboard.show_help", lazy_gettext("Help"), "help", Permission.CHAPTER_VIEW, {"help"}),
)

ChapterLister = Callable[[Any], Iterable[tuple[str, str]]]


@dataclass(frozen=True)
class Place:
    """One place in the menu."""

    label: str
    url: str
    icon: str
    is_current: bool
    #: How much is new there.
    news: int = 0


@dataclass(frozen=True)
class Navigation:
    """Where the reader is and where they may go."""

    places: list[Place]
    extra: list[Place]
    #: How much of what is told to the reader they have not read.
    news: int
    slip_url: str | None
    chapter: Any
    chapters: list[tuple[str, str]]
    account: Any
    account_url: str
    sign_in_url: str
    sign_out_url: str


def navigation(list_chapters: ChapterLister) -> Navigation:
    """Build the menu for this request."""
    chapter, account = g.get("chapter"), g.get("account")
    others = [
        (name, url_for("dashboard.index", chapter_slug=slug))
        for slug, name in (list_chapters(account) if chapter and account else ())
    ]
    # Only members give referrals and are told what became of them.
    news = g.get("news", 0)
    told = _places(NEWS, news) if g.get("person") else []
    return Navigation(
        places=_places(MENU) if chapter else [],
        extra=[*told, *_places(EXTRA)] if chapter else [],
        news=news,
        slip_url=url_for("slips.choose") if chapter and may(Permission.SLIP_RECORD) else None,
        chapter=chapter,
        chapters=others if len(others) > 1 else [],
        account=account,
        account_url=url_for("accounts.show"),
        sign_in_url=url_for("accounts.sign_in"),
        sign_out_url=url_for("accounts.sign_out"),
    )


def _places(
    menu: Iterable[tuple[str, Any, str, Permission, set[str]]], news: int = 0
) -> list[Place]:
    here = "help" if request.endpoint == "dashboard.show_help" else request.blueprint
    return [
        Place(str(label), url_for(endpoint), icon, here in blueprints, news)
        for endpoint, label, icon, permission, blueprints in menu
        if may(permission)
    ]
