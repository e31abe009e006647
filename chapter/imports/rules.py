"""The words foreign reports use, what this import knows of them, and why it refuses."""

import re
import unicodedata
from collections.abc import Iterable
from enum import Enum

from chapter.web.words import N_

LARGEST_FILE = 5 * 1024 * 1024
LARGEST_UNPACKED = 50 * 1024 * 1024
MOST_ENTRIES = 200
MOST_ELEMENTS = 1_000_000
MOST_ROWS = 20_000
LONGEST_NAME = 120
LONGEST_DETAIL = 400


class Trouble(Enum):
    """Why a file, a row or a cell is not read; `%(value)s` stands for what was found."""

    EMPTY = N_("The file is empty; download it again.")
    TOO_LARGE = N_("The file is larger than 5 MB; give a shorter period.")
    UNPACKS_TOO_LARGE = N_("The file unpacks to far more than a report holds; download it again.")
    TOO_MANY_ROWS = N_("The file has more than 20,000 rows; give a shorter period.")
    ENTITIES = N_("The file defines its own entities, which no report does; download it again.")
    DAMAGED = N_("The file is damaged or ends too early; download it again.")
    PASSWORD = N_("The file is protected by a password; save it without one.")
    OLD_EXCEL = N_("This is an old binary Excel file; open it and save it as .xlsx.")
    BINARY_EXCEL = N_("This is a binary Excel file (.xlsb); open it and save it as .xlsx.")
    OPEN_DOCUMENT = N_("This is an OpenDocument file; open it and save it as .xlsx.")
    PDF = N_("This is a PDF; download the report as a spreadsheet instead.")
    WEB_PAGE = N_("This is a web page, not a spreadsheet; sign in there and download it again.")
    PLAIN_TEXT = N_(
        "This is plain text or CSV, which loses the bold names; give the file as downloaded, "
        "or save it as .xlsx."
    )
    NOT_A_SPREADSHEET = N_("This is not a spreadsheet; give the report as downloaded, or .xlsx.")
    NO_CELLS = N_("The spreadsheet has no filled cells; download the report again.")
    OTHER_REPORT = N_(
        "This is a %(value)s; this import reads the Slips Audit Report and the Chapter Summary "
        "PALMS Report."
    )
    UNKNOWN_REPORT = N_(
        "This report is not known; this import reads the Slips Audit Report and the Chapter "
        "Summary PALMS Report."
    )
    NO_HEADER = N_("The %(value)s has no row of column names; download it again.")
    TWO_REPORTS = N_("The file has reports on several sheets (%(value)s); give them one by one.")
    MISSING_COLUMN = N_("The column “%(value)s” is missing; download the report again.")
    DOUBLE_COLUMN = N_("The column “%(value)s” stands twice; download the report again.")
    UNREAD_COLUMN = N_("The column “%(value)s” is not known, so it is not read.")
    UNCERTAIN_MEETING = N_(
        "The date in the title, %(value)s, does not say for certain which day is meant; "
        "name the meeting with --meeting."
    )
    UNCERTAIN_PERIOD = N_("The period, %(value)s, does not say for certain which days are meant.")
    UNKNOWN_TYPE = N_("The slip type “%(value)s” is not known.")
    UNKNOWN_TIER = N_("“%(value)s” is neither inside nor outside.")
    MISSING = N_("This cell is empty, and a slip of this type needs it.")
    NOT_A_NAME = N_("“%(value)s” is not a person’s name.")
    NO_NAME = N_("The row has figures but no name.")
    NO_FIGURES = N_("The row “%(value)s” has no figures.")
    SAME_PERSON = N_("“%(value)s” stands on both sides of the slip.")
    TOO_LONG = N_("The text that begins with “%(value)s” is too long.")
    NOT_AN_AMOUNT = N_("“%(value)s” cannot be read as one certain amount.")
    NOT_A_COUNT = N_("“%(value)s” is not a whole number.")
    TWO_ROWS = N_("The row “%(value)s” stands twice.")


# The issues that leave no row out: they only tell.
TELLING = {Trouble.UNREAD_COLUMN, Trouble.UNCERTAIN_MEETING, Trouble.UNCERTAIN_PERIOD}


class Unreadable(Exception):
    """A file cannot be read; the message is one plain sentence."""

    def __init__(self, trouble: Trouble, value: str = "") -> None:
        super().__init__(trouble.value % {"value": value})
        self.trouble = trouble
        self.value = value


_FILLING = re.compile(r"[\s_\-\u2010-\u2015\u200b\ufeff]+")


def label_key(text: str) -> str:
    """Return a label without case, spaces, dashes and the colon at its end."""
    return _FILLING.sub("", unicodedata.normalize("NFKC", text)).casefold().rstrip(":")


def ends_with_colon(text: str) -> bool:
    """Tell whether a text is a parameter's label, with the colon of any script."""
    return unicodedata.normalize("NFKC", text).rstrip().endswith(":")


def _keyed(words: dict[str, str]) -> dict[str, str]:
    """Return the spellings of each name, turned round: label key to name."""
    return {label_key(word): name for name, text in words.items() for word in text.split("|")}


SLIP_COLUMNS = {
    "from": "From",
    "to": "To",
    "type": "Slip Type",
    "tier": "Inside/Outside",
    "amount": "TYFCB Amount",
    "units": "CEU Credits",
    "detail": "Detail",
}
_SLIP_LABELS = _keyed(SLIP_COLUMNS) | {label_key("Qty if CEU"): "units"}

