from dataclasses import replace

import pytest

from chapter.chapters.models import Chapter
from chapter.scoring import lines
from reports.scores import tables


def said(chapter: Chapter, preset: str) -> dict[str, tuple[str, int]]:
    """Return what a table's lines say, by part."""
    found = lines.of_table(chapter, tables.preset(preset))
    return {line.name: (line.brackets or line.missing, line.most) for line in found}


def test_parts_are_said_with_their_boundaries(chapter: Chapter) -> None:
    """Seen red with “above” said as “from”."""
    assert said(chapter, "hong-kong-2026") == {
        "Training (Education units) in the whole period": ("5 points from 1, 10 from 2", 10),
        "Absences in the whole period": (
            "15 points from 0, 10 from 1, 5 from 2, 0 above 2",
            15,
        ),
        "Coming late in the whole period": ("10 points from 0, 5 from 1, 0 from 2", 10),
        "One-to-ones per week": ("5 points above 0.5, 10 from 1", 10),
        "Referrals given per week": (
            "5 points from 0.75, 10 from 1, 15 from 1.2, 20 from 1.5",
            20,
        ),
        "Closed business in the whole period": (
            "5 points from HK$100,000, 10 from HK$200,000, 15 from HK$500,000",
            15,
        ),
        "Visitors per week": ("5 points from 0.1, 10 from 0.25, 15 from 0.5, 20 from 0.75", 20),
    }


def test_shares_and_figures_of_a_chapter_say_their_time_themselves(chapter: Chapter) -> None:
    found = said(chapter, "chapter-2013")
    assert found["Visitors who joined"] == ("5 points above 10 %, 10 above 20 %", 10)
    assert found["Visitors per week"] == ("5 points from 1.01, 10 from 1.51, 15 from 2.1", 15)


def test_unknown_brackets_are_said_to_be_unknown(chapter: Chapter) -> None:
    sentence = "It is not scored, because its brackets are not known."
    assert said(chapter, "global-2025")["Closed business in the whole period"] == (sentence, 5)


@pytest.mark.parametrize(
    ("currency", "sentence"),
    [("HKD", ""), ("EUR", "It is not scored, because the chapter’s amounts are in EUR.")],
)
def test_amounts_of_another_currency_are_not_scored(
    chapter: Chapter, currency: str, sentence: str
) -> None:
    """Seen red with the currencies not compared."""
    chapter.currency = currency
    found = lines.of_table(chapter, tables.preset("hong-kong-2026"))
    assert [line.missing for line in found if line.missing] == ([sentence] if sentence else [])


def test_own_words_name_the_parts(chapter: Chapter) -> None:
    chapter.words = {"one-to-one": "Coffee"}
    table = tables.preset("hong-kong-2026")
    part = next(part for part in table.parts if part.name == "one_to_ones")
    named = [lines.part_name(chapter, each) for each in (part, replace(part, per="month"))]
    assert named == ["Coffee per week", "Coffee per month"]


def test_goals_and_awards_are_said_with_their_figures(chapter: Chapter) -> None:
    goals = {"members": 30, "visitors": 1.5, "closed_business": 1_000_000}
    award = {"name": "Busy bee", "measure": "one_to_ones", "rule": "at_least", "figure": 4}
    most = {"name": "Big", "measure": "closed_business", "rule": "most", "figure": 50_050}
    assert lines.goals(chapter, goals) == [
        ("Members", "30"),
        ("Closed business", "€10,000"),
        ("Visitors", "1.5"),
    ]
    assert lines.awards(chapter, [award, most]) == [
        ("Busy bee", "Everybody with at least 4: One-to-ones."),
        ("Big", "Whoever has the most, from €500.50 on: Closed business."),
    ]
