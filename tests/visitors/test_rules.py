"""Which visit counts."""

import pytest

from chapter.visitors.rules import (
    SETTLED,
    VisitState,
    VisitType,
    earns_credit,
    is_over,
    next_step,
)


@pytest.mark.parametrize(
    ("visit_type", "state", "is_first", "earns"),
    [
        (VisitType.VISITOR, VisitState.PRESENT, True, True),
        (VisitType.VISITOR, VisitState.PRESENT, False, False),
        (VisitType.VISITOR, VisitState.REGISTERED, True, False),
        (VisitType.VISITOR, VisitState.CANCELLED, True, False),
        (VisitType.OBSERVER, VisitState.PRESENT, True, False),
        (VisitType.SUBSTITUTE, VisitState.PRESENT, True, False),
    ],
)
def test_earns_credit(
    visit_type: VisitType, state: VisitState, is_first: bool, earns: bool
) -> None:
    assert earns_credit(visit_type, state, is_first=is_first) is earns


@pytest.mark.parametrize(
    ("before", "limit", "over"), [(0, 2, False), (1, 2, False), (2, 2, True), (9, None, False)]
)
def test_is_over(before: int, limit: int | None, over: bool) -> None:
    assert is_over(before, limit) is over


@pytest.mark.parametrize(
    ("state", "following"),
    [("to-call", "called"), ("called", "second-visit"), ("second-visit", "applied")],
)
def test_next_step(state: str, following: str) -> None:
    assert next_step(state) == following


@pytest.mark.parametrize("state", sorted(SETTLED))
def test_next_step_of_what_is_settled_is_none(state: str) -> None:
    assert next_step(state) is None
