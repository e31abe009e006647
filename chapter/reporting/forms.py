"""What a report asks that no link can offer."""

from chapter.web.forms import BaseForm, DayField
from chapter.web.i18n import lazy_gettext
from chapter.web.validators import Required


class DayForm(BaseForm):
    """A day to look from."""

    day = DayField(lazy_gettext("As of"), [Required(lazy_gettext("Choose the day."))])
