"""Histories in which files are brought in as well, and taken back."""

from typing import Any

from chapter.db import db
from chapter.imports import service as imports
from chapter.imports.models import ImportBatch
from chapter.imports.plans import Who
from chapter.imports.refusals import UndoRefusal, UndoRefused
from tests.exports import Slip, slips_audit, spreadsheetml
from tests.reporting.happenings import NAMES, WEIGHTS, Step
from tests.reporting.histories import History

# Marks come in such numbers that there are scores.
WITH_FILES = {**WEIGHTS, "roll": 4, "mark": 6, "bring": 3, "take_back": 3}
SIDES = {"inside": "Tier 1 (inside)", "outside": "Tier 2 (outside)"}


class HistoryWithFiles(History):
    """A chapter to which things happen, and which brings reports of the organisation in."""

    def __init__(self, actor_id: int) -> None:
        super().__init__(actor_id)
        #: The keys of the slips of each file, by its number.
        self.brought: dict[int, list[tuple[int, int]]] = {}

    @property
    def by(self) -> Who:
        """Return who brings files in."""
        return Who(self.actor["actor_id"], self.today["today"], self.actor["now"])

    def bring(self, step: Step) -> None:
        """Bring in a week's slips that are no copies of those that stand."""
        rows = list(self.rows_of(step))
        data = spreadsheetml(slips_audit([row for row, _said in rows]))
        source = imports.open_file("slips.xls", data)
        with db.session.begin_nested():
            done = imports.bring(self.chapter, source, step.week, takes_former=False, who=self.by)
            if done.known:
                raise UndoRefused(UndoRefusal.CHANGED)
        number = max(db.session.scalars(db.select(ImportBatch.id)))
        self.brought[number] = [(number, line) for line in range(len(rows))]
        told = zip(self.brought[number], (said for _row, said in rows), strict=True)
        self.said += [("bring", key, step.week, *said) for key, said in told]

    def take_back(self, step: Step) -> None:
        """Take a file back, and nothing else."""
        if not self.brought:
            raise UndoRefused(UndoRefusal.UNDONE, name="")
        number = sorted(self.brought)[step.number % len(self.brought)]
        imports.undo(self.chapter, number, self.by)
        self.said += [("withdraw", key) for key in self.brought.pop(number)]

    def rows_of(self, step: Step) -> Any:
        """Make up what a file says, each row with what the oracle is told of it."""
        name, other = step.name, NAMES[(step.who + 1 + step.other % 4) % len(NAMES)]
        known = [each for each in (name, other) if each in self.people]
        if len(known) < 2:
            raise UndoRefused(UndoRefusal.UNDONE, name="")
        side, units = ("inside", "outside")[step.number % 2], 10 + step.number % 90
        amount = f"{step.number // 100}.{step.number % 100:02}"
        yield Slip("TYFCB", "", name, amount=amount), ("closed-business", "", name, step.number)
        yield Slip("CEU", name, units=str(units)), ("education", name, "", units)
        yield Slip("One-to-One", name, other), ("one-to-one", name, other, 1)
        said = ("referral", name, other, 1, side)
        yield Slip("Referral", name, other, SIDES[side]), said
