"""Which sheets there are and who they are for; without pandas, so that addresses can ask."""

from dataclasses import dataclass

MEMBERS, LEADERSHIP = "members", "leadership"
EDITIONS = (MEMBERS, LEADERSHIP)

# The sheets of a workbook, in order, by their names in addresses.
SHEETS = (
    *("summary", "leaderboard", "palms", "activity", "attendance", "scores"),
    *("referrals", "one-to-ones", "combination", "visitors", "policy", "trends"),
    *("rows", "notes"),
)
# Parts of the summary, which stand by themselves as well.
NAMES = (*SHEETS, "recognition", "chapter")


@dataclass(frozen=True)
class Asked:
    """What a single sheet is narrowed to, as a page's address says it; empty for everything."""

    measure: str = ""
    only: str = ""
    person: int = 0


def has(edition: str, name: str, *, lights_shown: bool) -> bool:
    """Tell whether an edition has a sheet: members see no policy, and scores where lights are."""
    if edition == LEADERSHIP:
        return True
    return name != "policy" and (name != "scores" or lights_shown)
