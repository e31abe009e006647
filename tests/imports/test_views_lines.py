"""Every line of a file, page by page; and the ticks that make corrections come true."""

from contextlib import AbstractContextManager

import pytest

from chapter.db import db
from chapter.imports import wording
from chapter.imports.plans import Detail
from chapter.slips.ledger import Slip
from tests.browse import Browser
from tests.exports import Slip as Row
from tests.imports.pages import answer, bring, draft_id, drop, slips, texts
from tests.imports.steps import ANA, BEN, ROWS, audit
from tests.statements import Count

STATEMENTS = 12
MANY = [Row("Referral", ANA, BEN, tier="Tier 1 (inside)", detail=f"X{n}, Y, Z") for n in range(60)]


def brought(officer: Browser, rows: list[Row]) -> None:
    """Bring a week in by its page."""
    bring(officer, answer(officer, drop(officer, ("slips.xls", audit(rows)))))


def standing() -> int:
    """Return how many slips count."""
    return db.session.query(Slip).filter(Slip.withdrawn_at.is_(None)).count()


def test_lines_come_fifty_at_a_time_with_their_place(officer: Browser) -> None:
    """Seen red with all lines on one page."""
    answer(officer, drop(officer, ("slips.xls", audit(MANY))))
    page = officer.get("imports.lines", draft_id=draft_id(), position=0)
    rest = officer.open(str(page.select_one("a[rel=next]")["href"]))

    assert [len(each.select("tbody tr")) for each in (page, rest)] == [50, 10]
    assert texts(page, "caption") == ["Lines 1 to 50 of 60"]
    assert texts(rest, "tbody tr:last-child td:last-child")[0].startswith("Row ")


def test_lines_of_one_state_are_told_apart(officer: Browser) -> None:
    """Seen red with the state of the address ignored."""
    brought(officer, ROWS[:5])
    page = answer(officer, drop(officer, ("slips.xls", audit(ROWS))))
    new = officer.get("imports.lines", draft_id=draft_id(), position=0, state="new")

    assert texts(page, ".tabs a") == ["New 3", "Already there 5", "Every line"]
    assert set(texts(new, "tbody .pill")) == {"New"}
    assert len(new.select("tbody tr")) == 3


def test_missing_rows_stay_unless_ticked(officer: Browser) -> None:
    """Seen red with every line taken, ticked or not."""
    brought(officer, ROWS)
    page = answer(officer, drop(officer, ("slips.xls", audit(ROWS[:6]))))
    ticks = page.select("input[type=checkbox]")
    bring(officer, page)

    assert [tick.has_attr("checked") for tick in ticks] == [False, False]
    assert standing() == 8


def test_many_missing_rows_are_folded_until_one_is_ticked(officer: Browser) -> None:
    """Seen red with all of them unfolded; and with a ticked one folded away."""
    brought(officer, MANY[:9])
    short = answer(officer, drop(officer, ("slips.xls", audit(MANY[:4]))))
    page = answer(officer, drop(officer, ("slips.xls", audit(MANY[:1]))))
    ticks = [str(tick["name"]) for tick in page.select("#bring details input")]
    sent = {"shown": page.select_one("[name=shown]")["value"], ticks[0]: "1"}
    officer.post("imports.tick", sent, draft_id=draft_id(), position=0)
    ticked = officer.get("imports.show", draft_id=draft_id())

    assert (len(short.select("#bring input[type=checkbox]")), short.select("#bring details")) == (
        5,
        [],
    )
    assert len(ticks) == 8
    assert texts(page, "#bring summary")[0].startswith("8 stand here and not in the file;")
    assert ticked.select("#bring details") == []


def test_amount_of_a_new_row_is_money(officer: Browser) -> None:
    """Seen red with the file's own figures shown."""
    answer(officer, drop(officer, ("slips.xls", audit(ROWS[5:6]))))
    page = officer.get("imports.lines", draft_id=draft_id(), position=0)

    assert texts(page, "tbody td div") == ["Amount €1,250.50"]


def test_amount_the_currency_cannot_hold_stays_as_it_is() -> None:
    """Seen red with it rounded."""
    line = Detail("Amount", "10.005")

    assert wording.detail(line, "EUR") == ("Amount", "10.005", "")


