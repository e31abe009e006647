"""What the attendance sheet sends: any number of rows, each as three plain fields."""

import re
from collections.abc import Mapping

from chapter.attendance.service import Entry
from chapter.web.forms import tidy

_ROW = re.compile(r"mark-([0-9]{1,9})")
_SHOWN = re.compile(r"([0-9]{1,9})([A-Z])")


def read(values: Mapping[str, str]) -> list[Entry]:
    """Return the marks that were set; rows without one, and unknown fields, are left alone.

    Without script the whole sheet is sent, so it also says what it showed: a row nobody
    touched must not overwrite what somebody else marked in the meantime.
    """
    shown = dict(_SHOWN.findall(values.get("shown", "")))
    entries = []
    for name, mark in values.items():
        row = _ROW.fullmatch(name)
        if row is None or not mark:
            continue
        entry = _entry(row[1], mark, values)
        if shown.get(row[1]) != mark or entry.substitute_name:
            entries.append(entry)
    return entries


def _entry(person_id: str, mark: str, values: Mapping[str, str]) -> Entry:
    version = values.get(f"version-{person_id}", "")
    is_number = re.fullmatch(r"[0-9]{1,9}", version)
    return Entry(
        int(person_id),
        mark,
        tidy(values.get(f"substitute-{person_id}", "")) or "",
        # Anything else is an old version, so the row meets what stands there now.
        int(version) if is_number else -1,
    )
