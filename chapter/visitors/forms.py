"""What may be noted about a visitor after the meeting."""

from wtforms import RadioField

from chapter.visitors.rules import FOLLOW_UP_LABELS, FollowUp
from chapter.web.forms import BaseForm, PersonField, VersionField, offered
from chapter.web.i18n import lazy_gettext
from chapter.web.validators import Required


class FollowUpForm(BaseForm):
    """How it went on with a visitor, and who sees to it."""

    version = VersionField()
    follow_up = RadioField(
        lazy_gettext("How it goes on"),
        [Required(lazy_gettext("Choose how it goes on."))],
        choices=offered((one.value, lazy_gettext(FOLLOW_UP_LABELS[one])) for one in FollowUp),
    )
    owner_id = PersonField(lazy_gettext("Who sees to it"))
