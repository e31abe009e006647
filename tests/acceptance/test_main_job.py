"""The main job of a chapter, over plain HTTP against a running server, without JavaScript."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from chapter import clock
from tests.acceptance.conftest import Demo
from tests.acceptance.server import Visitor

pytestmark = [pytest.mark.database]

HOME = "/c/harbour/"


def this_week() -> date:
    """Return the day of the demo's meeting that waits to be closed."""
    today = clock.today("Europe/Madrid")
    return today - timedelta(days=(today.weekday() - 3) % 7)


def week(day: date) -> str:
    """Return the address of a week."""
    return f"{HOME}meetings/{day}"


def option(visitor: Visitor, name: str, text: str) -> str:
    """Return the value of the choice that says this."""
    for choice in visitor.page.select(f"select[name={name}] option"):
        if text in choice.get_text(" ", strip=True):
            return str(choice["value"])
    for label in visitor.page.select("label[for]"):
        control = visitor.page.select_one(f"#{label['for']}")
        if control and control.get("name") == name and text in label.get_text(" ", strip=True):
            return str(control["value"])
    raise AssertionError(f"{name} offers no {text!r}")


def first_of(visitor: Visitor, name: str) -> tuple[str, str]:
    """Return value and label of the first person a picker offers."""
    control = visitor.page.select_one(f"input[type=radio][name={name}][value]:not([value=''])")
    assert control is not None
    label = visitor.page.select_one(f"label[for='{control['id']}'] span")
    assert label is not None
    return str(control["value"]), label.get_text(strip=True)


def test_running_the_demo_again_changes_nothing(demo: Demo) -> None:
    first = demo.server.command("demo")

    assert demo.server.command("demo") == first
    assert demo.server.address in first
    assert sorted(demo.sign_ins) == ["admin", "director", "member", "vice president"]


def test_director_looks_after_two_chapters(demo: Demo) -> None:
    director = demo.sign_in("director")

    tiles = [tile.get_text(" ", strip=True).split()[0] for tile in director.page.select("a.tile")]
    assert tiles == ["Harbour", "Station"]


def test_director_admits_promotes_and_releases_a_member(demo: Demo) -> None:
    director = demo.sign_in("director")
    director.open(f"{HOME}members")
    director.follow("Admit a member")
    director.fill(
        first_name="Núria",
        last_name="Example",
        trade="Cartographer",
        email="nuria@harbour.example",
        joined_on=str(this_week() - timedelta(days=30)),
    )
    assert "Núria Example" in director.text

    director.follow("office")
    director.fill(
        office="visitor-host", starts_on=str(this_week() - timedelta(days=7)), last_day=""
    )
    assert "Visitor host" in director.text

    director.follow("leaving")
    director.fill(last_day=str(clock.today("Europe/Madrid") - timedelta(days=1)))

    director.open(f"{HOME}members?show=former")
    assert "Núria Example" in director.text


def test_director_makes_a_holiday_and_moves_a_day(demo: Demo) -> None:
    director = demo.sign_in("director")
    holiday, moved = this_week() + timedelta(weeks=5), this_week() + timedelta(weeks=6)
    director.open(f"{week(holiday)}/arrange")
    director.press("holiday")
    director.open(f"{week(moved)}/arrange")
    director.follow("another day")
    director.fill(to=str(moved - timedelta(days=1)))

    director.open(f"{HOME}meetings")

    days = {
        row.select_one("a"): row.get_text(" ", strip=True) for row in director.page.select("li")
    }
    said = {str(link["href"]).rsplit("/", 1)[1]: text for link, text in days.items() if link}
    assert "Holiday" in said[str(holiday)]
    assert str(moved) not in said
    assert "Scheduled" in said[str(moved - timedelta(days=1))]


def slips_of_every_kind(member: Visitor) -> dict[str, str]:
    """Record one slip of each kind; return where each stands."""
    day, found = str(this_week()), {}
    for kind, person, said in (
        ("referral", "receiver_id", {"tier": "inside", "prospect": "Pia Prospect"}),
        ("one-to-one", "second_id", {}),
        ("closed-business", "thanked_id", {"amount": "1,250.50"}),
        ("education", None, {"units": "3", "topic": "Asking"}),
        ("testimonial", "receiver_id", {"text": "They came at once."}),
    ):
        member.open(f"{HOME}slips/{kind}/new")
        chosen = {person: first_of(member, person)[0]} if person else {}
        member.fill(**chosen, **said, dated=day)
        assert member.status == 200, member.text
        found[kind] = member.here
    return found


