"""Weeks that move, rest or are put back."""

from datetime import date, timedelta

import pytest

from chapter import clock
from chapter.chapters.models import Chapter
from chapter.weeks import service
from tests.conftest import BrowserFactory, Reader
from tests.factories import make_slip
from tests.weeks.steps import state_of

BEFORE, TODAY, NEXT = date(2026, 11, 12), date(2026, 11, 19), date(2026, 11, 26)


def test_discard_then_put_back_schedules_the_week_again(
    chapter: Chapter, browse: BrowserFactory, vice_president: Reader
) -> None:
    browser = browse(vice_president)
    browser.post("weeks.discard", held_on=TODAY)
    discarded = state_of(chapter, TODAY)

    browser.post("weeks.put_back", held_on=TODAY)

    assert (discarded, state_of(chapter, TODAY)) == ("discarded", "scheduled")


def test_holiday_then_put_back_schedules_the_week_again(
    chapter: Chapter, browse: BrowserFactory, vice_president: Reader
) -> None:
    browser = browse(vice_president)
    browser.post("weeks.make_holiday", {"note": "Fair"}, held_on=NEXT)
    holiday = state_of(chapter, NEXT)

    browser.post("weeks.put_back", held_on=NEXT)

    assert (holiday, state_of(chapter, NEXT)) == ("holiday", "scheduled")


@pytest.mark.parametrize(
    ("to", "sentence"),
    [
        ("2026-11-26", "The meeting is on that day already."),
        ("2026-12-03", "Another meeting stands on that day already."),
        ("2027-06-03", "A meeting moves by four weeks at most."),
        ("", "Choose the day."),
        ("soon", "Write the day as year-month-day: 2026-11-26."),
    ],
)
def test_move_refuses_a_day_at_its_field(
    browse: BrowserFactory, vice_president: Reader, to: str, sentence: str
) -> None:
    page = browse(vice_president).submit("weeks.move", {"to": to}, status=422, held_on=NEXT)

    error = page.select_one("#to-error")
    assert error is not None
    assert error.get_text(strip=True) == sentence


def test_invitation_moves_along_with_its_meeting(chapter: Chapter, member: Reader) -> None:
    """Seen red with the invitations left at their day."""
    assert member.person is not None
    slip = make_slip(chapter, "visitor", member.person, NEXT)

    service.move(chapter, NEXT, NEXT + timedelta(days=1), actor_id=1, now=clock.now())

    assert slip.dated == NEXT + timedelta(days=1)
