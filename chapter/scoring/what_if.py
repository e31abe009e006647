"""The form that asks what a score would be: a field for everything the table counts."""

from collections.abc import Iterable, Mapping
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import Field
from wtforms.validators import ValidationError

from chapter.scoring.fields import whole_number
from chapter.web.forms import BaseForm, MoneyField
from chapter.web.i18n import gettext, lazy_gettext
from reports.scores.scoring import MARKS

MOST, LARGEST = 99_999, 10**13
LABELS = {"A": lazy_gettext("Absences"), "L": lazy_gettext("Coming late")}
# Who is counted absent or late was there otherwise: the weeks stay as many as they are.
SHIFTING = ("A", "L")


class WhatIfForm(BaseForm):
    """The figures of a table, as they are or as they might be; its fields come from `what_if`."""

    figures: Mapping[str, int]

    def validate(self, extra_validators: Any = None) -> bool:
        """Check each figure, and that the marks fit into the weeks there were."""
        is_valid = super().validate(extra_validators)
        marks = [self[name] for name in SHIFTING if name in self]
        if is_valid and marks and self._left(self.changes()) < 0:
            marks[0].errors = [gettext("There were fewer weeks than that.")]
        return not self.errors

    def changes(self) -> dict[str, int]:
        """Return the figures as they might be."""
        typed = {name: value for name, value in self.values().items() if value is not None}
        if typed.keys() & set(SHIFTING):
            typed["P"] = max(0, self._left(typed))
        return typed

    def _left(self, typed: Mapping[str, int]) -> int:
        """Return in how many weeks somebody would have been present."""
        weeks = sum(self.figures.get(mark, 0) for mark in MARKS)
        others = ("A", "L", "M", "S")
        return weeks - sum(typed.get(mark, self.figures.get(mark, 0)) for mark in others)


def what_if(
    counts: Iterable[str],
    labels: Mapping[str, str],
    figures: Mapping[str, int],
    currency: str,
    typed: MultiDict[str, str],
) -> WhatIfForm:
    """Make the form for what a table counts, filled in with the figures as they are."""
    names = list(dict.fromkeys("A" if name == "attendance" else name for name in counts))
    fields: dict[str, Any] = {name: _field(name, labels) for name in names}
    made = type("WhatIfForm", (WhatIfForm,), {**fields, "figures": figures})
    # What was left empty stays as it is, and is shown so.
    asked = MultiDict((name, typed[name]) for name in names if typed.get(name, "").strip())
    form: WhatIfForm = made(formdata=asked or None, meta={"csrf": False, "currency": currency})
    for name in names:
        if name not in asked:
            form[name].data = figures.get(name, 0)
    return form


def is_asked(form: WhatIfForm) -> bool:
    """Tell whether somebody asked, rather than only opened the page."""
    return any(field.raw_data for field in form)


def _field(name: str, labels: Mapping[str, str]) -> Field:
    label = LABELS.get(name) or labels[name]
    if name == "closed_business":
        return MoneyField(label, [_in_range])
    return whole_number(label, 0, MOST)


def _in_range(form: Any, field: Any) -> None:
    if field.data is not None and not 0 <= field.data <= LARGEST:
        raise ValidationError(gettext("Write an amount that is not below nothing."))
