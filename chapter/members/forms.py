"""What is asked about members: joining, changing, leaving, offices."""

from datetime import timedelta
from typing import Any

from wtforms import Field, Form, SelectField, StringField, TextAreaField
from wtforms.validators import Email, Length, Optional, ValidationError

from chapter.accounts.rules import OFFICE_LABELS, Office, fold_email
from chapter.members.models import Membership
from chapter.members.rules import Refusal, web_address
from chapter.web.forms import BaseForm, DayField, PersonField, offered, tidy
from chapter.web.i18n import gettext, lazy_gettext
from chapter.web.validators import Required

DAY = timedelta(days=1)
CHOOSE_DAY = Required(lazy_gettext("Choose the day."))


class TextForm(BaseForm):
    """A form whose empty texts are texts."""

    def values(self) -> dict[str, Any]:
        """Return what was typed; an empty text is empty, not unknown."""
        texts = {field.name for field in self if type(field) in (StringField, TextAreaField)}
        return {
            name: (value or "") if name in texts else value
            for name, value in super().values().items()
        }


def _folded(email: Any) -> Any:
    return fold_email(email) if isinstance(email, str) else email


def _is_web_address(_form: Form, field: Field) -> None:
    """Refuse any link that does not lead to the web, and write out the one that does."""
    if field.data:
        address = web_address(field.data)
        if address is None:
            raise ValidationError(gettext(Refusal.WEBSITE.value))
        field.data = address


class ProfileForm(TextForm):
    """What a member tells the others about themselves."""

    company = StringField(lazy_gettext("Company"), [Length(max=200)])
    phone = StringField(lazy_gettext("Phone"), [Length(max=60)])
    pitch = TextAreaField(lazy_gettext("What you do, in a sentence"), [Length(max=500)])
    ask = TextAreaField(lazy_gettext("Whom you would like to meet"), [Length(max=500)])
    website = StringField(lazy_gettext("Website"), [Length(max=290), _is_web_address])


class MemberForm(TextForm):
    """What leadership keeps of a member."""

    first_name = StringField(
        lazy_gettext("First name"),
        [Required(lazy_gettext("Write the first name.")), Length(max=120)],
    )
    last_name = StringField(lazy_gettext("Last name"), [Length(max=120)])
    trade = StringField(lazy_gettext("Trade"), [Length(max=120)])
    company = StringField(lazy_gettext("Company"), [Length(max=200)])
    email = StringField(
        lazy_gettext("E-mail"),
        [Optional(), Email(lazy_gettext("Write a whole e-mail address.")), Length(max=254)],
        filters=[tidy, _folded],
    )
    phone = StringField(lazy_gettext("Phone"), [Length(max=60)])
    joined_on = DayField(lazy_gettext("Member since"))


class AdmitForm(MemberForm):
    """Somebody new on the roster."""

    sponsor_id = PersonField(lazy_gettext("Sponsored by"))


class ReadmitForm(TextForm):
    """Somebody known, who joins (again)."""

    trade = StringField(lazy_gettext("Trade"), [Length(max=120)])
    joined_on = DayField(lazy_gettext("Member from"), [CHOOSE_DAY])
    sponsor_id = PersonField(lazy_gettext("Sponsored by"))


class EditForm(MemberForm):
    """Everything kept of a member."""

    FIELDS = ("first_name", "last_name", "company", "email", "phone", "pitch", "ask", "website")

    pitch = TextAreaField(lazy_gettext("What they do, in a sentence"), [Length(max=500)])
    ask = TextAreaField(lazy_gettext("Whom they would like to meet"), [Length(max=500)])
    website = StringField(lazy_gettext("Website"), [Length(max=290), _is_web_address])


def kept(membership: Membership) -> dict[str, Any]:
    """Return what is kept of a member by the names of the fields."""
    person = membership.person
    own = {name: getattr(person, name) for name in EditForm.FIELDS}
    # A person has a trade of their own only while they are no member.
    return {**own, "trade": membership.trade, "joined_on": membership.joined_on}


class LeavingForm(BaseForm):
    """A leaving."""

    last_day = DayField(lazy_gettext("Last day as a member"), [CHOOSE_DAY])

    def values(self) -> dict[str, Any]:
        """Return the first day no longer a member, which is what is kept."""
        return {"left_on": self.last_day.data + DAY}


class OfficeForm(BaseForm):
    """An office for a term."""

    office = SelectField(
        lazy_gettext("Office"),
        choices=offered(
            (office.value, lazy_gettext(label))
            for office, label in OFFICE_LABELS.items()
            if office is not Office.DIRECTOR
        ),
    )
    starts_on = DayField(lazy_gettext("From"), [CHOOSE_DAY])
    last_day = DayField(lazy_gettext("Last day of the term"))

    def values(self) -> dict[str, Any]:
        """Return the office and its term, which ends before the first day no longer held."""
        last_day = self.last_day.data
        return {
            "office": Office(self.office.data),
            "starts_on": self.starts_on.data,
            "ends_on": last_day + DAY if last_day else None,
        }