def test_member_records_each_kind_and_corrects_it_while_the_week_is_open(demo: Demo) -> None:
    member = demo.sign_in("member")
    slips = slips_of_every_kind(member)

    member.open(f"{HOME}slips/visitor/new")
    member.fill(name="Walt Whisker", company="Whisker & Co", dated=str(this_week()))
    assert "Walt Whisker" in member.text

    member.open(slips["education"])
    member.follow("Correct")
    member.fill(units="4")
    assert "4" in member.text

    member.open(slips["testimonial"])
    member.press("Withdraw")
    member.open(f"{HOME}slips")
    assert "pending" in member.text.lower()


def test_same_form_sent_twice_is_one_slip(demo: Demo) -> None:
    """Seen red with the look-up of known keys giving none."""
    member = demo.sign_in("member")
    member.open(f"{HOME}slips/education/new")
    page = member.page
    member.fill(units="2", topic="Twice")
    first = member.here

    member.page = page
    member.here = f"{member.address}{HOME}slips/education/new"
    member.fill(units="2", topic="Twice")

    assert member.here == first


def attendance_of_everybody(closer: Visitor, day: date) -> dict[str, str]:
    """Take the roll: everybody present but for five; return what the sheet then says."""
    closer.open(f"{week(day)}/attendance")
    closer.press("Start the roll call")
    closer.open(f"{week(day)}/attendance")
    rows = [str(row["data-row"]) for row in closer.page.select("[data-row]")]
    marks = dict(zip(rows, "ALMSP", strict=False))
    form = closer.page.select_one("form[data-roll-call]")
    assert form is not None
    data: dict[str, Any] = {
        str(field["name"]): str(field.get("value", ""))
        for field in form.select("input[name]")
        if field.get("type") != "radio" or field.has_attr("checked")
    }
    data |= {f"mark-{row}": mark for row, mark in marks.items()}
    data |= {f"substitute-{row}": "Sam Stand-in" for row, mark in marks.items() if mark == "S"}
    closer._post(form, data)
    closer.open(f"{week(day)}/attendance")
    checked = closer.page.select("[data-row] input[type=radio][checked]")
    return {str(one["name"]).removeprefix("mark-"): str(one["value"]) for one in checked}


def test_vice_president_takes_attendance_closes_and_reopens(demo: Demo) -> None:
    closer, day = demo.sign_in("vice president"), this_week()

    marks = attendance_of_everybody(closer, day)
    counts = {letter: list(marks.values()).count(letter) for letter in "PALMS"}
    assert len(marks) >= 40
    assert counts == {"P": len(marks) - 4, "A": 1, "L": 1, "M": 1, "S": 1}

    closer.open(week(day))
    assert "first visit" in closer.text
    closer.press("Present")
    closer.press("Close the week")
    closer.open(week(day))
    assert "Closed" in closer.text

    closer.press("Reopen the week")
    closer.open(week(day))
    assert "Open" in closer.text
    assert "reopened" in closer.text.lower()

    closer.press("Close the week")
    closer.open(f"{HOME}leaderboard?measure=referrals_given&period={day}")
    assert closer.status == 200


def test_any_figure_of_the_leaderboard_opens_its_rows(demo: Demo) -> None:
    member, today = demo.sign_in("member"), clock.today("Europe/Madrid")
    measures = (
        *("referrals_given", "referrals_received", "one_to_ones", "closed_business"),
        *("visitors", "education", "testimonials", "sponsored"),
    )
    quarter = f"{today.year}-Q{(today.month + 2) // 3}"
    for period in (f"{today:%Y-%m}", quarter, str(today.year), "6m"):
        for measure in measures:
            member.open(f"{HOME}leaderboard?measure={measure}&period={period}")
            assert member.status == 200
    member.open(f"{HOME}leaderboard?measure=referrals_given&period=6m")
    figure = member.page.select_one("table a[href*=rows]")
    assert figure is not None

    member.open(str(figure["href"]))

    assert member.page.select("table tbody tr")
    assert figure.get_text(strip=True).split()[0] in member.text


def test_month_is_the_same_from_the_page_and_from_the_command_line(demo: Demo) -> None:
    member = demo.sign_in("member")
    month = f"{this_week() - timedelta(weeks=4):%Y-%m}"
    file = demo.server.folder / "month.xlsx"

    downloaded = load_workbook(BytesIO(member.download(f"{HOME}reports/{month}.xlsx")))
    said = demo.server.command(
        *("report", "month", "--chapter", "harbour", "--month", month, "-o", str(file))
    )

    written = load_workbook(file)
    assert downloaded.sheetnames == written.sheetnames
    assert said.startswith(f"Wrote {file}: Harbour, ")
    for sheet in downloaded.sheetnames:
        assert list(downloaded[sheet].values) == list(written[sheet].values)


def test_ledger_is_sound_after_all_of_it(demo: Demo) -> None:
    assert demo.server.command("check") == "The ledger is sound."
