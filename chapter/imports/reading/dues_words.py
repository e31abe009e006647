"""The words of the reports on dues and on lengths of membership."""

from chapter.imports.reading.labels import NOT_READ
from chapter.imports.rules import keyed, label_key

_DUES = {
    "name": "Member Name|會員姓名",
    "trade": "Industry|Profession|Classification|職業",
    "type": "Type|類型",
    "status": "Membership Status|會員狀態",
    "due": "Due Date|到期日期",
    "started": "Start Date|開始日期",
    NOT_READ: "AutoRenewal Enabled",
}
_LENGTH = {
    "chapter": "Chapter Name|Chapter",
    "first": "First Name|名字",
    "last": "Last Name|姓氏",
    "cumulative": "Cumulative Start Date",
    "recent": "Recent Start Date",
    NOT_READ: "Cumulative Length|Recent Length",
}
_DUES_LABELS = keyed(_DUES)
_LENGTH_LABELS = keyed(_LENGTH)
SECTIONS = keyed(
    {
        "new": "New Members Since|新會員",
        "late": "Late Members Since|逾期會員",
        "dropped": "Expired or Dropped Members Since",
    }
)


def dues_column(label: str) -> str | None:
    """Return what a column of a Membership Dues Report holds, by its label."""
    return _DUES_LABELS.get(label_key(label))


def length_column(label: str) -> str | None:
    """Return what a column of a Membership Length Report holds, by its label."""
    return _LENGTH_LABELS.get(label_key(label))


def section_of(text: str) -> str | None:
    """Return the part of a Membership Dues Report that begins with a row."""
    key = label_key(text)
    return next((name for label, name in SECTIONS.items() if key.startswith(label)), None)
