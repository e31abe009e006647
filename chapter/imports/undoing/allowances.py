"""What taking an import back needs besides the right to bring files in."""

from collections.abc import Mapping

from chapter.imports.models import ImportChange
from chapter.imports.plans import Who
from chapter.imports.refusals import UndoRefusal, UndoRefused
from chapter.imports.undoing import snapshots
from chapter.meetings.models import Meeting
from chapter.meetings.rules import State
from chapter.web.permissions import Permission

OFFICES, MEETINGS = "office_terms", Meeting.__tablename__
#: What the leadership alone makes of a week, and therefore takes back.
_LED = {State.CLOSED, State.DISCARDED, State.HOLIDAY}


def refuse_beyond(who: Who, name: str, noted: Mapping[str, Mapping[int, ImportChange]]) -> None:
    """Refuse to give or take offices, or to open weeks, on behalf of somebody who may not."""
    if noted.get(OFFICES) and Permission.OFFICE_GRANT not in who.rights:
        raise UndoRefused(UndoRefusal.OFFICES, name=name)
    if Permission.WEEK_CLOSE not in who.rights and _leads(noted.get(MEETINGS, {})):
        raise UndoRefused(UndoRefusal.WEEKS, name=name)


def _leads(noted: Mapping[int, ImportChange]) -> bool:
    """Tell whether a week would leave, or go back to, a state that the leadership gives it."""
    rows = snapshots.read(snapshots.table_named(MEETINGS), noted)
    states = {row["state"] for i, row in rows.items() if _was_set(noted[i])}
    states |= {c.before["state"] for c in noted.values() if c.before and "state" in c.before}
    return bool(states & _LED)


def _was_set(change: ImportChange) -> bool:
    return change.before is None or "state" in change.before
