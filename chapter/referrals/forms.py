"""What moving a referral sends; apart from the forms people type into."""

from typing import Any

from wtforms import BooleanField, HiddenField
from wtforms.validators import AnyOf

from chapter.referrals.rules import Stage
from chapter.web.forms import BaseForm, KeyField, VersionField
from chapter.web.i18n import lazy_gettext

A_STAGE = AnyOf(list(Stage), message=lazy_gettext("Choose one of the steps."))


class MoveForm(BaseForm):
    """The step of a referral, and where the page showed it."""

    key = KeyField()
    stage = HiddenField(validators=[A_STAGE])
    expected = HiddenField(validators=[A_STAGE])
    #: Where to go on afterwards.
    next = HiddenField()

    def step(self) -> dict[str, Any]:
        """Return the step as it is moved by."""
        return {
            "stage": Stage(self.stage.data or ""),
            "expected": Stage(self.expected.data or ""),
            "key": str(self.key.data),
        }


class ReadForm(BaseForm):
    """The last of the news somebody has before them."""

    until = VersionField()


class MailForm(BaseForm):
    """Whether news comes by mail too."""

    told_by_mail = BooleanField(lazy_gettext("Tell me by mail when my referrals move"))
