"""What an archive keeps to itself, depending on who asks for it; standard library only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any

from chapter.archive.holdings import HOLDINGS, MOMENTS, TELLING


@dataclass(frozen=True)
class Sees:
    """What the person exporting may see."""

    #: Who thanked, where the form said that the office which closes the week would see it.
    thanks: bool = False
    #: All of it: who has the machine has the database.
    everything: bool = False


def cover(name: str, row: Mapping[str, Any], sees: Sees, *, hides_thanks: bool) -> dict[str, Any]:
    """Return a row as this reader may have it; `hides_thanks` where it belongs to a thank-you."""
    kept = dict(row)
    if not sees.everything:
        kept |= dict.fromkeys(HOLDINGS[name].covered.split())
    if hides_thanks:
        kept |= dict.fromkeys(TELLING.get(name, ()))
        for column in MOMENTS.get(name, ()):
            # The hour would tell whose other slips were recorded in the same minute.
            if kept[column] is not None:
                kept[column] = datetime.combine(kept["dated"], time(), UTC)
    return kept
