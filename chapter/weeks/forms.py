"""What may be typed on a meeting's page."""

from typing import Any

from wtforms import RadioField, StringField
from wtforms.validators import AnyOf, Email, Length, Optional

from chapter.attendance.rules import LONGEST_NAME, Mark, Refusal
from chapter.visitors.rules import TYPE_LABELS, VisitType
from chapter.web.forms import (
    SHORT,
    BaseForm,
    DayField,
    KeyField,
    PersonField,
    VersionField,
    offered,
)
from chapter.web.i18n import lazy_gettext
from chapter.web.validators import Required


class DoorForm(BaseForm):
    """A visitor at the door: a name is enough."""

    key = KeyField()
    name = StringField(
        lazy_gettext("Visitor’s name"),
        [Required(lazy_gettext("Write the visitor’s name.")), Length(max=120)],
    )
    company = StringField(lazy_gettext("Company"), [Length(max=SHORT)])
    inviter_id = PersonField(lazy_gettext("Invited by"))
    type = RadioField(
        lazy_gettext("Comes as"),
        [Optional()],
        choices=offered((one.value, lazy_gettext(TYPE_LABELS[one])) for one in VisitType),
        default=VisitType.VISITOR.value,
    )
    trade = StringField(lazy_gettext("Trade"), [Length(max=120)])
    phone = StringField(
        lazy_gettext("Phone"), [Length(max=60)], render_kw={"type": "tel", "inputmode": "tel"}
    )
    email = StringField(
        lazy_gettext("E-mail"),
        [Optional(), Email(message=lazy_gettext("Write a whole e-mail address.")), Length(max=254)],
        render_kw={"type": "email", "inputmode": "email"},
    )

    #: Fields folded under “more”.
    more = ("type", "trade", "phone", "email")

    @property
    def is_unfolded(self) -> bool:
        """Tell whether “more” shows something to mend."""
        return any(self[name].errors for name in self.more)

    def visitor(self) -> dict[str, Any]:
        """Return who is at the door, as the door takes them."""
        texts = ("company", "trade", "phone", "email")
        return {
            "name": self.name.data,
            "key": self.key.data,
            "visit_type": VisitType(self.type.data or VisitType.VISITOR),
            **{name: self[name].data or "" for name in texts},
        }


class WelcomeForm(BaseForm):
    """Whether a visitor came."""

    present = StringField(
        validators=[
            Required(lazy_gettext("Say whether the visitor came.")),
            AnyOf(["0", "1"], lazy_gettext("Say whether the visitor came.")),
        ]
    )
    version = VersionField()

    @property
    def seen(self) -> int | None:
        """Return the version the page showed, where it says one."""
        return self.version.data if self.version.raw_data else None


class InviterForm(BaseForm):
    """Who invited a visitor."""

    inviter_id = PersonField(lazy_gettext("Invited by"))


class MarkForm(BaseForm):
    """One member's mark, where it is missing."""

    mark = StringField(
        validators=[
            Required(lazy_gettext("Choose a mark.")),
            AnyOf([mark.value for mark in Mark], lazy_gettext(Refusal.UNKNOWN_MARK.value)),
        ]
    )
    substitute = StringField(validators=[Length(max=LONGEST_NAME)])
    version = VersionField()


class RedateForm(BaseForm):
    """A slip that was handed in at the meeting."""

    version = VersionField()


class BackForm(BaseForm):
    """From which week's page an earlier one is closed or discarded."""

    back = DayField()


class MoveForm(BaseForm):
    """Another day for one week's meeting."""

    to = DayField(lazy_gettext("New day"), [Required(lazy_gettext("Choose the day."))])


class HolidayForm(BaseForm):
    """Why a week has no meeting."""

    note = StringField(lazy_gettext("Reason"), [Length(max=300)])
