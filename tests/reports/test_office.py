"""LibreOffice opens the month's workbook and reads the same values as were written."""

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from reports.books import editions, sheets, workbook
from tests.reports import golden_book

pytestmark = [pytest.mark.office]


def values_of(file: Path) -> dict[str, list[list[Any]]]:
    """Return the values of every sheet, without the empty cells around them."""
    book = CalamineWorkbook.from_path(file)
    sheets_read = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    return {
        name: [[cell for cell in row if cell != ""] for row in rows if any(c != "" for c in row)]
        for name, rows in sheets_read.items()
    }


def convert(file: Path, kind: str) -> Path:
    """Let LibreOffice write a file as one of another kind, and return that."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    assert office is not None
    copy = ("--convert-to", kind, "--outdir", str(file.parent / "copy"), str(file))
    profile = f"-env:UserInstallation=file://{file.parent / 'profile'}"
    subprocess.run([office, profile, "--headless", *copy], check=True, capture_output=True)
    return file.parent / "copy" / f"{file.stem}.{kind}"


def test_office_reads_what_was_written(tmp_path: Path) -> None:
    """Seen red with names that begin with = let through as formulas."""
    book = golden_book.book("leadership")
    names = book.members.assign(last_name="=1+1")
    written = tmp_path / "month.xlsx"
    found = sheets.every(replace(book, members=names), {})
    written.write_bytes(workbook.to_bytes(found, date(2026, 11, 1)))
    ours, theirs = values_of(written), values_of(convert(written, "xlsx"))
    assert theirs == ours
    assert "Ana =1+1" in {cell for row in ours["Leaderboard"] for cell in row}


@pytest.mark.parametrize("edition", editions.EDITIONS)
def test_office_prints_every_sheet(edition: str, tmp_path: Path) -> None:
    """Each sheet has pages of its own. Seen red with a workbook cut off in the middle."""
    book = golden_book.book(edition)
    made = sheets.every(book, {})
    written = tmp_path / "month.xlsx"
    written.write_bytes(workbook.to_bytes(made, book.made_on))

    printed = convert(written, "pdf").read_bytes()

    assert printed.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) >= len(made)
