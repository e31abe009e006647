"""Rows left out, weeks asked about, and what is said once: the pages of imports."""

import pytest

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports.refusals import Refusal
from chapter.slips.ledger import Slip
from tests.browse import Browser
from tests.conftest import BrowserFactory, Reader
from tests.exports import Slip as Row
from tests.exports import Title, slips_audit, spreadsheetml
from tests.factories import close_week, make_meeting
from tests.imports.pages import answer, bring, draft_id, drop, slips, take_back, texts
from tests.imports.steps import ANA, BEN, DAY, ROWS, audit

BAD = [Row("Karma", ANA, BEN), Row("Referral", ANA, BEN, tier="Sideways")]
FILE = ("slips.xls", audit([*BAD, *ROWS]))


def leave_out(officer: Browser, row: str, status: int = 302) -> None:
    """Tap one of the buttons that leave rows out."""
    officer.post("imports.leave_rows_out", {"row": row}, status, draft_id=draft_id(), position=0)


def shown(officer: Browser) -> list[str]:
    """Return what stands against the newest upload."""
    page = officer.get("imports.show", draft_id=draft_id())
    return texts(page, "#bring .field-error")


def test_row_not_understood_is_left_out_and_the_others_come(officer: Browser) -> None:
    """Seen red with the issue still refusing the file."""
    page = answer(officer, drop(officer, FILE))
    (first, second) = page.select("button[name=row]:not([value=all])")
    leave_out(officer, str(first["value"]))
    refused = shown(officer)
    leave_out(officer, str(second["value"]))
    page = officer.get("imports.show", draft_id=draft_id())
    bring(officer, page)

    assert refused == [
        "One row of slips.xls is not understood; mend it or leave it out. Sheet “Report”, row 3, "
        "column Inside/Outside: “Sideways” is neither inside nor outside."
    ]
    assert texts(page, "tbody td small")[::2] == ["Left out, as you said."] * 2
    assert slips() == 8


def test_all_rows_not_understood_are_left_out_at_once(officer: Browser) -> None:
    """Seen red with the word for all taken as a row."""
    page = answer(officer, drop(officer, FILE))
    leave_out(officer, "all")

    assert texts(page, "button[value=all]") == ["Leave all 2 out"]
    assert shown(officer) == []


def test_amount_the_currency_cannot_hold_is_left_out(officer: Browser) -> None:
    """Seen red with rows that were read kept in the file."""
    odd = Row("TYFCB", "", ANA, amount="1.005")
    page = answer(officer, drop(officer, ("slips.xls", audit([odd, *ROWS]))))
    leave_out(officer, str(page.select("button[name=row]")[0]["value"]))
    bring(officer, officer.get("imports.show", draft_id=draft_id()))

    assert slips() == 8


def test_row_of_no_such_name_changes_nothing(officer: Browser) -> None:
    answer(officer, drop(officer, FILE))
    before = shown(officer)
    leave_out(officer, "nothing")
    officer.post("imports.leave_rows_out", {"row": ["a", "b"]}, 422, draft_id=1, position=0)

    assert shown(officer) == before


@pytest.mark.parametrize(("reply", "days"), [("yes", 2), ("2026-11-05", 1)])
def test_same_file_for_another_week_is_asked_about(officer: Browser, reply: str, days: int) -> None:
    """Seen red with other weeks not looked at."""
    for day in ("2026-11-05", "2026-11-12"):
        page = answer(officer, drop(officer, ("slips.xls", audit(ROWS))), meeting=day)
        if texts(page, "legend"):
            page = answer(officer, page, again=reply)
        if page.select("form#bring button.btn-primary"):
            bring(officer, page)

    assert len({slip.dated for slip in db.session.query(Slip)}) == days


def test_next_weekly_file_is_not_put_into_a_filled_week(officer: Browser) -> None:
    """Seen red with the last week proposed whatever stands there."""
    other = [Row("CEU", ANA, units="7")]
    bring(officer, answer(officer, drop(officer, ("slips.xls", audit(ROWS)))))
    page = drop(officer, ("next.xls", audit(other)))

    labels = texts(page, "fieldset .choice label")
    assert [str(i["value"]) for i in page.select("input[checked]")] == ["2026-11-19"]
    assert (labels[-1], texts(page, ".answers-group")) == (
        "Thu 12 Nov 2026",
        ["Slips of this week came in already"],
    )


