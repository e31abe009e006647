"""Who may see, correct and withdraw a slip; standard library only."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Reader:
    """Somebody who looks at slips: as whom, and what their office allows."""

    person_id: int | None
    user_id: int
    closes_weeks: bool = False
    #: Holds the office that may know who thanked, in a chapter that allows it.
    sees_thanks: bool = False

    def is_among(self, *person_ids: int | None) -> bool:
        """Tell whether the reader is one of these persons."""
        return self.person_id is not None and self.person_id in person_ids


@dataclass(frozen=True)
class Ownership:
    """Whose a slip is."""

    author_id: int | None
    recorder_id: int | None
    #: Who else may read all of it.
    shared_id: int | None
    #: Whether it says who thanked, and how much.
    is_confidential: bool
    #: Whether its author was told that the office which closes the week sees it.
    closer_may_see: bool = False
    #: The other of two who both recorded it, and who typed that.
    co_author_id: int | None = None
    co_recorder_id: int | None = None
    #: Whom it counts for too, though somebody else alone recorded it.
    partner_id: int | None = None


def may_read_all(reader: Reader, slip: Ownership) -> bool:
    """Tell whether contacts and private texts are for this reader."""
    return reader.is_among(slip.author_id, slip.shared_id, slip.co_author_id)


def may_see(reader: Reader, slip: Ownership) -> bool:
    """Tell whether a slip exists for this reader."""
    if may_read_all(reader, slip):
        return True
    if slip.is_confidential:
        return reader.sees_thanks and slip.closer_may_see
    return reader.is_among(slip.partner_id) or may_change(reader, slip)


def may_change(reader: Reader, slip: Ownership) -> bool:
    """Tell whether this reader may correct a slip; its form shows what it says."""
    if reader.is_among(slip.author_id, slip.co_author_id):
        return True
    typed_it = reader.user_id in (slip.recorder_id, slip.co_recorder_id)
    is_official = reader.closes_weeks or typed_it
    return is_official and not slip.is_confidential


def may_withdraw(reader: Reader, slip: Ownership) -> bool:
    """Tell whether this reader may take a slip back, which shows nothing of it."""
    return may_change(reader, slip) or reader.user_id == slip.recorder_id
