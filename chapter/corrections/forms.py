"""What may be typed when a closed week should change."""

from wtforms import StringField, TextAreaField
from wtforms.validators import Length

from chapter.slips.forms import SlipForm
from chapter.web.forms import BaseForm, KeyField, VersionField
from chapter.web.i18n import lazy_gettext
from chapter.web.validators import Required

REASON = "reason"
LONGEST_REASON = 500


class ReasonForm(BaseForm):
    """Why a slip should no longer count."""

    key = KeyField()
    version = VersionField(default="0")
    reason = TextAreaField(
        lazy_gettext("Why"),
        [Required(lazy_gettext("Write why, in a sentence.")), Length(max=LONGEST_REASON)],
    )


class DecisionForm(BaseForm):
    """An answer to a request, as it stood on the page."""

    version = VersionField(default="0")


class DeclineForm(DecisionForm):
    """A request declined, with a word."""

    word = StringField(
        lazy_gettext("Why not? Whoever asked reads it"),
        [Required(lazy_gettext("Write a word, so that they know why.")), Length(max=300)],
    )


def with_reason(form: type[SlipForm]) -> type[SlipForm]:
    """Return a kind's form that also asks why."""
    return type(form.__name__, (form,), {REASON: ReasonForm.reason})
