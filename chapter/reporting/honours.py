"""The recognition of a period as its page shows it: each award and who earned it."""

from dataclasses import dataclass
from datetime import date

from chapter.chapters.models import Chapter
from chapter.reporting import rulebook, service
from chapter.rulesets import queries as rulesets
from chapter.web.i18n import gettext, money, ngettext
from reports.periods import Period


@dataclass(frozen=True)
class Honour:
    """An award: its name, what was reached, and everybody who earned it, by name."""

    name: str
    people: list[tuple[int, str, str, str]]
    measure: str


def honours(chapter: Chapter, period: Period, today: date) -> list[Honour]:
    """Return the awards of a period, the chapter's own last; without those nobody earned."""
    # pandas is slow to import and needed for few pages.
    from reports import frames, recognition

    rows = service.frames_between(chapter, period.first, period.until)
    own = rulebook.awards(rulesets.on(chapter, min(period.last, today)))
    made = recognition.table(rows.members, rows.marks, rows.credits, period, own)
    usual = {award.name for award in recognition.STANDARD}
    found: dict[str, Honour] = {}
    for award, measure, person, name, trade, figure in frames.records(made):
        title = gettext(award) if award in usual else award
        honour = found.setdefault(title, Honour(title, [], measure))
        honour.people.append((person, name, trade, _figure(chapter, measure, figure)))
    return list(found.values())


def _figure(chapter: Chapter, measure: str, figure: int) -> str:
    match measure:
        case "closed_business":
            return money(figure, chapter.currency)
        case "attendance":
            return ngettext("%(num)d week", "%(num)d weeks", figure)
    return str(figure)
