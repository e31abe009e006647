"""What may be typed on a meeting's page."""

from wtforms import StringField
from wtforms.validators import Length

from chapter.web.forms import SHORT, BaseForm, DayField, KeyField, PersonField
from chapter.web.i18n import lazy_gettext
from chapter.web.validators import Required


class DoorForm(BaseForm):
    """A visitor at the door, in one line."""

    key = KeyField()
    name = StringField(
        lazy_gettext("Visitor’s name"),
        [Required(lazy_gettext("Write the visitor’s name.")), Length(max=120)],
    )
    company = StringField(lazy_gettext("Company"), [Length(max=SHORT)])
    inviter_id = PersonField(lazy_gettext("Invited by"))


class InviterForm(BaseForm):
    """Who invited a visitor."""

    inviter_id = PersonField(lazy_gettext("Invited by"))


class MoveForm(BaseForm):
    """Another day for one week's meeting."""

    to = DayField(lazy_gettext("New day"), [Required(lazy_gettext("Choose the day."))])


class HolidayForm(BaseForm):
    """Why a week has no meeting."""

    note = StringField(lazy_gettext("Reason"), [Length(max=300)])
