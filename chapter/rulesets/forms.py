"""What a new set of rules asks."""

from dataclasses import asdict
from datetime import date
from typing import Any

from wtforms import HiddenField, RadioField, SelectField
from wtforms.validators import NumberRange

from chapter.rulesets.rules import DEFAULT_PRESET, PRESETS, WINDOW_LABELS
from chapter.web.forms import BaseForm, DayField, WholeNumberField, offered
from chapter.web.i18n import lazy_gettext
from chapter.web.validators import Required

# Tenths of an absence.
COSTS = ((0, "0"), (5, "½"), (10, "1"))
MARKS = {
    "A": lazy_gettext("An absence counts"),
    "L": lazy_gettext("Coming late counts"),
    "M": lazy_gettext("A medical absence counts"),
    "S": lazy_gettext("A substitute counts"),
}
MONTHS = (
    lazy_gettext("January"),
    lazy_gettext("February"),
    lazy_gettext("March"),
    lazy_gettext("April"),
    lazy_gettext("May"),
    lazy_gettext("June"),
    lazy_gettext("July"),
    lazy_gettext("August"),
    lazy_gettext("September"),
    lazy_gettext("October"),
    lazy_gettext("November"),
    lazy_gettext("December"),
)
CHOOSE = Required(lazy_gettext("Choose one."))


def _number(label: Any, least: int, most: int, *, needed: bool = True) -> WholeNumberField:
    sentence = lazy_gettext("Write a number from %(least)s to %(most)s.", least=least, most=most)
    checks: list[Any] = [Required(sentence)] if needed else []
    return WholeNumberField(label, [*checks, _Within(least, most, sentence)])


class _Within(NumberRange):
    """A number in a range; an empty one that may be empty is fine."""

    def __call__(self, form: Any, field: Any) -> None:
        """Check only what was written."""
        if field.data is not None:
            super().__call__(form, field)


def _cost(letter: str) -> RadioField:
    return RadioField(MARKS[letter], [CHOOSE], coerce=int, choices=offered(COSTS))


class RuleSetForm(BaseForm):
    """Rules that hold from a day on."""

    preset = HiddenField()
    valid_from = DayField(
        lazy_gettext("They hold from"), [Required(lazy_gettext("Choose the day."))]
    )
    absence_limit = _number(lazy_gettext("Absences allowed"), 0, 99)
    window = RadioField(
        lazy_gettext("Counted over"),
        [CHOOSE],
        choices=offered(
            (window.value, lazy_gettext(label)) for window, label in WINDOW_LABELS.items()
        ),
    )
    window_months = _number(lazy_gettext("How many months"), 1, 24)
    window_starts_month = SelectField(
        lazy_gettext("Fixed periods start in"), coerce=int, choices=offered(enumerate(MONTHS, 1))
    )
    cost_a = _cost("A")
    cost_l = _cost("L")
    cost_m = _cost("M")
    cost_s = _cost("S")
    substitutes_limit = _number(
        lazy_gettext("Substitutes allowed in that time"), 0, 99, needed=False
    )
    visits_limit = _number(lazy_gettext("Visits allowed to one person"), 1, 99, needed=False)
    pair_days = _number(lazy_gettext("Point out a pair’s next one-to-one within (days)"), 0, 365)
    silent_days = _number(lazy_gettext("A word on a referral is due after (days)"), 1, 180)

    def rules(self) -> dict[str, Any]:
        """Return the rules by the names of their columns."""
        values = self.values()
        weights = {letter: values.pop(f"cost_{letter.lower()}") for letter in MARKS}
        return {**values, "weights": {"P": 0, **weights}}


def of_preset(name: str, valid_from: date) -> dict[str, Any]:
    """Return what the form starts with; an unknown preset is the usual one."""
    known = name if name in PRESETS else DEFAULT_PRESET
    start = asdict(PRESETS[known])
    costs = {f"cost_{letter.lower()}": start["weights"][letter] for letter in MARKS}
    return {**start, **costs, "preset": known, "valid_from": valid_from}
