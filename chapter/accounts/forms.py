"""What people type to come in."""

from collections.abc import Iterable
from typing import Any

from wtforms import HiddenField, PasswordField, SelectField, StringField
from wtforms.validators import Length

from chapter.accounts.rules import PASSWORD_BYTES, Refusal
from chapter.chapters.models import Chapter, Region
from chapter.web.forms import BaseForm
from chapter.web.i18n import gettext, lazy_gettext
from chapter.web.validators import Required


def password_field(label: Any, message: Any) -> PasswordField:
    """Make a field whose text is kept as typed: spaces belong to a password."""
    return PasswordField(label, [Required(message), Length(max=PASSWORD_BYTES)], filters=[])


class SignInForm(BaseForm):
    """An address and its password."""

    email = StringField(
        lazy_gettext("E-mail"), [Required(lazy_gettext("Write your e-mail.")), Length(max=254)]
    )
    password = password_field(lazy_gettext("Password"), lazy_gettext("Write your password."))
    next = HiddenField()


class NewPasswordForm(BaseForm):
    """A new password, twice, since nobody sees what is typed."""

    password = password_field(lazy_gettext("New password"), lazy_gettext("Write a new password."))
    again = password_field(
        lazy_gettext("The new password again"), lazy_gettext("Write the new password again.")
    )

    def validate(self, extra_validators: object = None) -> bool:
        """Refuse two passwords that differ."""
        is_valid = super().validate(extra_validators)
        if is_valid and self.password.data != self.again.data:
            self.refuse(gettext(Refusal.PASSWORDS_DIFFER.value), "again")
        return not self.errors


class ChangePasswordForm(NewPasswordForm):
    """The present password and a new one."""

    present = password_field(
        lazy_gettext("Present password"), lazy_gettext("Write your present password.")
    )


class DirectorForm(BaseForm):
    """Somebody, and what is put into their care."""

    email = StringField(
        lazy_gettext("Their e-mail"), [Required(lazy_gettext("Write an e-mail.")), Length(max=254)]
    )
    name = StringField(
        lazy_gettext("Their name"), [Required(lazy_gettext("Write a name.")), Length(max=200)]
    )
    place = SelectField(lazy_gettext("Chapter or region"), validate_choice=False)

    def offer(self, chapters: Iterable[Chapter], regions: Iterable[Region]) -> None:
        """Offer every chapter and every region."""
        self.place.choices = [
            ("", ""),
            *((f"region-{region.id}", region.name) for region in regions),
            *((f"chapter-{chapter.id}", chapter.name) for chapter in chapters),
        ]

    def picked(self, chapters: Iterable[Chapter], regions: Iterable[Region]) -> dict[str, Any]:
        """Return what was typed, with the chapter or the region chosen."""
        place = self.place.data
        return {
            "email": self.email.data,
            "name": self.name.data,
            "chapter": next((c for c in chapters if place == f"chapter-{c.id}"), None),
            "region": next((r for r in regions if place == f"region-{r.id}"), None),
        }
