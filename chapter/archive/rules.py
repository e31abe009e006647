"""How large an archive may be, which form it has, and why one is refused; standard library only."""

from enum import Enum

from chapter.web.words import N_

#: Of the form of the archive, not of the app; a change that old readers cannot read raises it.
VERSION = 1
FORMAT = "chapter-archive"

MEGABYTE = 1024 * 1024
LARGEST_FILE = 200 * MEGABYTE
LARGEST_UNPACKED = 2048 * MEGABYTE
MOST_ENTRIES = 100
LARGEST_SCHEMA = 4 * MEGABYTE
LONGEST_LINE = 1_000_000


class Refusal(Enum):
    """The sentence of each refusal."""

    NOT_AN_ARCHIVE = N_("This is no archive of a chapter; give the .zip that “Download” gave.")
    TOO_LARGE = N_("The archive is larger than 200 MB, or unpacks to more than 2 GB.")
    NEWER = N_(
        "This archive was made by a newer Chapter (%(what)s); bring this one up to date first."
    )
    LACKING = N_("The archive lacks %(what)s, so nothing was brought in.")
    CHANGED = N_("%(what)s is not as it was written: %(why)s. Nothing was brought in.")
    CELL = N_("%(what)s row %(row)s: %(column)s is %(value)s, which is not %(wanted)s.")
    ASTRAY = N_("%(what)s row %(row)s: %(column)s names %(value)s, which is not in the archive.")
    SLUG_TAKEN = N_(
        "There is a chapter “%(slug)s” already; give another short name with --slug NAME."
    )
    NOT_KEPT = N_("The database refuses what the archive says: %(why)s. Nothing was brought in.")
    NO_WEEK = N_("Choose a week that is closed.")


class ArchiveRefused(Exception):
    """An archive was not made or not brought in; the message is one plain sentence."""

    def __init__(self, refusal: Refusal, **values: object) -> None:
        super().__init__(refusal.value % values)
        self.refusal = refusal
        self.values = values
