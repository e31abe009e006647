"""What a chapter's settings ask."""

from collections.abc import Iterator
from datetime import time
from typing import Any

from wtforms import BooleanField, Field, RadioField, SelectField, StringField
from wtforms.validators import Length

from chapter.chapters.models import Chapter
from chapter.chapters.rules import MODE_LABELS, NOUNS, WEEKDAYS, zones
from chapter.web.forms import SHORT, BaseForm, offered, tidy
from chapter.web.i18n import LANGUAGES, gettext, lazy_gettext
from chapter.web.validators import Required

RHYTHMS = (
    (1, lazy_gettext("Every week")),
    (2, lazy_gettext("Every second week")),
    (3, lazy_gettext("Every third week")),
    (4, lazy_gettext("Every fourth week")),
)
LONGEST_NOUN = 40
CURRENCY_MISSING = lazy_gettext("Write three letters such as EUR.")
_MODES = [(mode.value, lazy_gettext(text)) for mode, text in MODE_LABELS.items()]
_WEEKDAYS = [(number, lazy_gettext(day)) for number, day in enumerate(WEEKDAYS)]


class HourField(StringField):
    """A time of day, as browsers send it: 07:00."""

    data: Any

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return f"{self.data:%H:%M}" if isinstance(self.data, time) else ""

    def process_formdata(self, valuelist: Any) -> None:
        """Read hours and minutes or say how to write them."""
        text = tidy(valuelist[0]) if valuelist else None
        self.data = None
        if not text:
            return
        try:
            self.data = time.fromisoformat(text).replace(second=0, microsecond=0, tzinfo=None)
        except ValueError:
            raise ValueError(gettext("Write the time as hours and minutes: 07:00.")) from None


class SettingsForm(BaseForm):
    """A chapter's settings; its own words come after."""

    name = StringField(
        lazy_gettext("Name"), [Required(lazy_gettext("Write the name.")), Length(max=SHORT)]
    )
    place = StringField(lazy_gettext("Where you meet"), [Length(max=SHORT)])
    weekday = SelectField(
        lazy_gettext("Day of the meeting"), coerce=int, choices=offered(_WEEKDAYS)
    )
    meets_at = HourField(
        lazy_gettext("It begins at"), [Required(lazy_gettext("Write when it begins."))]
    )
    rhythm_weeks = SelectField(lazy_gettext("How often"), coerce=int, choices=offered(RHYTHMS))
    zone = SelectField(lazy_gettext("Time zone"))
    currency = StringField(lazy_gettext("Currency"), [Required(CURRENCY_MISSING), Length(max=3)])
    language = SelectField(lazy_gettext("Language"), choices=offered(LANGUAGES.items()))
    first_weekday = SelectField(
        lazy_gettext("A week starts on"), coerce=int, choices=offered(_WEEKDAYS)
    )
    mode = RadioField(
        lazy_gettext("Who keeps the official record"),
        [Required(lazy_gettext("Choose who keeps it."))],
        choices=offered(_MODES),
    )
    seats_exclusive = BooleanField(lazy_gettext("One active member per trade"))
    closer_sees_thanks = BooleanField(
        lazy_gettext("Whoever closes the week sees who thanked for closed business")
    )
    ranking_shown = BooleanField(lazy_gettext("Members see places on the leaderboard"))
    lights_shown = BooleanField(lazy_gettext("Members see each other’s scores and lights"))

    def offer(self, chapter: Chapter) -> None:
        """Offer the zones, and the chapter's own if it is an unusual one."""
        names = sorted({*zones(), chapter.zone})
        self.zone.choices = [(name, name.replace("_", " ")) for name in names]

    def nouns(self) -> Iterator[Field]:
        """Return the fields for the chapter's own words."""
        return (self[noun_field(key)] for key in NOUNS)

    def settings(self) -> dict[str, Any]:
        """Return the settings by the names of their columns."""
        values = self.values()
        words = {key: values.pop(noun_field(key)) for key in NOUNS}
        values["words"] = {key: word for key, word in words.items() if word}
        values["place"] = values["place"] or ""
        values["currency"] = (values["currency"] or "").upper()
        return values


def noun_field(key: str) -> str:
    """Return the name of the field for a noun."""
    return f"noun_{key.replace('-', '_')}"


for _key, _noun in NOUNS.items():
    setattr(
        SettingsForm,
        noun_field(_key),
        StringField(lazy_gettext(_noun), [Length(max=LONGEST_NOUN)]),
    )
