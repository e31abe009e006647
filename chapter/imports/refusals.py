"""Why a file that can be read is not brought in; standard library only."""

from enum import Enum

from chapter.web.words import N_


class Refusal(Enum):
    """The sentence of each refusal."""

    ROWS = N_("%(number)s rows of %(name)s are not understood, so nothing was brought in. %(rows)s")
    NO_MEETING = N_("%(name)s does not say which meeting it is of; add --meeting YYYY-MM-DD.")
    FUTURE = N_("The meeting of %(day)s is still to come; give the day it was held.")
    CLOSED = N_(
        "The week of %(day)s is closed; run “flask reopen %(slug)s %(day)s” first, then close it "
        "again."
    )
    HOLIDAY = N_("The week of %(day)s is a holiday; put the meeting back first.")
    UNKNOWN = N_(
        "%(name)s names people who are not on the roster: %(names)s. Admit them, or add "
        "“--unknown former” if they have left."
    )
    SHARED = N_("Two people on the roster have the same name: %(names)s. Rename one of them.")
    AMOUNT = N_("Row %(row)s has the amount %(value)s, which the chapter’s currency cannot hold.")
    TOO_MANY_DAYS = N_("There are more --meeting days than files without a date.")


class ImportRefused(Exception):
    """A file was not brought in; the message is one plain sentence."""

    def __init__(self, refusal: Refusal, **values: object) -> None:
        super().__init__(refusal.value % values)
        self.refusal = refusal
        self.values = values
