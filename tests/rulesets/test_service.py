from datetime import date

import pytest

from chapter import clock
from chapter.chapters.models import Chapter
from chapter.rulesets import queries, service
from chapter.rulesets.models import RuleSet
from chapter.rulesets.rules import Refusal, RuleSetRefused
from tests.factories import FOUNDED

JANUARY = date(2027, 1, 1)


def adopt(chapter: Chapter, valid_from: date = JANUARY, **changes: object) -> RuleSet:
    """Adopt rules of a preset, changed as told."""
    values = {"preset": "halves", **changes}
    return service.adopt(
        chapter,
        valid_from=valid_from,
        actor_id=None,
        now=clock.now(),
        **values,  # type: ignore[arg-type]
    )


def test_rules_hold_from_their_day_on(chapter: Chapter) -> None:
    """Seen red with the order of the sets turned round."""
    adopt(chapter)
    days = (date(2020, 1, 1), date(2026, 12, 31), JANUARY)
    assert [queries.on(chapter, day).preset for day in days] == ["rolling", "rolling", "halves"]


def test_rules_of_another_chapter_stay(chapter: Chapter, elsewhere: Chapter) -> None:
    adopt(chapter)
    assert [rules.preset for rules in queries.every(elsewhere)] == ["rolling"]


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"valid_from": FOUNDED}, Refusal.DAY_TAKEN),
        ({"preset": "of-mars"}, Refusal.UNKNOWN_PRESET),
        ({"window": "half-years", "window_months": 5}, Refusal.UNEVEN_PERIODS),
    ],
)
def test_rules_are_refused(chapter: Chapter, changes: dict[str, object], refusal: Refusal) -> None:
    with pytest.raises(RuleSetRefused) as refused:
        adopt(chapter, **changes)  # type: ignore[arg-type]
    assert refused.value.refusal == refusal
