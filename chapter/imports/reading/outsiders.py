"""Who is outside the chapter where bold names are lost: a CSV's own rows may prove it."""

from collections.abc import Sequence
from dataclasses import replace

from chapter.imports.reading.shapes import Issue, Party, SlipRow
from chapter.imports.rules import Trouble
from chapter.people.rules import match_key

_BETWEEN_TWO = {"referral", "one-to-one"}


def told(rows: Sequence[SlipRow]) -> tuple[list[SlipRow], list[Issue]]:
    """Return the rows with the outsiders their file proves, and where it proves nobody.

    Of two people on a row with a home chapter one is outside; whoever stands on a row without
    one is not. Where neither or both are proven, the roster must tell.
    """
    members = {match_key(party.name) for row in rows for party in _proven(row)}
    found, issues = [], []
    for row in rows:
        sides = [side for side in (row.source, row.target) if side]
        is_told = not row.detail or any(side.is_outsider for side in sides)
        if row.kind not in _BETWEEN_TWO or is_told:
            found.append(row)
            continue
        outside = [side for side in sides if match_key(side.name) not in members]
        if len(outside) == 1:
            found.append(_marked(row, outside[0]))
        else:
            found.append(row)
            issues.append(Issue(row.line, "", Trouble.UNCERTAIN_OUTSIDER, row.detail[:60]))
    return found, issues


def _proven(row: SlipRow) -> list[Party]:
    """Return the parties of a row who must be of the chapter."""
    if row.kind in _BETWEEN_TWO:
        sides = [] if row.detail else [row.source, row.target]
    else:
        sides = [row.target if row.kind == "closed-business" else row.source]
    return [side for side in sides if side and not side.is_outsider]


def _marked(row: SlipRow, outside: Party) -> SlipRow:
    party = Party(outside.name, is_outsider=True)
    return replace(row, source=party) if row.source is outside else replace(row, target=party)
