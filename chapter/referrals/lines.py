"""How a referral's way reads: where it stands, what is offered, the news of it."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from chapter.chapters.models import Chapter
from chapter.people.models import Person
from chapter.referrals import queries, rules
from chapter.referrals.models import ReferralStep
from chapter.referrals.queries import Received
from chapter.referrals.rules import Stage
from chapter.slips.ledger import Slip
from chapter.slips.models import ReferralSlip
from chapter.web.i18n import gettext, ngettext, short_date

Choices = list[tuple[str, str]]


@dataclass(frozen=True)
class Way:
    """Where a referral stands, and where it may go."""

    slip_id: int
    stage: str
    label: str
    #: What the buttons send and say.
    choices: Choices
    #: A sentence for each step so far.
    steps: list[str] = field(default_factory=list)
    #: For the next step.
    key: str = field(default_factory=lambda: uuid.uuid4().hex)


@dataclass(frozen=True)
class Waiting:
    """A referral received, as a list of them shows it."""

    way: Way
    #: Whom to contact; for its receiver only.
    about: str
    said: str
    #: A kind word where no news came for long.
    silence: str


@dataclass(frozen=True)
class News:
    """A step of one's referral, told to who gave it."""

    number: int
    slip_id: int
    sentence: str
    about: str
    day: date
    is_new: bool


def way(chapter: Chapter, slip: Slip) -> Way | None:
    """Return the way of a referral as its page shows it; other slips have none."""
    if not isinstance(slip, ReferralSlip):
        return None
    steps = queries.steps_of(chapter, slip)
    stage = Stage(steps[-1].stage) if steps else Stage.PASSED
    told = [one for one in steps if one.is_news]
    return Way(
        slip.id,
        stage,
        label(stage),
        _choices(rules.onward(stage)),
        [_step(chapter, one) for one in told],
    )


def quick(one: Received) -> Way:
    """Return where a referral received stands, with the few likeliest steps."""
    return Way(one.slip.id, one.stage, label(one.stage), _choices(rules.quick(one.stage)))


def waiting(
    received: Iterable[Received], known: Mapping[int, Person], today: date, days: int
) -> list[Waiting]:
    """Return referrals received as their list shows them, with the few likeliest steps."""
    return [
        Waiting(
            quick(one),
            about=one.slip.prospect,
            said=gettext(
                "From %(name)s, %(day)s",
                name=name_in(known, one.slip.giver_id),
                day=short_date(one.slip.dated),
            ),
            silence=_silence(one, known, today, days),
        )
        for one in received
    ]


def news(
    chapter: Chapter, steps: Iterable[ReferralStep], known: Mapping[int, Person]
) -> list[News]:
    """Return steps as they are told to who gave the referral."""
    return [
        News(
            step.id,
            step.slip_id,
            sentence(step, known),
            step.slip.prospect,
            rules.local_day(step.at, chapter.zone),
            step.read_at is None,
        )
        for step in steps
    ]


def sentence(step: ReferralStep, known: Mapping[int, Person]) -> str:
    """Return what whoever gave a referral is told of a step."""
    return gettext(rules.TOLD[Stage(step.stage)], name=name_in(known, step.mover_id))


def label(stage: Stage) -> str:
    """Return how a stage is called."""
    return gettext(rules.LABELS[stage])


def name_in(known: Mapping[int, Person], person_id: int) -> str:
    """Return somebody's name."""
    person = known.get(person_id)
    return person.name if person else gettext("Somebody")


def _choices(offered: Iterable[Stage]) -> Choices:
    return [(stage.value, label(stage)) for stage in offered]


def _step(chapter: Chapter, step: ReferralStep) -> str:
    day = rules.local_day(step.at, chapter.zone)
    return gettext("%(stage)s on %(day)s", stage=label(Stage(step.stage)), day=short_date(day))


def _silence(one: Received, known: Mapping[int, Person], today: date, days: int) -> str:
    if not rules.is_silent(one.stage, one.since, today, days):
        return ""
    passed = ngettext(
        "No news for %(num)d day.", "No news for %(num)d days.", (today - one.since).days
    )
    name = name_in(known, one.slip.giver_id)
    return f"{passed} " + gettext("%(name)s would be glad of a word.", name=name)