def test_same_file_once_more_is_put_into_its_week(officer: Browser) -> None:
    """Seen red with the rows of the file not looked for."""
    bring(officer, answer(officer, drop(officer, ("slips.xls", audit(ROWS)))))
    page = drop(officer, ("again.xls", audit(ROWS[:7])))

    assert [str(i["value"]) for i in page.select("input[checked]")] == [str(DAY)]


def test_title_that_can_be_read_in_two_ways_offers_both(officer: Browser) -> None:
    """Seen red with the title's date left unread."""
    headed = spreadsheetml(slips_audit(ROWS, Title(date="05/11/2026", chapter="North")))
    page = drop(officer, ("slips.xls", headed))

    assert texts(page, "fieldset .choice label")[:2] == [
        "Thu 5 Nov 2026",
        "Mon 11 May 2026 – No meeting stands on this day",
    ]
    assert [str(i["value"]) for i in page.select("input[checked]")] == ["2026-11-05"]


def test_chapter_of_several_files_is_asked_about_once(officer: Browser) -> None:
    """Seen red with every file asking for itself."""
    titles = [Title(date=day, chapter="Harbour") for day in ("2026-11-05", "2026-11-12")]
    files = [
        spreadsheetml(slips_audit(ROWS[3 * n : 3 * n + 2], each)) for n, each in enumerate(titles)
    ]
    page = drop(officer, ("a.xls", files[0]), ("b.xls", files[1]))
    asked = texts(page, "legend")
    page = answer(officer, page, chapter="yes")

    assert asked == ["The file is of “Harbour”. Does it belong to North?"]
    assert texts(page, "legend") == []


def test_day_without_a_meeting_waits_for_who_may_add_one(
    officer: Browser, browse: BrowserFactory, vice_president: Reader
) -> None:
    """Seen red with the right not asked for."""
    said = []
    for browser in (officer, browse(vice_president)):
        page = answer(browser, drop(browser, ("slips.xls", audit(ROWS))), other="2026-11-10")
        said.append((texts(page, "#bring .field-error")[:1], texts(page, ".remarks li")))

    assert said[0][0] == [Refusal.NO_SLOT.value % {"day": "Tue 10 Nov 2026"}]
    assert said[1] == ([], ["No meeting stands on Tue 10 Nov 2026; one would be added."])


def test_closed_week_is_refused_and_nothing_else_said(
    officer: Browser, lighthouse: Chapter
) -> None:
    """Seen red with the notice of a mirror's closed week shown in a ledger."""
    make_meeting(lighthouse, DAY, "closed")
    page = answer(officer, drop(officer, ("slips.xls", audit(ROWS))), meeting=str(DAY))

    (refused,) = texts(page, "#bring .field-error")
    assert "flask reopen north 2026-11-12" in refused
    assert texts(page, ".remarks li") == []


def test_mirror_names_the_weeks_that_are_still_open(
    officer: Browser, browse: BrowserFactory, vice_president: Reader, lighthouse: Chapter
) -> None:
    """Seen red with ledgers told as well, and with the link for everybody."""
    make_meeting(lighthouse, DAY)
    ledger = texts(officer.get("imports.index"), ".still-open")
    lighthouse.mode = "mirror"
    db.session.commit()
    pages = [browser.get("imports.index") for browser in (officer, browse(vice_president))]

    assert (ledger, [len(page.select(".still-open a")) for page in pages]) == ([], [0, 1])
    assert texts(pages[0], ".still-open")[0].startswith("1 earlier week is still open;")


def test_closed_weeks_of_a_mirror_are_asked_about_before_the_undo(
    browse: BrowserFactory, vice_president: Reader, lighthouse: Chapter
) -> None:
    """Seen red with the answer taken for granted."""
    leader = browse(vice_president)
    lighthouse.mode = "mirror"
    listed = bring(leader, answer(leader, drop(leader, ("slips.xls", audit(ROWS)))))
    close_week(lighthouse, DAY)
    page = take_back(leader, listed, 422)
    before = slips()
    (button,) = page.select("form[action*=closed_too]")
    leader.client.post(str(button["action"]), data={"csrf_token": leader.csrf_token})

    assert "weeks that are closed: Thu 12 Nov 2026." in texts(page, "[role=alert]")[0]
    assert (before, slips()) == (8, 0)