def test_ticked_missing_row_goes(officer: Browser) -> None:
    """Seen red with the ticks sent with the word ignored."""
    brought(officer, ROWS)
    page = answer(officer, drop(officer, ("slips.xls", audit(ROWS[:6]))))
    name = str(page.select("input[type=checkbox]")[0]["name"])
    bring(officer, page, **{name: "1"})

    assert standing() == 7


def test_correction_comes_unless_its_tick_is_taken_off(officer: Browser) -> None:
    """Seen red with corrections done whatever is ticked."""
    brought(officer, [*ROWS, Row("CEU", ANA, "", units="3")])
    again = [*ROWS, Row("CEU", ANA, "", units="5")]
    page = answer(officer, drop(officer, ("slips.xls", audit(again))))
    (tick,) = page.select("input[type=checkbox]")
    told = texts(page, "tbody td div")
    listed = bring(officer, page, **{str(tick["name"]): None})

    assert (tick.has_attr("checked"), told) == (True, ["Units 3 → 5"])
    assert texts(listed, ".message-text") == [
        "Everything stood there already; nothing was changed."
    ]


def test_ticks_of_a_list_are_kept_until_the_word(officer: Browser) -> None:
    """Seen red with the ticks of a list ignored."""
    brought(officer, ROWS)
    page = answer(officer, drop(officer, ("slips.xls", audit(ROWS[:6]))))
    page = officer.get("imports.lines", draft_id=draft_id(), position=0, state="missing")
    names = [str(tick["name"]) for tick in page.select("input[type=checkbox]")]
    sent = {"shown": page.select_one("[name=shown]")["value"], names[1]: "1"}
    officer.post("imports.tick", sent, draft_id=draft_id(), position=0, state="missing")
    page = officer.get("imports.show", draft_id=draft_id())
    bring(officer, page)

    assert [str(t["name"]) for t in page.select("input[type=checkbox][checked]")] == names[1:]
    assert standing() == 7


def test_ticks_beyond_the_preview_stay(officer: Browser) -> None:
    """Seen red with only the ticks of the preview counted."""
    brought(officer, MANY)
    answer(officer, drop(officer, ("slips.xls", audit(MANY[:1]))))
    where = {"draft_id": draft_id(), "position": 0, "state": "missing", "start": 50}
    page = officer.get("imports.lines", **where)
    ticks = {str(tick["name"]): "1" for tick in page.select("input[type=checkbox]")}
    officer.post(
        "imports.tick", {"shown": page.select_one("[name=shown]")["value"], **ticks}, **where
    )
    bring(officer, officer.get("imports.show", draft_id=draft_id()))

    assert (len(ticks), standing()) == (9, 51)


def test_word_on_an_old_preview_shows_the_new_one(officer: Browser) -> None:
    """Seen red with the digest of what was shown not compared."""
    old = answer(officer, drop(officer, ("slips.xls", audit(ROWS))))
    number = draft_id()
    brought(officer, ROWS[:3])
    data = {"shown": old.select_one("[name=shown]")["value"]}
    page = officer.post("imports.bring", data, 422, draft_id=number)

    assert "look at the preview again" in texts(page, ".error-summary li")[0]
    assert slips() == 3


def test_answers_can_be_given_anew(officer: Browser) -> None:
    answer(officer, drop(officer, ("slips.xls", audit(ROWS))))
    officer.post("imports.ask_again", draft_id=draft_id())
    page = officer.get("imports.show", draft_id=draft_id())

    assert texts(page, "legend") == ["Of which meeting is this file? It does not say."]


@pytest.mark.parametrize("rows", [MANY[:3], MANY])
def test_preview_takes_as_many_statements_for_any_number_of_rows(
    officer: Browser, count_queries: type[AbstractContextManager[Count]], rows: list[Row]
) -> None:
    """What is shown is fetched at once, whatever the number of lines."""
    brought(officer, ROWS)
    answer(officer, drop(officer, ("slips.xls", audit([*ROWS, *rows]))))
    with count_queries() as count:
        officer.get("imports.show", draft_id=draft_id())

    assert count.number == STATEMENTS
