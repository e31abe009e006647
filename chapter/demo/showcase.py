"""What `flask demo` makes, once: two chapters up to this week, and people who sign in."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta

from chapter import clock
from chapter.accounts import queries as account_queries
from chapter.accounts import service as accounts
from chapter.accounts.models import User
from chapter.accounts.rules import Office
from chapter.chapters import queries as chapters
from chapter.demo import (
    by_services,
    follow_up,
    history,
    in_bulk,
    left_to_do,
    official,
    setting_up,
    stories,
)
from chapter.demo.founding import Written
from chapter.demo.plan import ChapterPlan, Invitation, PlannedSlip, Setting
from chapter.demo.sizes import SLUG_START
from chapter.members import service as members

PASSWORD = "coffee-at-seven-sharp"
SIGN_INS = {
    "member": "member@harbour.example",
    "vice president": "vice.president@harbour.example",
    "director": "director@north.example",
    "admin": "admin@north.example",
}
REGION = "North Region"
HARBOUR = Setting(
    slug="harbour",
    name="Harbour",
    place="Hotel Miramar",
    weekday=3,
    meets_at=time(7),
    zone="Europe/Madrid",
    currency="EUR",
    region=REGION,
)
STATION = Setting(
    slug="station",
    name="Station",
    place="Café Central",
    weekday=1,
    meets_at=time(12, 30),
    zone="Europe/Lisbon",
    currency="EUR",
    region=REGION,
)
# The vice president holds the office in Harbour's plan; the member holds none and does not leave.
VICE_PRESIDENT, MEMBER = history.OFFICES[Office.VICE_PRESIDENT], 3
# What these two hand in over the half-year: amber with a short way to green, and green.
HANDED_IN = {
    MEMBER: {"referral": 16, "one-to-one": 10, "visitor": 3, "education": 12},
    VICE_PRESIDENT: {"referral": 25, "one-to-one": 15, "visitor": 8, "education": 12},
}
# These stand in the database because of this package.
OWN_SLUGS = {HARBOUR.slug, STATION.slug}


class DemoRefused(Exception):
    """The demo was not made; the message says why."""


def make_once(*, is_local: bool) -> None:
    """Make the demo, unless it is there already; refuse to mix it with chapters of one's own."""
    slugs = {chapter.slug for chapter in chapters.everyone()}
    if slugs >= OWN_SLUGS and account_queries.user_by_email(SIGN_INS["admin"]):
        return
    if any(slug in OWN_SLUGS or not slug.startswith(SLUG_START) for slug in slugs):
        raise DemoRefused("This database has chapters of its own, so no demo was added to it.")
    if not is_local:
        raise DemoRefused(
            "Everybody knows the demo's password, so the demo is made only where "
            "CHAPTER_PUBLIC_URL is this machine's own address."
        )
    _make()


def _make() -> None:
    written = [_chapter(HARBOUR, members=42, weeks=26), _chapter(STATION, members=18, weeks=10)]
    now, harbour = clock.now(), written[0]
    official.bring_summary(harbour.chapter, clock.today(HARBOUR.zone), now)
    for number in (VICE_PRESIDENT, MEMBER):
        _let_in(members.user_of(harbour.chapter, harbour.person(number), now))
    left_to_do.ask_for_a_correction(
        harbour.chapter, harbour.person(MEMBER), clock.today(HARBOUR.zone), now
    )
    _let_in(accounts.add_user(SIGN_INS["admin"], name="Ada Admin", now=now, is_admin=True))
    director = accounts.add_user(SIGN_INS["director"], name="Dora Director", now=now)
    _let_in(director)
    for each in written:
        accounts.grant_office(
            each.chapter,
            director,
            Office.DIRECTOR,
            starts_on=each.chapter.started_on,
            ends_on=None,
            actor_id=None,
            now=now,
        )


def _chapter(setting: Setting, *, members: int, weeks: int) -> Written:
    """Write the past in bulk, and this week as people do."""
    today = clock.today(setting.zone)
    plan = history.plan(
        setting.slug, setting, members=members, weeks=weeks, last_day=today, waiting=True
    )
    if setting is HARBOUR:
        _name_sign_ins(plan)
        _tell_stories(plan)
    written = in_bulk.write(plan)
    setting_up.adopt(written, plan, shows_lights=setting is HARBOUR)
    for planned in (*plan.weeks[-1].slips, *_ahead(plan, today)):
        by_services.record(written, planned, today=today, now=clock.now())
    follow_up.tell(written.chapter, today)
    left_to_do.see_to_visitors(written.chapter, today)
    return written


def _name_sign_ins(plan: ChapterPlan) -> None:
    for number, email in (
        (VICE_PRESIDENT, SIGN_INS["vice president"]),
        (MEMBER, SIGN_INS["member"]),
    ):
        member = plan.members[number]
        plan.members[number] = replace(member, profile={**member.profile, "email": email})


def _tell_stories(plan: ChapterPlan) -> None:
    """Let those who sign in have something to see, and the policy have something to say."""
    for number, wanted in HANDED_IN.items():
        stories.hand_in(plan, number, wanted, spared=HANDED_IN)
        stories.attend(plan, number, absent=())
    over, near = stories.regular(plan, first=history.STAYING)[:2]
    stories.attend(plan, over, absent=(2, 5, 8, 11))
    stories.attend(plan, near, absent=(1, 6, 9))


def _ahead(plan: ChapterPlan, today: date) -> Iterator[PlannedSlip]:
    """Give what waits for the meeting to come: somebody invited, something learned since."""
    this_week = plan.weeks[-1].held_on
    contact = {"company": "Marsh Pianos", "trade": "Piano tuner", "phone": "+00 556 0999"}
    visitor = Invitation("Perpetua Marsh", {**contact, "email": "marsh@elsewhere.example"}, False)
    next_week = this_week + timedelta(weeks=1)
    yield PlannedSlip("visitor", MEMBER, next_week, f"{1:032x}", {}, visitor=visitor)
    if today > this_week:
        learned = {"units": 1, "topic": "A book on asking better questions"}
        yield PlannedSlip("education", MEMBER, today, f"{2:032x}", learned)


def _let_in(user: User) -> None:
    accounts.set_password(user, PASSWORD)
