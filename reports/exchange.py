"""Who gave to whom and who met whom: matrices of a chapter."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from reports import columns, frames, pairs, periods, spans
from reports.leaderboard import of_members
from reports.pairs import OUTSIDE, Pairs
from reports.periods import Period

COMBINATION = "combination"
KINDS = (*pairs.KINDS, COMBINATION)
COUNTS = {
    "both": pairs.BOTH,
    "referral_only": pairs.REFERRAL_ONLY,
    "one_to_one_only": pairs.ONE_TO_ONE_ONLY,
    "neither": pairs.NEITHER,
}
SUMS = ("row_outside", "row_sum", "column_outside", "column_sum")
ROSTER = ("person", "first_name", "last_name", "trade")
CHANGES = {"row": "int64", "column": "int64", "before": "int64", "now": "int64", "change": "str"}


@dataclass(frozen=True)
class Matrix:
    """What each member gave to each other, or how often they met; all frames stand by person.

    `roster` holds person, first_name, last_name, trade, is_former: the members of the period's
    last day by name, then those credited or on the roster earlier in it. `cells` has a row per
    giver and a column per receiver, in that order; the diagonal is missing.
    `sums` holds row_outside, row_sum, column_outside, column_sum, where "outside" is what went to
    or came from nobody of this chapter: a row's sum is the member's figure on the leaderboard, a
    column's that of what they received. A combination has no sums: its cells are no amounts.
    `counts` holds both, referral_only, one_to_one_only, neither: to how many of the members of
    the last day that applies, from the view of the row.
    """

    kind: str
    roster: pd.DataFrame
    cells: pd.DataFrame
    sums: pd.DataFrame
    counts: pd.DataFrame


def matrix(members: pd.DataFrame, credits: pd.DataFrame, period: Period, kind: str) -> Matrix:
    """Set out "referrals", "one_to_ones" or their "combination"; raise ValueError for another.

    A combination says 0 for neither, 1 for a one-to-one only, 2 for a referral only, 3 for both,
    as the row's member sees it: a referral is one they gave to the column's member.
    """
    if kind not in KINDS:
        raise ValueError(f"There is no matrix of {kind}; it is one of {', '.join(KINDS)}.")
    credits = frames.within(credits, period)
    roster = _roster(members, credits, period)
    found = {name: pairs.counted(credits, name) for name in pairs.KINDS}
    combined = pairs.combined(found["referrals"], found["one_to_ones"])
    shown = combined if kind == COMBINATION else found[kind]
    return Matrix(
        kind,
        roster,
        _cells(roster, shown),
        _sums(roster, Counter() if kind == COMBINATION else shown, kind),
        _counts(roster, combined),
    )


def by_month(
    members: pd.DataFrame, credits: pd.DataFrame, period: Period, kind: str
) -> list[tuple[Period, Matrix]]:
    """Give the matrix of each month of the period, each with the roster of its own month."""
    spanned = spans.months(period, frames.days(credits["held_on"]))
    return [(month, matrix(members, credits, month, kind)) for month in spanned]


def compare(earlier: Matrix, later: Matrix) -> pd.DataFrame:
    """Tell which pairs are new, gone or kept: row, column, before, now, change.

    Pairs stand in the order of the later roster. Of one-to-ones each pair is named once. Matrices
    of different kinds raise ValueError.
    """
    if earlier.kind != later.kind:
        raise ValueError("Only matrices of one kind can be compared.")
    before, now = _filled(earlier), _filled(later)
    people = dict.fromkeys([*later.roster["person"], *earlier.roster["person"]])
    place = {person: number for number, person in enumerate(people)}
    found = []
    for row, column in sorted(before.keys() | now.keys(), key=lambda p: (place[p[0]], place[p[1]])):
        if later.kind == "one_to_ones" and place[row] > place[column]:
            continue
        figures = before[row, column], now[row, column]
        change = "new" if not figures[0] else "kept" if figures[1] else "gone"
        found.append(dict(zip(CHANGES, (row, column, *figures, change), strict=True)))
    return frames.typed(found, CHANGES)


def _roster(members: pd.DataFrame, credits: pd.DataFrame, period: Period) -> pd.DataFrame:
    everybody = frames.roster(members, period, of_members(credits)["person"])
    now = set(frames.roster(members, periods.meeting(period.last))["person"])
    rows = [(*row, row[0] not in now) for row in frames.records(everybody)]
    rows.sort(key=lambda row: bool(row[-1]))
    types = {name: columns.MEMBERS[name] for name in ROSTER} | {"is_former": "bool"}
    return frames.typed([dict(zip(types, row, strict=True)) for row in rows], types)


def _cells(roster: pd.DataFrame, found: Pairs) -> pd.DataFrame:
    people = pd.Index(roster["person"], dtype="int64", name="person")
    values = {
        column: pd.array(
            [pd.NA if row == column else found[row, column] for row in people], dtype="Int64"
        )
        for column in people
    }
    return pd.DataFrame(values, index=people, columns=people)


def _sums(roster: pd.DataFrame, found: Pairs, kind: str) -> pd.DataFrame:
    rows: Counter[int | None] = Counter()
    down: Counter[int | None] = Counter()
    for (row, column), times in found.items():
        rows[row] += times
        down[column] += times
    figures = [
        (found[person, OUTSIDE], rows[person], found[OUTSIDE, person], down[person])
        for person in roster["person"]
    ]
    names = () if kind == COMBINATION else SUMS
    return _by_person(roster, names, figures)


def _counts(roster: pd.DataFrame, combined: Pairs) -> pd.DataFrame:
    people = frames.records(roster, "person", "is_former")
    now = [person for person, is_former in people if not is_former]
    figures = []
    for person, _is_former in people:
        says = Counter(combined[person, other] for other in now if other != person)
        figures.append(tuple(says[code] for code in COUNTS.values()))
    return _by_person(roster, tuple(COUNTS), figures)


def _by_person(
    roster: pd.DataFrame, names: tuple[str, ...], figures: Sequence[tuple[int, ...]]
) -> pd.DataFrame:
    index = pd.Index(roster["person"], dtype="int64", name="person")
    values = {name: [row[n] for row in figures] for n, name in enumerate(names)}
    return pd.DataFrame(values, index=index, columns=list(names), dtype="int64")


def _filled(matrix: Matrix) -> Counter[tuple[int, int]]:
    """Give the pairs with anything in their cell."""
    people = list(matrix.roster["person"])
    found: Counter[tuple[int, int]] = Counter()
    for column in people:
        for row, value in zip(people, matrix.cells[column].tolist(), strict=True):
            if row != column and value:
                found[row, column] = value
    return found
