"""What only one member has: the seat of a trade and an e-mail; and what a column holds."""

from collections.abc import Mapping

from email_validator import EmailNotValidError, validate_email

from chapter.chapters.models import Chapter
from chapter.imports.families.roster_rules import Value
from chapter.imports.plans import Sentence
from chapter.members import queries as members
from chapter.members.models import Membership
from chapter.members.rules import seat_key
from chapter.web.words import N_

LONGEST = {"name": 120, "trade": 120, "company": 200, "phone": 60, "email": 254}

TOO_LONG = N_("This is longer than %(most)s characters.")
NOT_AN_EMAIL = N_("“%(value)s” is not a whole e-mail address.")
EMAIL_TAKEN = N_("%(other)s has this e-mail already.")
SEAT_TAKEN = N_("%(other)s has this trade already, and one member has one trade.")

#: Whoever claims something: a person's id, or the key of a name that is not here yet.
Owner = int | str


class Claims:
    """Who has which seat and which e-mail once the steps before are taken."""

    def __init__(
        self, chapter: Chapter, leaving: set[int], moves: Mapping[Membership, str]
    ) -> None:
        self._is_exclusive = chapter.seats_exclusive
        self._names: dict[Owner, str] = {}
        self._emails: dict[str, Owner] = {}
        for person in members.with_email(chapter):
            self._names[person.id] = person.name
            self._emails.setdefault(person.email, person.id)
        self._seats = self._settled(chapter, leaving, moves)

    def _settled(
        self, chapter: Chapter, leaving: set[int], moves: Mapping[Membership, str]
    ) -> dict[str, Owner]:
        """Return who sits where when all moved at once who find their new seat free."""
        present = [m for m in members.seats(chapter) if m.person_id not in leaving]
        self._names |= {m.person_id: m.person.name for m in present}
        movers = {m.person_id: seat_key(trade) for m, trade in moves.items()}
        while True:
            seats: dict[str, Owner] = {
                m.seat_key: m.person_id for m in present if m.seat_key and m.person_id not in movers
            }
            stuck = []
            for person_id, key in movers.items():
                if key and seats.setdefault(key, person_id) != person_id:
                    stuck.append(person_id)
            if not stuck:
                return seats
            for person_id in stuck:
                del movers[person_id]

    def refusal(self, field: str, value: Value, owner: Owner, name: str) -> Sentence | None:
        """Claim a value for somebody, or tell why they cannot have it."""
        if isinstance(value, str) and len(value) > LONGEST.get(field, len(value)):
            return Sentence(TOO_LONG, {"most": LONGEST[field]})
        if field == "email":
            return self._refusal_of_email(str(value), owner, name)
        key = seat_key(str(value)) if field == "trade" and self._is_exclusive else None
        return self._taken(self._seats, key, owner, name, SEAT_TAKEN) if key else None

    def _refusal_of_email(self, email: str, owner: Owner, name: str) -> Sentence | None:
        try:
            validate_email(email, check_deliverability=False, test_environment=True)
        except EmailNotValidError:
            return Sentence(NOT_AN_EMAIL, {"value": email})
        return self._taken(self._emails, email, owner, name, EMAIL_TAKEN)

    def _taken(
        self, held: dict[str, Owner], key: str, owner: Owner, name: str, message: str
    ) -> Sentence | None:
        holder = held.setdefault(key, owner)
        self._names.setdefault(owner, name)
        return None if holder == owner else Sentence(message, {"other": self._names[holder]})
