"""Where the features meet the frame: who comes in, to which chapter, by which routes."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from flask import Blueprint, g, url_for

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
from chapter.corrections import queries as corrections
from chapter.corrections import views as correction_views
from chapter.corrections.models import CorrectionRequest
from chapter.dashboard import queries as dashboard
from chapter.dashboard import views as dashboard_views
from chapter.dashboard.queries import Year
from chapter.imports import line_views as import_line_views
from chapter.imports import routes as import_routes
from chapter.imports import views as import_views
from chapter.meetings import queries as meetings
from chapter.meetings import views as meeting_views
from chapter.meetings.queries import Slot
from chapter.members import queries as members
from chapter.members import views as member_views
from chapter.people.models import Person
from chapter.reconciliation import views as reconciliation_views
from chapter.referrals import lines as referral_lines
from chapter.referrals import queries as referrals
from chapter.referrals import views as referral_views
from chapter.referrals.lines import Way
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
from chapter.slips import desk, grid_views, sponsoring, trade_views
from chapter.slips import views as slip_views
from chapter.slips.ledger import Slip
from chapter.visitors import queries as visitors
from chapter.visitors import views as visitor_views
from chapter.visitors.queries import Guest
from chapter.web import offline_views
from chapter.web.access import may
from chapter.web.permissions import Permission
from chapter.web.scope import Scope
from chapter.weeks import door_views, mending_views
from chapter.weeks import routes as week_routes
from chapter.weeks import views as week_views

# What listens to what happens elsewhere; it does so once it is imported.
LISTENERS = (sponsoring.record_sponsored,)
# What puts its routes on a blueprint that several files share; it does so once it is imported.
ROUTES = (
    import_views,
    import_line_views,
    reporting_views,
    matrix_views,
    listing_views,
    trend_views,
    report_chapter_views,
    policy_views,
    region_views,
    own_year_views,
    sheet_views,
    week_views,
    door_views,
    mending_views,
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
        referral_views.blueprint,
        grid_views.blueprint,
        correction_views.blueprint,
        visitor_views.blueprint,
        week_routes.blueprint,
        routes.blueprint,
        trade_views.blueprint,
        reconciliation_views.blueprint,
        archive_views.blueprint,
        import_routes.blueprint,
        dashboard_views.blueprint,
        offline_views.blueprint,
    )


def session_of(token: str) -> SignIn | None:
    """Return the living session of a browser."""
    sign_in = accounts.session_of(token, clock.now())
    if sign_in is not None:
        sign_in.token = token
    return sign_in


def kept_pages() -> Iterable[str]:
    """Return the pages of today that the reader may need without a network, home first."""
    yield url_for("dashboard.index")
    if may(Permission.SLIP_RECORD):
        yield url_for("slips.choose")
        for kind in desk.kinds(g.chapter)[0]:
            yield url_for("slips.new", kind_name=kind.name)
    today = clock.today(g.chapter.zone)
    ahead = meetings.calendar(g.chapter, today, today + timedelta(days=7))
    if ahead and may(Permission.ATTENDANCE_MARK):
        yield url_for("attendance.edit", held_on=ahead[0].held_on)
    if ahead and may(Permission.VISITOR_WELCOME):
        yield url_for("weeks.show_door", held_on=ahead[0].held_on)


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
    found = referrals.member_with_news(chapter, user, today)
    rights = rules.rights_of(
        account_queries.offices_in(chapter, user, today),
        is_member=found is not None,
        is_admin=user.is_admin,
    )
    if not rights:
        return None
    membership, news = found or (None, 0)
    return Scope(chapter, membership.person if membership else None, rights, news)


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


def way_of(slip: Slip) -> Way | None:
    """Return how far a referral came; slips are below what follows them."""
    return referral_lines.way(g.chapter, slip)


def ways_of() -> Mapping[int, Way]:
    """Return where the open referrals stand which the reader received, by the slip's id."""
    today = clock.today(g.chapter.zone)
    open_ones = referrals.received(g.chapter, g.person, today)
    return {one.slip.id: referral_lines.quick(one) for one in open_ones}


def requests_of() -> Mapping[int, CorrectionRequest]:
    """Return what the reader asks to change in closed weeks; slips are below the requests."""
    return corrections.asked_about(g.chapter, g.account)


def guests_at(slot: Slot) -> Sequence[Guest]:
    """Return who else is there; the attendance sheet is below the visitors."""
    return visitors.of_meeting(g.chapter, slot.meeting) if slot.meeting else ()


def entered_by(user: User) -> Iterable[Chapter]:
    """Return every chapter a user may enter, by name."""
    if user.is_admin:
        return chapters.everyone()
    # A day's difference between zones must not hide a chapter; its own page checks again.
    today = clock.today("UTC")
    held_in, held_over = account_queries.places_of(user, today)
    return chapters.among((held_in, members.chapters_of(user, today)), (held_over,))
