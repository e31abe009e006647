"""The list of slip kinds: table, form, label, and how one reads in a list."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from chapter.meetings.rules import State
from chapter.people.models import Person
from chapter.slips import forms, models
from chapter.slips.drafts import Prepare, as_typed, with_visit
from chapter.slips.forms import SlipForm
from chapter.slips.ledger import Slip
from chapter.slips.rules import Tier
from chapter.slips.sides import side_of
from chapter.visitors.rules import VisitState, VisitType
from chapter.web.i18n import gettext, ngettext, short_date
from chapter.web.words import N_

People = Mapping[int, Person]
Form = SlipForm


@dataclass(frozen=True)
class SlipKind:
    """One kind of slip."""

    name: str
    model: type[Slip]
    #: Empty for a kind that is recorded by something else that happens.
    form: type[SlipForm] | None
    #: What recording one means, above the form.
    invitation: str
    #: How one reads in a list.
    sentence: Callable[[Any, People], str]
    prepare: Prepare = as_typed
    #: Whether the amount and the earner are confidential.
    is_confidential: bool = False


def _name(people: People, person_id: int | None) -> str:
    person = people.get(person_id) if person_id else None
    return person.name if person else gettext("Somebody")


def _referral(slip: models.ReferralSlip, people: People) -> str:
    to = _name(people, slip.receiver_id)
    if slip.tier == Tier.INSIDE:
        return gettext("To %(name)s, inside", name=to)
    return gettext("To %(name)s, outside", name=to)


def _one_to_one(slip: models.OneToOneSlip, people: People) -> str:
    if side_of(slip) is not None:
        two = {"one": _name(people, slip.first_id), "other": _name(people, slip.second_id)}
        return gettext("%(one)s and %(other)s", **two)
    return gettext("With %(name)s", name=_name(people, slip.second_id))


def _closed_business(slip: models.ClosedBusinessSlip, people: People) -> str:
    return gettext("Thanks to %(name)s", name=_name(people, slip.thanked_id))


def _education(slip: models.EducationSlip, people: People) -> str:
    return ngettext("%(num)d unit", "%(num)d units", slip.units)


def _testimonial(slip: models.TestimonialSlip, people: People) -> str:
    return gettext("For %(name)s", name=_name(people, slip.receiver_id))


def _visitor(slip: models.VisitorSlip, people: People) -> str:
    return slip.visit.person.name


def why_no_credit(slip: models.VisitorSlip) -> str:
    """Return why an invitation counts nothing, nor will; empty where it still may."""
    visit, meeting = slip.visit, slip.visit.meeting
    if meeting.state in (State.DISCARDED, State.HOLIDAY):
        return gettext(
            "The meeting of %(day)s was not held, so it does not count.",
            day=short_date(meeting.held_on),
        )
    if visit.state == VisitState.PRESENT and visit.type != VisitType.VISITOR:
        return gettext("They came, but not as a visitor, so it does not count.")
    if visit.state == VisitState.PRESENT:
        return gettext("They came, but another visit was their first, so it does not count.")
    if meeting.state == State.CLOSED:
        return gettext("They are not noted as having come, so it does not count.")
    return ""


def _sponsored(slip: models.SponsoredSlip, people: People) -> str:
    return _name(people, slip.member_id)


KINDS = {
    kind.name: kind
    for kind in (
        SlipKind(
            "referral",
            models.ReferralSlip,
            forms.ReferralForm,
            N_("Pass on somebody who agreed to be contacted."),
            _referral,
        ),
        SlipKind(
            "one-to-one",
            models.OneToOneSlip,
            forms.OneToOneForm,
            N_("One slip is enough, whoever of the two records it."),
            _one_to_one,
        ),
        SlipKind(
            "closed-business",
            models.ClosedBusinessSlip,
            forms.ClosedBusinessForm,
            N_("Others see the sum of whom you thank, never that it came from you."),
            _closed_business,
            is_confidential=True,
        ),
        SlipKind(
            "education",
            models.EducationSlip,
            forms.EducationForm,
            N_("An hour of a course, a podcast or a book is a unit."),
            _education,
        ),
        SlipKind(
            "testimonial",
            models.TestimonialSlip,
            forms.TestimonialForm,
            N_("A recommendation you read out at the meeting."),
            _testimonial,
        ),
        SlipKind(
            "visitor",
            models.VisitorSlip,
            forms.VisitorForm,
            N_("It counts once they came, the first time."),
            _visitor,
            with_visit,
        ),
        SlipKind(
            "sponsored",
            models.SponsoredSlip,
            None,
            N_("Recorded when the new member is admitted."),
            _sponsored,
        ),
    )
}
TYPED = [kind for kind in KINDS.values() if kind.form is not None]
