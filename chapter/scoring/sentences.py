"""How a score reads: a line per part with its arithmetic, and the steps to the next colour."""

from dataclasses import dataclass
from decimal import Decimal

from chapter.chapters.models import Chapter
from chapter.reporting.catalogue import ReaderWords
from chapter.scoring.fields import written
from chapter.scoring.lines import part_label
from chapter.scoring.standings import Standing
from chapter.slips.rules import Measure
from chapter.web.i18n import gettext, minor_digits, money
from reports.scores import arithmetic, score_words
from reports.scores.paths import Step
from reports.scores.scoring import PartScore, Score
from reports.words import Words

# By which slip a step is taken; a sponsored member is noted on admission.
KINDS = {
    "referrals_given": "referral",
    "one_to_ones": "one-to-one",
    "visitors": "visitor",
    "education": "education",
    "testimonials": "testimonial",
}


@dataclass(frozen=True)
class PartLine:
    """One part of a score, with what it counts, said as arithmetic."""

    name: str
    counts: str
    sentence: str
    points: int
    most: int
    is_known: bool

    @property
    def share(self) -> float:
        """Return the part of the points that was reached."""
        return self.points / self.most if self.most and self.is_known else 0

    @property
    def is_measure(self) -> bool:
        """Tell whether rows of slips stand behind it, and not marks of attendance."""
        return self.counts in set(Measure)


@dataclass(frozen=True)
class Lamp:
    """A light as it is drawn: its colour, what stands inside, and both in words."""

    colour: str
    total: str
    said: str


@dataclass(frozen=True)
class StepLine:
    """One step to the next colour, and the kind of slip it is taken by."""

    sentence: str
    points: int
    kind: str


def parts(chapter: Chapter, score: Score) -> list[PartLine]:
    """Return a line per part."""
    return [
        PartLine(
            part_label(chapter, each.name, each.part.counts),
            each.part.counts,
            _shown(chapter, each),
            each.points,
            each.most,
            each.is_known,
        )
        for each in score.parts
    ]


def changed(chapter: Chapter, before: Score, after: Score) -> list[PartLine]:
    """Return the lines of a score that read otherwise than those of another one."""
    pairs = zip(parts(chapter, before), parts(chapter, after), strict=True)
    return [new for old, new in pairs if new != old]


def lamp(chapter: Chapter, score: Score) -> Lamp:
    """Return the light, as in “65 of 100, amber”; without a week there is none yet."""
    if not score.weeks:
        return Lamp(score.light, "–", gettext("No light yet"))
    total, light = arithmetic.total(score, _words(chapter)), light_name(score.light)
    said = gettext("%(total)s, %(light)s", total=total, light=light)
    return Lamp(score.light, str(score.total), said)


def way(chapter: Chapter, standing: Standing) -> str:
    """Return the steps to the next colour as somebody reads of themselves."""
    return arithmetic.way(standing.score, standing.path, _words(chapter))


def way_of(chapter: Chapter, standing: Standing) -> str:
    """Return the steps to the next colour as others read of somebody."""
    if standing.path is None:
        return way(chapter, standing)
    *first, last = (_step(chapter, step) for step in standing.path.steps)
    listed = gettext("%(first)s and %(last)s", first=", ".join(first), last=last) if first else last
    light = light_name(standing.path.light)
    return gettext("%(steps)s would lead to %(light)s.", steps=listed, light=light)


def steps(chapter: Chapter, standing: Standing) -> list[StepLine]:
    """Return each step to the next colour with the points it adds."""
    found = standing.path.steps if standing.path else ()
    return [
        StepLine(_step(chapter, step), step.points, KINDS.get(step.measure, "")) for step in found
    ]


def light_name(light: str) -> str:
    """Return a colour in the reader's language."""
    return gettext(score_words.LIGHTS[light])


def _shown(chapter: Chapter, each: PartScore) -> str:
    digits = minor_digits(chapter.currency)

    def said(amount: Decimal) -> str:
        return money(int(amount.scaleb(digits)), chapter.currency)

    return arithmetic.shown(each, _words(chapter), number=written, money=said)


def _step(chapter: Chapter, step: Step) -> str:
    return _words(chapter)(score_words.MORE[step.measure][step.more != 1], count=step.more)


def _words(chapter: Chapter) -> Words:
    return Words(ReaderWords(chapter))
