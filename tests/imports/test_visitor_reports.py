"""Lists of visits and of registrations."""

from collections.abc import Callable
from datetime import date

import pytest

from chapter.imports.reading.contents import VisitorRow, VisitorsFile
from chapter.imports.reading.reader import Trouble, read
from tests import exports, layouts
from tests.exports import Row

WRITERS = [exports.spreadsheetml, exports.xlsx, layouts.text]
Writer = Callable[[list[Row]], bytes]


@pytest.mark.parametrize("write", WRITERS)
def test_visits_are_read_as_what_people_came(write: Writer) -> None:
    found = read(write(layouts.VISITS))

    assert isinstance(found, VisitorsFile)
    assert (found.report, found.has_come, found.issues) == ("Chapter Visitor Report", True, ())
    visits = [(r.name, r.visited_on, r.invited_by, r.type, r.is_repeat) for r in found.rows]
    assert visits == [
        ("Pat Guest", date(2026, 3, 5), "Ben Okafor", "visitor", False),
        ("Pat Guest", date(2026, 3, 12), "Ben Okafor", "visitor", True),
        ("Sub Stand", date(2026, 3, 12), "Ana Torres", "substitute", False),
    ]


@pytest.mark.parametrize("write", WRITERS)
def test_registration_is_no_visit_yet(write: Writer) -> None:
    found = read(write(layouts.REGISTRATION))

    assert isinstance(found, VisitorsFile)
    assert (found.report, found.has_come) == ("Visitor Registration Report", False)
    assert found.rows == (
        VisitorRow(
            line=2,
            name="Lee Guest",
            first_name="Lee",
            last_name="Guest",
            company="Lee Ltd",
            trade="SEO",
            email="lee@example.org",
            phone="601",
            visited_on=date(2026, 3, 19),
            invited_by="Ana Torres",
        ),
    )


def test_visit_without_a_day_or_of_another_type_is_named() -> None:
    rows: list[Row] = [
        ["Name", "Visit Date", "Type"],
        ["Pat", "", ""],
        ["Lee", "2026-03-05", "Ghost"],
        ["Kim", "someday", ""],
    ]

    found = read(exports.spreadsheetml(rows))

    assert [(i.line, i.trouble) for i in found.issues] == [
        (2, Trouble.MISSING),
        (3, Trouble.UNKNOWN_VISIT),
        (4, Trouble.NOT_A_DAY),
    ]
    assert [row.name for row in found.rows] == ["Lee"]


def test_japanese_list_of_visitors_is_read_in_shift_jis() -> None:
    rows: list[Row] = [
        ["氏名", "会社名", "職業", "メールアドレス", "訪問日", "紹介者"],
        ["山田 花子", "山田商店", "花屋", "hanako@example.org", "2026年3月5日", "鈴木 一郎"],
    ]

    found = read(layouts.text(rows, encoding="cp932"))

    assert [(r.name, r.visited_on, r.invited_by) for r in found.rows] == [
        ("山田 花子", date(2026, 3, 5), "鈴木 一郎")
    ]
