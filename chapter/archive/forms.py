"""What the download of an official layout asks."""

from collections.abc import Iterable

from wtforms import RadioField, SelectField

from chapter.web.forms import BaseForm, offered
from chapter.web.i18n import lazy_gettext
from chapter.web.validators import Required

ENDINGS = (("xlsx", lazy_gettext("Excel")), ("csv", "CSV"))


class OfficialForm(BaseForm):
    """Which report, of which time, as which file."""

    layout = SelectField(lazy_gettext("Report"))
    period = SelectField(lazy_gettext("Week or month"))
    ending = RadioField(
        lazy_gettext("As"),
        [Required(lazy_gettext("Choose Excel or CSV."))],
        choices=offered(ENDINGS),
        default="xlsx",
    )

    def offer(self, layouts: Iterable[tuple[str, str]], periods: Iterable[tuple[str, str]]) -> None:
        """Offer these layouts and these periods, in this order."""
        self.layout.choices = list(layouts)
        self.period.choices = list(periods)
