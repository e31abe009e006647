"""What members hand in, week by week, from a seed."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from chapter.demo import cast
from chapter.demo.plan import Invitation, Member, Outsider, PlannedSlip, Week
from chapter.people.rules import Category, match_key

# Slips of each kind per member and week; together two.
RATES = {
    "referral": 0.80,
    "one-to-one": 0.36,
    "closed-business": 0.30,
    "education": 0.32,
    "testimonial": 0.12,
    "visitor": 0.10,
}
OUTSIDE = {"referral": 0.06, "one-to-one": 0.10, "closed-business": 0.05}
HANDED_IN_LATE = 0.03
COMES_AGAIN = 0.15
CAME = 0.8


class Activity:
    """Draws the slips of one chapter; remembers its visitors and people elsewhere."""

    def __init__(self, dice: Random, members: Sequence[Member], founded: date) -> None:
        self.dice, self.members, self.founded = dice, members, founded
        # Some hand in much and some little, and everybody has those they are close to.
        self.eagerness = [dice.gammavariate(2.5, 0.4) + 0.1 for _ in members]
        self.outsiders = [
            Outsider(cast.full_name(dice), Category.ELSEWHERE, home) for home in cast.HOMES
        ]
        self.organisation = Outsider("Regional office", Category.ORGANISATION, "")
        self.names = {match_key(f"{m.first_name} {m.last_name}") for m in members}
        self.visitors: list[Invitation] = []
        self.one_to_ones: set[tuple[frozenset[int | Outsider | None], date]] = set()
        self.prospects = 0
        self.says: dict[str, Callable[[], dict[str, Any]]] = {
            "referral": self._referral,
            "one-to-one": self._one_to_one,
            "closed-business": self._closed_business,
            "education": self._education,
            "testimonial": self._testimonial,
        }

    def week(self, week: Week, before: date) -> list[PlannedSlip]:
        """Return the slips handed in between the meeting before and this one."""
        roster = [n for n, member in enumerate(self.members) if member.covers(week.held_on)]
        eagerness = [self.eagerness[number] for number in roster]
        slips = []
        for kind, rate in RATES.items():
            number = int(rate * len(roster) + self.dice.random())
            authors = self.dice.choices(roster, eagerness, k=number)
            if kind == "visitor":
                slips += self._visits(week, authors)
            else:
                slips += [self._slip(kind, a, roster, week.held_on, before) for a in authors]
        return [slip for slip in slips if not self._is_double(slip)]

    def _slip(
        self, kind: str, author: int, roster: list[int], held_on: date, before: date
    ) -> PlannedSlip:
        member = outsider = None
        if self.dice.random() < OUTSIDE.get(kind, 0):
            chosen = (self.organisation,) if kind == "closed-business" else self.outsiders
            outsider = self.dice.choice(chosen)
        elif kind != "education":
            member = self._other(author, roster)
        joined = [self.members[n].joined_on for n in (author, member) if n is not None]
        dated = max(self._day(held_on, before), *joined, self.founded)
        return PlannedSlip(
            kind, author, dated, self._key(), self.says[kind](), member=member, outsider=outsider
        )

    def _visits(self, week: Week, authors: list[int]) -> list[PlannedSlip]:
        invited: dict[str, PlannedSlip] = {}
        for author in authors:
            visitor = self._visitor()
            invited[visitor.name] = PlannedSlip(
                "visitor", author, week.held_on, self._key(), {}, visitor=visitor
            )
        return list(invited.values())

    def _is_double(self, slip: PlannedSlip) -> bool:
        """Tell whether the two have recorded this one-to-one already, for that counts for both."""
        if slip.kind != "one-to-one":
            return False
        meeting = frozenset((slip.author, slip.member, slip.outsider)), slip.dated
        is_known = meeting in self.one_to_ones
        self.one_to_ones.add(meeting)
        return is_known

    def _day(self, held_on: date, before: date) -> date:
        """Return a day since the meeting before, or, handed in late, one before it."""
        if self.dice.random() < 0.4:
            return held_on
        day = held_on - timedelta(days=self.dice.randrange((held_on - before).days))
        return day - timedelta(days=7) if self.dice.random() < HANDED_IN_LATE else day

    def _other(self, author: int, roster: list[int]) -> int:
        """Return somebody else, most often one of a few."""
        place = roster.index(author)
        reach = 6 if self.dice.random() < 0.7 else len(roster) - 1
        return roster[(place + self.dice.randint(1, min(reach, len(roster) - 1))) % len(roster)]

    def _visitor(self) -> Invitation:
        came = self.dice.random() < CAME
        if self.visitors and self.dice.random() < COMES_AGAIN:
            known = self.dice.choice(self.visitors[-10:])
            return Invitation(known.name, known.contact, came)
        name = cast.full_name(self.dice)
        while match_key(name) in self.names:
            name = cast.full_name(self.dice)
        self.names.add(match_key(name))
        trade = self.dice.choice(cast.TRADES)
        number = len(self.visitors) + 1
        contact = {
            "company": trade.company.format(name.partition(" ")[2]),
            "trade": trade.name,
            "phone": f"+00 556 {1000 + number}",
            "email": f"visitor.{number}@elsewhere.example",
        }
        self.visitors.append(Invitation(name, contact, came))
        return self.visitors[-1]

    def _referral(self) -> dict[str, Any]:
        self.prospects += 1
        name = cast.full_name(self.dice)
        return {
            "tier": "inside" if self.dice.random() < 0.3 else "outside",
            "prospect": name,
            "phone": f"+00 557 {10_000 + self.prospects}",
            "email": f"prospect.{self.prospects}@customer.example",
            "comment": f"{name} needs {self.dice.choice(cast.NEEDS)}.",
            "gave_card": self.dice.random() < 0.5,
            "will_call": self.dice.random() < 0.6,
            "warmth": self.dice.choice((None, 1, 2, 3, 3, 4, 5)),
        }

    def _one_to_one(self) -> dict[str, Any]:
        place = self.dice.choice(("in-person", "in-person", "video", "phone"))
        return {"place": place, "topics": self.dice.choice(cast.TOPICS)}

    def _closed_business(self) -> dict[str, Any]:
        amount = max(5_000, int(self.dice.lognormvariate(6.3, 1.2) * 100))
        return {
            "amount": amount,
            "tier": self.dice.choice(("inside", "outside", "outside", "spin_off", "")),
            "is_repeat": self.dice.random() < 0.25,
        }

    def _education(self) -> dict[str, Any]:
        return {"units": self.dice.choice((1, 1, 1, 2, 3)), "topic": self.dice.choice(cast.COURSES)}

    def _testimonial(self) -> dict[str, Any]:
        text = self.dice.choice(cast.PRAISE)
        return {"text": text, "may_publish": self.dice.random() < 0.5}

    def _key(self) -> str:
        return f"{self.dice.getrandbits(128):032x}"
