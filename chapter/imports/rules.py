"""How large a file may be, why one is not read, and when two labels are the same."""

import re
import unicodedata
from enum import Enum

from chapter.web.words import N_

LARGEST_FILE = 5 * 1024 * 1024
LARGEST_UNPACKED = 50 * 1024 * 1024
MOST_ENTRIES = 200
MOST_ELEMENTS = 1_000_000
MOST_ROWS = 20_000
MOST_CELLS = 300_000
# What the process that reads a file may use.
MEMORY = 256 * 1024 * 1024
SECONDS = 20
LONGEST_NAME = 120
LONGEST_DETAIL = 400
LONGEST_TEXT = 200


class Trouble(Enum):
    """Why a file, a row or a cell is not read; `%(value)s` stands for what was found."""

    EMPTY = N_("The file is empty; download it again.")
    TOO_LARGE = N_("The file is larger than 5 MB; give a shorter period.")
    UNPACKS_TOO_LARGE = N_("The file unpacks to far more than a report holds; download it again.")
    TOO_MANY_ROWS = N_("The file has more than 20,000 rows; give a shorter period.")
    TOO_MANY_CELLS = N_("The file has more than 300,000 filled cells; give a shorter period.")
    ENTITIES = N_("The file defines its own entities, which no report does; download it again.")
    DAMAGED = N_("The file is damaged or ends too early; download it again.")
    PASSWORD = N_("The file is protected by a password; save it without one.")
    OLD_EXCEL = N_("This is an old binary Excel file; open it and save it as .xlsx.")
    BINARY_EXCEL = N_("This is a binary Excel file (.xlsb); open it and save it as .xlsx.")
    OPEN_DOCUMENT = N_("This is an OpenDocument file; open it and save it as .xlsx.")
    PDF = N_("This is a PDF; download the report as a spreadsheet instead.")
    WEB_PAGE = N_("This is a web page, not a spreadsheet; sign in there and download it again.")
    PLAIN_TEXT = N_(
        "This is text without columns; give the report as downloaded, or .xlsx or .csv."
    )
    NOT_A_SPREADSHEET = N_("This is not a spreadsheet; give the report as downloaded, or .xlsx.")
    NO_CELLS = N_("The spreadsheet has no filled cells; download the report again.")
    OTHER_REPORT = N_(
        "This is a %(value)s, which holds nothing to bring in; choose the Slips Audit Report, a "
        "PALMS report, a list of members or of visitors."
    )
    ONE_MEETING = N_(
        "This is a one-meeting PALMS; choose the PALMS Attendance Report for the marks, the Slips "
        "Audit Report for the slips, or a summary of whole months."
    )
    UNKNOWN_REPORT = N_(
        "This report is not known; choose the Slips Audit Report, a PALMS report, a list of "
        "members or of visitors, or the template."
    )
    NO_HEADER = N_("The %(value)s has no row of column names; download it again.")
    TWO_REPORTS = N_("The file has reports on several sheets (%(value)s); give them one by one.")
    MISSING_COLUMN = N_("The column “%(value)s” is missing; download the report again.")
    DOUBLE_COLUMN = N_("The column “%(value)s” stands twice; download the report again.")
    BROKEN_ROW = N_("The quotation marks around row %(value)s do not match; save the file again.")
    NO_YEAR = N_(
        "The days of the meetings have no year and no From and To stand above them; download the "
        "report again with its headers."
    )
    NO_MEETINGS = N_("No column of the report is the day of a meeting; download it again.")
    TOO_HEAVY = N_(
        "Reading the file takes more time or memory than a report needs; give a shorter period."
    )
    UNREAD_COLUMN = N_("The column “%(value)s” is not known, so it is not read.")
    UNREAD_SHEET = N_("The sheet “%(value)s” is not known, so it is not read.")
    NO_BOLD = N_(
        "A CSV loses the bold names; who is outside is told by the Detail column and the roster."
    )
    UNCERTAIN_OUTSIDER = N_(
        "One of the two is of “%(value)s”; without bold names only the roster tells which."
    )
    UNCERTAIN_LETTERS = N_(
        "The file does not say how its letters are written; look at names with accents."
    )
    UNCERTAIN_MEETING = N_(
        "The date in the title, %(value)s, does not say for certain which day is meant; "
        "say which meeting it is of."
    )
    UNCERTAIN_PERIOD = N_("The period, %(value)s, does not say for certain which days are meant.")
    UNCERTAIN_DAYS = N_(
        "Dates such as %(value)s do not say whether the day or the month comes first; say which."
    )
    MIXED_DAYS = N_(
        "This column holds both dates and texts such as %(value)s; a spreadsheet may have "
        "exchanged day and month, so look at them."
    )
    UNREAD_DAY = N_("“%(value)s” is not one certain date, so this cell is not read.")
    UNREAD_TEXT = N_("The text that begins with “%(value)s” is too long, so it is not read.")
    UNREAD_EMAIL = N_("“%(value)s” is not an e-mail address, so this cell is not read.")
    UNKNOWN_LETTER = N_("“%(value)s” is none of P, A, L, M and S, so this cell is not read.")
    UNKNOWN_STATUS = N_("The status “%(value)s” is not known, so it changes nothing.")
    UNKNOWN_VISIT = N_("The type of visit “%(value)s” is not known; it is read as a visitor’s.")
    UNCERTAIN_COLUMN = N_(
        "The column “%(value)s” is not one certain day of the period, so it is not read."
    )
    ONE_MEETING_HELD = N_("The report counts one meeting only; is it of the period you meant?")
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
    NOT_A_DAY = N_("“%(value)s” cannot be read as one certain date.")
    NOT_A_CHOICE = N_("“%(value)s” is none of the words this column may hold.")
    NAMELESS = N_("The row has no name.")
    LONE_NAME = N_("The row “%(value)s” has a name and nothing else.")
    UNCOMPUTED = N_(
        "“%(value)s” is a formula without its result; open the file in a spreadsheet and save it."
    )
    SHIFTED_ROW = N_("The row has more cells than there are columns, so none of them is certain.")
    TWO_ROWS = N_("The row “%(value)s” stands twice.")


# The issues that leave no row out: they only tell.
TELLING = {
    Trouble.MIXED_DAYS,
    Trouble.NO_BOLD,
    Trouble.ONE_MEETING_HELD,
    *(trouble for trouble in Trouble if trouble.name.startswith(("UNREAD_", "UNCERTAIN_"))),
    *(Trouble.UNKNOWN_LETTER, Trouble.UNKNOWN_STATUS, Trouble.UNKNOWN_VISIT),
}


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


def keyed(words: dict[str, str]) -> dict[str, str]:
    """Return the spellings of each name, turned round: label key to name."""
    return {label_key(word): name for name, text in words.items() for word in text.split("|")}


# What a spreadsheet writes where a formula fails.
_ERRORS = {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"}


def is_name(text: str) -> bool:
    """Tell whether a text can be somebody's name: it has a letter and is no formula's error."""
    return any(character.isalpha() for character in text) and text not in _ERRORS


# Parties that stand for "somebody outside", bold or not.
PSEUDO_PARTIES = {"bni", "visitor", "visitors"}
