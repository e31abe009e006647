"""Editing a copy of a table: its parts and brackets, a line each."""

from datetime import date
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.rulesets import queries as rulesets
from chapter.scoring import service
from reports.scores import tables
from reports.scores.tables import Bracket, Part, Table
from tests.browse import Browser, filled
from tests.conftest import TODAY, BrowserFactory, Reader

JANUARY = date(2027, 1, 1)


def errors_of(page: BeautifulSoup) -> list[str]:
    """Return the sentences of the error summary."""
    return [item.get_text() for item in page.select(".error-summary li")]


@pytest.fixture
def leader(browse: BrowserFactory, vice_president: Reader) -> Browser:
    """The vice president's browser."""
    return browse(vice_president)


def table(chapter: Chapter, day: date = TODAY) -> Table:
    """Return the table that holds on a day, as it is stored."""
    db.session.expire_all()
    return service.table_of(rulesets.on(chapter, day))


def part(found: Table, name: str) -> Part | None:
    """Return a part of a table, if it has it."""
    return next((each for each in found.parts if each.name == name), None)


@pytest.mark.parametrize("preset", tables.names("member"))
def test_copy_sent_untouched_scores_alike(leader: Browser, chapter: Chapter, preset: str) -> None:
    """Only amounts in another currency are left out: they are not ours to convert."""
    chapter.currency = tables.preset(preset).currency or "EUR"
    db.session.commit()
    leader.submit("scoring.edit", {}, preset=preset)
    kept, start = table(chapter), tables.preset(preset)
    assert (kept.parts, kept.lights, kept.name) == (start.parts, start.lights, preset)


def test_copy_says_what_it_began_as(leader: Browser, chapter: Chapter) -> None:
    leader.submit("scoring.edit", {"valid_from": "2027-01-01"}, preset="uk-2012")
    kept, start = table(chapter, JANUARY), tables.preset("uk-2012")
    assert (kept.title, kept.valid_from) == (f"{start.title}, our copy", JANUARY)
    assert kept.source == f"Edited by the chapter; it began as “{start.title}”. {start.source}"
    leader.submit("scoring.edit", {"valid_from": "2027-01-01"}, preset="uk-2012")
    assert table(chapter, JANUARY).source == kept.source


def test_empty_line_adds_a_bracket_and_an_emptied_one_goes(
    leader: Browser, chapter: Chapter
) -> None:
    typed = {"lates-0-from": "", "lates-0-points": "", "lates-2-from": "2", "lates-2-points": "0"}
    leader.submit("scoring.edit", {**typed, "lates-2-above": "1"}, preset="uk-2012")
    brackets = part(table(chapter), "lates").brackets
    assert brackets == (Bracket(Decimal(1), False, 0), Bracket(Decimal(2), True, 0))


def test_brackets_are_kept_in_order(leader: Browser, chapter: Chapter) -> None:
    """Seen red without sorting: the reader refuses brackets that do not rise."""
    typed = {"lates-2-from": "0.5", "lates-2-points": "2"}
    leader.submit("scoring.edit", typed, preset="uk-2012")
    assert [str(b.at) for b in part(table(chapter), "lates").brackets] == ["0", "0.5", "1"]


def test_part_without_lines_is_no_longer_scored(leader: Browser, chapter: Chapter) -> None:
    lines = {f"lates-{line}-{key}": "" for line in range(2) for key in ("from", "points")}
    leader.submit("scoring.edit", lines, preset="uk-2012")
    assert part(table(chapter), "lates") is None


def test_part_the_table_did_not_have_is_added(leader: Browser, chapter: Chapter) -> None:
    """Seen red with the effort left out: no path would lead through it."""
    typed = {"one_to_ones-0-from": "0.75", "one_to_ones-0-points": "9", "one_to_ones-per": "month"}
    leader.submit("scoring.edit", typed, preset="uk-2012")
    added = part(table(chapter), "one_to_ones")
    assert (added.counts, added.per, added.most, added.effort) == ("one_to_ones", "month", 9, 2)
    assert added.brackets == (Bracket(Decimal("0.75"), False, 9),)


def test_training_may_count_testimonials(leader: Browser, chapter: Chapter) -> None:
    leader.submit("scoring.edit", {"training-counts": "testimonials"}, preset="hong-kong-2026")
    training = part(table(chapter), "training")
    assert (training.counts, training.effort, training.note) == ("testimonials", 1, "")


def test_unknown_part_stays_unknown_until_its_lines_are_written(
    leader: Browser, chapter: Chapter
) -> None:
    leader.submit("scoring.edit", {})
    assert not part(table(chapter), "closed_business").is_known
    leader.submit(
        "scoring.edit", {"closed_business-0-from": "500", "closed_business-0-points": "5"}
    )
    assert (part(table(chapter), "closed_business").is_known, table(chapter).currency) == (
        True,
        "EUR",
    )


def test_amounts_of_another_currency_are_left_out(leader: Browser, chapter: Chapter) -> None:
    """Seen red with pounds taken for euros."""
    page = leader.get("scoring.edit", preset="uk-2012")
    hints = [hint.get_text() for hint in page.select("fieldset .field-hint")]
    sentence = "This table counts in GBP, so its figures are left out; write yours in EUR."
    assert (hints, filled(page)["closed_business-0-from"]) == ([sentence], "")


def test_chapters_own_table_is_edited_apart(leader: Browser, chapter: Chapter) -> None:
    leader.submit("scoring.edit", {"size-0-from": "18"}, of="chapter")
    rules = rulesets.on(chapter, TODAY)
    assert str(part(service.chapter_table_of(rules), "size").brackets[0].at) == "18"
    assert rules.scoring_table is None


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"title": " "}, "Write what you call it."),
        ({"valid_from": ""}, "Choose the day."),
        ({"green": "40"}, "Green begins above amber, and amber above red."),
        ({"red": "0"}, "Write a number from 1 to 100."),
        ({"lates-2-from": "3"}, "Write the points."),
        ({"lates-2-points": "3"}, "Write from which figure on."),
        ({"lates-2-from": "1", "lates-2-points": "3"}, "Another line begins here already."),
        ({"lates-2-from": "x", "lates-2-points": "3"}, "Write a figure such as 0.75."),
        ({"lates-1-points": "101"}, "Write a number from 0 to 100."),
        ({"lates-per": "year"}, "Not a valid choice."),
    ],
)
def test_copy_written_wrong_is_refused_at_the_field_and_kept(
    leader: Browser, chapter: Chapter, typed: dict[str, str], sentence: str
) -> None:
    """Seen red with the checks of lines and lights off."""
    data = {"visitors-0-points": "7", "sponsored-0-from": "1", "sponsored-0-points": "9", **typed}
    page = leader.submit("scoring.edit", data, 422, preset="uk-2012")
    assert errors_of(page) == [sentence]
    assert sentence in [said.get_text(strip=True) for said in page.select(".field-error")]
    sent = filled(page)
    assert {name: sent[name] for name in data if name != "lates-per"} == {
        name: text.strip() for name, text in data.items() if name != "lates-per"
    }
    assert rulesets.on(chapter, TODAY).scoring_table is None


def test_copy_without_any_line_is_refused(leader: Browser) -> None:
    data = filled(leader.get("scoring.edit", preset="uk-2012"))
    typed = {name: "" for name in data if name.endswith(("-from", "-points"))}
    page = leader.submit("scoring.edit", typed, 422, preset="uk-2012")
    assert errors_of(page) == ["A table has at least one part."]
