"""Ten slips at once start with the day the paper is of."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from chapter.chapters.models import Chapter
from tests.conftest import BrowserFactory, Reader
from tests.factories import close_week

THURSDAY, SATURDAY = date(2026, 11, 19), date(2026, 11, 21)


@pytest.mark.parametrize(("is_closed", "dated"), [(False, THURSDAY), (True, SATURDAY)])
def test_rows_start_with_the_newest_meeting_whose_week_is_open(
    chapter: Chapter,
    vice_president: Reader,
    browse: BrowserFactory,
    is_closed: bool,
    dated: date,
) -> None:
    """Paper of a meeting counts in its week. Seen red with today in each row."""
    browser = browse(vice_president)
    if is_closed:
        close_week(chapter, THURSDAY)

    with time_machine.travel(datetime(2026, 11, 21, 10, tzinfo=UTC), tick=False):
        page = browser.get("grid.index")

    assert {one["value"] for one in page.select("input[name^=dated-]")} == {dated.isoformat()}
