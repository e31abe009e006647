"""What a person may type on each kind of slip."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from wtforms import BooleanField, Field, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import Email, Length, NumberRange, Optional

from chapter.people.rules import Category
from chapter.slips.rules import (
    CUSTOMER_LABELS,
    LARGEST_AMOUNT,
    MOST_UNITS,
    OUTSIDER_LABELS,
    PLACE_LABELS,
    TIER_LABELS,
    WARMTHS,
    Place,
    Refusal,
    Tier,
)
from chapter.web.forms import (
    LONG,
    SHORT,
    BaseForm,
    DayField,
    KeyField,
    MoneyField,
    PersonField,
    VersionField,
    WholeNumberField,
    offered,
)
from chapter.web.i18n import lazy_gettext, short_date
from chapter.web.validators import AmountRange, Required

PHONE = {"type": "tel", "inputmode": "tel", "autocomplete": "off"}
EMAIL = {"type": "email", "inputmode": "email", "autocomplete": "off"}
A_DAY = {"type": "date"}
OUTSIDER = ("outsider_name", "outsider_home")


def _day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))


def _labelled(labels: Mapping[Any, str]) -> Any:
    return offered((str(value), lazy_gettext(text)) for value, text in labels.items())


def _email() -> list[Any]:
    written = lazy_gettext("Write a whole e-mail address.")
    return [Optional(), Email(message=written), Length(max=254)]


class SlipForm(BaseForm):
    """What every slip asks: its key, the day, and on whose behalf."""

    key = KeyField()
    version = VersionField(default="0")
    author_id = PersonField(
        lazy_gettext("Recorded for"),
        [Required(lazy_gettext("Choose for whom you record this."))],
    )
    dated: Field = DayField(
        lazy_gettext("Day"),
        [Required(lazy_gettext("Choose the day."))],
        render_kw=A_DAY,
    )

    #: The field that chooses the other person.
    counterpart = ""
    #: Whether a former member may be chosen too.
    takes_former = False
    #: Whether its day is a meeting, chosen from those offered.
    is_of_meeting = False
    #: Fields folded under “more”.
    more: tuple[str, ...] = ("dated",)
    #: Fields kept as texts, empty ones too.
    texts: tuple[str, ...] = ()
    #: Fields meant for the two people concerned only.
    private: tuple[str, ...] = ()

    def values(self) -> dict[str, Any]:
        """Return what this kind says, without what every slip has."""
        said = super().values()
        for name in {"author_id", "dated"} & said.keys():
            del said[name]
        return said | {name: said[name] or "" for name in self.texts if name in said}

    def offer_days(self, days: Iterable[date]) -> None:
        """Offer the days a slip of this kind may bear, where not every day is one."""


class OutsiderMixin:
    """A counterpart who is not on the roster."""

    outsider_name = StringField(lazy_gettext("Somebody outside the chapter"), [Length(max=120)])
    outsider_home = StringField(lazy_gettext("Their chapter and place"), [Length(max=300)])


class ReferralForm(SlipForm, OutsiderMixin):
    """A referral."""

    receiver_id = PersonField(lazy_gettext("To"))
    tier = RadioField(
        lazy_gettext("Who is the customer?"),
        [Required(lazy_gettext("Choose inside or outside."))],
        choices=_labelled(CUSTOMER_LABELS),
        default=Tier.OUTSIDE.value,
    )
    prospect = StringField(lazy_gettext("Who should they contact?"), [Length(max=SHORT)])
    phone = StringField(lazy_gettext("Their phone"), [Length(max=60)], render_kw=PHONE)
    email = StringField(lazy_gettext("Their e-mail"), _email(), render_kw=EMAIL)
    comment = TextAreaField(lazy_gettext("Comment"), [Length(max=LONG)])
    gave_card = BooleanField(lazy_gettext("I gave them your card"))
    will_call = BooleanField(lazy_gettext("I told them you would call"))
    warmth = RadioField(
        lazy_gettext("How well is it prepared?"),
        [Optional()],
        choices=_labelled(WARMTHS),
    )

    counterpart = "receiver_id"
    more = ("email", "comment", "gave_card", "will_call", "warmth", *OUTSIDER, "dated")
    texts = private = ("prospect", "phone", "email", "comment")

    def values(self) -> dict[str, Any]:
        """Return the columns, with warmth as a number."""
        values = super().values()
        warmth = values.pop("warmth")
        return {**values, "warmth": int(warmth) if warmth else None}


class OneToOneForm(SlipForm, OutsiderMixin):
    """A one-to-one."""

    second_id = PersonField(lazy_gettext("With"))
    place = RadioField(
        lazy_gettext("Where"),
        choices=_labelled(PLACE_LABELS),
        default=Place.IN_PERSON.value,
    )
    topics = TextAreaField(lazy_gettext("What you talked about"), [Length(max=LONG)])

    counterpart = "second_id"
    more = ("place", "topics", *OUTSIDER, "dated")
    texts = private = ("topics",)


class ClosedBusinessForm(SlipForm, OutsiderMixin):
    """Thanks for closed business."""

    thanked_id = PersonField(lazy_gettext("Thank whom"))
    amount = MoneyField(
        lazy_gettext("Amount invoiced, without sales tax"),
        [
            Required(lazy_gettext("Write the amount.")),
            AmountRange(LARGEST_AMOUNT, lazy_gettext(Refusal.AMOUNT.value)),
        ],
        render_kw={"inputmode": "decimal", "autocomplete": "off"},
    )
    is_repeat = BooleanField(lazy_gettext("Repeat business"))
    tier = RadioField(
        lazy_gettext("Where it came from"),
        [Optional()],
        choices=_labelled(TIER_LABELS),
    )
    outsider_category = RadioField(
        lazy_gettext("They are"),
        choices=_labelled(OUTSIDER_LABELS),
        default=Category.ELSEWHERE.value,
    )

    counterpart = "thanked_id"
    takes_former = True
    more = ("is_repeat", "tier", "outsider_name", "outsider_category", "outsider_home", "dated")

    texts = ("tier",)


class EducationForm(SlipForm):
    """Education."""

    units = WholeNumberField(
        lazy_gettext("Units (about an hour each)"),
        [
            Required(lazy_gettext("Write how many units.")),
            NumberRange(1, MOST_UNITS, message=lazy_gettext(Refusal.UNITS.value)),
        ],
        default=1,
        render_kw={"inputmode": "numeric", "min": 1, "max": MOST_UNITS},
    )
    topic = StringField(lazy_gettext("What about"), [Length(max=SHORT)])

    texts = ("topic",)


class TestimonialForm(SlipForm):
    """A testimonial."""

    receiver_id = PersonField(lazy_gettext("For"))
    text = TextAreaField(lazy_gettext("What you say"), [Length(max=LONG)])
    may_publish = BooleanField(lazy_gettext("They may publish it"))

    counterpart = "receiver_id"
    more = ("may_publish", "dated")

    texts = ("text",)


class MeetingField(SelectField):
    """A day among those of the meetings offered."""

    def __init__(self, label: Any, **options: Any) -> None:
        super().__init__(label, coerce=_day, **options)
        self.invalid_value_message = lazy_gettext("Choose one of these meetings.")
        self.invalid_choice_message = self.invalid_value_message


class VisitorForm(SlipForm):
    """A visitor invited to a meeting."""

    name = StringField(
        lazy_gettext("Their name"),
        [Required(lazy_gettext("Write the visitor’s name.")), Length(max=120)],
        render_kw={"autocomplete": "off"},
    )
    dated = MeetingField(lazy_gettext("Which meeting"))
    company = StringField(lazy_gettext("Company"), [Length(max=SHORT)])
    trade = StringField(lazy_gettext("Trade"), [Length(max=120)])
    phone = StringField(lazy_gettext("Phone"), [Length(max=60)], render_kw=PHONE)
    email = StringField(lazy_gettext("E-mail"), _email(), render_kw=EMAIL)

    is_of_meeting = True
    more = ("trade", "phone", "email")

    def offer_days(self, days: Iterable[date]) -> None:
        """Offer the meetings one may still be invited to."""
        if isinstance(self.dated, SelectField):
            self.dated.choices = [(day.isoformat(), short_date(day)) for day in days]


class WithdrawForm(BaseForm):
    """Taking a slip back."""

    key = KeyField()
    version = VersionField(default="0")
