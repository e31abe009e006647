"""The jobs of bars.py in a real Chromium: on a phone, with the keys alone, and without script.

The two of the roll call are counted in tests/attendance/test_in_chromium.py.
"""

import pytest
from playwright.sync_api import Browser

from tests.journeys.bars import JOBS
from tests.journeys.hall import LAPTOP, PHONE
from tests.journeys.jobs import DONE
from tests.journeys.place import Place
from tests.journeys.ways import Fingers, Keys, Plain

pytestmark = [pytest.mark.browser]

HOME = "/c/north/"


@pytest.mark.parametrize("job", DONE)
def test_job_on_a_phone_stays_below_its_bars(browser: Browser, place: Place, job: str) -> None:
    """Seen red with three taps fewer, no request and four kilobytes.

    The report, too, with the month's workbook on the page of all reports only: a third tap.
    """
    with place.porch.hall.enter(browser, 0, **PHONE) as context:
        way = Fingers(context.new_page(), HOME)
        DONE[job](way, place)
        assert way.over(**JOBS[job]) == {}


@pytest.mark.long
@pytest.mark.parametrize("job", DONE)
def test_job_is_done_with_the_keys_alone(browser: Browser, place: Place, job: str) -> None:
    with place.porch.hall.enter(browser, 0, **LAPTOP) as context:
        way = Keys(context.new_page(), HOME)
        DONE[job](way, place)
        assert way.taps == 0


@pytest.mark.long
@pytest.mark.parametrize("job", DONE)
def test_job_is_done_without_script(browser: Browser, place: Place, job: str) -> None:
    with place.porch.hall.enter(browser, 0, java_script_enabled=False, **PHONE) as context:
        DONE[job](Plain(context.new_page(), HOME), place)
