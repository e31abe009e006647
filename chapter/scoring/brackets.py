"""The form that edits a copy of a scoring table: each part with its brackets, a line each."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from wtforms import Field, SelectField, StringField
from wtforms.validators import Length

from chapter.scoring.fields import FigureField, from_day, row_count, whole_number
from chapter.scoring.rules import EFFORTS, LONGEST_NAME, is_money
from chapter.web.forms import BaseForm, offered
from chapter.web.i18n import gettext, lazy_gettext
from chapter.web.validators import Required
from reports.scores.plain_tables import MOST_BRACKETS, PARTS, SHARES
from reports.scores.tables import LIGHTS, Bracket, Part, Table

FROM = ((0, "≥"), (1, ">"))
PER = (
    ("week", lazy_gettext("per week")),
    ("month", lazy_gettext("per month")),
    ("total", lazy_gettext("in the whole period")),
)
COUNTS = (
    ("education", lazy_gettext("education units")),
    ("testimonials", lazy_gettext("testimonials")),
)
LIGHT_LABELS = {
    "green": lazy_gettext("Green from"),
    "amber": lazy_gettext("Amber from"),
    "red": lazy_gettext("Red from"),
}


@dataclass(frozen=True)
class PartFields:
    """The fields of one part; `counts` and `per` only where there is a choice."""

    name: str
    label: str
    counts: Field | None
    per: Field | None
    rows: list[dict[str, Field]]

    def brackets(self) -> tuple[Bracket, ...]:
        """Return the brackets written, from the lowest up."""
        found = [
            Bracket(row["from"].data, bool(row["above"].data), row["points"].data)
            for row in self.rows
            if row["from"].data is not None and row["points"].data is not None
        ]
        return tuple(sorted(found, key=lambda bracket: (bracket.at, bracket.above)))

    def check(self) -> None:
        """Put an error at each line that is half empty or stands there twice."""
        seen: set[tuple[Decimal, int]] = set()
        for row in self.rows:
            at, points = row["from"], row["points"]
            if at.errors or points.errors or (at.data is None and points.data is None):
                continue
            if points.data is None:
                points.errors = [gettext("Write the points.")]
            elif at.data is None:
                at.errors = [gettext("Write from which figure on.")]
            elif (at.data, row["above"].data) in seen:
                at.errors = [gettext("Another line begins here already.")]
            else:
                seen.add((at.data, row["above"].data))


class TableForm(BaseForm):
    """A scoring table from a day on; its parts are added by `table_form`."""

    base: Table
    currency: str
    labels: Mapping[str, str]
    lines: Mapping[str, int]

    valid_from = from_day()
    title = StringField(
        lazy_gettext("What you call this table"),
        [Required(lazy_gettext("Write what you call it.")), Length(max=LONGEST_NAME)],
    )

    def validate(self, extra_validators: Any = None) -> bool:
        """Check each line as a whole, and that the lights come in order."""
        is_valid = super().validate(extra_validators)
        for part in self.parts():
            part.check()
        green, amber, red = (self[light] for light in LIGHTS)
        are_right = not (green.errors or amber.errors or red.errors)
        if are_right and not green.data > amber.data > red.data:
            green.errors = [gettext("Green begins above amber, and amber above red.")]
        return is_valid and not self.errors

    def parts(self) -> Iterator[PartFields]:
        """Return the fields of each part, those of the table first."""
        for name, number in self.lines.items():
            rows = [
                {key: self[f"{name}-{line}-{key}"] for key in ("from", "above", "points")}
                for line in range(number)
            ]
            counts, per = (self._fields.get(f"{name}-{key}") for key in ("counts", "per"))
            yield PartFields(name, self.labels[name], counts, per, rows)

    @property
    def started(self) -> set[str]:
        """The parts the table had."""
        return {part.name for part in self.base.parts}

    def has_more(self) -> bool:
        """Tell whether something was written of a part the table did not have."""
        return any(
            field.raw_data and any(field.raw_data)
            for part in self.parts()
            if part.name not in self.started
            for row in part.rows
            for field in (row["from"], row["points"])
        )

    def hint(self, name: str) -> str:
        """Say in which currency amounts are, and why none stand there yet."""
        if not is_money(name):
            return ""
        if self.base.currency in ("", self.currency):
            return gettext("Amounts are in %(currency)s.", currency=self.currency)
        return gettext(
            "This table counts in %(other)s, so its figures are left out; write yours in %(own)s.",
            other=self.base.currency,
            own=self.currency,
        )

    def table(self, source: str) -> Table:
        """Return the table as it was written."""
        started = {part.name: part for part in self.base.parts}
        parts = (self._part(fields, started.get(fields.name)) for fields in self.parts())
        return replace(
            self.base,
            title=str(self.title.data),
            source=source,
            valid_from=self.valid_from.data,
            currency=self.currency,
            lights={light: self[light].data for light in LIGHTS},
            parts=tuple(part for part in parts if part),
        )

    def _part(self, fields: PartFields, start: Part | None) -> Part | None:
        brackets = fields.brackets()
        if not brackets:
            # What is not known stays so; what is emptied goes.
            return start if start and not start.is_known else None
        counts = fields.counts.data if fields.counts else PARTS[self.base.scope][fields.name][0]
        per = fields.per.data if fields.per else _only_per(self.base.scope, counts)
        made = Part(
            fields.name,
            counts,
            per,
            brackets,
            max(bracket.points for bracket in brackets),
            _efforts(self.base).get(counts, EFFORTS.get(counts)),
            "",
        )
        is_same = start and replace(start, note="", most=made.most, effort=made.effort) == made
        return start if is_same else made


def _only_per(scope: str, counts: str) -> str:
    return "percent" if counts in SHARES else "total"


def _efforts(table: Table) -> dict[str, int | None]:
    """Return what one more takes; parts that count the same take the same."""
    return {part.counts: part.effort for part in table.parts}


def table_form(
    base: Table,
    labels: Mapping[str, str],
    currency: str,
    start: Mapping[str, Any],
    typed: Iterable[str] = (),
) -> TableForm:
    """Make the form that edits a copy of a table, in a chapter's currency."""
    shown = {part.name: _shown(base, part, currency) for part in base.parts}
    names = [*shown, *(name for name in PARTS[base.scope] if name not in shown)]
    sent = list(typed)
    lines = {name: row_count(name, len(shown.get(name, ())), sent, MOST_BRACKETS) for name in names}
    fields: dict[str, Any] = {"base": base, "currency": currency, "labels": labels, "lines": lines}
    fields |= {
        light: whole_number(label, 1, 100, is_needed=True) for light, label in LIGHT_LABELS.items()
    }
    data = {**start, **base.lights}
    for name in names:
        fields |= _part_fields(base.scope, name, lines[name])
    for part in base.parts:
        data |= _part_data(part, shown[part.name])
    form: TableForm = type("TableForm", (TableForm,), fields)(data=data)
    return form


