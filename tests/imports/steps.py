"""What the tests of imports share: two people, their rows, and the bringing in."""

from datetime import date

from chapter import clock
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports import service
from chapter.imports.service import Who
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
