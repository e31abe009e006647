"""Find the shortest way to the next colour by trying every combination of steps."""

from functools import cache
from itertools import count

from reports.scores import scoring
from reports.scores.tables import Table

# What a member can still do, by what a table may count.
STEPS = ("referrals_given", "one_to_ones", "visitors", "education", "testimonials", "sponsored")


def measures(table: Table) -> dict[str, int]:
    """Give what one more takes of each measure that can be advised."""
    known = [part for part in table.parts if part.is_known and part.effort]
    return {part.counts: part.effort or 0 for part in known if part.counts in STEPS}


def arrives(table: Table, figures: dict[str, int], more: dict[str, int], need: int) -> bool:
    """Tell whether steps lead to a total."""
    changed = figures | {name: figures.get(name, 0) + number for name, number in more.items()}
    return _total(table, changed) >= need


def cheaper(table: Table, figures: dict[str, int], need: int, effort: int) -> dict[str, int] | None:
    """Find steps that lead to a total with less than an effort, by trying all there are."""
    efforts = list(measures(table).items())
    start = _total(table, figures)

    @cache
    def gained(name: str, number: int) -> int:
        return _total(table, figures | {name: figures.get(name, 0) + number}) - start

    def tried(place: int, left: int, total: int, taken: dict[str, int]) -> dict[str, int] | None:
        if total >= need:
            return taken
        if place == len(efforts):
            return None
        name, each = efforts[place]
        for number in count():
            if number * each > left:
                return None
            more = taken | {name: number}
            found = tried(place + 1, left - number * each, total + gained(name, number), more)
            if found is not None:
                return found
        return None

    return tried(0, effort - 1, start, {})


def _total(table: Table, figures: dict[str, int]) -> int:
    return scoring.score(table, figures, currency=table.currency, minor_digits=2).total
