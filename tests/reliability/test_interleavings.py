"""Three editors of one sheet, one offline for a while: nobody overwrites what they had not seen."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from random import Random

import pytest

from chapter.attendance.models import AttendanceMark
from chapter.chapters import service as chapters
from chapter.chapters.models import Chapter
from chapter.db import db, reading_only
from tests import factories
from tests.conftest import BrowserFactory, Reader
from tests.reliability.at_once import at_once
from tests.reliability.editors import NOTHING, Done, Editor, Value

MEMBERS, STEPS = 2, 24


@dataclass
class Sheet:
    """The sheet as the database has it, watched at each write."""

    meeting_id: int
    history: dict[int, list[Value]] = field(default_factory=dict)
    overwrites: list[str] = field(default_factory=list)

    def rows(self) -> dict[int, tuple[Value, int]]:
        """Return each member's value and version."""
        db.session.remove()
        columns = (AttendanceMark.mark, AttendanceMark.substitute, AttendanceMark.version)
        with reading_only():
            found = db.session.execute(
                db.select(AttendanceMark.person_id, *columns).where(
                    AttendanceMark.meeting_id == self.meeting_id
                )
            ).all()
            db.session.remove()
        return {person: ((mark, name), version) for person, mark, name, version in found}

    @contextmanager
    def watch(self, editor: Editor) -> Iterator[None]:
        """Note what a write changed, and whether its editor had seen what it replaced."""
        before = self.rows()
        yield
        for person, (value, version) in self.rows().items():
            stood, seen = before.get(person, (NOTHING, 0))
            if (stood, seen) == (value, version):
                continue
            if version != seen + 1:
                self.overwrites.append(f"{editor.name}: version {seen} became {version}")
            if seen and (person, seen) not in editor.seen:
                self.overwrites.append(f"{editor.name} replaced {stood} by {value}, unseen")
            editor.seen.add((person, version))
            self.history.setdefault(person, []).append(value)


@pytest.fixture
def people(chapter: Chapter) -> list[int]:
    """The members on the sheet."""
    return [factories.make_member(chapter, f"M{n} Marked").person_id for n in range(MEMBERS)]


@pytest.fixture
def editors(
    vice_president: Reader, secretary: Reader, director: Reader, browse: BrowserFactory
) -> list[Editor]:
    """Three people who may mark."""
    readers = {"Vic": vice_president, "Sue": secretary, "Dora": director}
    return [Editor(name, browse(reader), "", Random(0)) for name, reader in readers.items()]


def begin(editors: list[Editor], number: int) -> Sheet:
    """Open a meeting of its own for each interleaving, which nobody has looked at yet."""
    day = date(2026, 9, 1) + timedelta(days=number % 79)
    meeting = factories.make_meeting(chapters.named("north"), day)
    for place, editor in enumerate(editors):
        editor.address = editor.browser.address("attendance.edit", held_on=day)
        editor.random = Random(number * 10 + place)
        editor.known, editor.waiting, editor.unanswered = {}, [], {}
        editor.seen, editor.done, editor.page = set(), [], {}
    return Sheet(meeting.id)


def interleave(sheet: Sheet, editors: list[Editor], people: list[int], random: Random) -> None:
    """Let the three do anything in any order; the last of them is offline for a while."""
    gone = range(random.randrange(STEPS // 2), random.randrange(STEPS // 2, STEPS))
    for step in range(STEPS):
        editor = random.choice(editors)
        is_online = editor is not editors[-1] or step not in gone
        act(sheet, editor, random, random.choice(people), is_online=is_online)
    for editor in editors:
        editor.flush(sheet.watch)


def act(sheet: Sheet, editor: Editor, random: Random, person: int, *, is_online: bool) -> None:
    """Do one thing."""
    does = random.choice(("tap", "tap", "sync", "flush", "cruel", "open", "save"))
    if does == "tap":
        editor.tap(person)
    elif is_online and does == "sync":
        editor.sync()
    elif is_online and does == "open":
        editor.open_page()
    elif is_online and does == "save":
        editor.save_page(sheet.watch, person)
    elif is_online:
        editor.flush(sheet.watch, is_cruel=does == "cruel")


def faults(sheet: Sheet, editors: list[Editor], people: list[int]) -> list[str]:
    """Return what no serial order of the acknowledged writes could have given."""
    found, rows = list(sheet.overwrites), sheet.rows()
    for person in people:
        history, stands = sheet.history.get(person, []), rows.get(person, (NOTHING, 0))
        if stands != ((history or [NOTHING])[-1], len(history)):
            found.append(f"the sheet says {stands}, the writes were {history}")
    for done in (done for editor in editors for done in editor.done):
        if done.value not in sheet.history.get(done.person, []):
            found.append(f"{done} was acknowledged and lost")
    return found


def run(editors: list[Editor], people: list[int], number: int) -> list[str]:
    """Play one interleaving; return what went wrong."""
    sheet = begin(editors, number)
    interleave(sheet, editors, people, Random(number))
    return faults(sheet, editors, people)


def test_fifty_interleavings_overwrite_nothing_unseen(
    editors: list[Editor], people: list[int]
) -> None:
    """Seen red with the version check off, and with a version that does not grow."""
    found = {number: run(editors, people, number) for number in range(50)}

    assert {number: said for number, said in found.items() if said} == {}


@pytest.mark.long
@pytest.mark.parametrize("part", range(20))
def test_thousand_interleavings_overwrite_nothing_unseen(
    editors: list[Editor], people: list[int], part: int
) -> None:
    numbers = range(part * 50, part * 50 + 50)
    found = {number: run(editors, people, number) for number in numbers}

    assert {number: said for number, said in found.items() if said} == {}


def play(editor: Editor, people: list[int]) -> None:
    """Tap, send and look at the sheet, in a thread."""
    for _ in range(15):
        editor.tap(editor.random.choice(people))
        if editor.random.random() < 0.6:
            editor.flush(lambda _editor: nullcontext())
        if editor.random.random() < 0.3:
            editor.sync()
    editor.flush(lambda _editor: nullcontext())


@pytest.mark.parametrize("number", range(3))
def test_editors_at_the_same_moment_overwrite_nothing_unseen(
    editors: list[Editor], people: list[int], number: int
) -> None:
    """Seen red with the version check off; on PostgreSQL also with the marks' row lock off."""
    sheet = begin(editors, number)
    at_once([partial(play, editor, people) for editor in editors])
    done = [one for editor in editors for one in editor.done]
    changes = {(one.person, one.version): one.value for one in done if one.version > one.base}
    stands = {(p, version): value for p, (value, version) in sheet.rows().items()}

    assert [one for one in done if one.version > one.base + 1 and not is_merged(one, done)] == []
    assert [one for one in done if changes[one.person, one.version] != one.value] == []
    assert {key: changes[key] for key in stands} == stands


def is_merged(one: Done, done: list[Done]) -> bool:
    """Tell whether somebody else had set the very same value just before."""
    others = [other for other in done if other is not one and other.version == other.base + 1]
    return any(
        (o.person, o.version, o.value) == (one.person, one.version, one.value) for o in others
    )
