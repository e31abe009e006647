"""What only one member has: the seat of a trade, an e-mail."""

from chapter.accounts import service as accounts
from chapter.chapters.models import Chapter
from chapter.chapters.rules import ChapterRefused
from chapter.chapters.rules import Refusal as ChapterRefusal
from chapter.chapters.service import configured
from chapter.db import db
from chapter.members import queries, rules
from chapter.members.rules import MemberRefused, Refusal
from chapter.people.models import Person


@configured.connect
def keep_seats(chapter: Chapter) -> None:
    """Set or free the seats of all active members as the chapter's setting says."""
    memberships = queries.seats(chapter)
    keys = [rules.seat_key(m.trade) if chapter.seats_exclusive else None for m in memberships]
    taken = [key for key in keys if key]
    if len(taken) != len(set(taken)):
        raise ChapterRefused(ChapterRefusal.SEATS, "seats_exclusive")
    for membership, key in zip(memberships, keys, strict=True):
        membership.seat_key = key
    db.session.flush()


def free_seat(chapter: Chapter, trade: str, person: Person) -> str | None:
    """Return the seat a person takes with a trade; refuse one that is taken."""
    key = rules.seat_key(trade) if chapter.seats_exclusive else None
    holder = queries.holder_of(chapter, key) if key else None
    if holder is not None and holder != person.id:
        raise MemberRefused(Refusal.SEAT_TAKEN, "trade")
    return key


def refuse_email(chapter: Chapter, email: str, own: Person | None) -> None:
    """Refuse an e-mail that another person of the chapter has."""
    other = queries.by_email(chapter, email) if email else None
    if other is not None and other is not own:
        raise MemberRefused(Refusal.EMAIL_TAKEN, "email")


def correct_sign_in(chapter: Chapter, person: Person, email: str) -> None:
    """Let a mended e-mail reach an account nobody has used and no other chapter knows."""
    user = queries.account_of(chapter, person)
    if user and email and not queries.is_known_elsewhere(chapter, user):
        accounts.correct_email(user, email)
