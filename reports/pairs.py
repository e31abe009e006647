"""Who did something with whom: the two credits of one slip, counted per pair of members."""

from collections import Counter, defaultdict
from collections.abc import Mapping

import pandas as pd

from reports import frames

# Nobody on the roster: a visitor, a former member, a member of another chapter.
OUTSIDE = None
Pairs = Counter[tuple[int | None, int | None]]

REFERRALS = ("referrals_given", "referrals_received")
ONE_TO_ONES = ("one_to_ones", "one_to_ones")
KINDS = {"referrals": REFERRALS, "one_to_ones": ONE_TO_ONES}

# What the combination says about a pair.
NEITHER, ONE_TO_ONE_ONLY, REFERRAL_ONLY, BOTH = range(4)


def counted(credits: pd.DataFrame, kind: str) -> Pairs:
    """Count per pair: a referral from its giver to its receiver, a one-to-one both ways.

    Only what people did as members has a name here. The other side of a slip that credits one
    member alone is `OUTSIDE`, so that a member's pairs add up to their figure.
    """
    giving, receiving = KINDS[kind]
    slips: dict[int, tuple[dict[int, int], dict[int, int]]] = defaultdict(lambda: ({}, {}))
    names = ("slip", "person", "standing", "measure", "quantity")
    for slip, person, standing, measure, quantity in frames.records(credits, *names):
        if standing == "member" and measure in (giving, receiving):
            side = slips[slip][measure != giving]
            side[person] = side.get(person, 0) + quantity
    found: Pairs = Counter()
    for givers, receivers in slips.values():
        _count(found, givers, receivers, is_mutual=giving == receiving)
    return +found


def combined(referrals: Pairs, one_to_ones: Pairs) -> Pairs:
    """Say of each pair whether a referral went its way, whether the two met, or both."""
    found = Counter(dict.fromkeys(referrals, REFERRAL_ONLY))
    found.update(dict.fromkeys(one_to_ones, ONE_TO_ONE_ONLY))
    return found


def _count(
    found: Pairs, givers: Mapping[int, int], receivers: Mapping[int, int], *, is_mutual: bool
) -> None:
    if not is_mutual:
        _pair(found, givers, receivers)
    elif len(givers) == 2:
        (first, times), (second, same) = givers.items()
        _pair(found, {first: times}, {second: same})
        _pair(found, {second: same}, {first: times})
    else:
        _pair(found, givers, givers)


def _pair(found: Pairs, givers: Mapping[int, int], receivers: Mapping[int, int]) -> None:
    """Count one giver and one receiver as a pair; whatever has no such partner was outside."""
    both = 0
    if len(givers) == len(receivers) == 1 and givers.keys() != receivers.keys():
        ((giver, given), (receiver, received)) = *givers.items(), *receivers.items()
        both = min(given, received)
        found[giver, receiver] += both
    for giver, given in givers.items():
        found[giver, OUTSIDE] += given - both
    for receiver, received in receivers.items():
        found[OUTSIDE, receiver] += received - both
