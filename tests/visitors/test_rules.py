"""Which visit counts."""

import pytest

from chapter.visitors.rules import VisitState, VisitType, earns_credit


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
