from datetime import date

import pytest
from sqlalchemy import select

from chapter import clock
from chapter.audit.models import AuditEntry
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.rulesets import queries, service
from chapter.rulesets.models import RuleSet
from chapter.rulesets.rules import Refusal, RuleSetRefused
from tests.factories import FOUNDED

JANUARY = date(2027, 1, 1)
AWARD = {"name": "Busy bee", "measure": "one_to_ones", "rule": "at_least", "figure": 4}


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


def amend(chapter: Chapter, valid_from: date = JANUARY, **changes: object) -> RuleSet:
    """Change some rules from a day on."""
    return service.amend(chapter, valid_from, changes, actor_id=None, now=clock.now())


def traces(action: str) -> list[dict[str, object]]:
    """Return what was traced of an action."""
    entries = db.session.scalars(select(AuditEntry).where(AuditEntry.action == action))
    return [entry.details for entry in entries]


def test_new_rules_carry_scores_goals_and_awards_over(chapter: Chapter) -> None:
    """Seen red with nothing kept, and with the newest set carried instead of the day's."""
    amend(chapter, FOUNDED, scoring="uk-2012", goals={"visitors": 2}, awards=[AWARD])
    amend(chapter, date(2027, 6, 1), goals={"visitors": 9})
    rules = adopt(chapter)
    assert (rules.scoring, rules.goals, rules.awards) == ("uk-2012", {"visitors": 2}, [AWARD])


def test_amending_from_a_later_day_leaves_what_was(chapter: Chapter) -> None:
    """Seen red with the set of the day changed instead of copied."""
    adopt(chapter, date(2026, 10, 1))
    amend(chapter, goals={"members": 30})
    days = (date(2026, 9, 1), date(2026, 12, 31), JANUARY)
    found = [(rules.preset, rules.goals) for rules in (queries.on(chapter, day) for day in days)]
    assert found == [("rolling", {}), ("halves", {}), ("halves", {"members": 30})]


def test_amending_a_set_on_its_first_day_changes_it(chapter: Chapter) -> None:
    """Seen red with a copy made all the same: two sets would begin on one day."""
    amend(chapter, FOUNDED, scoring="uk-2012")
    assert [rules.scoring for rules in queries.every(chapter)] == ["uk-2012"]


def test_amending_with_what_holds_already_changes_nothing(chapter: Chapter) -> None:
    """Seen red with the check of differences off."""
    amend(chapter, scoring="global-2025", goals={})
    assert (len(queries.every(chapter)), traces("rules.amend")) == (1, [])


def test_amending_is_traced_before_and_after(chapter: Chapter) -> None:
    amend(chapter, goals={"members": 30})
    amend(chapter, goals={"members": 32})
    assert [trace["changes"] for trace in traces("rules.amend")] == [
        {"goals": [{}, {"members": 30}]},
        {"goals": [{"members": 30}, {"members": 32}]},
    ]


def test_adopting_is_traced_before_and_after(chapter: Chapter) -> None:
    adopt(chapter, absence_limit=4)
    (trace,) = traces("rules.adopt")
    assert trace == {
        "valid_from": "2027-01-01",
        "preset": "halves",
        "changes": {
            "absence_limit": [3, 4],
            "weights": [
                {"P": 0, "A": 10, "L": 0, "M": 0, "S": 0},
                {"P": 0, "A": 10, "L": 5, "M": 0, "S": 5},
            ],
            "substitutes_limit": [3, None],
        },
    }


def test_amending_another_chapter_stays_there(chapter: Chapter, elsewhere: Chapter) -> None:
    amend(elsewhere, FOUNDED, scoring="uk-2012")
    assert queries.on(chapter, JANUARY).scoring == "global-2025"


def test_amending_refuses_what_adopting_refuses(chapter: Chapter) -> None:
    """Seen red with the check off."""
    with pytest.raises(RuleSetRefused) as refused:
        amend(chapter, window="half-years", window_months=5)
    assert refused.value.refusal == Refusal.UNEVEN_PERIODS
