"""A foreign report's bytes to typed rows; what is not understood is named, never guessed."""

from decimal import Decimal
from hashlib import sha256

from chapter.imports import container, slips_audit, summary_palms
from chapter.imports.container import Sheet
from chapter.imports.rules import Trouble, Unreadable, other_report, own_report
from chapter.imports.shapes import (
    Issue,
    Party,
    SlipRow,
    SlipsFile,
    SummaryFile,
    SummaryRow,
)
from chapter.people.rules import match_key

__all__ = [
    "Issue",
    "Party",
    "SlipRow",
    "SlipsFile",
    "SummaryFile",
    "SummaryRow",
    "Trouble",
    "Unreadable",
    "home",
    "read",
    "row_key",
]

# How many rows are looked at to tell what another report is.
_TOP = 20


def read(data: bytes) -> SlipsFile | SummaryFile:
    """Return what a report says, or raise Unreadable with one plain sentence."""
    sheets = container.sheets(data)
    slips = [(sheet, header) for sheet in sheets if (header := slips_audit.find(sheet))]
    summaries = [(sheet, header) for sheet in sheets if (header := summary_palms.find(sheet))]
    found = slips + summaries
    if not found:
        raise _not_ours(sheets)
    if len(found) > 1:
        raise Unreadable(Trouble.TWO_REPORTS, ", ".join(sheet.name for sheet, _ in found))
    header = found[0][1]
    return slips_audit.read(header) if slips else summary_palms.read(header)


def _not_ours(sheets: list[Sheet]) -> Unreadable:
    """Say what a spreadsheet is that holds no readable report."""
    top = [
        [cell.text for cell in sheet.rows[line].values()]
        for sheet in sheets
        for line in sorted(sheet.rows)[:_TOP]
    ]
    other = other_report(top)
    if other:
        return Unreadable(Trouble.OTHER_REPORT, other)
    own = own_report(text for row in top for text in row)
    return Unreadable(Trouble.NO_HEADER, own) if own else Unreadable(Trouble.UNKNOWN_REPORT)


def home(detail: str) -> tuple[str, str, str]:
    """Return chapter, region and country of an outside party, split from the right."""
    parts = detail.rsplit(", ", 2)
    chapter, *rest = parts
    return chapter, rest[0] if len(rest) == 2 else "", rest[-1] if rest else ""


def row_key(row: SlipRow) -> str:
    """Return a digest of what a slip says; equal rows have equal keys, wherever they stand.

    It is a digest so that stored keys show neither names nor amounts.
    """
    parts = (
        row.kind,
        *_party_key(row.source),
        *_party_key(row.target),
        row.tier or "",
        _plain(row.amount),
        _plain(row.units),
        match_key(row.detail),
    )
    return sha256("\x1f".join(parts).encode()).hexdigest()


def _party_key(party: Party | None) -> tuple[str, str]:
    if party is None:
        return "", ""
    return match_key(party.name), "outsider" if party.is_outsider else "member"


def _plain(value: Decimal | int | None) -> str:
    """Return one spelling of a number: 5000, 5000.0 and 5000.00 are the same."""
    return "" if value is None else f"{Decimal(value).normalize():f}"
