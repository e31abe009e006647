"""Checks of single fields that the features share."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import Field
from wtforms.validators import StopValidation, ValidationError

from chapter.web.i18n import gettext


class Required:
    """Refuse an empty field, spaces alone included, and keep what was wrong with its text."""

    field_flags = {"required": True}

    def __init__(self, message: Any) -> None:
        self.message = message

    def __call__(self, form: FlaskForm, field: Field) -> None:
        """Stop at the first thing that is wrong."""
        if field.data in (None, "") and not field.process_errors:
            raise StopValidation(str(self.message))


class AmountRange:
    """Refuse an amount of nothing or less, and one beyond what can be kept."""

    def __init__(self, largest: int, message: Any) -> None:
        self.largest = largest
        self.message = message

    def __call__(self, form: FlaskForm, field: Field) -> None:
        """Say which of the two it is; what could not be read was said already."""
        if field.data is None:
            return
        if field.data > self.largest:
            raise ValidationError(gettext("This amount is longer than any invoice."))
        if field.data < 1:
            raise ValidationError(str(self.message))
