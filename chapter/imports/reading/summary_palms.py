"""The Chapter Summary PALMS Report: one member a row, then visitors, others and the total."""

from decimal import Decimal

from chapter.imports.reading import values
from chapter.imports.reading.container import Cell, Sheet
from chapter.imports.reading.labels import Header, find_header, require
from chapter.imports.reading.parameters import chapter_of, period
from chapter.imports.reading.shapes import Issue, SummaryFile, SummaryRow
from chapter.imports.reading.vocabulary import (
    AMOUNTS,
    FIGURES,
    NEEDED_FIGURES,
    PSEUDO_ROWS,
    summary_column,
)
from chapter.imports.rules import LONGEST_NAME, Trouble, Unreadable, is_name, label_key
from chapter.people.rules import collapse


def find(sheet: Sheet) -> Header | None:
    """Return the header row if the sheet is a Chapter Summary PALMS Report."""
    return find_header(sheet, summary_column, {"first", "last", "P", "RGI"})


def read(header: Header, day_order: str = "") -> SummaryFile:
    """Return the rows below a header and the chapter and period above it."""
    require(header, {figure: figure for figure in NEEDED_FIGURES})
    issues = header.issues()
    members: list[SummaryRow] = []
    others: dict[str, SummaryRow] = {}
    for line, cells in header.rows():
        row, faults = _row(line, cells, header)
        role = _role(row)
        if role in others:
            faults.append(Issue(line, "", Trouble.TWO_ROWS, row.name))
        issues.extend(faults)
        if not faults and role:
            others[role] = row
        elif not faults:
            members.append(row)
    return _file(header, tuple(members), others, issues, day_order)


def _file(
    header: Header,
    members: tuple[SummaryRow, ...],
    others: dict[str, SummaryRow],
    issues: list[Issue],
    day_order: str,
) -> SummaryFile:
    first, until, uncertain = period(header, day_order)
    if first and first == until:
        raise Unreadable(Trouble.ONE_MEETING)
    held = others.get("visitors") or others.get("others")
    if not first and held and held.figures["P"] == 1:
        uncertain.append(Issue(held.line, header.labels["P"], Trouble.ONE_MEETING_HELD))
    return SummaryFile(
        members=members,
        visitors=others.get("visitors"),
        others=others.get("others"),
        total=others.get("total"),
        issues=header.stamped(issues + uncertain),
        chapter=chapter_of(header),
        first=first,
        until=until,
        sheet=header.sheet.name,
    )


def _role(row: SummaryRow) -> str | None:
    """Return what a row without a person stands for; only one half of its name is filled."""
    is_person = row.first_name and row.last_name
    return None if is_person else PSEUDO_ROWS.get(label_key(row.name))


def _row(line: int, cells: dict[int, Cell], header: Header) -> tuple[SummaryRow, list[Issue]]:
    texts = {
        name: collapse(cells[column].text) if column in cells else ""
        for name, column in header.columns.items()
    }
    row = SummaryRow(line, texts["first"], texts["last"], _figures(cells, header))
    faults = [
        Issue(line, header.labels[name], _fault(name), texts[name][:60])
        for name in FIGURES
        if name in header.columns and name not in row.figures
    ]
    return row, faults + _faults_of_name(row, any(texts[name] for name in NEEDED_FIGURES), header)


def _fault(name: str) -> Trouble:
    return Trouble.NOT_AN_AMOUNT if name in AMOUNTS else Trouble.NOT_A_COUNT


def _faults_of_name(row: SummaryRow, has_figures: bool, header: Header) -> list[Issue]:
    label = header.labels["first"]
    if not row.name:
        return [Issue(row.line, label, Trouble.NO_NAME)]
    if not has_figures:
        return [Issue(row.line, label, Trouble.NO_FIGURES, row.name[:60])]
    if len(row.name) > LONGEST_NAME:
        return [Issue(row.line, label, Trouble.TOO_LONG, row.name[:60])]
    return [] if is_name(row.name) else [Issue(row.line, label, Trouble.NOT_A_NAME, row.name)]


def _figures(cells: dict[int, Cell], header: Header) -> dict[str, Decimal]:
    """Return the figures that can be read; an empty cell and a dash are nought."""
    found: dict[str, Decimal] = {}
    for name in FIGURES:
        column = header.columns.get(name)
        if column is None:
            continue
        cell = cells.get(column)
        value = _figure(name, cell) if cell else Decimal()
        if value is not None:
            found[name] = value
    return found


def _figure(name: str, cell: Cell) -> Decimal | None:
    text = collapse(cell.text)
    if text in {"-", "\u2013"}:
        return Decimal()
    if name not in AMOUNTS:
        whole = values.count(text)
        return None if whole is None else Decimal(whole)
    if isinstance(cell.value, Decimal):
        return cell.value if 0 <= cell.value < values.LARGEST_AMOUNT else None
    return values.amount(text)
