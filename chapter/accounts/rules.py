"""Offices and what each may do; passwords; limits. Standard library only."""

import re
from collections.abc import Iterable
from datetime import timedelta
from enum import Enum, StrEnum

from chapter.web.permissions import Permission
from chapter.web.words import N_, Refused


class Office(StrEnum):
    """An office somebody holds for a term."""

    VISITOR_HOST = "visitor-host"
    EDUCATION = "education"
    MEMBERSHIP_COMMITTEE = "membership-committee"
    SECRETARY_TREASURER = "secretary-treasurer"
    VICE_PRESIDENT = "vice-president"
    PRESIDENT = "president"
    DIRECTOR = "director"


OFFICE_LABELS = {
    Office.VISITOR_HOST: N_("Visitor host"),
    Office.EDUCATION: N_("Education"),
    Office.MEMBERSHIP_COMMITTEE: N_("Membership committee"),
    Office.SECRETARY_TREASURER: N_("Secretary-treasurer"),
    Office.VICE_PRESIDENT: N_("Vice president"),
    Office.PRESIDENT: N_("President"),
    Office.DIRECTOR: N_("Director"),
}

MEMBER_RIGHTS = frozenset(
    {
        Permission.CHAPTER_VIEW,
        Permission.MEETING_VIEW,
        Permission.MEMBER_VIEW,
        Permission.REPORT_VIEW,
        Permission.SLIP_RECORD,
    }
)
#: What everybody who signs in may do, and admins besides, outside any chapter.
ACCOUNT_RIGHTS = frozenset({Permission.ACCOUNT_USE})
ADMIN_RIGHTS = ACCOUNT_RIGHTS | {Permission.DIRECTOR_APPOINT}
LEADERSHIP_RIGHTS = frozenset(Permission) - ADMIN_RIGHTS
OFFICE_RIGHTS: dict[Office, frozenset[Permission]] = {
    Office.VISITOR_HOST: MEMBER_RIGHTS | {Permission.VISITOR_WELCOME},
    Office.EDUCATION: MEMBER_RIGHTS,
    Office.MEMBERSHIP_COMMITTEE: MEMBER_RIGHTS | {Permission.MEMBER_ADMIT, Permission.REPORT_LEAD},
    Office.SECRETARY_TREASURER: MEMBER_RIGHTS
    | {
        Permission.ATTENDANCE_MARK,
        Permission.FILE_IMPORT,
        Permission.MEMBER_ADMIT,
        Permission.REPORT_LEAD,
        Permission.VISITOR_WELCOME,
    },
    Office.VICE_PRESIDENT: LEADERSHIP_RIGHTS,
    Office.PRESIDENT: LEADERSHIP_RIGHTS,
    Office.DIRECTOR: LEADERSHIP_RIGHTS,
}

PASSWORD_SHORTEST, PASSWORD_LONGEST, PASSWORD_BYTES = 12, 128, 1024
INVITATION_LASTS = timedelta(days=7)
SIGN_IN_LASTS = timedelta(days=90)
FAILURE_WINDOW = timedelta(minutes=15)
FAILURES_PER_ACCOUNT, FAILURES_PER_ADDRESS = 10, 30

# What people choose first when asked for twelve characters.
COMMON_STEMS = ("password", "123456", "qwerty", "letmein", "welcome", "iloveyou", "abcdef")


class Refusal(Enum):
    """Why an account's change is refused."""

    SIGN_IN = N_("This e-mail and password do not belong together.")
    TOO_MANY = N_("Too many tries. Wait a quarter of an hour, then try again.")
    PASSWORD_SHORT = N_("Use at least 12 characters; a sentence is fine.")
    PASSWORD_LONG = N_("Use at most 128 characters.")
    PASSWORD_COMMON = N_("This password is among the first ones others would try.")
    PASSWORDS_DIFFER = N_("The two passwords differ; write the new one twice.")
    PASSWORD_WRONG = N_("This is not your present password.")
    INVITATION_OVER = N_("This invitation has been used or is over. Ask for a new one.")
    EMAIL_TAKEN = N_("Somebody signs in with this e-mail already.")
    EMAIL_UNKNOWN = N_("Nobody signs in with this e-mail.")
    EMAIL_WRITTEN = N_("Write a whole e-mail address.")
    EMAIL_MISSING = N_("Add an e-mail address first, so that this person can sign in.")
    SIGNS_IN = N_("This person signs in already and needs no link.")
    KNOWN_ELSEWHERE = N_(
        "Another chapter knows this e-mail; the link that chapter gives is good here too."
    )
    HOLDS_OFFICE = N_("This person holds an office; whoever grants offices gives the link.")
    OFFICE_NOT_HERE = N_("This office is not granted in a chapter.")
    OFFICE_HELD = N_("This person holds this office already.")
    PLACE_MISSING = N_("Choose a chapter or a region.")
    OFFICE_ENDS_EARLY = N_("An office ends after it starts.")
    NOT_A_MEMBER = N_("Only an active member holds an office of the chapter.")


class AccountRefused(Refused[Refusal]):
    """A sign-in, password or office was refused."""


def refusal_of_password(password: str) -> Refusal | None:
    """Tell why a password cannot be taken."""
    if len(password) > PASSWORD_LONGEST or len(password.encode()) > PASSWORD_BYTES:
        return Refusal.PASSWORD_LONG
    if len(password) < PASSWORD_SHORTEST:
        return Refusal.PASSWORD_SHORT
    plain = re.sub(r"[^a-z0-9]", "", password.lower())
    is_common = any(plain.startswith(stem) for stem in COMMON_STEMS) and len(plain) < 16
    return Refusal.PASSWORD_COMMON if is_common or len(set(password)) < 5 else None


def refusal_to_invite(
    *, has_password: bool, is_known_elsewhere: bool, holds_office: bool, may_grant: bool
) -> Refusal | None:
    """Tell why no link is given: whoever holds it becomes that person, with all their rights."""
    if has_password:
        return Refusal.SIGNS_IN
    if is_known_elsewhere:
        return Refusal.KNOWN_ELSEWHERE
    return Refusal.HOLDS_OFFICE if holds_office and not may_grant else None


def rights_of(offices: Iterable[str], *, is_member: bool, is_admin: bool) -> frozenset[Permission]:
    """Return what these offices together allow in one chapter."""
    if is_admin:
        return LEADERSHIP_RIGHTS
    rights = set(MEMBER_RIGHTS) if is_member else set()
    for office in offices:
        rights |= OFFICE_RIGHTS[Office(office)]
    return frozenset(rights)


def fold_email(email: str) -> str:
    """Return an address as it is compared."""
    return email.strip().casefold()


# The first that fits names the device: most browsers carry the names of older ones too.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("Chrome", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def device_of(user_agent: str) -> tuple[str, str]:
    """Return browser and system as their makers call them; empty where unknown."""
    browser = next((name for sign, name in BROWSERS if sign in user_agent), "")
    system = next((name for sign, name in SYSTEMS if sign in user_agent), "")
    return browser, system
