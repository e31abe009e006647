import pytest

from chapter.imports.reading.spreadsheetml import Sheet, sheets
from chapter.imports.rules import Trouble, Unreadable

OFFICE = 'xmlns="urn:schemas-microsoft-com:office:spreadsheet"'


def only_sheet(body: str, styles: str = "") -> Sheet:
    """Return the one sheet of a hand-written SpreadsheetML table."""
    table = f"<Styles>{styles}</Styles><Worksheet><Table>{body}</Table></Worksheet>"
    (sheet,) = sheets(f"<Workbook {OFFICE} xmlns:ss={OFFICE[6:]}>{table}</Workbook>".encode())
    return sheet


def texts(sheet: Sheet) -> dict[tuple[int, int], str]:
    """Return what each filled cell says, by row and column."""
    return {
        (line, column): cell.text
        for line, cells in sheet.rows.items()
        for column, cell in cells.items()
    }


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            "<Row><Cell ss:MergeAcross='2'><Data>a</Data></Cell><Cell><Data>b</Data></Cell></Row>",
            {(1, 1): "a", (1, 4): "b"},
            id="merged across",
        ),
        pytest.param(
            "<Row ss:Index='3'/><Row ss:Span='2'/><Row><Cell/><Cell><Data>a</Data></Cell></Row>",
            {(7, 2): "a"},
            id="rows skipped",
        ),
        pytest.param(
            "<ss:Row><ss:Cell><ss:Data><B xmlns='h'>A</B>n<Font xmlns='h'>a</Font></ss:Data>"
            "</ss:Cell></ss:Row>",
            {(1, 1): "Ana"},
            id="prefixed, inline markup",
        ),
        pytest.param(
            "<Row><Cell><Data>a</Data><Comment><Data>note</Data></Comment></Cell></Row>",
            {(1, 1): "a"},
            id="comment",
        ),
        pytest.param(
            "<Row><Cell><Data ss:Type='Number'>NaN</Data></Cell>"
            "<Cell><Data ss:Type='Number'>1E999999999</Data></Cell>"
            "<Cell><Data ss:Type='DateTime'>soon</Data></Cell></Row>",
            {(1, 1): "NaN", (1, 2): "1E999999999", (1, 3): "soon"},
            id="values that are not their type",
        ),
        pytest.param(
            "<Row><Cell><Data>L&#39;\u00c9toile &amp; Co</Data></Cell></Row>",
            {(1, 1): "L'\u00c9toile & Co"},
            id="escaped",
        ),
    ],
)
def test_spreadsheetml_cells_stand_where_excel_shows_them(body: str, expected) -> None:
    """Seen red with MergeAcross, Span and the comment's parent off, each in its case."""
    assert texts(only_sheet(body)) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("<Cell ss:StyleID='b'><Data>a</Data></Cell>", True),
        ("<Cell ss:StyleID='child'><Data>a</Data></Cell>", True),
        ("<Cell ss:StyleID='plain'><Data>a</Data></Cell>", False),
        ("<Cell ss:StyleID='circle'><Data>a</Data></Cell>", False),
        ("<Cell ss:StyleID='unknown'><Data>a</Data></Cell>", False),
        ("<Cell><Data><B xmlns='h'>Ana</B> </Data></Cell>", True),
        ("<Cell><Data><B xmlns='h'>A</B>na</Data></Cell>", False),
    ],
)
def test_bold_is_read_from_styles_and_markup(cell: str, expected: bool) -> None:
    styles = (
        "<Style ss:ID='b'><Font ss:Bold='1'/></Style><Style ss:ID='child' ss:Parent='b'/>"
        "<Style ss:ID='plain' ss:Parent='b'><Font ss:Bold='0'/></Style>"
        "<Style ss:ID='circle' ss:Parent='circle'/>"
    )

    sheet = only_sheet(f"<Row>{cell}</Row>", styles)

    assert sheet.rows[1][1].bold is expected


@pytest.mark.parametrize(
    "row", ["<Row ss:Index='-1'/>", "<Row ss:Index='x'/>", f"<Row ss:Index='{'9' * 5000}'/>"]
)
def test_position_that_cannot_be_is_damage(row: str) -> None:
    """Seen red with every position taken as it stands (-1)."""
    with pytest.raises(Unreadable) as refused:
        only_sheet(row)

    assert refused.value.trouble is Trouble.DAMAGED
