"""Two hundred files that are hostile, broken or wrong, and what must be said of each."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

from chapter.imports.rules import Trouble
from tests import exports, layouts
from tests.exports import PEOPLE, SLIPS, Row, Title, Value, slips_audit, summary_palms

WRITERS: dict[str, Callable[[list[Row]], bytes]] = {
    "xls": exports.spreadsheetml,
    "xlsx": exports.xlsx,
    "csv": layouts.text,
}
OFFICE = 'xmlns="urn:schemas-microsoft-com:office:spreadsheet"'


@dataclass(frozen=True)
class Broken:
    """A file, and all that must be said of it, by refusing it or by its issues."""

    name: str
    data: bytes
    said: frozenset[Trouble]


def _one(name: str, data: bytes, *said: Trouble) -> Broken:
    return Broken(name, data, frozenset(said))


def package(parts: dict[str, bytes]) -> bytes:
    """Return a zip archive of some parts."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    """Return the parts of a workbook."""
    with ZipFile(BytesIO(data)) as archive:
        return {entry: archive.read(entry) for entry in archive.namelist()}


def other_kinds() -> Iterator[Broken]:
    """Files that are no spreadsheet a report comes in."""
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    yield _one("empty", b"", Trouble.EMPTY)
    yield _one("blank", b" \r\n\t", Trouble.EMPTY)
    yield _one("BIFF", ole + bytes(600), Trouble.OLD_EXCEL)
    yield _one("bare BIFF", b"\x09\x08\x10\x00\x00\x06\x05\x00", Trouble.OLD_EXCEL)
    yield _one("password", ole + "EncryptedPackage".encode("utf-16-le"), Trouble.PASSWORD)
    yield _one("PDF", b"%PDF-1.7\n1 0 obj", Trouble.PDF)
    for name, data in (
        ("picture", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"),
        ("program", b"\x7fELF\x02\x01\x01" + bytes(40)),
        ("NUL bytes", b"From,To\r\nAna\x00,Ben\r\n"),
        ("other XML", b"<feed><entry/></feed>"),
        ("other archive", package({"a.txt": b"a"})),
        ("a document", package({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"})),
    ):
        yield _one(name, data, Trouble.NOT_A_SPREADSHEET)
    for name, data in (
        ("sign-in page", b"<!DOCTYPE html><html><form></form></html>"),
        ("upper-case table of a page", b"<TABLE><TR><TD>From</TD></TR></TABLE>"),
    ):
        yield _one(name, data, Trouble.WEB_PAGE)
    yield _one("letter", b"Dear chapter\r\nwe meet", Trouble.PLAIN_TEXT)
    yield _one("JSON", b'{"a": 1}', Trouble.NOT_A_SPREADSHEET)
    yield _one("xlsb", package({"xl/workbook.bin": b"a"}), Trouble.BINARY_EXCEL)
    mime = b"application/vnd.oasis.opendocument.spreadsheet"
    yield _one("OpenDocument", package({"mimetype": mime}), Trouble.OPEN_DOCUMENT)
    for name, write in WRITERS.items():
        empty = Trouble.EMPTY if name == "csv" else Trouble.NO_CELLS
        yield _one(f"no cells {name}", write([]), empty)
        yield _one(f"shopping {name}", write([["Bread", "Milk"], [1, 2]]), Trouble.UNKNOWN_REPORT)


def truncated() -> Iterator[Broken]:
    """Downloads that broke off, at many places."""
    for name in ("xls", "xlsx"):
        whole = WRITERS[name](slips_audit(SLIPS, Title()))
        for step in range(1, 21):
            data = whole[: len(whole) * step // 21]
            yield _one(f"truncated {name} {step}/21", data, Trouble.DAMAGED)
    parts = parts_of(exports.xlsx(slips_audit(SLIPS)))
    for part in ("xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"):
        for step in (1, 2, 3):
            cut = parts | {part: parts[part][: len(parts[part]) * step // 4]}
            yield _one(f"truncated {part} {step}/4", package(cut), Trouble.DAMAGED)
    for part, trouble in (
        ("[Content_Types].xml", Trouble.NOT_A_SPREADSHEET),
        ("xl/workbook.xml", Trouble.DAMAGED),
        ("xl/worksheets/sheet1.xml", Trouble.NO_CELLS),
    ):
        rest = {key: value for key, value in parts.items() if key != part}
        yield _one(f"xlsx without {part}", package(rest), trouble)


def bombs() -> Iterator[Broken]:
    """Small files that are large inside, and files that bring their own entities."""
    entities = {
        "laughs": '<!DOCTYPE b [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
        "file": '<!DOCTYPE b [<!ENTITY b SYSTEM "file:///etc/passwd">]>',
        "web": '<!DOCTYPE b [<!ENTITY b SYSTEM "http://127.0.0.1:9/">]>',
        "parameter": '<!DOCTYPE b [<!ENTITY % c SYSTEM "file:///etc/passwd"> %c;]>',
        "outside": '<!DOCTYPE b SYSTEM "file:///etc/passwd">',
        "attribute": '<!DOCTYPE b [<!ATTLIST b c CDATA "x">]>',
    }
    parts = parts_of(exports.xlsx(slips_audit(SLIPS)))
    for name, doctype in entities.items():
        xml = f'<?xml version="1.0"?>{doctype}<Workbook {OFFICE}><Worksheet/></Workbook>'
        yield _one(f"entities {name}", xml.encode(), Trouble.ENTITIES)
        for part in ("xl/worksheets/sheet1.xml", "xl/styles.xml"):
            poisoned = parts | {part: xml.encode()}
            yield _one(f"entities {name} in {part}", package(poisoned), Trouble.ENTITIES)
    large = {
        "noughts": {"xl/media/a.bin": bytes(51 * 1024 * 1024)},
        "entries": {f"xl/{number}.txt": b"" for number in range(201)},
        "cells": {"xl/worksheets/sheet1.xml": b"<a><b>" + b"<c/>" * 1_000_000 + b"</b></a>"},
    }
    for name, content in large.items():
        yield _one(f"bomb of {name}", package(parts | content), Trouble.UNPACKS_TOO_LARGE)
    yield _one("more than 5 MB", b"<" + b" " * 5 * 1024 * 1024, Trouble.TOO_LARGE)
    for name, write in WRITERS.items():
        yield _one(f"too many rows {name}", write([["a", "b"]] * 20_001), Trouble.TOO_MANY_ROWS)
    for name, row in (
        ("far row", '<Row ss:Index="999999"><Cell><Data>a</Data></Cell></Row>'),
        ("wide span", '<Row ss:Span="99999"/><Row><Cell><Data>a</Data></Cell></Row>'),
    ):
        yield _one(name, _table(row), Trouble.TOO_MANY_ROWS)
    for index in ("-1", "x", "9" * 5000, "1.5", ""):
        row = f'<Row ss:Index="{index}"/>'
        yield _one(f"row at {index[:9]!r}", _table(row), Trouble.DAMAGED)
        cell = f'<Row><Cell ss:MergeAcross="{index}"><Data>a</Data></Cell></Row>'
        yield _one(f"merged over {index[:9]!r}", _table(cell), Trouble.DAMAGED)


def _table(rows: str) -> bytes:
    body = f"<Worksheet><Table>{rows}</Table></Worksheet>"
    return f"<Workbook {OFFICE} xmlns:ss={OFFICE[6:]}>{body}</Workbook>".encode()


def wrong_columns() -> Iterator[Broken]:
    """Reports whose columns are missing, twice there, unknown or exchanged."""
    reports = {"slips": slips_audit(SLIPS), "summary": summary_palms(PEOPLE)}
    for kind, rows in reports.items():
        for name, write in WRITERS.items():
            bold = [Trouble.NO_BOLD] if name == "csv" and kind == "slips" else []
            double = [[*rows[0], rows[0][1]], *rows[1:]]
            yield _one(f"double column {kind} {name}", write(double), Trouble.DOUBLE_COLUMN)
            extra = [[*row, "Karma"] for row in rows]
            said = [Trouble.UNREAD_COLUMN, *bold]
            yield _one(f"unknown column {kind} {name}", write(extra), *said)
    for column in range(3, 7):
        rows = [[*row[:column], *row[column + 1 :]] for row in slips_audit(SLIPS)]
        yield _one(f"slips without column {column}", WRITERS["xls"](rows), Trouble.MISSING_COLUMN)
    for column in (3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14):
        rows = [[*row[:column], *row[column + 1 :]] for row in summary_palms(PEOPLE)]
        data = WRITERS["xlsx"](rows)
        yield _one(f"summary without column {column}", data, Trouble.MISSING_COLUMN)


def wrong_cells() -> Iterator[Broken]:
    """Reports with a cell that is not what its column holds."""
    slips: dict[int, list[tuple[Value, Trouble]]] = {
        0: [("12", Trouble.NOT_A_NAME), ("#N/A", Trouble.NOT_A_NAME), ("", Trouble.MISSING)],
        1: [("#REF!", Trouble.NOT_A_NAME), ("Ana  TORRES", Trouble.SAME_PERSON)],
        2: [("Tip", Trouble.UNKNOWN_TYPE), ("", Trouble.MISSING)],
        3: [("Tier 3", Trouble.UNKNOWN_TIER), ("", Trouble.MISSING)],
        4: [("1.234", Trouble.NOT_AN_AMOUNT), ("=1+1", Trouble.NOT_AN_AMOUNT), (-5, None)],
        5: [("1.5", Trouble.NOT_A_COUNT), ("two", Trouble.NOT_A_COUNT)],
        6: [("x" * 401, Trouble.TOO_LONG)],
    }
    for column, values in slips.items():
        for value, trouble in values:
            for name, write in WRITERS.items():
                row: list[Value] = ["Ana Torres", "Ben Okafor", "Referral", "Inside", "", "", ""]
                row[column] = value
                bold = [Trouble.NO_BOLD] if name == "csv" else []
                said = _said(name, value, trouble or Trouble.NOT_AN_AMOUNT)
                data = write([exports.SLIP_LABELS, row])
                yield _one(f"slip {column} {value!s:.9} {name}", data, said, *bold)
    for column in (2, 7, 11, 12, 14):
        row = ["Ana", "Torres", *[0] * 14]
        row[column] = "many"
        data = WRITERS["xls"]([exports.SUMMARY_LABELS, row])
        yield _one(f"summary {column}", data, Trouble.NOT_A_COUNT)


def _said(writer: str, value: Value, trouble: Trouble) -> Trouble:
    """Only a workbook has formulas; anywhere else such a text is text."""
    is_formula = writer == "xlsx" and str(value).startswith("=")
    return Trouble.UNCOMPUTED if is_formula else trouble


def wrong_days() -> Iterator[Broken]:
    """Dates of three systems, and dates that are none."""
    uncertain = ("05/03/2026", "03-05-2026", "5.3.2026")
    none = ("31/02/2026", "5/13/26", "soon", "2026-13-01", "=TODAY()", "12", "99999999")
    for text in (*uncertain, *none):
        trouble = Trouble.UNCERTAIN_DAYS if text in uncertain else Trouble.UNREAD_DAY
        for name, write in WRITERS.items():
            data = write([["Name", "Joined"], ["Ana", text]])
            yield _one(f"joined {text} {name}", data, _said(name, text, trouble))
    mixed = [["Name", "Joined"], ["Ana", datetime(2026, 5, 3)], ["Ben", "25/03/2026"]]
    yield _one("dates beside texts", exports.xlsx(mixed), Trouble.MIXED_DAYS)
    book = Workbook()
    book.epoch = datetime(1904, 1, 1)
    for row in (["Name", "Joined"], ["Ana", -5]):
        book.active.append(row)
    yield _one("before 1904", exports.as_bytes(book), Trouble.UNREAD_DAY)
    for first, until in (("01/03/2026", "01/04/2026"), ("2026-04-01", "2026-03-01"), ("?", "!")):
        rows = summary_palms(PEOPLE, Title(first=first, until=until))
        data = exports.spreadsheetml(rows)
        yield _one(f"period {first}", data, Trouble.UNCERTAIN_PERIOD)


def wrong_reports() -> Iterator[Broken]:
    """Reports that hold nothing to bring in, or two at once."""
    day = datetime(2026, 11, 12)
    one_meeting = summary_palms(PEOPLE, Title(first=day, until=day))
    for name, write in WRITERS.items():
        yield _one(f"one meeting {name}", write(one_meeting), Trouble.ONE_MEETING)
        for title in ("Speaker Report", "Absence Report", "Chapter ► Member Training Report"):
            data = write([[title, ""], ["First Name", "Phone"], ["Ana", "1"]])
            yield _one(f"{title} {name}", data, Trouble.OTHER_REPORT)
        title = write([["Slips Audit Report for 13/02/2025", "x"]])
        yield _one(f"title only {name}", title, Trouble.NO_HEADER)
    book = Workbook()
    for page in (book.active, book.create_sheet("Other")):
        page.append(exports.SLIP_LABELS)
    yield _one("two reports", exports.as_bytes(book), Trouble.TWO_REPORTS)
    book = Workbook()
    for row in slips_audit(SLIPS):
        book.active.append(row)
    book.active.merge_cells("A2:A3")
    yield _one("merged names", exports.as_bytes(book), Trouble.MISSING)


FILES = [
    *(*other_kinds(), *truncated(), *bombs(), *wrong_columns(), *wrong_cells(), *wrong_days()),
    *wrong_reports(),
]