SLIP_KINDS = _keyed(
    {
        "referral": "Referral",
        "one-to-one": "One-to-One|1-2-1|F-2-F",
        "closed-business": "TYFCB",
        "education": "CEU",
        "visitor": "Visitor",
    }
)
TIERS = _keyed(
    {"inside": "Tier 1 (inside)|Tier 1|Inside|1", "outside": "Tier 2 (outside)|Tier 2|Outside|2"}
)

# What a slip of each kind cannot do without.
NEEDED = {
    "referral": ("from", "to", "tier"),
    "one-to-one": ("from", "to"),
    "closed-business": ("to", "amount"),
    "education": ("from", "units"),
    "visitor": ("from", "to"),
}

# Parties that stand for "somebody outside", bold or not.
PSEUDO_PARTIES = {"bni", "visitor", "visitors"}

FIGURES = (
    *("P", "A", "L", "M", "S", "RGI", "RGO", "RRI", "RRO", "V", "1-2-1", "TYFCB", "CEU"),
    *("T", "Custom", "Rev Rcvd"),
)
MARKS = FIGURES[:5]
AMOUNTS = {"TYFCB", "Rev Rcvd"}
NEEDED_FIGURES = FIGURES[:13]
_SUMMARY_LABELS = _keyed(
    {figure: figure for figure in FIGURES}
    | {
        "first": "First Name|名字",
        "last": "Last Name|姓氏",
        "P": "P|出席",
        "A": "A|缺席",
        "L": "L|遲到",
        "M": "M|病假",
        "S": "S|替代人|代理人|替代人(代理人)",
        "RGI": "RGI|提供內部引薦",
        "RGO": "RGO|提供外部引薦",
        "RRI": "RRI|收到內部引薦",
        "RRO": "RRO|收到外部引薦",
        "V": "V|Visitors|來賓",
        "1-2-1": "1-2-1|One-to-One|F-2-F|一對一會面",
        "TYFCB": "TYFCB|Rev Given|交易價值",
        "CEU": "CEU|分會教育單位",
    }
)
PSEUDO_ROWS = _keyed({"visitors": "Visitors|來賓", "others": "BNI", "total": "Total|總數"})
PARAMETERS = _keyed({"chapter": "Chapter|分會", "first": "From|從", "until": "To|至"})

SLIPS_TITLE = "Slips Audit Report"
SUMMARY_TITLE = "Chapter Summary PALMS Report"

# Reports known by words of their title or by labels that stand together in one row.
_OWN_TITLES = {
    SLIPS_TITLE: "Slips Audit",
    SUMMARY_TITLE: "Summary PALMS|PALMS 摘要報告",
}
_OTHER_TITLES = {
    N_("PALMS Attendance Report"): "PALMS Attendance",
    N_("Membership Dues Report"): "Membership Dues",
    N_("Membership Length Report"): "Membership Length",
    N_("Chapter Roster Report"): "Chapter Roster",
    N_("Visitor Registration Report"): "Visitor Registration",
    N_("Chapter Visitor Report"): "Chapter Visitor",
    N_("Absence Report"): "Absence Report",
    N_("Speaker Report"): "Speaker Report",
    N_("Member Training Report"): "Member Training",
    N_("Professions Not In Chapter report"): "Professions Not In Chapter",
}
_OTHER_HEADERS = {
    "Membership Dues Report": ("Member Name|Membership Status", "會員姓名|會員狀態"),
    "Membership Length Report": ("First Name|Cumulative Length",),
    "Chapter Roster Report": ("Member Name|Classification",),
    "Visitor Registration Report": ("Visit Date|Meeting Format",),
    "Chapter Visitor Report": ("Visit Date|Invited By",),
    N_("members list"): ("Chapter Name|Join Date",),
}
_MEETING_DAY = re.compile(r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\d\d?")


def slip_column(label: str) -> str | None:
    """Return which part of a slip a column holds, by its label."""
    key = label_key(label)
    # The sign in front is the chapter's currency: "$ if TYFCB", "€ if TYFCB".
    return "amount" if key.endswith("iftyfcb") else _SLIP_LABELS.get(key)


def summary_column(label: str) -> str | None:
    """Return `first`, `last` or the figure a column holds, by its label."""
    return _SUMMARY_LABELS.get(label_key(label))


def _titled(keys: Iterable[str], titles: dict[str, str]) -> str | None:
    seen = list(keys)
    for report, text in titles.items():
        if any(label_key(words) in key for words in text.split("|") for key in seen):
            return report
    return None


def own_report(texts: Iterable[str]) -> str | None:
    """Return the readable report whose title stands among these texts."""
    return _titled([label_key(text) for text in texts], _OWN_TITLES)


def other_report(rows: Iterable[Iterable[str]]) -> str | None:
    """Return the name of a report this import knows but does not read."""
    for row in rows:
        keys = {label_key(text) for text in row}
        name = _titled(keys, _OTHER_TITLES) or _headed(keys)
        if name:
            return name
    return None


def _headed(keys: set[str]) -> str | None:
    for report, headers in _OTHER_HEADERS.items():
        if any({label_key(label) for label in header.split("|")} <= keys for header in headers):
            return report
    is_grid = label_key("First Name") in keys and any(map(_MEETING_DAY.fullmatch, keys))
    return "PALMS Attendance Report" if is_grid else None
