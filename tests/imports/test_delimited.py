"""CSV: letters, what stands between the cells, and what a text loses."""

import pytest

from chapter.imports.reading.container import sheets
from chapter.imports.reading.reader import Party, SlipsFile, Trouble, Unreadable, read
from tests import layouts
from tests.exports import ELSEWHERE, PEOPLE, SLIPS, Bold, Row, Slip, slips_audit, summary_palms

ROWS: list[Row] = [["Name", "E-mail"], ["José Muñoz", "jose@example.org"]]
TELLING = [Trouble.NO_BOLD]


def slips_of(*slips: Slip) -> SlipsFile:
    """Return a generated Slips Audit Report as it is read from a CSV."""
    found = read(layouts.text(slips_audit(slips)))
    assert isinstance(found, SlipsFile)
    return found


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "latin-1", "cp1252"]
)
def test_letters_and_marks_of_a_csv_are_found(encoding: str, mark: str) -> None:
    """Seen red with Latin letters tried as Shift-JIS only."""
    (sheet,) = sheets(layouts.text(ROWS, mark, encoding), "list.csv")

    cells = {
        (line, column): cell.text
        for line, row in sheet.rows.items()
        for column, cell in row.items()
    }
    assert cells == {
        (1, 1): "Name",
        (1, 2): "E-mail",
        (2, 1): "José Muñoz",
        (2, 2): "jose@example.org",
    }
    assert (sheet.name, sheet.is_guessed) == ("list", encoding in ("latin-1", "cp1252"))


@pytest.mark.parametrize("name", ["山田 花子", "鈴木 一郎", "ヤマダ ハナコ", "やまだ はなこ"])
def test_shift_jis_is_told_from_latin_letters(name: str) -> None:
    (sheet,) = sheets(layouts.text([["Name", "E-mail"], [name, "a@b.c"]], encoding="cp932"))

    assert (sheet.rows[2][1].text, sheet.is_guessed) == (name, False)


@pytest.mark.parametrize("name", ["Pérez", "Díaz", "Müller", "Łukasz"[1:], "Çelik", "Ñoño"])
def test_latin_letters_are_told_from_shift_jis(name: str) -> None:
    """Many of their bytes make a Japanese letter with the one after."""
    found = read(layouts.text([["Name", "E-mail"], [name, "a@b.c"]], encoding="latin-1"))

    is_plain = name.isascii()
    assert [row.name for row in found.rows] == [name]
    assert [i.trouble for i in found.issues] == ([] if is_plain else [Trouble.UNCERTAIN_LETTERS])


def test_mark_named_in_the_first_row_is_taken() -> None:
    (sheet,) = sheets(b"sep=;\r\nName;E-mail, work\r\nAna;a@b.c\r\n")

    assert {line: row[1].text for line, row in sheet.rows.items()} == {2: "Name", 3: "Ana"}


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n"])
def test_line_ends_of_any_system_are_read(end: str) -> None:
    (sheet,) = sheets(f'Name,Phone{end}"Ana{end}Torres",1{end}'.encode())

    assert sorted(sheet.rows) == [1, 2]


def test_quotation_mark_left_open_is_named_not_swallowed() -> None:
    """Seen red with the lenient reader: the rest of the file was one cell."""
    data = b'Name,Phone\r\nAna,1\r\n"Ben,2\r\nCaro,3\r\n'

    with pytest.raises(Unreadable) as refused:
        read(data)

    assert (refused.value.trouble, refused.value.value) == (Trouble.BROKEN_ROW, "3")


def test_row_shifted_by_a_comma_is_named_and_left_out() -> None:
    """Seen red with the check off: Ana had the e-mail "Torres"."""
    found = read(b"Name,Company,E-mail\r\nAna,Torres, Sons,a@b.c\r\nBen,Co,b@b.c\r\nEve,Co,\r\n")

    assert [row.name for row in found.rows] == ["Ben", "Eve"]
    assert [(i.line, i.trouble) for i in found.issues] == [(2, Trouble.SHIFTED_ROW)]


def test_apostrophe_before_a_formula_is_taken_off() -> None:
    """Seen red with the apostrophe left on."""
    found = read(b"Name,Phone,Company\r\n'=1+1 Ana,'+34 600,'t Veer\r\n")

    assert [(row.name, row.phone, row.company) for row in found.rows] == [
        ("=1+1 Ana", "+34 600", "'t Veer")
    ]


def test_empty_cells_at_the_end_of_every_row_shift_nothing() -> None:
    found = read(b"Name,E-mail\r\nAna,a@b.c,,\r\nBen,b@b.c,,\r\n")

    assert ([row.name for row in found.rows], found.issues) == (["Ana", "Ben"], ())


def test_slips_of_a_csv_are_those_of_the_download() -> None:
    """The detail tells who is outside; the file proves which of the two is not."""
    found = slips_of(*SLIPS)

    sides = {
        side.name: side.is_outsider
        for row in found.rows
        for side in (row.source, row.target)
        if side
    }
    assert [i.trouble for i in found.issues] == TELLING
    assert (found.has_bold, len(found.rows)) == (False, len(SLIPS))
    assert sides == {
        "Ana Torres": False,
        "Ben Okafor": False,
        "Caro Díaz": False,
        "Yara Elsewhere": True,
        "BNI": True,
        "Lee Guest": False,
    }


def test_two_names_nobody_vouches_for_are_left_to_the_roster() -> None:
    """Seen red with the first of the two taken for the outsider."""
    found = slips_of(Slip("One-to-One", "Ana", Bold("Zed"), detail=ELSEWHERE))

    row = found.rows[0]
    assert (row.source, row.target) == (Party("Ana"), Party("Zed"))
    assert [(i.line, i.trouble, i.leaves_row_out) for i in found.issues] == [
        (1, Trouble.NO_BOLD, False),
        (2, Trouble.UNCERTAIN_OUTSIDER, False),
    ]


@pytest.mark.parametrize("mark", [",", ";"])
def test_summary_of_a_csv_is_read(mark: str) -> None:
    found = read(layouts.text(summary_palms(PEOPLE), mark))

    assert ([row.name for row in found.members], found.issues) == (
        ["Ana María de la Torre", "Ben Okafor"],
        (),
    )


@pytest.mark.parametrize(
    ("data", "trouble"),
    [
        (b"Just a letter to somebody.\r\nWith two lines.\r\n", Trouble.PLAIN_TEXT),
        (b"Name,Phone\r\nAna\x00,1\r\n", Trouble.NOT_A_SPREADSHEET),
        (b",,,\r\n,,,\r\n", Trouble.NO_CELLS),
        (b"Name,Phone\r\n" + b"x,y\r\n" * 20_001, Trouble.TOO_MANY_ROWS),
        (b"a," * 300_001, Trouble.TOO_MANY_CELLS),
        (b'{"palms": {"P": 1,\r\n"A": 2}}\r\n', Trouble.NOT_A_SPREADSHEET),
        (b'[\r\n{"Summary PALMS": 1, "A": 2}]', Trouble.NOT_A_SPREADSHEET),
        (b'Name,Phone\r\n"' + b"x" * 200_000 + b'",1\r\n', Trouble.BROKEN_ROW),
    ],
)
def test_text_that_cannot_be_read_says_why(data: bytes, trouble: Trouble) -> None:
    with pytest.raises(Unreadable) as refused:
        read(data)

    assert refused.value.trouble is trouble
