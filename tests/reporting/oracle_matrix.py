"""Who gave to whom and who met whom, counted by hand."""

from collections import Counter
from datetime import date
from typing import NamedTuple

from tests.reporting.oracle import Counted


class Pairs(NamedTuple):
    """Cells that are not nought, everybody's sums, and to how many of the roster what applies."""

    cells: Counter[tuple[str, str]]
    #: Outside and in all, by the row's name and by the column's.
    rows: dict[str, tuple[int, int]]
    columns: dict[str, tuple[int, int]]
    counts: dict[str, tuple[int, ...]]


def pairs(
    found: Counted, kind: str, listed: set[str], now: set[str], first: date, until: date
) -> Pairs:
    """Count "referral" or "one-to-one"; "" gives 0 neither, 1 met, 2 referred, 3 both."""
    gave: dict[str, Counter[tuple[str, str]]] = {"referral": Counter(), "one-to-one": Counter()}
    for week, each, author, other, *_facts in found.slips:
        if each in gave and first <= week < until:
            sides = [name if name in found.spans else "" for name in (author, other)]
            for way in (sides, sides[::-1])[: 1 + (each == "one-to-one")]:
                gave[each][way[0], way[1]] += 1
    both = Counter({(a, b): 2 for a, b in gave["referral"] if a and b})
    both.update({(a, b): 1 for a, b in gave["one-to-one"] if a and b})
    told = gave[kind] if kind else both
    rows = {n: (told[n, ""], sum(k for (a, _), k in told.items() if a == n)) for n in listed}
    columns = {n: (told["", n], sum(k for (_, b), k in told.items() if b == n)) for n in listed}
    counts = {
        name: tuple(sum(both[name, o] == code for o in now - {name}) for code in (3, 2, 1, 0))
        for name in listed
    }
    cells = Counter({pair: k for pair, k in told.items() if all(pair)})
    return Pairs(cells, rows if kind else {}, columns if kind else {}, counts)
