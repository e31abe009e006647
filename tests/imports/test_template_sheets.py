"""The project's own template workbook."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font

from chapter.imports.reading.contents import MarkRow, MeetingRow, TemplateFile, TemplateSlip
from chapter.imports.reading.reader import Party, Trouble, Unreadable, read
from chapter.imports.reading.template import TEMPLATE
from tests import exports
from tests.exports import Bold, Value

Rows = dict[str, list[list[Value]]]
DAY = datetime(2026, 11, 5)
MEMBERS = [["Ana", "Torres"], ["Ben", "Okafor"]]


def workbook(rows: Rows) -> bytes:
    """Return the template with some rows; a sheet not named has its headings only."""
    book = Workbook()
    for name, columns in TEMPLATE.items():
        page = book.create_sheet(name)
        page.append([column.heading for column in columns])
        for line, row in enumerate(rows.get(name, []), start=2):
            for number, value in enumerate(row, start=1):
                cell = page.cell(line, number, str(value) if isinstance(value, str) else value)
                cell.font = Font(bold=isinstance(value, Bold))
    return exports.as_bytes(book)


def template(rows: Rows) -> TemplateFile:
    """Return the template as it is read."""
    found = read(workbook(rows))
    assert isinstance(found, TemplateFile)
    return found


def slip(*values: Value) -> TemplateSlip:
    """Return one slip of the template, of the day and kind given, as it is read."""
    found = template({"Members": MEMBERS, "Slips": [[DAY, DAY, *values]]})
    assert [issue.sentence for issue in found.issues] == []
    return found.slips[0]


def test_examples_of_every_sheet_are_read() -> None:
    """What the columns give as examples is what the reader takes."""
    rows: Rows = {
        name: [[column.example or None for column in columns]] for name, columns in TEMPLATE.items()
    }

    found = template(rows)

    assert found.issues == ()
    (member,) = found.members
    assert (member.name, member.trade, member.joined_on) == (
        *("Ana Torres", "Social media"),
        date(2023, 4, 1),
    )
    assert found.meetings == (MeetingRow(2, date(2026, 11, 5), "closed", "At the harbour"),)
    assert found.marks == (MarkRow(2, date(2026, 11, 5), "Ana Torres", "P", "Sam Stand"),)
    assert [(s.kind, s.dated, s.counts_on, s.tier) for s in found.slips] == [
        ("referral", date(2026, 11, 3), date(2026, 11, 5), "outside")
    ]


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        (["Referral", "Ana Torres", "Ben Okafor", "Inside"], "referral"),
        (["One-to-one", "Ana Torres", "Ben Okafor"], "one-to-one"),
        (["one-to-one", "Ana Torres", "Ben Okafor"], "one-to-one"),
        (["Closed business", None, "Ana Torres", None, 1250.5], "closed-business"),
        (["Education", "Ana Torres", None, None, None, 2], "education"),
        (["Testimonial", "Ana Torres", "Ben Okafor"], "testimonial"),
        (["Visitor", "Ana Torres", "Pat Guest"], "visitor"),
        (["Sponsored member", "Ana Torres", "Eve Newcomer"], "sponsored"),
    ],
)
def test_slip_of_every_kind_is_read(written: list[Value], kind: str) -> None:
    assert slip(*written).kind == kind


def test_figures_of_a_slip_are_exact() -> None:
    found = slip("Closed business", None, "Ana Torres", "Spin-off", 1250.5, None, "Repeat")

    assert (found.amount, found.tier, found.is_repeat) == (Decimal("1250.5"), "spin_off", True)


@pytest.mark.parametrize(
    ("name", "detail", "is_outsider"),
    [
        (Bold("Zed"), None, True),
        ("Zed", "Harbour, Spain", True),
        ("Zed", None, False),
        ("Ben Okafor", "Harbour, Spain", False),
        ("BNI", None, True),
    ],
)
def test_outsider_is_bold_or_has_a_home(name: str, detail: str | None, is_outsider: bool) -> None:
    """Seen red with the home chapter left out of account."""
    found = slip("One-to-one", "Ana Torres", name, None, None, None, None, detail)

    assert (found.source, found.target) == (Party("Ana Torres"), Party(str(name), is_outsider))


@pytest.mark.parametrize(
    ("sheet", "row", "column", "trouble"),
    [
        ("Members", ["", "", "Trade"], "First name", Trouble.NAMELESS),
        ("Meetings", ["05/03/2026", "Open"], "Day", Trouble.NOT_A_DAY),
        ("Meetings", [DAY, "Dancing"], "State", Trouble.NOT_A_CHOICE),
        ("Meetings", [None, "Open"], "Day", Trouble.MISSING),
        ("Marks", [DAY, "Ana", "X"], "Mark", Trouble.NOT_A_CHOICE),
        ("Marks", [DAY, "12", "P"], "Member", Trouble.NOT_A_NAME),
        ("Slips", [DAY, None, "Tip", "Ana", "Ben"], "Slip", Trouble.NOT_A_CHOICE),
        ("Slips", [DAY, None, "Referral", "Ana", "Ben"], "Inside or outside", Trouble.MISSING),
        ("Slips", [DAY, None, "One-to-one", "Ana", "ANA"], "To", Trouble.SAME_PERSON),
        (
            *("Slips", [DAY, None, "Education", "Ana", None, None, None, 1.5]),
            *("Units", Trouble.NOT_A_COUNT),
        ),
        (
            *("Slips", [DAY, None, "Closed business", None, "Ana", None, "1,234"]),
            *("Amount", Trouble.NOT_AN_AMOUNT),
        ),
        (
            *(
                "Slips",
                [DAY, None, "One-to-one", "Ana", Bold("Zed"), *[None] * 6, "Visitor", "Member"],
            ),
            *("To counts as", Trouble.NOT_A_CHOICE),
        ),
    ],
)
def test_row_not_understood_is_named_by_sheet_and_column(
    sheet: str, row: list[Value], column: str, trouble: Trouble
) -> None:
    """Seen red with each check off, in its case."""
    found = template({sheet: [row]})

    faults = [(i.sheet, i.line, i.column, i.trouble) for i in found.issues if i.leaves_row_out]
    assert faults == [(sheet, 2, column, trouble)]
    assert (found.members, found.meetings, found.marks, found.slips) == ((), (), (), ())


def test_sheet_without_its_headings_is_named() -> None:
    book = Workbook()
    for name in ("Meetings", "Slips"):
        book.create_sheet(name).append(["Day", "State"])

    with pytest.raises(Unreadable) as refused:
        read(exports.as_bytes(book))

    assert (refused.value.trouble, refused.value.value) == (Trouble.NO_HEADER, "sheet Slips")


def test_other_sheets_explain_and_are_not_read() -> None:
    book = Workbook()
    book.active.append(["How to fill this in"])
    book.create_sheet("Meetings").append(["Day", "State"])
    book["Meetings"].append([DAY, "Holiday"])

    found = read(exports.as_bytes(book))

    assert (len(found.meetings), found.issues) == (1, ())
