"""What choosing a table, the goals and the chapter's own awards ask."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from wtforms import Field, RadioField, SelectField, StringField
from wtforms.validators import Length

from chapter.scoring.fields import FigureField, above_nothing, from_day, row_count, whole_number
from chapter.scoring.rules import (
    AWARD_RULES,
    GOALS,
    LONGEST_NAME,
    MEMBERS,
    MOST_AWARDS,
    goals_kept,
    is_money,
)
from chapter.web.forms import BaseForm, MoneyField, offered
from chapter.web.i18n import gettext, lazy_gettext, minor_digits
from chapter.web.validators import AmountRange, Required

MOST_MEMBERS, LARGEST_AMOUNT = 999, 10**13
UNCHOSEN = lazy_gettext("Choose one of the tables.")
PER_WEEK = lazy_gettext("Write more than nothing, or leave it empty.")
AWARD_PARTS = ("name", "measure", "rule", "figure")


class ChooseForm(BaseForm):
    """A table to score by, and from which day."""

    # The service knows the tables, and says in its own words what to do.
    preset = RadioField(
        lazy_gettext("Table"), [Required(UNCHOSEN)], choices=offered(()), validate_choice=False
    )
    valid_from = from_day()


class GoalsForm(BaseForm):
    """Goals of a chapter; its measures are added by `goals_form`."""

    valid_from = from_day()
    members = whole_number(lazy_gettext("Members"), 1, MOST_MEMBERS)

    def measures(self) -> Iterator[Field]:
        """Return the fields of the measures."""
        return (self[name] for name in GOALS if name != MEMBERS)

    def goals(self) -> dict[str, int | float]:
        """Return the goals by measure, money in minor units."""
        return goals_kept(self.data)


def goals_form(labels: Mapping[str, str], currency: str, start: Mapping[str, Any]) -> GoalsForm:
    """Make the form of a chapter's goals, one field per measure."""
    fields = {name: _goal(name, label) for name, label in labels.items() if name != MEMBERS}
    made = type("GoalsForm", (GoalsForm,), fields)
    form: GoalsForm = made(data=dict(start), meta={"currency": currency})
    return form


def _goal(name: str, label: str) -> Field:
    if is_money(name):
        return MoneyField(label, [AmountRange(LARGEST_AMOUNT, PER_WEEK)])
    return FigureField(label, [above_nothing])


class AwardsForm(BaseForm):
    """A chapter's own awards; its lines are added by `awards_form`."""

    valid_from = from_day()
    lines = 0

    def rows(self) -> Iterator[dict[str, Field]]:
        """Return the fields of each line."""
        for number in range(self.lines):
            yield {part: self[f"award-{number}-{part}"] for part in AWARD_PARTS}

    def validate(self, extra_validators: Any = None) -> bool:
        """Check each line as a whole: an empty one is none, half a line or a second is refused."""
        is_valid = super().validate(extra_validators)
        rows = list(self.rows())
        halves = [row for row in rows if not self._is_whole(row)]
        return is_valid and not halves and not self._same(rows)

    def awards(self) -> list[dict[str, Any]]:
        """Return the awards as a rule set keeps them, money in minor units."""
        return [
            {
                "name": row["name"].data,
                "measure": row["measure"].data,
                "rule": row["rule"].data,
                "figure": int(self._counted(row) or 1),
            }
            for row in self.rows()
            if row["name"].data
        ]

    def _same(self, rows: list[dict[str, Field]]) -> bool:
        """Tell whether two awards have one name; at the end of a month nobody could tell which."""
        names: set[str] = set()
        for field in (row["name"] for row in rows if row["name"].data):
            if (key := field.data.casefold()) in names:
                field.errors = [gettext("Another award is called so.")]
            names.add(key)
        return any(row["name"].errors for row in rows)

    def _is_whole(self, row: dict[str, Field]) -> bool:
        name, figure = row["name"], row["figure"]
        if figure.errors or name.errors:
            return False
        if figure.data is not None and not name.data:
            name.errors = [gettext("Write what the award is called, or empty the line.")]
        elif name.data and figure.data is None and row["rule"].data == "at_least":
            figure.errors = [gettext("Write the least that earns it.")]
        elif figure.data is not None and self._counted(row) % 1:
            figure.errors = [gettext("This has more decimals than what is counted.")]
        return not (name.errors or figure.errors)

    def _counted(self, row: dict[str, Field]) -> Decimal:
        """Return the figure as it is counted: money in minor units."""
        figure = row["figure"].data or Decimal(0)
        digits = minor_digits(self.meta.currency) if is_money(row["measure"].data) else 0
        return Decimal(figure).scaleb(digits)


def awards_form(
    labels: Mapping[str, str],
    currency: str,
    start: Mapping[str, Any],
    awards: Sequence[Mapping[str, Any]],
    typed: Iterable[str] = (),
) -> AwardsForm:
    """Make the form of a chapter's own awards: a line each, and an empty one to add another."""
    lines = row_count("award", len(awards), typed, MOST_AWARDS)
    fields: dict[str, Any] = {"lines": lines}
    for number in range(lines):
        fields |= _award_fields(number, labels)
    data = dict(start)
    for number, award in enumerate(awards[:lines]):
        data |= {f"award-{number}-{part}": award[part] for part in AWARD_PARTS}
        digits = minor_digits(currency) if is_money(award["measure"]) else 0
        data[f"award-{number}-figure"] = Decimal(award["figure"]).scaleb(-digits)
    form: AwardsForm = type("AwardsForm", (AwardsForm,), fields)(
        data=data, meta={"currency": currency}
    )
    return form


def _award_fields(number: int, labels: Mapping[str, str]) -> dict[str, Field]:
    rules = [(rule, lazy_gettext(label)) for rule, label in AWARD_RULES.items()]
    return {
        f"award-{number}-name": StringField(
            lazy_gettext("Name of the award"), [Length(max=LONGEST_NAME)]
        ),
        f"award-{number}-rule": SelectField(lazy_gettext("Who earns it"), choices=offered(rules)),
        f"award-{number}-measure": SelectField(
            lazy_gettext("What is counted"), choices=offered(labels.items())
        ),
        f"award-{number}-figure": FigureField(lazy_gettext("Least figure"), [above_nothing]),
    }
