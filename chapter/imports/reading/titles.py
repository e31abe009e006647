"""Reports told by the titles above their rows."""

from collections.abc import Iterable

from chapter.imports.reading.container import Sheet
from chapter.imports.rules import label_key
from chapter.web.words import N_

# How many rows are looked at to tell what a report is.
_TOP = 20

# Words of a title, by the report that is read.
_READ = {
    N_("Slips Audit Report"): "Slips Audit",
    N_("Chapter Summary PALMS Report"): "Summary PALMS|PALMS 摘要報告",
    N_("PALMS Attendance Report"): "PALMS Attendance",
    N_("Membership Dues Report"): "Membership Dues",
    N_("Membership Length Report"): "Membership Length",
    N_("Chapter Roster Report"): "Chapter Roster",
    N_("Visitor Registration Report"): "Visitor Registration",
    N_("Chapter Visitor Report"): "Chapter Visitor",
}
# Reports that hold nothing a chapter brings along, most of them seen as PDF only.
_OTHER = {
    N_("Absence Report"): "Absence Report",
    N_("Speaker Report"): "Speaker Report",
    N_("Member Training Report"): "Member Training",
    N_("Professions Not In Chapter report"): "Professions Not In Chapter",
}


def read_report(texts: Iterable[str]) -> str | None:
    """Return the readable report whose title stands among these texts."""
    return _titled(texts, _READ)


def other_report(texts: Iterable[str]) -> str | None:
    """Return the report that is known but not read whose title stands among these texts."""
    return _titled(texts, _OTHER)


def _titled(texts: Iterable[str], titles: dict[str, str]) -> str | None:
    seen = [label_key(text) for text in texts]
    for report, words in titles.items():
        if any(label_key(word) in key for word in words.split("|") for key in seen):
            return report
    return None


def titled(sheet: Sheet, report: str) -> bool:
    """Tell whether a sheet's first rows hold the title of a report."""
    return read_report(top(sheet)) == report


def top(sheet: Sheet) -> list[str]:
    """Return the texts of a sheet's first rows."""
    return [cell.text for line in sorted(sheet.rows)[:_TOP] for cell in sheet.rows[line].values()]
