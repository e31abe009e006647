"""What previews and the command say: where a fault stands, who comes back, what has come true."""

from pathlib import Path

from flask import Flask

from chapter.chapters.models import Chapter
from tests.browse import Browser
from tests.exports import Slip as Row
from tests.factories import make_meeting
from tests.imports.pages import answer, drop, texts
from tests.imports.proofs import day
from tests.imports.rosters import release
from tests.imports.steps import ANA, BEN, DAY, ROWS, audit, preview, slips
from tests.imports.test_commands import run

NAMES = ("Cato Cruz", "Dora Dahl", "Emil Egger", "Fay Fuchs")
STRANGERS = [Row("CEU", name, units="1") for name in NAMES]


def words(folder: Path, rows: list[Row], *more: str) -> tuple[str | Path, ...]:
    """Write a week's slips and return the command's words that bring them in."""
    file = folder / "slips.xls"
    file.write_bytes(audit(rows))
    return file, "--chapter", "north", "--meeting", str(DAY), *more


def test_cell_not_read_is_found_by_row_and_column(officer: Browser) -> None:
    """Seen red with the fault told without its place."""
    listed = "Name,Trade,E-mail,Joined\nCaro Cruz,Florist,bad-mail,31/31/2026\n"
    page = drop(officer, ("list.csv", listed.encode()))

    assert texts(page, ".remarks li") == [
        "Sheet “list”, row 2, column E-mail: “bad-mail” is not an e-mail address, so this cell is "
        "not read.",
        "Sheet “list”, row 2, column Joined: “31/31/2026” is not one certain date, so this cell "
        "is not read.",
    ]


def test_former_members_made_are_named(app: Flask, lighthouse: Chapter, tmp_path: Path) -> None:
    """Seen red with their number alone."""
    said = run(app, *words(tmp_path, STRANGERS[:2], "--unknown", "former"))[1]

    assert "Cato Cruz, Dora Dahl: taken as having left." in said


def test_week_that_is_closed_is_told_as_it_is_now(
    app: Flask, lighthouse: Chapter, tmp_path: Path
) -> None:
    """Seen red with the preview's sentence once it is done."""
    lighthouse.mode = "mirror"
    make_meeting(lighthouse, DAY, "closed")
    tried = run(app, *words(tmp_path, ROWS, "--dry-run"))[1]
    done = run(app, *words(tmp_path, ROWS))[1]

    assert "closed; what is new would count in it at once." in tried
    assert "closed; what is new counts in it." in done


def test_chapter_without_members_is_told_what_comes_first(chapter: Chapter) -> None:
    """Seen red with nothing but the questions."""
    plan = preview(chapter, slips(ROWS))

    assert str(plan.notices[-1]).startswith("Nobody is a member here yet.")


def test_one_answer_for_all_stands_before_the_names(officer: Browser) -> None:
    """So nobody goes through forty names to find it."""
    page = answer(officer, drop(officer, ("slips.xls", audit([*STRANGERS, *ROWS]))))
    fields = [field.get("id") for field in page.select("#rest, fieldset.field")]

    assert (fields[0], len(fields)) == ("rest", 5)


def test_who_returns_comes_back_and_who_is_not_named_has_left(
    officer: Browser, lighthouse: Chapter
) -> None:
    """A member is neither new twice nor taken away like a slip."""
    release(lighthouse, BEN, day("2026-10-01"))
    listed = f"Name,Joined\n{BEN},2026-11-01\nCaro Cruz,2026-11-01\n"
    page = drop(officer, ("list.csv", listed.encode()))
    every = officer.open(str(page.select(".tabs a")[-1]["href"]))

    # The secretary-treasurer holds an office, so nobody but an officer lets them leave.
    pills = ["Comes back", "New", "Not in the file", "Would stay out"]
    assert texts(every, "td .pill") == pills
    assert [text.split()[-2:] for text in texts(page, ".check label")] == [["Has", "left"]]
    assert ANA in texts(page, ".check label")[0]


def test_files_that_cannot_be_read_are_left_out_together(officer: Browser) -> None:
    """The file that can be read stays."""
    broken = [("a.pdf", b"%PDF-1.4"), ("b.csv", b"")]
    page = drop(officer, ("slips.xls", audit(ROWS)), *broken)
    button = page.select("#unread-head ~ .inline form")[0]
    sent = officer.client.post(str(button["action"]), data={"csrf_token": officer.csrf_token})
    page = officer.open(str(sent.location))

    assert (texts(page, "#unread-head"), texts(page, "#part-0")) == ([], ["Slips of …"])
