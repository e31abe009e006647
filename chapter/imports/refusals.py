"""Why a file that can be read is not brought in; standard library only."""

from enum import Enum

from chapter.web.words import N_


class Refusal(Enum):
    """The sentence of each refusal."""

    ROW = N_("One row of %(name)s is not understood; mend it or leave it out. %(rows)s")
    ROWS = N_("%(number)s rows of %(name)s are not understood; mend or leave them out. %(rows)s")
    NO_MEETING = N_("%(name)s does not say which meeting it is of; add --meeting YYYY-MM-DD.")
    FUTURE = N_("The meeting of %(day)s is still to come; give the day it was held.")
    CLOSED = N_(
        "The week of %(day)s is closed. Reopen it (at a command line: flask reopen %(slug)s "
        "%(iso)s), bring the file in again, then close the week."
    )
    TOO_EARLY = N_("The day %(day)s is too long ago for a meeting; give one since 1985.")
    NO_SLOT = N_(
        "No meeting stands on %(day)s. The president, the vice president or a director brings "
        "this in, or moves a meeting to that day."
    )
    UNANSWERED = N_("%(name)s: %(question)s")
    HOLIDAY = N_("The week of %(day)s is a holiday; put the meeting back first.")
    DISCARDED = N_(
        "The week of %(day)s was discarded; the president, the vice president or a director puts "
        "it back first."
    )
    UNKNOWN = N_(
        "%(name)s names people who are not on the roster: %(names)s. Admit them, or "
        "say “--same NAME=MEMBER”, or add “--unknown former” if they have left."
    )
    SHARED = N_("Two people on the roster have the same name: %(names)s. Rename one of them.")
    AMOUNT = N_("Row %(row)s has the amount %(value)s, which the chapter’s currency cannot hold.")
    NOT_READY = N_("Something of this import is still to be answered.")
    OFFICES = N_(
        "The president, the vice president or a director grants and ends offices; ask one of them."
    )
    MEMBERS = N_("Who admits members changes the roster; ask one of them.")
    CLOSING = N_("The president, the vice president or a director closes weeks; ask one of them.")
    SCHEDULING = N_(
        "The president, the vice president or a director cancels meetings; ask one of them."
    )
    OTHERWISE = N_("Something changed meanwhile; look at the preview again, then bring it in.")
    NO_DRAFT = N_("This upload was brought in or cancelled already; upload the files again.")
    TOO_MANY_DAYS = N_("There are more --meeting days than files without a date.")


class UndoRefusal(Enum):
    """Why what a file brought in cannot be taken back."""

    UNDONE = N_("%(name)s was taken back already.")
    UNNOTED = N_("What %(name)s changed was not noted here, so it cannot be taken back.")
    UNKNOWN = N_("There is no import with the number %(number)s in this chapter.")
    CLOSED = N_("The week of %(day)s is closed; reopen it, then take the file back.")
    PERSON_CHANGED = N_("What is known of %(name)s changed since this came in, so it stays.")
    SLIP_CHANGED = N_("A slip that came in was corrected or withdrawn since, so it stays.")
    MARK_CHANGED = N_("The mark of %(name)s was changed since this came in, so it stays.")
    VISIT_CHANGED = N_("The visit of %(name)s was changed since this came in, so it stays.")
    CHANGED = N_("Something that came in was changed since, so it stays.")
    CLOSED_WEEKS = N_(
        "What came in counts in weeks that are closed: %(days)s. It is taken out of them when "
        "somebody says so (at a command line: --closed-too)."
    )
    MANY_CLOSED_WEEKS = N_(
        "What came in counts in %(number)s weeks that are closed, from %(first)s to %(last)s. It "
        "is taken out of them when somebody says so (at a command line: --closed-too)."
    )
    OFFICES = N_(
        "%(name)s granted or ended offices, so the president, the vice president or a director "
        "takes it back."
    )
    WEEKS = N_(
        "%(name)s closed or cancelled weeks, so the president, the vice president or a director "
        "takes it back."
    )
    PERSON_USED = N_(
        "%(name)s came in with this file, and what was recorded or brought in since names them; "
        "take that back first."
    )
    VISIT_USED = N_("A slip recorded since invites %(name)s; withdraw it first.")
    LATER_CHANGED = N_("#%(number)s %(file)s changed what came in with this; take that back first.")
    LATER_USED = N_("#%(number)s %(file)s builds on what came in with this; take that back first.")
    LATER_BACK = N_(
        "#%(number)s %(file)s brought in again what this took away; take that back first."
    )
    BACK = N_("What this took away was recorded again since, so it cannot come back.")
    USED = N_("What was recorded or brought in since builds on this; take that back first.")


class ImportRefused(Exception):
    """A file was not brought in; the message is one plain sentence."""

    def __init__(self, refusal: Refusal | UndoRefusal, **values: object) -> None:
        super().__init__(refusal.value % values)
        self.refusal = refusal
        self.values = values


class UndoRefused(ImportRefused):
    """What a file brought in was not taken back."""
