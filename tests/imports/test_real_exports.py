import json
import os
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from chapter.imports.reading.reader import (
    SlipRow,
    Trouble,
    read,
    row_key,
)

# Real exports are not ours to hand on, so they lie beside the checkout or nowhere.
BESIDE = Path(__file__).parents[3] / "shared" / "data" / "exports"
REAL = Path(os.environ.get("CHAPTER_EXPORTS", BESIDE))

needs_exports = pytest.mark.skipif(
    not REAL.is_dir(), reason="no real exports: CHAPTER_EXPORTS names no folder"
)


def known(folder: Path) -> dict:
    """Return what a folder says its files hold."""
    path = folder / "expected.json"
    return json.loads(path.read_text()) if path.is_file() else {}


REAL_SLIPS = known(REAL).get("slips", [])

REAL_SUMMARIES = known(REAL).get("palms_summary", [])

LAYOUTS = REAL.parent / "layouts"

KINDS = {
    "Referral": "referral",
    "One-to-One": "one-to-one",
    "TYFCB": "closed-business",
    "CEU": "education",
    "Visitor": "visitor",
}


def bold_by_kind(rows: tuple[SlipRow, ...]) -> Counter:
    """Count the rows of each kind that name an outsider."""
    return Counter(
        row.kind
        for row in rows
        if any(side and side.is_outsider for side in (row.source, row.target))
    )


def figures_of(rows: tuple[SlipRow, ...]) -> dict[str, object]:
    """Return what expected.json counts, from the rows read."""
    meetings = [row for row in rows if row.kind == "one-to-one"]
    outside = bold_by_kind(rows)["one-to-one"]
    copies = Counter(row_key(row) for row in rows)
    return {
        "data_rows": len(rows),
        "tiers": Counter(row.tier for row in rows if row.tier),
        "amounts": sum(row.amount or 0 for row in rows),
        "units": sum(row.units or 0 for row in rows),
        "credits": 2 * len(meetings) - outside,
        "no_from": sum(row.source is None for row in rows),
        "no_to": sum(row.target is None for row in rows),
        "copies": sum(count - 1 for count in copies.values()),
    }


@needs_exports
@pytest.mark.parametrize("case", REAL_SLIPS, ids=lambda case: Path(case["file"]).stem)
def test_real_slips_are_all_read(case) -> None:
    found = read((REAL.parent / case["file"]).read_bytes())

    assert found.issues == ()
    assert Counter(row.kind for row in found.rows) == {
        KINDS[name]: count for name, count in case["by_type"].items()
    }
    assert bold_by_kind(found.rows) == {
        KINDS[name]: count for name, count in case["rows_with_a_bold_party"].items()
    }
    assert figures_of(found.rows) == {
        "data_rows": case["data_rows"],
        "tiers": case["referrals_by_tier"],
        "amounts": case["tyfcb"]["sum"],
        "units": case["ceu_sum"],
        "credits": case["one_to_one"]["credits_to_members"],
        "no_from": case["rows_with_empty_from"],
        "no_to": case["rows_with_empty_to"],
        "copies": case["identical_duplicate_rows"],
    }


@needs_exports
@pytest.mark.parametrize("case", REAL_SUMMARIES, ids=lambda case: Path(case["file"]).stem)
def test_real_summaries_are_all_read(case) -> None:
    found = read((REAL.parent / case["file"]).read_bytes())

    sums = {
        figure: sum(row.figures[figure] for row in found.members) for figure in case["members_sum"]
    }
    assert (len(found.members), found.issues, sums) == (case["members"], (), case["members_sum"])
    assert found.visitors.figures == case["visitors_row"]
    assert found.others.figures == case["bni_row"]
    assert found.total.figures == case["total_row"]


@needs_exports
def test_layout_of_headed_slips_is_read() -> None:
    name = "slips_audit_headed_2025.xls"
    found, case = read((LAYOUTS / name).read_bytes()), known(LAYOUTS)[name]

    sides = [side for row in found.rows for side in (row.source, row.target) if side]
    homes = {
        side.name: row.detail
        for row in found.rows
        for side in (row.source, row.target)
        if side and side.is_outsider and side.name != "BNI"
    }
    figures = figures_of(found.rows)
    assert [issue.trouble for issue in found.issues] == [Trouble.UNCERTAIN_MEETING]
    assert (found.chapter, found.held_on, figures["data_rows"]) == ("Lighthouse", None, 13)
    assert figures["tiers"] == case["tiers"]
    assert (figures["amounts"], figures["units"]) == (Decimal("4325.5"), case["ceu_sum"])
    assert (homes, sum(side.name == "BNI" for side in sides)) == (case["outsiders"], 2)


@needs_exports
def test_layout_of_headed_summary_is_read() -> None:
    name = "chapter_summary_palms_headed.xls"
    found, case = read((LAYOUTS / name).read_bytes()), known(LAYOUTS)[name]

    sums = {
        figure: float(sum(row.figures[figure] for row in found.members))
        for figure in case["members_sum"]
    }
    gap = next(value for key, value in case.items() if key.startswith("unlisted"))
    assert (found.chapter, str(found.first), str(found.until), found.issues) == (
        *(case["chapter"], case["from"], case["to"]),
        (),
    )
    assert (sums, found.meetings) == (case["members_sum"], case["meetings"])
    assert {figure: float(found.unlisted()[figure]) for figure in gap} == gap


@needs_exports
def test_layout_of_chinese_summary_is_read() -> None:
    name = "chapter_summary_palms_zh.xls"
    found, case = read((LAYOUTS / name).read_bytes()), known(LAYOUTS)[name]

    first = found.members[0]
    assert (len(found.members), found.issues, found.meetings) == (case["members"], (), 26)
    assert (str(found.first), str(found.until)) == (case["from"], case["to"])
    assert {"name": first.name, **{k: first.figures[k] for k in ("P", "RGI", "TYFCB")}} == case[
        "first"
    ]
