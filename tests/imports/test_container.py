from datetime import datetime
from decimal import Decimal
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font

from chapter.imports.reading.container import Sheet, sheets
from chapter.imports.rules import Trouble, Unreadable
from tests import exports, layouts
from tests.exports import Bold

ROWS = [["From", None, "To"], [Bold("Zed  Elsewhere"), None, 12.5], [None, datetime(2026, 3, 5)]]
OFFICE = 'xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    f"<Workbook {OFFICE}>&b;</Workbook>"
).encode()


def texts(sheet: Sheet) -> dict[tuple[int, int], str]:
    """Return what each filled cell says, by row and column."""
    return {
        (line, column): cell.text
        for line, cells in sheet.rows.items()
        for column, cell in cells.items()
    }


def trouble_of(data: bytes) -> Trouble:
    """Return why a file is refused."""
    with pytest.raises(Unreadable) as refused:
        sheets(data)
    return refused.value.trouble


def package(parts: dict[str, bytes]) -> bytes:
    """Return a zip archive of some parts."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """Return a workbook with one part replaced or added."""
    with ZipFile(BytesIO(data)) as archive:
        parts = {entry: archive.read(entry) for entry in archive.namelist()}
    return package(parts | {name: content})


@pytest.mark.parametrize("write", [exports.spreadsheetml, exports.xlsx])
def test_cells_of_either_container_are_the_same(write) -> None:
    """Seen red with ss:Index off and with bold off."""
    (sheet,) = sheets(write(ROWS))

    assert sheet.name == "Report"
    assert {
        (line, column, cell.value, cell.bold)
        for line, cells in sheet.rows.items()
        for column, cell in cells.items()
    } == {
        (1, 1, "From", False),
        (1, 3, "To", False),
        (2, 1, "Zed  Elsewhere", True),
        (2, 3, Decimal("12.5"), False),
        (3, 2, datetime(2026, 3, 5), False),
    }


def test_lines_of_a_native_export_end_in_bare_cr() -> None:
    data = exports.spreadsheetml(ROWS)

    assert (b"\n" in data, b"\r" in data) == (False, True)


def test_utf_16_spreadsheetml_is_read() -> None:
    text = exports.spreadsheetml(ROWS).decode().replace("UTF-8", "UTF-16")

    (sheet,) = sheets(text.encode("utf-16"))

    assert texts(sheet)[2, 1] == "Zed  Elsewhere"


def test_blank_lines_and_byte_order_mark_do_not_hide_a_spreadsheet() -> None:
    data = exports.spreadsheetml(ROWS)

    assert [len(sheets(opening + data)) for opening in (b"\xef\xbb\xbf", b"\r\n")] == [1, 1]


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HOSTILE = [
    pytest.param(b"", Trouble.EMPTY, id="empty"),
    pytest.param(b" \r\n", Trouble.EMPTY, id="blank"),
    pytest.param(OLE + "Workbook".encode("utf-16-le"), Trouble.OLD_EXCEL, id="BIFF"),
    pytest.param(b"\x09\x08\x10\x00\x00\x06\x05\x00", Trouble.OLD_EXCEL, id="bare BIFF"),
    pytest.param(OLE + "EncryptedPackage".encode("utf-16-le"), Trouble.PASSWORD, id="password"),
    pytest.param(b"%PDF-1.7\n", Trouble.PDF, id="PDF"),
    pytest.param(b"A letter\r\nof two lines", Trouble.PLAIN_TEXT, id="letter"),
    pytest.param(b"Ana\x00Ben", Trouble.NOT_A_SPREADSHEET, id="NUL bytes"),
    pytest.param(b"\x89PNG\r\n\x1a\n\x00", Trouble.NOT_A_SPREADSHEET, id="picture"),
    pytest.param(b"<!DOCTYPE html><html></html>", Trouble.WEB_PAGE, id="sign-in page"),
    pytest.param(b"<feed><entry/></feed>", Trouble.NOT_A_SPREADSHEET, id="other XML"),
    pytest.param(BOMB, Trouble.ENTITIES, id="entity bomb"),
    pytest.param(exports.spreadsheetml(ROWS)[:-60], Trouble.DAMAGED, id="truncated XML"),
    pytest.param(
        exports.spreadsheetml(ROWS).replace(b"From", b"Fr\x00om"), Trouble.DAMAGED, id="NUL in XML"
    ),
    pytest.param(exports.spreadsheetml([]), Trouble.NO_CELLS, id="no cells"),
    pytest.param(exports.xlsx([]), Trouble.NO_CELLS, id="no cells in .xlsx"),
    pytest.param(exports.xlsx(ROWS)[:-300], Trouble.DAMAGED, id="truncated .xlsx"),
    pytest.param(package({"a.txt": b"a"}), Trouble.NOT_A_SPREADSHEET, id="other archive"),
    pytest.param(package({"xl/workbook.bin": b"a"}), Trouble.BINARY_EXCEL, id=".xlsb"),
    pytest.param(
        package({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}),
        Trouble.OPEN_DOCUMENT,
        id="OpenDocument",
    ),
    pytest.param(
        package({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}),
        Trouble.DAMAGED,
        id="hollow .xlsx",
    ),
    pytest.param(
        with_part(exports.xlsx(ROWS), "xl/worksheets/sheet1.xml", BOMB),
        Trouble.ENTITIES,
        id="entity bomb in .xlsx",
    ),
    pytest.param(
        with_part(exports.xlsx(ROWS), "xl/worksheets/sheet1.xml", b"<worksheet>"),
        Trouble.DAMAGED,
        id="broken sheet in .xlsx",
    ),
]


@pytest.mark.parametrize(("data", "expected"), HOSTILE)
def test_file_that_cannot_be_read_says_what_it_is(data: bytes, expected: Trouble) -> None:
    """Seen red with forbid_dtd off (the entity bombs)."""
    assert trouble_of(data) is expected


def test_file_of_more_than_five_megabytes_is_refused() -> None:
    """Seen red with the limit off: it is then read as damaged XML."""
    assert trouble_of(b"<" + b" " * 5 * 1024 * 1024) is Trouble.TOO_LARGE


def test_archive_that_unpacks_to_far_more_is_refused() -> None:
    """Seen red with the limit off."""
    bomb = with_part(exports.xlsx(ROWS), "xl/media/a.bin", bytes(51 * 1024 * 1024))

    assert (len(bomb) < 200_000, trouble_of(bomb)) == (True, Trouble.UNPACKS_TOO_LARGE)


def test_archive_of_more_than_two_hundred_entries_is_refused() -> None:
    """Seen red with the limit off: it is then no spreadsheet."""
    many = package({f"{number}.txt": b"" for number in range(201)})

    assert trouble_of(many) is Trouble.UNPACKS_TOO_LARGE


def test_archive_with_millions_of_empty_cells_is_refused() -> None:
    """Seen red with the count of elements off."""
    cells = b"<worksheet><sheetData><row>" + b"<c/>" * 1_000_001 + b"</row></sheetData></worksheet>"
    bomb = with_part(exports.xlsx(ROWS), "xl/worksheets/sheet1.xml", cells)

    assert trouble_of(bomb) is Trouble.UNPACKS_TOO_LARGE


@pytest.mark.parametrize("write", [exports.spreadsheetml, exports.xlsx])
def test_sheet_of_more_than_twenty_thousand_rows_is_refused(write) -> None:
    """Seen red with the limit off."""
    allowed = [["a"]] * 20_000

    assert len(sheets(write(allowed))[0].rows) == 20_000
    assert trouble_of(write([*allowed, ["a"]])) is Trouble.TOO_MANY_ROWS


@pytest.mark.parametrize("write", [exports.xlsx, layouts.text])
def test_long_and_wide_list_is_refused_for_its_rows(write) -> None:
    """Seen red with reading stopped at the first cell too many."""
    wide, full = [["a"] * 20] * 20_001, [["a"] * 20] * 15_001

    assert trouble_of(write(wide)) is Trouble.TOO_MANY_ROWS
    assert trouble_of(write(full)) is Trouble.TOO_MANY_CELLS


def test_cells_that_are_only_coloured_count_for_nothing() -> None:
    """Seen red with every cell counted, filled or not."""
    book = Workbook()
    book.active["A1"] = "a"
    book.active.cell(20_001, 1).font = Font(bold=True)

    assert len(sheets(exports.as_bytes(book))[0].rows) == 1


def test_formula_never_computed_stays_visible_as_its_text() -> None:
    """Seen red with the formulas' text off: the cell was then empty, in silence."""
    book = Workbook()
    book.active["A1"] = "=1+1"

    (sheet,) = sheets(exports.as_bytes(book))

    assert texts(sheet) == {(1, 1): "=1+1"}


def test_excel_that_counts_days_from_1904_says_so() -> None:
    book = Workbook()
    book.epoch = datetime(1904, 1, 1)
    book.active["A1"] = 1

    (sheet,) = sheets(exports.as_bytes(book))

    assert sheet.day_zero.isoformat() == "1904-01-01"


def test_stray_cell_far_below_is_too_many_rows_not_a_hang() -> None:
    book = Workbook()
    book.active.cell(1_048_576, 1, "a")

    assert trouble_of(exports.as_bytes(book)) is Trouble.TOO_MANY_ROWS
