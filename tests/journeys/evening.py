"""What a whole meeting brings, as a list, and what every summary must then say."""

from collections import Counter
from dataclasses import dataclass, field

REFERRALS, ONE_TO_ONES, THANKS = 25, 12, 8
VISITORS = ("Vera Visitor", "Nora Nowhere", "José Ñandú")


@dataclass(frozen=True)
class Slip:
    """A slip somebody records, and whom it is about."""

    kind: str
    author: str
    other: str
    amount: int = 0


@dataclass
class Evening:
    """Everything that is entered at a meeting."""

    authors: list[str]
    others: list[str]
    slips: list[Slip] = field(default_factory=list)

    def __post_init__(self) -> None:
        kinds = ["referral"] * REFERRALS + ["one-to-one"] * ONE_TO_ONES
        kinds += ["closed-business"] * THANKS
        for at, kind in enumerate(kinds):
            # The fifth part of the members apart, so that no pair meets twice.
            author, other = self.authors[at % len(self.authors)], self.others[at % 30]
            amount = (101 + at) if kind == "closed-business" else 0
            self.slips.append(Slip(kind, author, other, amount))

    @property
    def letters(self) -> dict[str, str]:
        """Return the six exceptions."""
        said = ("A", "A", "L", "M", "L", "S Sam Stand-in")
        return dict(zip(self.others[::5], said, strict=False))

    @property
    def visits(self) -> list[tuple[str, str, str]]:
        """Return the visitors with who invited each."""
        return [(name, "present", self.others[at]) for at, name in enumerate(VISITORS)]

    @property
    def sentence(self) -> str:
        """Return the sums everybody is told; a one-to-one is one for each of the two."""
        thanked = sum(slip.amount for slip in self.slips)
        talks = f"{2 * ONE_TO_ONES} one-to-ones"
        return f"{REFERRALS} referrals, {talks}, €{thanked:,} thanked, {len(VISITORS)} visitors."

    @property
    def credits(self) -> Counter[tuple[str, str, int]]:
        """Return whom each thing counts for, and how much money."""
        found: Counter[tuple[str, str, int]] = Counter()
        for slip in self.slips:
            if slip.kind == "referral":
                found[slip.author, "referrals_given", 0] += 1
                found[slip.other, "referrals_received", 0] += 1
            elif slip.kind == "one-to-one":
                found.update((name, "one_to_ones", 0) for name in (slip.author, slip.other))
            else:
                found[slip.other, "closed_business", slip.amount * 100] += 1
        found.update((inviter, "visitors", 0) for _name, _state, inviter in self.visits)
        return found

    @property
    def summary(self) -> Counter[tuple[str, str]]:
        """Return each figure of the PALMS summary that is not nought, by member and column."""
        columns = {
            "referrals_given": "RG",
            "referrals_received": "RR",
            "one_to_ones": "1-2-1",
            "visitors": "V",
        }
        found: Counter[tuple[str, str]] = Counter()
        for (name, measure, amount), number in self.credits.items():
            if measure == "closed_business":
                found[name, "TYFCB"] += amount * number // 100
            else:
                found[name, columns[measure]] += number
        for name in {*self.authors, *self.others}:
            found[name, self.letters.get(name, "P")[0]] += 1
        return found
