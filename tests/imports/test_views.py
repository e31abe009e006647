"""Dropping files, seeing what they would do, answering, bringing in."""

from chapter.db import db
from chapter.imports.models import ImportBatch, ImportDraftFile
from chapter.slips.ledger import Slip
from tests.browse import Browser
from tests.exports import Slip as Row
from tests.imports.pages import answer, bring, draft_id, drop, slips, take_back, texts
from tests.imports.steps import ANA, BEN, DAY, ROWS, audit

NORA = Row("Referral", "Nora Nobody", ANA, tier="Tier 1 (inside)")


def test_dropped_file_is_previewed_and_nothing_is_written(officer: Browser) -> None:
    page = drop(officer, ("slips.xls", audit([NORA, *ROWS])))

    assert texts(page, "legend") == ["Of which meeting is this file? It does not say."]
    assert (slips(), db.session.query(ImportBatch).count()) == (0, 0)
    assert page.select("#bring .form-actions") == []


def test_likeliest_meeting_is_proposed(officer: Browser) -> None:
    """Seen red with the proposal not handed to the field."""
    page = drop(officer, ("slips.xls", audit(ROWS)))
    (chosen,) = page.select("input[type=radio][checked]")

    assert chosen["value"] == str(DAY)


def test_from_the_drop_to_the_undo(officer: Browser) -> None:
    page = answer(officer, drop(officer, ("slips.xls", audit([NORA, *ROWS]))))
    asked = texts(page, "legend")
    page = answer(officer, page, person="former")
    listed = bring(officer, page)
    here = slips()
    undone = take_back(officer, listed)

    assert (asked, here, slips()) == (["Who is Nora Nobody?"], 9, 0)
    assert texts(listed, ".message-text") == ["Brought in: 9 new, 0 corrected, 0 removed."]
    assert texts(undone, ".import .pill") == ["Taken back"]


def test_days_of_several_files_are_asked_line_by_line(officer: Browser) -> None:
    """Seen red with the days as buttons; and with a panel for each file that lacks its day."""
    page = drop(officer, *[(f"{n}.xls", audit(ROWS[n : n + 1])) for n in (0, 3, 5)])
    chosen = [str(day["value"]) for day in page.select(".day-of option[selected]")]

    assert texts(page, ".day-of > label") == ["0.xls", "3.xls", "5.xls"]
    assert chosen == ["2026-10-29", "2026-11-05", str(DAY)]
    assert page.select(".day-of input[type=radio], #bring section") == []


def test_days_of_several_files_are_answered_together(officer: Browser) -> None:
    """One typed, one chosen, one left open; seen red with the lines' answers not taken."""
    drop(officer, *[(f"{n}.xls", audit(ROWS[n : n + 1])) for n in (0, 3, 5)])
    sent = {"meeting-0-other": "2026-10-28", "meeting-1": "2026-11-05", "meeting-2": ""}
    officer.post("imports.answer", sent, draft_id=draft_id())
    page = officer.get("imports.show", draft_id=draft_id())

    assert texts(page, "legend") == ["Of which meeting is this file? It does not say."]
    assert texts(page, "#bring h2") == [
        *("Slips of …", "Slips of Wed 28 Oct 2026", "Slips of Thu 5 Nov 2026")
    ]


def test_wrong_days_of_several_files_stand_at_their_lines(officer: Browser) -> None:
    """Seen red with a line unfolded only where it is right; and with what was sent not checked."""
    drop(officer, *[(f"{n}.xls", audit(ROWS[n : n + 1])) for n in (0, 3)])
    sent = {"meeting-0-other": "2026-02-30", "meeting-1": "1999-01-01"}
    page = officer.post("imports.answer", sent, 422, draft_id=draft_id())
    links = [str(link["href"]) for link in page.select(".error-summary a")]

    assert set(links) == {"#meeting-0-other", "#meeting-1"}
    assert texts(page, ".day-of details[open] .field-error, .day-of > .field-error") == [
        *("Write the day as year-month-day: 2026-11-26.", "Choose one of the answers.")
    ]


