"""Where the features meet the frame: who comes in, to which chapter, by which routes."""

from collections.abc import Iterable

from flask import Blueprint, g

from chapter import clock
from chapter.accounts import queries as account_queries
from chapter.accounts import rules
from chapter.accounts import service as accounts
from chapter.accounts import views as account_views
from chapter.accounts.models import SignIn, User
from chapter.archive import views as archive_views
from chapter.attendance import views as attendance_views
from chapter.chapters import queries as chapters
from chapter.chapters import views as chapter_views
from chapter.chapters.models import Chapter
from chapter.dashboard import queries as dashboard
from chapter.dashboard import views as dashboard_views
from chapter.dashboard.queries import Year
from chapter.imports import views as import_views
from chapter.meetings import views as meeting_views
from chapter.members import queries as members
from chapter.members import views as member_views
from chapter.people import queries as people
from chapter.people.models import Person
from chapter.reconciliation import views as reconciliation_views
from chapter.reporting import chapter_views as report_chapter_views
from chapter.reporting import (
    listing_views,
    matrix_views,
    own_year_views,
    policy_views,
    region_views,
    routes,
    sheet_views,
    trend_views,
)
from chapter.reporting import views as reporting_views
from chapter.rulesets import views as ruleset_views
from chapter.scoring import score_views
from chapter.scoring import views as scoring_views
from chapter.scoring.readers import Sight, sight
from chapter.slips import sponsoring, trade_views
from chapter.slips import views as slip_views
from chapter.web.access import may
from chapter.web.permissions import Permission
from chapter.web.scope import Scope
from chapter.weeks import views as week_views

# What listens to what happens elsewhere; it does so once it is imported.
LISTENERS = (sponsoring.record_sponsored,)
# What puts its routes on a blueprint that several files share; it does so once it is imported.
ROUTES = (
    reporting_views,
    matrix_views,
    listing_views,
    trend_views,
    report_chapter_views,
    policy_views,
    region_views,
    own_year_views,
    sheet_views,
)


def blueprints() -> Iterable[Blueprint]:
    """Return the routes of every feature."""
    return (
        account_views.blueprint,
        chapter_views.blueprint,
        ruleset_views.blueprint,
        scoring_views.blueprint,
        score_views.blueprint,
        member_views.blueprint,
        meeting_views.blueprint,
        attendance_views.blueprint,
        slip_views.blueprint,
        week_views.blueprint,
        routes.blueprint,
        trade_views.blueprint,
        reconciliation_views.blueprint,
        archive_views.blueprint,
        import_views.blueprint,
        dashboard_views.blueprint,
    )


def session_of(token: str) -> SignIn | None:
    """Return the living session of a browser."""
    sign_in = accounts.session_of(token, clock.now())
    if sign_in is not None:
        sign_in.token = token
    return sign_in


def rights_of(user: User | None) -> frozenset[Permission]:
    """Return what somebody may do outside any chapter."""
    if user is None:
        return frozenset()
    return rules.ADMIN_RIGHTS if user.is_admin else rules.ACCOUNT_RIGHTS


def scope_of(user: User, slug: str) -> Scope | None:
    """Return a chapter as a user stands in it; None when it is not theirs."""
    chapter = chapters.by_slug(slug)
    if chapter is None:
        return None
    today = clock.today(chapter.zone)
    person = people.of_user(chapter, user)
    membership = members.membership_on(chapter, person, today) if person else None
    rights = rules.rights_of(
        account_queries.offices_in(chapter, user, today),
        is_member=membership is not None,
        is_admin=user.is_admin,
    )
    if not rights:
        return None
    return Scope(chapter, person if membership else None, rights)


def chapters_of(user: User) -> list[tuple[str, str]]:
    """Return slug and name of every chapter a user may enter."""
    return [(chapter.slug, chapter.name) for chapter in entered_by(user)]


def year_of(person: Person) -> Year:
    """Return what a member's page shows of their time; members are below what it is made of."""
    seen = sight(
        is_own=person == g.person,
        leads=may(Permission.REPORT_LEAD),
        lights_shown=g.chapter.lights_shown,
    )
    today = clock.today(g.chapter.zone)
    return dashboard.year_of(g.chapter, person, today, has_light=seen != Sight.NOTHING)


def entered_by(user: User) -> Iterable[Chapter]:
    """Return every chapter a user may enter, by name."""
    if user.is_admin:
        return chapters.everyone()
    # A day's difference between zones must not hide a chapter; its own page checks again.
    today = clock.today("UTC")
    held_in, held_over = account_queries.places_of(user, today)
    return chapters.among((held_in, members.chapters_of(user, today)), (held_over,))