def _shown(base: Table, part: Part, currency: str) -> tuple[Bracket, ...]:
    """Return the brackets to start from; amounts in another currency are not ours to convert."""
    return () if is_money(part.counts) and base.currency != currency else part.brackets


def _part_fields(scope: str, name: str, lines: int) -> dict[str, Field]:
    fields: dict[str, Field] = {}
    counts = PARTS[scope][name]
    if len(counts) > 1:
        fields[f"{name}-counts"] = SelectField(lazy_gettext("It counts"), choices=offered(COUNTS))
    if scope == "member" and not SHARES & set(counts):
        fields[f"{name}-per"] = SelectField(lazy_gettext("Counted"), choices=offered(PER))
    for line in range(lines):
        fields |= {
            f"{name}-{line}-above": SelectField(
                lazy_gettext("Begins"), coerce=int, choices=offered(FROM)
            ),
            f"{name}-{line}-from": FigureField(lazy_gettext("Figure")),
            f"{name}-{line}-points": whole_number(lazy_gettext("Points"), 0, 100),
        }
    return fields


def _part_data(part: Part, brackets: Iterable[Bracket]) -> dict[str, Any]:
    data: dict[str, Any] = {f"{part.name}-counts": part.counts, f"{part.name}-per": part.per}
    for line, bracket in enumerate(brackets):
        data |= {
            f"{part.name}-{line}-above": int(bracket.above),
            f"{part.name}-{line}-from": bracket.at,
            f"{part.name}-{line}-points": bracket.points,
        }
    return data
