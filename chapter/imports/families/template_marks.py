"""The template's marks as cells of a grid, and who is a member on a day by the file itself."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from chapter.attendance import queries as attendance
from chapter.chapters.models import Chapter
from chapter.imports.families.mark_diff import Wanted
from chapter.imports.families.roster_rules import Said
from chapter.imports.matching import Matches
from chapter.imports.reading.contents import MarkRow

SHEET = "Marks"


def wanted(rows: Iterable[MarkRow]) -> list[Wanted]:
    """Return the cells the sheet tells of."""
    return [
        Wanted(row.held_on, row.name, row.letter, row.line, SHEET, row.substitute) for row in rows
    ]


def blanks(chapter: Chapter, cells: list[Wanted], matches: Matches) -> list[Wanted]:
    """Return a blank for each mark that stands on a day of the sheet and is not in it."""
    if not cells:
        return []
    days = {cell.day for cell in cells}
    standing = attendance.between(chapter, min(days), max(days) + timedelta(days=1))
    listed = {(cell.day, person.id) for cell in cells if (person := matches.known.get(cell.key))}
    found = []
    for day in sorted(days & set(standing)):
        for mark in standing[day]:
            person = mark.person
            # A name the file uses for somebody else says nothing of this person.
            if (day, person.id) not in listed and person.match_key not in matches.names:
                matches.known[person.match_key] = person
            if (day, person.id) not in listed:
                found.append(Wanted(day, person.name, "", 0, SHEET))
    return [cell for cell in found if cell.key in matches.known]


def joins(saids: Iterable[Said], key: str, day: date) -> bool:
    """Tell whether the file's own members' sheet has somebody on the roster by that day."""
    by_key: Mapping[str, Said] = {said.key: said for said in saids}
    said = by_key.get(key)
    if said is None:
        return True
    joined_on = said.values.get("joined_on")
    firsts = [first for first, _ in said.earlier]
    firsts.append(joined_on if isinstance(joined_on, date) else None)
    # A mark may stand after its member left: some are said to have left only later.
    return any(first is None or first <= day for first in firsts)
