"""What the tests of imports share: two people, their rows, and the bringing in."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from chapter import clock
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports import service
from chapter.imports.models import ImportBatch
from chapter.imports.plans import Answers, Plan
from chapter.imports.service import Source, Who
from chapter.imports.undoing.leftovers import Undone
from chapter.reporting import queries as reporting
from tests.exports import Bold, slips_audit, spreadsheetml
from tests.exports import Slip as Row

DAY = date(2026, 11, 12)
ANA, BEN = "Ana Torres", "Ben Okafor"
ROWS = [
    Row("Referral", ANA, BEN, tier="Tier 1 (inside)"),
    Row("Referral", ANA, BEN, tier="Tier 1 (inside)"),
    Row("Referral", Bold("Zed Outsider"), BEN, tier="Tier 2 (outside)", detail="X, Y, Spain"),
    Row("One-to-One", BEN, ANA),
    Row("One-to-One", ANA, Bold("Zed Outsider"), detail="X, Y, Spain"),
    Row("TYFCB", "", ANA, amount="1250.50"),
    Row("CEU", BEN, "", units="3"),
    Row("Visitor", BEN, "Vera Visitor"),
]


def audit(rows: list[Row]) -> bytes:
    """Return a Slips Audit Report as it is downloaded."""
    return spreadsheetml(slips_audit(rows))


def bring(chapter: Chapter, data: bytes, day: date | None = DAY, former: bool = False) -> str:
    """Bring a file in and say what it did, as figures."""
    who = Who(None, clock.today(chapter.zone), clock.now())
    source = service.open_file("slips.xls", data)
    brought = service.bring(chapter, source, day, takes_former=former, who=who)
    db.session.commit()
    return f"{brought.added} added, {brought.known} known, {brought.former} former"


def figures(chapter: Chapter) -> dict[tuple[str, str, str], int]:
    """Return (first name, measure, tier) -> quantity or amount of what counts."""
    rows = reporting.rows_for_report(chapter, date(2026, 11, 1), date(2026, 12, 1))
    names = {row["person"]: row["first_name"] for row in rows.members}
    found: dict[tuple[str, str, str], int] = {}
    for credit in rows.credits:
        key = (names.get(credit["person"], "-"), credit["measure"], credit["tier"])
        found[key] = found.get(key, 0) + (credit["amount"] or credit["quantity"])
    return found


# What tells of imports themselves, and stays when one is taken back.
ABOUT_IMPORTS = {"audit_entries", "import_batches", "import_changes"}


def who() -> Who:
    """Return somebody at the command line, now."""
    return Who(None, date(2026, 11, 19), clock.now())


def standing() -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table but those about imports, as this transaction sees them."""
    db.session.flush()
    return {
        name: [tuple(row) for row in db.session.execute(table.select().order_by(table.c.id))]
        for name, table in db.metadata.tables.items()
        if name not in ABOUT_IMPORTS
    }


def source(data: bytes, name: str = "slips.xls") -> Source:
    """Return a file as it was handed in."""
    return service.look(name, data)


def slips(rows: Iterable[Row], name: str = "slips.xls") -> Source:
    """Return a slips audit as it was handed in."""
    return source(audit(list(rows)), name)


def said(day: date | None = DAY, **changes: Any) -> Answers:
    """Return answers that ask nothing but who people are."""
    given = {"meeting_day": day, "chapter_confirmed": True, "is_period_unsaid": True, **changes}
    return Answers(**given)


def preview(chapter: Chapter, *sources: Source, **changes: Any) -> Plan:
    """Return the plan of files of one week."""
    answers = [said(**changes)] * len(sources)
    return service.preview(chapter, sources, answers, who())[0]


def bring_in(chapter: Chapter, *sources: Source, **changes: Any) -> list[service.Brought]:
    """Bring files of one week in together."""
    answers = [said(**changes)] * len(sources)
    done = service.bring_all(chapter, sources, answers, who())
    db.session.commit()
    return done


def take_back(chapter: Chapter, number: int | None = None, **said: bool) -> Undone:
    """Take back the newest import, or the one of a number."""
    newest = db.session.scalar(db.select(db.func.max(ImportBatch.id)))
    undone = service.undo(chapter, number or newest, who(), **said)
    db.session.commit()
    return undone


def counts(plan: Plan) -> str:
    """Return how many lines stand in each state, as words."""
    return ", ".join(f"{number} {state}" for state, number in sorted(plan.counts.items()))
