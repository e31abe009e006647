import pytest

from chapter.scoring.readers import Sight, sight


@pytest.mark.parametrize(
    ("is_own", "leads", "lights_shown", "seen"),
    [
        (True, False, False, Sight.ALL),
        (False, True, False, Sight.ALL),
        (False, False, True, Sight.LIGHT),
        (False, False, False, Sight.NOTHING),
    ],
)
def test_scores_are_seen_by_their_owner_and_the_leadership(
    is_own: bool, leads: bool, lights_shown: bool, seen: Sight
) -> None:
    """Seen red with the chapter's setting not asked."""
    assert sight(is_own=is_own, leads=leads, lights_shown=lights_shown) == seen
