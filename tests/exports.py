"""Foreign reports in the organisation's layouts, made from plain rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

from openpyxl import Workbook
from openpyxl.styles import Font

Value = str | int | float | datetime | None


class Bold(str):
    """Text in bold: a party who is no member."""


Row = Sequence[Value]

SLIP_LABELS = (
    *("From", "To", "Slip Type", "Inside/Outside", "TYFCB Amount", "CEU Credits", "Detail"),
)
OLD_SLIP_LABELS = (
    *("From", "To", None, "Slip Type", None, "Inside/Outside", "$ if TYFCB", None),
    *("Qty if CEU", "Detail"),
)
SUMMARY_LABELS = (
    *("First Name", "Last Name", "P", "A", "L", "M", "S", "RGI", "RGO", "RRI", "RRO", "V"),
    *("1-2-1", "TYFCB", "CEU", "Custom"),
)
SPACED_SUMMARY_LABELS = (
    *("First Name", "Last Name", "P", "A", None, "L", "M", "S", None, "RGI", "RGO", "RRI"),
    *(None, "RRO", "V", "1-2-1", None, "TYFCB", "CEU", "T"),
)

_OPENING = """<?xml version="1.0" encoding="UTF-8"?>
<?mso-application progid="Excel.Sheet"?>

<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" \
xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Styles>
<Style ss:ID="20"><Font ss:Size="10"/></Style>
<Style ss:ID="21"><Font ss:Size="10" ss:Bold="1"/></Style>
</Styles>
"""


@dataclass(frozen=True)
class Slip:
    """One row of a Slips Audit Report, as text; wrap a name in Bold for an outsider."""

    kind: str
    source: str = ""
    target: str = ""
    tier: str = ""
    amount: str = ""
    units: str = ""
    detail: str = ""


@dataclass(frozen=True)
class Title:
    """What stands above the rows of a report with headers."""

    chapter: str = "Lighthouse"
    date: str = "13/02/2025"
    first: Value = datetime(2026, 1, 1)
    until: Value = datetime(2026, 3, 31)


# One slip of every kind, and a small summary.
ELSEWHERE = "Harbour, North Region, Spain"
SLIPS = [
    Slip("Referral", "Ana  Torres", "Ben Okafor", tier="Tier 1 (inside)"),
    Slip(
        "Referral",
        "Ana Torres",
        Bold("Yara Elsewhere"),
        tier="Tier 2 (outside)",
        detail=ELSEWHERE,
    ),
    Slip("One-to-One", "Ben Okafor", "Caro D\u00edaz"),
    Slip("CEU", "Caro D\u00edaz", units="2"),
    Slip("Visitor", "BNI", "Lee Guest"),
    Slip("TYFCB", target="Ana Torres", amount="1,250.50", detail=ELSEWHERE),
]
PEOPLE = {
    ("Ana Mar\u00eda", "de la Torre"): {"P": 10, "RGI": 4, "TYFCB": 3000.5},
    ("Ben", "Okafor"): {"P": 12, "1-2-1": 20},
    ("Visitors", ""): {"P": 13, "TYFCB": 840},
    ("BNI", ""): {"P": 13, "V": 2},
    ("Total", ""): {"P": 27, "RGI": 5, "1-2-1": 20, "TYFCB": 4840.5, "V": 2},
}


def spreadsheetml(rows: Iterable[Row], sheet: str = "Report") -> bytes:
    """Return rows as the organisation writes them: sparse cells, line ends of bare CR."""
    lines = [f'<Row ss:AutoFitHeight="0">{"".join(_cells(row))}</Row>' for row in rows]
    body = "\n".join(lines)
    text = (
        f"{_OPENING}<Worksheet ss:Name={quoteattr(sheet)}><ss:Table>\n{body}\n"
        "</ss:Table></Worksheet></Workbook>"
    )
    return text.replace("\n", "\r").encode()


def _cells(row: Row) -> Iterable[str]:
    for column, value in enumerate(row, start=1):
        if value is None:
            continue
        style = 21 if isinstance(value, Bold) else 20
        yield f'<Cell ss:Index="{column}" ss:StyleID="{style}">{_data(value)}</Cell>'


def _data(value: Value) -> str:
    if isinstance(value, datetime):
        return f'<Data ss:Type="DateTime">{value.isoformat(timespec="milliseconds")}</Data>'
    if isinstance(value, int | float):
        return f'<Data ss:Type="Number">{float(value)}</Data>'
    return f'<Data ss:Type="String">{escape(value)}</Data>' if value else '<Data ss:Type="String"/>'


def xlsx(rows: Iterable[Row], sheet: str = "Report") -> bytes:
    """Return rows as Excel saves them again, bold names kept."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    for line, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            cell = page.cell(line, column, str(value) if isinstance(value, str) else value)
            if isinstance(value, Bold):
                cell.font = Font(bold=True)
    return as_bytes(book)


def as_bytes(book: Workbook) -> bytes:
    """Return a workbook as a file's bytes."""
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def slips_audit(slips: Iterable[Slip], title: Title | None = None) -> list[Row]:
    """Return the rows of a Slips Audit Report; with a title, in the older layout."""
    rows: list[Row] = [
        [slip.source, slip.target, slip.kind, slip.tier, slip.amount, slip.units, slip.detail]
        for slip in slips
    ]
    if title is None:
        return [SLIP_LABELS, *rows]
    above: list[Row] = [[f"Slips Audit Report for {title.date}"], *_run(title)]
    return [*above, OLD_SLIP_LABELS, *(_spread(OLD_SLIP_LABELS, row) for row in rows)]


def summary_palms(
    people: Mapping[tuple[str, str], Mapping[str, float]], title: Title | None = None
) -> list[Row]:
    """Return the rows of a summary, in the order given; what is not named is nought.

    The pseudo rows are people too: ("Visitors", ""), ("BNI", ""), ("Total", "").
    """
    labels = SPACED_SUMMARY_LABELS if title else SUMMARY_LABELS
    figures = [label for label in labels if label][2:]
    rows: list[Row] = [
        [*name, *(known.get(label, 0) for label in figures)] for name, known in people.items()
    ]
    if title is None:
        return [labels, *rows]
    above: list[Row] = [["Chapter \u25ba Summary PALMS Report"], *_run(title), ["Parameters"]]
    above += [
        [label, *[None] * 8, value]
        for label, value in (
            ("Chapter:", title.chapter),
            ("From:", title.first),
            ("To:", title.until),
        )
    ]
    return [*above, labels, *(_spread(labels, row) for row in rows)]


def _run(title: Title) -> list[Row]:
    """Return the two rows that say who ran the report, when and for which chapter."""
    return [
        ["Running User", None, "Run At", None, "Country", "Region", "Chapter"],
        ["Sam Secretary", None, datetime(2026, 4, 1, 9), None, "Spain", "North", title.chapter],
    ]


def _spread(labels: Sequence[str | None], row: Row) -> Row:
    """Return a row's values under the labels, the gaps left empty."""
    values = iter(row)
    return [next(values) if label else None for label in labels]
