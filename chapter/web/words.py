"""Sentences where Flask may not be known: marked for translation, and carried by refusals."""

from enum import Enum
from typing import Generic, TypeVar

Reason = TypeVar("Reason", bound=Enum)


def N_(message: str) -> str:
    """Mark a sentence for extraction and return it unchanged."""
    return message


class Refused(Exception, Generic[Reason]):
    """Something was refused; `field` names what is at fault on a form, where it is one thing."""

    def __init__(self, refusal: Reason, field: str | None = None) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal
        self.field = field
