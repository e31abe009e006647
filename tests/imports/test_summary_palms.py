from datetime import date, datetime
from decimal import Decimal

import pytest

from chapter.imports.reading.reader import (
    SummaryFile,
    Trouble,
    read,
)
from tests import exports
from tests.exports import PEOPLE, Title

WRITERS = [exports.spreadsheetml, exports.xlsx]


def summary_of(rows: list[exports.Row]) -> SummaryFile:
    """Return a generated summary as it is read."""
    found = read(exports.spreadsheetml(rows))
    assert isinstance(found, SummaryFile)
    return found


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize("title", [None, Title()], ids=["headerless", "headed"])
def test_summary_is_read_by_its_labels(write, title) -> None:
    """Seen red with columns taken by position (headed)."""
    found = read(write(exports.summary_palms(PEOPLE, title)))

    assert isinstance(found, SummaryFile)
    assert ([row.name for row in found.members], found.issues) == (
        ["Ana Mar\u00eda de la Torre", "Ben Okafor"],
        (),
    )
    assert found.members[0].figures["TYFCB"] == Decimal("3000.5")
    assert (found.visitors.figures["TYFCB"], found.others.figures["V"]) == (840, 2)
    assert (found.meetings, found.total.figures["P"]) == (13, 27)


def test_total_beyond_the_rows_listed_is_told() -> None:
    """Seen red with the meeting count of the pseudo rows taken as marks."""
    found = summary_of(exports.summary_palms(PEOPLE))

    gap = {figure: value for figure, value in found.unlisted().items() if value}
    assert gap == {"P": 5, "RGI": 1, "TYFCB": 1000}


@pytest.mark.parametrize(
    ("first", "until", "expected"),
    [
        pytest.param(
            datetime(2026, 1, 1),
            datetime(2026, 3, 31),
            (date(2026, 1, 1), date(2026, 3, 31)),
            id="dates",
        ),
        pytest.param("01-03-2026", "31-03-2026", (date(2026, 3, 1), date(2026, 3, 31)), id="text"),
        pytest.param(46023, 46112, (date(2026, 1, 1), date(2026, 3, 31)), id="serial numbers"),
    ],
)
def test_period_of_a_headed_summary_is_read(first, until, expected) -> None:
    found = summary_of(exports.summary_palms(PEOPLE, Title(first=first, until=until)))

    assert ((found.first, found.until), found.chapter) == (expected, "Lighthouse")


def test_period_that_may_mean_other_days_is_an_issue() -> None:
    found = summary_of(exports.summary_palms(PEOPLE, Title(first="01/03/2026", until="01/04/2026")))

    assert (found.first, [i.trouble for i in found.issues]) == (None, [Trouble.UNCERTAIN_PERIOD])


@pytest.mark.parametrize(
    ("row", "column", "trouble"),
    [
        (["Ana", "Torres", "many", *[0] * 13], "P", Trouble.NOT_A_COUNT),
        (["Ana", "Torres", *[0] * 11, "1,234", 0, 0], "TYFCB", Trouble.NOT_AN_AMOUNT),
        (["", "", *[1] * 14], "First Name", Trouble.NO_NAME),
        (["12", "", *[1] * 14], "First Name", Trouble.NOT_A_NAME),
        (["Printed by Sam", ""], "First Name", Trouble.NO_FIGURES),
        (["Total", "", *[1] * 14], "", Trouble.TWO_ROWS),
    ],
)
def test_summary_row_not_understood_is_named_and_left_out(row, column, trouble) -> None:
    found = summary_of([*exports.summary_palms(PEOPLE), row])

    assert len(found.members) == 2
    assert [(i.line, i.column, i.trouble) for i in found.issues] == [(7, column, trouble)]


def test_dash_in_a_summary_is_nought() -> None:
    row = ["Ana", "Torres", "-", *[0] * 10, "\u20b91,200.00", "1,177", 0]

    (member,) = summary_of([exports.SUMMARY_LABELS, row]).members

    figures = member.figures
    assert (figures["P"], figures["TYFCB"], figures["CEU"]) == (0, 1200, 1177)


def test_unknown_column_is_told_and_the_rest_is_read() -> None:
    found = summary_of([[*exports.SUMMARY_LABELS, "Karma"], ["Ana", "Torres", *[1] * 15]])

    assert len(found.members) == 1
    assert [(i.trouble, i.value) for i in found.issues] == [(Trouble.UNREAD_COLUMN, "Karma")]


def test_summary_that_counts_one_meeting_asks_for_its_period() -> None:
    """Without headers nothing else tells a week from half a year.

    Seen red with the count of meetings not looked at.
    """
    rows = [exports.SUMMARY_LABELS, ["Visitors", "", 1, *[0] * 13]]

    found = summary_of(rows)

    assert [(i.line, i.trouble, i.leaves_row_out) for i in found.issues] == [
        (2, Trouble.ONE_MEETING_HELD, False)
    ]
