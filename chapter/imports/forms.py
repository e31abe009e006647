"""What the pages of imports ask: files, answers, a word."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask_wtf.file import MultipleFileField
from wtforms import HiddenField, RadioField, SelectField
from wtforms.validators import ValidationError

from chapter.imports.plans import Choice, Question
from chapter.imports.refusals import Refusal
from chapter.imports.rules import LARGEST_FILE
from chapter.web.forms import BaseForm, DayField, offered, single_values
from chapter.web.i18n import gettext, lazy_gettext
from chapter.web.words import N_

# A year of weekly files, with a few lists beside them.
MOST_FILES = 60
TOO_LARGE_TOGETHER = N_(
    "Together these files are larger than 6 MB; bring them in parts. Nothing was taken in, and "
    "what stands here is as it was."
)
OTHER, FIRST, UNTIL = "-other", "-first", "-until"


class UploadForm(BaseForm):
    """Files dropped together."""

    files = MultipleFileField(lazy_gettext("Files"))

    is_too_large = False

    def validate_files(self, field: MultipleFileField) -> None:
        """Refuse nothing, too much, and too many."""
        field.data = [file for file in field.data or () if file and file.filename]
        if not field.data:
            raise ValidationError(gettext("Choose a file, or drop one here."))
        if len(field.data) > MOST_FILES:
            said = gettext("These are more than %(most)s files; bring them in parts.")
            raise ValidationError(said % {"most": MOST_FILES})
        self.read = [(str(file.filename), file.read()) for file in field.data]
        large = [name for name, data in self.read if len(data) > LARGEST_FILE]
        if large:
            self.is_too_large = True
            said = gettext("%(name)s is larger than 5 MB; give a shorter period.", name=large[0])
            raise ValidationError(said)

    def refuse_size(self) -> None:
        """Refuse files that are too large together."""
        self.is_too_large = True
        self.files.errors = [gettext(TOO_LARGE_TOGETHER)]

    @property
    def status(self) -> int:
        """Return 413 for what is too large, 422 for what is wrong."""
        return 413 if self.is_too_large else super().status


class BringForm(BaseForm):
    """The word to bring in what was shown."""

    shown = HiddenField()

    def fits(self, shown: str) -> bool:
        """Tell whether what was sent is about what would happen now, each thing said once."""
        try:
            single_values()
        except ValueError as error:
            self.refuse(str(error))
            return False
        if self.validate() and self.shown.data != shown:
            self.refuse(gettext(Refusal.OTHERWISE.value))
        return not self.errors


class LeaveOutForm(BaseForm):
    """Which row to leave out, or all."""

    row = HiddenField()


class Answer(SelectField):
    """One of a few answers, or none yet."""

    data: Any

    def process_formdata(self, valuelist: Any) -> None:
        """Take what was chosen; nothing chosen is no answer."""
        self.data = valuelist[0] if valuelist else ""

    def pre_validate(self, form: Any) -> None:
        """Leave no answer to the next preview, which asks again."""
        _refuse_unoffered(self)


class AnswerField(Answer, RadioField):
    """An answer tapped among all there are."""


class AnswerSelect(Answer):
    """An answer on one line, where many files ask the same."""


class RestField(SelectField):
    """One answer for all that nothing was said of, or none."""

    data: Any

    def pre_validate(self, form: Any) -> None:
        """Leave it out where the page does not offer it."""
        _refuse_unoffered(self)


def _refuse_unoffered(field: SelectField) -> None:
    if field.data and field.data not in {choice[0] for choice in field.iter_choices()}:
        raise ValidationError(gettext("Choose one of the answers."))


class AnswersForm(BaseForm):
    """The questions of one preview; `of` makes its fields."""

    rest = RestField(lazy_gettext("Everybody else"))

    def replies(self) -> dict[str, Any]:
        """Return what was answered, by the question's field; days typed come first."""
        found: dict[str, Any] = {}
        for name, field in self._fields.items():
            if isinstance(field, Answer):
                typed = self._typed(name)
                found[name] = typed or field.data
        return found

    def validate(self, extra_validators: Any = None) -> bool:
        """Check also that a period has both its days, in their order."""
        is_valid = super().validate(extra_validators)
        for name in [name for name in self._fields if name.endswith(FIRST)]:
            first = self._fields[name].data
            until = self._fields[name.removesuffix(FIRST) + UNTIL].data
            if bool(first) != bool(until) or (first and first > until):
                self.refuse(gettext("Give the first and the last day, in this order."), name)
                is_valid = False
        return is_valid

    def _typed(self, name: str) -> Any:
        if f"{name}{OTHER}" in self._fields:
            return self._fields[f"{name}{OTHER}"].data
        if f"{name}{FIRST}" in self._fields:
            days = self._fields[f"{name}{FIRST}"].data, self._fields[f"{name}{UNTIL}"].data
            return days if all(days) else None
        return None


Named = tuple[str, Question, str, Sequence[tuple[Choice, str]]]


def of(
    questions: Iterable[Named], rest: Sequence[tuple[str, str]], *, is_sent: bool
) -> AnswersForm:
    """Make the form of some questions: each field's name, the question, its words, its choices.

    Where several files lack their day, each is asked on one line.
    """
    fields: dict[str, Any] = {}
    asked_all = list(questions)
    has_many_days = sum(question.kind == "meeting" for _, question, _, _ in asked_all) > 1
    for name, question, prompt, choices in asked_all:
        labels = [(choice.value, label) for choice, label in choices]
        kind: type[Answer] = AnswerField
        if question.kind == "meeting" and has_many_days:
            kind, labels = AnswerSelect, [("", gettext("Choose the day")), *labels]
        fields[name] = kind(prompt, choices=offered(labels), default=question.proposal)
        if question.kind == "meeting":
            fields[f"{name}{OTHER}"] = DayField(gettext("Another day"))
        elif question.kind == "period":
            fields[f"{name}{FIRST}"] = DayField(gettext("First day"))
            fields[f"{name}{UNTIL}"] = DayField(gettext("Last day"))
    asked = type("AskedForm", (AnswersForm,), fields)
    form: AnswersForm = asked() if is_sent else asked(formdata=None)
    form.rest.choices = [("", gettext("Ask me about each")), *rest]
    return form
