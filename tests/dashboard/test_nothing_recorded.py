"""A new chapter's leadership reads nothing about anybody that is not true yet."""

from datetime import date

import pytest

from chapter.chapters.models import Chapter
from tests.conftest import BrowserFactory, Reader
from tests.factories import close_week, make_meeting, thursdays

FIRST = date(2026, 9, 3)


@pytest.mark.parametrize(
    ("weeks", "said"),
    [
        (0, "Nothing can be said yet: no week of the last three months is closed."),
        (1, "Nobody is near the limit of absences, and no light is below amber."),
    ],
)
def test_nobody_is_praised_before_anything_is_recorded(
    chapter: Chapter, vice_president: Reader, browse: BrowserFactory, weeks: int, said: str
) -> None:
    """Seen red with everybody said to have given lately."""
    for day in thursdays(FIRST, weeks):
        make_meeting(chapter, day)
        close_week(chapter, day)

    assert said in browse(vice_president).get("dashboard.index").get_text(" ", strip=True)
