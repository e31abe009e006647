"""The least each piece of work could cost, which `tests/benchmarks.py` compares with."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from io import BytesIO
from typing import Any

from flask import Flask
from openpyxl import Workbook, load_workbook
from openpyxl.styles import NamedStyle
from sqlalchemy import Engine, event

from chapter.db import db, reading_only
from reports.periods import Period
from tests.statements import FRAME

# The leaderboard's figures as anybody would ask for them, and so that SQLite finds them soonest:
# without statistics it sorts no groups it can read in order, and so reads all that there is.
GROUP_BY = """
SELECT {person}, sum(credits.quantity) FROM credits
JOIN meetings ON meetings.id = credits.meeting_id
WHERE credits.chapter_id = :chapter AND credits.measure = 'referrals_given'
AND credits.standing = 'member' AND meetings.chapter_id = :chapter
AND meetings.state = 'closed' AND meetings.held_on >= :first AND meetings.held_on < :until
GROUP BY {person}"""
PLAIN, QUICKEST = "credits.person_id", "credits.person_id + 0"

LOOKS = ("font", "fill", "border", "alignment", "number_format")
Asked = list[tuple[str, Any]]

TRIVIAL = """<!doctype html><title>Leaderboard</title><table>
{% for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>
{% endfor %}</table>"""


def bare_page(engine: Engine, fetch: Callable[[], None]) -> Callable[[], None]:
    """Return what fetches a page that only asks what another asks, and writes it down."""
    asked = _statements(engine, fetch)
    app = Flask("bare")
    template = app.jinja_env.from_string(TRIVIAL)

    @app.get("/")
    def page() -> str:
        with reading_only(), engine.connect() as connection:
            answers = [connection.exec_driver_sql(*one).all() for one in asked]
        return template.render(rows=max(answers, key=len))

    client = app.test_client()

    def fetch_bare() -> None:
        assert client.get("/").status_code == 200

    return fetch_bare


def group_by(
    app: Flask, chapter_id: int, period: Period, person: str
) -> Callable[[], Sequence[object]]:
    """Return what asks once for everybody's figure of a measure in a period, and no more."""
    values = {
        "chapter": chapter_id,
        "first": period.first.isoformat(),
        "until": period.until.isoformat(),
    }
    statement = GROUP_BY.format(person=person)

    def ask() -> Sequence[object]:
        with app.app_context(), reading_only(), db.engine.connect() as connection:
            return connection.exec_driver_sql(statement, values).all()

    return ask


def _statements(engine: Engine, work: Callable[[], None]) -> Asked:
    """Return every statement a piece of work sends, with its values."""
    asked: Asked = []

    def note(_conn: Any, _cursor: Any, statement: str, values: Any, *_rest: Any) -> None:
        if not statement.startswith(FRAME):
            asked.append((statement, values))

    event.listen(engine, "before_cursor_execute", note)
    try:
        work()
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return asked


@contextmanager
def raw_commit(engine: Engine, person_id: int) -> Iterator[Callable[[], None]]:
    """Give what changes one mark by the driver alone, on a connection set up like the app's."""
    connection = engine.raw_connection()
    cursor = connection.cursor()
    cursor.execute("SELECT max(id) FROM attendance_marks WHERE person_id = ?", (person_id,))
    (mark_id,) = cursor.fetchone()

    def commit() -> None:
        cursor.execute("BEGIN IMMEDIATE")
        cursor.execute("UPDATE attendance_marks SET version = version + 1 WHERE id = ?", (mark_id,))
        cursor.execute("COMMIT")

    try:
        yield commit
    finally:
        connection.close()


def same_cells(content: bytes) -> Callable[[], bytes]:
    """Return what writes the cells of a workbook again, in the same styles, and nothing else."""
    styles: dict[str, dict[str, Any]] = {}
    sheets = []
    for page in load_workbook(BytesIO(content)).worksheets:
        cells = [cell for row in page.iter_rows() for cell in row if cell.has_style]
        styles |= {
            cell.style: {part: copy(getattr(cell, part)) for part in LOOKS} for cell in cells
        }
        sheets.append([(cell.row, cell.column, cell.value, cell.style) for cell in cells])

    def write() -> bytes:
        book = Workbook()
        book.remove(book.worksheets[0])
        for name, looks in styles.items():
            book.add_named_style(NamedStyle(name, **looks))
        for number, cells in enumerate(sheets):
            page = book.create_sheet(f"Sheet {number}")
            for row, column, value, style in cells:
                page.cell(row, column, value).style = style
        out = BytesIO()
        book.save(out)
        return out.getvalue()

    return write
