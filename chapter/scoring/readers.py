"""Who may see which scores; standard library only."""

from enum import IntEnum


class Sight(IntEnum):
    """How much of a score somebody sees."""

    NOTHING = 0
    #: The light and the total.
    LIGHT = 1
    #: The parts, what they are made of and the way to the next colour.
    ALL = 2


def sight(*, is_own: bool, leads: bool, lights_shown: bool) -> Sight:
    """Tell how much of a score is seen: one's own and by the leadership all of it."""
    if is_own or leads:
        return Sight.ALL
    return Sight.LIGHT if lights_shown else Sight.NOTHING
