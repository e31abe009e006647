"""The words in which imports keep where something stands; standard library only."""

from enum import StrEnum


class LineState(StrEnum):
    """What one line of a preview would do."""

    NEW = "new"
    KNOWN = "known"
    CHANGED = "changed"
    #: Stands here and not in the file; taken away only when an officer says so.
    MISSING = "missing"
    #: Names somebody nobody knows yet.
    UNKNOWN = "unknown"
    REFUSED = "refused"


class BatchState(StrEnum):
    """Whether what a file brought in still stands."""

    APPLIED = "applied"
    UNDONE = "undone"


class DraftState(StrEnum):
    """Where an upload stands."""

    WAITING = "waiting"
    APPLIED = "applied"
    CANCELLED = "cancelled"


class Role(StrEnum):
    """Whom a line of a summary stands for."""

    MEMBER = "member"
    VISITORS = "visitors"
    OTHERS = "others"
    TOTAL = "total"
