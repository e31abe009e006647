"""The template workbook, written from `imports.template`: empty, or with a chapter's own data."""

from collections.abc import Iterable, Mapping, Sequence
from typing import IO, Any

from openpyxl.worksheet.datavalidation import DataValidation

from chapter.archive.books import Book, Sheet
from chapter.archive.cells import Bold
from chapter.imports.reading.template import AMOUNT, CHOICE, COUNT, DAY, TEMPLATE, Column
from chapter.imports.rules import MOST_ROWS
from chapter.web.i18n import gettext
from chapter.web.words import N_

Rows = Mapping[str, Iterable[Sequence[Any]]]

READ_ME = "Read me"
ABOUT = {
    "Members": N_("Everybody who belongs or belonged. Who came back has a row for each time."),
    "Meetings": N_("The weeks, and whether they were held."),
    "Marks": N_(
        "One letter per member and meeting: P present, A absent, L late, M medical, S substitute."
    ),
    "Slips": N_(
        "What members recorded. A name in bold is somebody outside the chapter. “From” stays "
        "empty for closed business: who thanked is confidential. “Counts as” stays empty unless "
        "somebody counted as something else than they were on the day."
    ),
}
KINDS = {
    DAY: N_("a day, such as 2026-11-05"),
    AMOUNT: N_("an amount, such as 1250.50"),
    COUNT: N_("a whole number"),
}
FILLED = N_(
    "It holds what this chapter has, without who thanked and without what two people keep to "
    "themselves."
)
LEFT_OUT = N_("The %(number)s oldest slips did not fit in; the archive holds them all.")
_NUMBERS = {DAY: "yyyy-mm-dd", AMOUNT: "0.00", COUNT: "0"}


def write(file: IO[bytes], rows: Rows, notes: Sequence[str] = ()) -> None:
    """Write the workbook: a sheet that explains, then the four that are read."""
    with Book() as book:
        _explain(book.sheet(READ_ME, [14, 26, 12, 44, 34]), notes)
        for title, columns in TEMPLATE.items():
            widths = [max(14, len(column.heading) + 4) for column in columns]
            sheet = book.sheet(title, widths, frozen="A2")
            for number, column in enumerate(columns, start=1):
                _prepare(sheet, number, column)
            sheet.head(column.heading for column in columns)
            for row in rows.get(title, ()):
                sheet.add(row)
        book.save(file)


def _explain(sheet: Sheet, notes: Sequence[str]) -> None:
    sheet.head([gettext("How to fill in this workbook")])
    lines = (
        gettext("Write below the headings of the sheets; leave the headings as they are."),
        gettext("Nothing on this sheet is read. Empty sheets are fine."),
        gettext("Nothing is written before you have seen what would change."),
        *notes,
    )
    for line in lines:
        sheet.add([line])
    heads = (N_("Sheet"), N_("Column"), N_("Needed"), N_("What stands in it"), N_("Example"))
    for title, columns in TEMPLATE.items():
        sheet.add([])
        sheet.add([Bold(title), gettext(ABOUT[title])])
        sheet.head(gettext(head) for head in heads)
        for column in columns:
            needed = gettext("yes") if column.required else ""
            sheet.add([title, column.heading, needed, _meaning(column), column.example])


def _meaning(column: Column) -> str:
    if column.kind == CHOICE:
        return ", ".join(written for written, _name in column.choices)
    return gettext(KINDS[column.kind]) if column.kind in KINDS else gettext("text")


def _prepare(sheet: Sheet, number: int, column: Column) -> None:
    """Give a column its format, and a list to choose from or the hint what belongs there."""
    # As text, or a spreadsheet would make sums of phone numbers.
    sheet.format(number, _NUMBERS.get(column.kind, "@"))
    if column.kind == CHOICE:
        written = ",".join(choice for choice, _name in column.choices)
        rule = DataValidation(type="list", formula1=f'"{written}"', allow_blank=True)
        rule.error = gettext("Choose one of the list.")
    elif column.kind == DAY:
        rule = DataValidation(type="date", operator="greaterThan", formula1="1", allow_blank=True)
        rule.error = gettext("Write a day.")
    else:
        return
    rule.showErrorMessage = True
    sheet.validate(number, rule, MOST_ROWS)