def test_file_of_several_can_be_left_out_at_its_line(officer: Browser) -> None:
    """Seen red with the forms of the buttons only for parts that have a panel."""
    page = drop(officer, *[(f"{n}.xls", audit(ROWS[n : n + 1])) for n in (0, 3)])
    button = page.select(".day-of details button")[1]
    form = page.select_one(f"form#{button['form']}")

    assert str(form["action"]).endswith("/files/1/leave-out")


def test_several_files_come_in_together_and_go_together(officer: Browser) -> None:
    """Seen red with the undo of one file only."""
    days = [("a (2026-11-05).xls", audit(ROWS[:3])), ("b.xls", audit(ROWS[3:]))]
    page = drop(officer, *days)
    fields = [str(i["name"]) for i in page.select("input[type=date]")]
    answers = {"meeting-0": "2026-11-05", "meeting-1": "2026-11-12"}
    officer.post("imports.answer", answers, draft_id=draft_id())
    listed = bring(officer, officer.get("imports.show", draft_id=draft_id()))
    take_back(officer, listed)

    assert fields == ["meeting-0-other", "meeting-1-other"]
    assert (texts(listed, ".import > form button"), slips()) == (["Undo all 2"], 0)


def test_day_typed_comes_before_the_one_proposed(officer: Browser) -> None:
    """Seen red with the typed day ignored."""
    page = drop(officer, ("slips.xls", audit(ROWS)))
    page = answer(officer, page, other="2026-10-29")
    bring(officer, page)

    assert {str(slip.dated) for slip in db.session.query(Slip)} == {"2026-10-29"}


def test_wrong_day_is_refused_at_its_field_and_kept(officer: Browser) -> None:
    page = drop(officer, ("slips.xls", audit(ROWS)))
    page = answer(officer, page, 422, other="2026-02-30")

    assert page.select_one("#meeting-0-other")["value"] == "2026-02-30"
    assert texts(page, ".error-summary a") == ["Write the day as year-month-day: 2026-11-26."]
    assert page.select_one("#meeting-0-other-error") is not None


def test_answer_not_offered_is_refused(officer: Browser) -> None:
    """Seen red with the offered answers not checked."""
    page = drop(officer, ("slips.xls", audit(ROWS)))
    page = answer(officer, page, 422, meeting="1999-01-01")

    assert texts(page, ".error-summary li") == ["Choose one of the answers."]


def test_same_person_of_two_files_is_asked_once(officer: Browser) -> None:
    """Seen red with every file asking for itself."""
    files = [("a.xls", audit([NORA])), ("b.xls", audit([NORA, *ROWS]))]
    drop(officer, *files)
    answers = {"meeting-0": "2026-11-05", "meeting-1": "2026-11-12"}
    officer.post("imports.answer", answers, draft_id=draft_id())
    page = officer.get("imports.show", draft_id=draft_id())

    assert texts(page, "legend") == ["Who is Nora Nobody?"]
    assert texts(page, "fieldset .field-hint")[0] == "a.xls, b.xls"


def test_likeliest_people_are_offered_with_the_reason(officer: Browser) -> None:
    page = answer(officer, drop(officer, ("s.xls", audit([Row("One-to-One", "Torres Ana", BEN)]))))
    offered = texts(page, "fieldset .choice label")

    assert offered[0] == "Ana Torres – The same words in another order"
    assert len(page.select("fieldset input[checked]")) == 1


def test_everybody_else_is_answered_in_one_go(officer: Browser) -> None:
    """Seen red with the answer for the others ignored."""
    strangers = [Row("One-to-One", f"Nora N{n}obody", ANA) for n in range(5)]
    page = answer(officer, drop(officer, ("slips.xls", audit(strangers))))
    officer.post("imports.answer", {"rest": "former"}, draft_id=draft_id())

    assert len(page.select("fieldset")) == 5
    bring(officer, officer.get("imports.show", draft_id=draft_id()))
    assert slips() == 5


def test_cancelling_leaves_nothing(officer: Browser) -> None:
    """Seen red with the bytes kept."""
    drop(officer, ("slips.xls", audit(ROWS)))
    officer.post("imports.cancel", draft_id=draft_id())
    officer.get("imports.show", 302, draft_id=draft_id())

    assert [file.data for file in db.session.query(ImportDraftFile)] == [None]
    assert db.session.query(ImportBatch).count() == 0
