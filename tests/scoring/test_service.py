from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from chapter import clock
from chapter.chapters.models import Chapter
from chapter.rulesets import queries as rulesets
from chapter.rulesets.models import RuleSet
from chapter.scoring import service
from chapter.scoring.rules import Refusal, ScoringRefused
from reports.scores import tables
from reports.scores.refused import Refused
from reports.scores.tables import Bracket, Table

JANUARY = date(2027, 1, 1)


def choose(chapter: Chapter, preset: str, valid_from: date = JANUARY) -> RuleSet:
    """Choose a table from a day on."""
    return service.choose(chapter, valid_from, preset, actor_id=None, now=clock.now())


def keep(chapter: Chapter, table: Table) -> RuleSet:
    """Keep a copy from a day on."""
    return service.keep_copy(chapter, JANUARY, table, actor_id=None, now=clock.now())


def copied(preset: str = "uk-2012") -> Table:
    """Return a preset whose first part gives one point from 7 on."""
    table = tables.preset(preset)
    first = replace(table.parts[0], brackets=(Bracket(Decimal(7), False, 1),), most=1)
    return replace(table, title="Ours", parts=(first, *table.parts[1:]))


def test_chosen_table_holds_from_its_day(chapter: Chapter) -> None:
    choose(chapter, "uk-2012")
    days = (date(2026, 12, 31), JANUARY)
    found = [service.table_of(rulesets.on(chapter, day)).name for day in days]
    assert found == ["global-2025", "uk-2012"]


def test_unknown_table_is_refused(chapter: Chapter) -> None:
    """Seen red with the check off."""
    with pytest.raises(ScoringRefused) as refused:
        choose(chapter, "of-mars")
    assert refused.value.refusal == Refusal.UNKNOWN_PRESET


@pytest.mark.parametrize("preset", tables.names("member"))
def test_copy_of_each_table_comes_back_as_it_was_kept(chapter: Chapter, preset: str) -> None:
    kept = copied(preset)
    assert service.table_of(keep(chapter, kept)) == kept


def test_choosing_a_table_ends_the_own_copy(chapter: Chapter) -> None:
    """Seen red with the copy left in place."""
    keep(chapter, copied())
    assert service.table_of(choose(chapter, "spain-2020")) == tables.preset("spain-2020")


def test_chapter_is_scored_by_a_copy_of_its_own(chapter: Chapter) -> None:
    """Seen red with the scope ignored: members would be scored by the chapter's table."""
    rules = keep(chapter, copied("chapter-2013"))
    found = (service.chapter_table_of(rules).title, service.table_of(rules).name)
    assert found == ("Ours", "global-2025")


def test_choosing_the_chapters_table_leaves_the_members(chapter: Chapter) -> None:
    keep(chapter, copied())
    keep(chapter, copied("chapter-2013"))
    rules = choose(chapter, "chapter-2013")
    found = (service.chapter_table_of(rules).title, service.table_of(rules).title)
    assert found == (tables.preset("chapter-2013").title, "Ours")


def test_wrong_copy_is_refused_and_not_kept(chapter: Chapter) -> None:
    """Seen red with the copy kept unread."""
    with pytest.raises(Refused) as refused:
        keep(chapter, replace(copied(), lights={"green": 10, "amber": 50, "red": 30}))
    assert str(refused.value) == "Green begins above amber, amber above red, and red above 0."
    assert rulesets.on(chapter, JANUARY).scoring_table is None
