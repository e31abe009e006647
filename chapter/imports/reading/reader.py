"""A foreign report's bytes to typed rows; what is not understood is named, never guessed."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256
from typing import Protocol

from chapter.imports.reading import (
    attendance_grid,
    container,
    dues,
    length,
    roster,
    slips_audit,
    summary_palms,
    template_sheets,
    titles,
    visitor_reports,
)
from chapter.imports.reading.container import Sheet
from chapter.imports.reading.contents import Content
from chapter.imports.reading.labels import Header
from chapter.imports.reading.shapes import (
    Issue,
    Party,
    SlipRow,
    SlipsFile,
    SummaryFile,
    SummaryRow,
)
from chapter.imports.rules import Trouble, Unreadable
from chapter.people.rules import match_key

__all__ = [
    "Content",
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


class Layout(Protocol):
    """A module that finds and reads one report."""

    def find(self, sheet: Sheet) -> Header | None:
        """Return the header row if the sheet is this report."""

    def read(self, header: Header, day_order: str = "") -> Content:
        """Return what stands below the header."""


# Reports with labels of their own, before the list that any table of people may be.
_REPORTS: tuple[Layout, ...] = (
    *(slips_audit, summary_palms, attendance_grid, length, dues, visitor_reports),
)
_LISTS: tuple[Layout, ...] = (roster,)


def read(data: bytes, name: str = "", day_order: str = "") -> Content:
    """Return what a report says, or raise Unreadable with one plain sentence.

    `day_order` ("dmy" or "mdy") says which comes first where the file itself does not prove it.
    """
    sheets = container.sheets(data, name)
    if template_sheets.is_template(sheets):
        return template_sheets.read(sheets, day_order)
    found = _find(sheets, _REPORTS)
    if not found:
        top = [text for sheet in sheets for text in titles.top(sheet)]
        other = titles.other_report(top)
        if other:
            raise Unreadable(Trouble.OTHER_REPORT, other)
        found = _find(sheets, _LISTS)
        if not found:
            own = titles.read_report(top)
            raise Unreadable(Trouble.NO_HEADER, own) if own else Unreadable(Trouble.UNKNOWN_REPORT)
    if len(found) > 1:
        raise Unreadable(Trouble.TWO_REPORTS, ", ".join(header.sheet.name for _, header in found))
    layout, header = found[0]
    content = layout.read(header, day_order)
    return replace(content, issues=(*content.issues, *_unread(sheets, header.sheet)))


def _find(sheets: Sequence[Sheet], layouts: Sequence[Layout]) -> list[tuple[Layout, Header]]:
    """Return the first layout that each sheet has, if any."""
    every = [
        next(((layout, header) for layout in layouts if (header := layout.find(sheet))), None)
        for sheet in sheets
    ]
    return [found for found in every if found]


def _unread(sheets: Sequence[Sheet], chosen: Sheet) -> list[Issue]:
    """Return what is to be told of the whole file: other sheets, and letters that are guessed."""
    others = [sheet.name for sheet in sheets if sheet is not chosen]
    issues = [Issue(0, "", Trouble.UNREAD_SHEET, name[:60], name) for name in others]
    if chosen.is_guessed:
        issues.append(Issue(0, "", Trouble.UNCERTAIN_LETTERS, sheet=chosen.name))
    return issues


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
