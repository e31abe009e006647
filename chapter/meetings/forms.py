"""What may be typed about a meeting."""

from datetime import time
from typing import Any

from wtforms import RadioField, StringField
from wtforms.validators import Length

from chapter.meetings.rules import FORM_LABELS, Form
from chapter.web.forms import SHORT, BaseForm, offered
from chapter.web.i18n import gettext, lazy_gettext
from chapter.web.validators import Required


class HourField(StringField):
    """An hour of the day, as browsers send it: 07:00."""

    data: Any

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return self.data.strftime("%H:%M") if isinstance(self.data, time) else ""

    def process_formdata(self, valuelist: Any) -> None:
        """Read the hour or say how to write it."""
        text = valuelist[0].strip() if valuelist else ""
        self.data = None
        if not text:
            return
        try:
            self.data = time.fromisoformat(text).replace(second=0, microsecond=0, tzinfo=None)
        except ValueError:
            raise ValueError(gettext("Write the hour as hours and minutes: 07:00.")) from None


class ArrangeForm(BaseForm):
    """When, where and how one week's meeting is held."""

    starts_at = HourField(lazy_gettext("Hour"), [Required(lazy_gettext("Write the hour."))])
    place = StringField(lazy_gettext("Place"), [Length(max=SHORT)])
    form = RadioField(
        lazy_gettext("How you meet"),
        [Required(lazy_gettext("Choose how you meet."))],
        choices=offered((form.value, lazy_gettext(FORM_LABELS[form])) for form in Form),
    )
    note = StringField(lazy_gettext("Note for everybody"), [Length(max=300)])

    def values(self) -> dict[str, Any]:
        """Return the columns, texts as texts."""
        values = super().values()
        return {**values, "place": values["place"] or "", "note": values["note"] or ""}
