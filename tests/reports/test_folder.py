import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports import folder, frames


@pytest.fixture
def files(busy: Any, tmp_path: Path) -> Path:
    for name in folder.FILES:
        _file(tmp_path, name).write_text(
            folder.written(busy.frame(name)), encoding="utf-8", newline=""
        )
    return tmp_path


def _file(path: Path, name: str) -> Path:
    return path / f"{name}.csv"


def _change(path: Path, name: str, old: str, new: str) -> None:
    content = _file(path, name).read_bytes()
    assert old.encode() in content
    _file(path, name).write_bytes(content.replace(old.encode(), new.encode(), 1))


@pytest.mark.parametrize("name", folder.FILES)
def test_read_gives_back_what_was_written(files: Path, busy: Any, name: str) -> None:
    pd.testing.assert_frame_equal(getattr(folder.read(files), name), busy.frame(name))


def test_read_of_an_empty_chapter(chapter: Any, tmp_path: Path) -> None:
    for name in folder.FILES:
        _file(tmp_path, name).write_text(
            folder.written(chapter.frame(name)), encoding="utf-8", newline=""
        )
    assert [len(frame) for frame in folder.read(tmp_path)] == [0, 0, 0, 0]


def test_read_takes_columns_in_any_order_and_a_byte_order_mark(files: Path) -> None:
    text = "\ufeffheld_on,more,meeting\n2026-10-08,x,2\n\n2026-10-01,y,1\n"
    _file(files, "meetings").write_text(text, encoding="utf-8")
    assert list(folder.read(files).meetings["meeting"]) == [2, 1]


@pytest.mark.parametrize(
    ("name", "old", "new", "sentence"),
    [
        ("marks", ",P", ",Q", "marks.csv row 2: mark is 'Q', which is not one of P, A, L"),
        ("marks", "1,2026-10-01", "x,2026-10-01", "marks.csv row 2: meeting is 'x', which is not"),
        ("marks", "1,2026-10-01", "9,2026-10-01", "marks.csv names meeting 9, which is not in mee"),
        ("marks", "01,1,P", "01,7,P", "marks.csv names person 7, which is not in members.csv"),
        ("marks", ",P", ",P,P", "marks.csv row 2 has 5 cells, not 4"),
        ("marks", "mark", "letter", "marks.csv needs one column mark; it has 0"),
        ("marks", "held_on,", "person,", "marks.csv needs one column held_on; it has 0"),
        ("meetings", "2026-10-01", "1.10.2026", "which is not a date like 2026-10-08"),
        ("meetings", "2026-10-01", "2026-02-30", "which is not a date like 2026-10-08"),
        ("members", "2025-01-01", "soon", "joined_on is 'soon', which is not a date"),
        ("credits", ",false", ",maybe", "is_repeat is 'maybe', which is not true or false"),
        ("credits", "member", "guest", "which is not one of member, visitor, other"),
        ("credits", "inside", "near", "which is not one of nothing, inside, outside, spin_off"),
        ("credits", ",1,0,", ",1.5,0,", "quantity is '1.5', which is not a whole number"),
        ("credits", ",1,0,", ",-1,0,", "quantity is '-1', which is not a whole number"),
        ("credits", ",1,0,", ",9999999999999999999,0,", "which is not a whole number"),
    ],
)
def test_read_names_what_is_wrong(
    files: Path, name: str, old: str, new: str, sentence: str
) -> None:
    _change(files, name, old, new)
    with pytest.raises(ValueError, match=re.escape(sentence)):
        folder.read(files)


def test_read_more_of_what_is_not_there(files: Path) -> None:
    assert folder.read_more(files) == (None, None)


def test_read_more_gives_back_what_was_written(files: Path) -> None:
    said = [1, date(2026, 10, 1), "inside", True, 500]
    came = [date(2026, 10, 8), "Vi", "=Co", "", 0, "", "visitor", "present", 1]
    rows = {"business": said, "visits": came}
    for name, types in folder.MORE.items():
        frame = frames.typed([dict(zip(types, rows[name], strict=True))], types)
        _file(files, name).write_text(folder.written(frame), encoding="utf-8", newline="")
    found = folder.read_more(files)._asdict()
    assert {name: frames.records(frame) for name, frame in found.items()} == {
        name: [tuple(pd.Timestamp(one) if isinstance(one, date) else one for one in row)]
        for name, row in rows.items()
    }


@pytest.mark.parametrize(
    ("name", "row", "sentence"),
    [
        ("business", "1,2026-10,inside,true,5", "business.csv row 2: month is '2026-10', which is"),
        ("business", "1,2026-10-01,near,true,5", "which is not one of nothing, inside, outside"),
        ("visits", "2026-10-08,V,,,0,,guest,present,1", "is not one of visitor, observer, substit"),
        ("visits", "2026-10-08,V,,,0,,visitor,came,1", "is not one of registered, present, cancel"),
    ],
)
def test_read_more_names_what_is_wrong(files: Path, name: str, row: str, sentence: str) -> None:
    """Seen red with the words of visits not looked up."""
    _file(files, name).write_text(",".join(folder.MORE[name]) + f"\n{row}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=re.escape(sentence)):
        folder.read_more(files)


def test_read_without_a_file(files: Path) -> None:
    _file(files, "credits").unlink()
    with pytest.raises(ValueError, match=r"There is no credits\.csv in "):
        folder.read(files)


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b'"' + b"a" * 200_000])
def test_read_of_what_is_no_csv(files: Path, content: bytes) -> None:
    _file(files, "marks").write_bytes(content)
    with pytest.raises(ValueError, match=r"marks\.csv is not (UTF-8 text|CSV)"):
        folder.read(files)


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_written_text_is_never_live(chapter: Any, sign: str) -> None:
    """Seen red with the text written as it is."""
    chapter.member(1, trade=f"{sign}1+1")
    cell = folder.written(chapter.frame("members")).partition("Alonso,")[2].lstrip('"')
    assert cell.startswith(f"'{sign}1+1")


def test_written_values() -> None:
    values = [date(2026, 10, 8), Decimal("1.50"), True, -3, 0.25, None, "a,b"]
    frame = pd.DataFrame([values], columns=list("abcdefg"), dtype="object")
    assert folder.written(frame).splitlines()[1] == '2026-10-08,1.50,true,-3,0.25,,"a,b"'


@given(st.text(st.sampled_from("'=+-@\t\ra\n,\"")))
def test_text_survives_writing_and_reading(tmp_path_factory: Any, text: str) -> None:
    """Seen red with one apostrophe taken off every text that begins with one."""
    path = tmp_path_factory.mktemp("text") / "texts.csv"
    frame = frames.typed([{"trade": text, "person": 1}], {"trade": "str", "person": "int64"})
    path.write_text(folder.written(frame), encoding="utf-8", newline="")
    rows = folder.rows_of(path, {"trade": "str", "person": "int64"})
    assert rows == [{"trade": text, "person": 1}]
