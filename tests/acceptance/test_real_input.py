"""Point 6 of the main job: official exports in, the month's workbook out, figure by figure."""

from collections import Counter
from pathlib import Path

import pytest
from flask import Flask

from tests.acceptance.by_hand import bring_in, month, oracle, palms, real, run
from tests.exports import Bold, Slip, slips_audit, spreadsheetml, summary_palms


@pytest.fixture
def generated(tmp_path: Path) -> tuple[Path, list[Path]]:
    """A summary and three audits in the official layout, with its traps."""
    people: dict[tuple[str, str], dict[str, float]] = {
        (first, last): {"P": 20}
        for first, last in [("Ana María", "de la Torre"), ("Ben", "Okafor"), ("=1+1", "Zoë")]
    }
    people |= {(pseudo, ""): {"P": 21} for pseudo in ("Visitors", "BNI", "Total")}
    summary = tmp_path / "summary.xls"
    summary.write_bytes(spreadsheetml(summary_palms(people)))
    ana, ben, zoe, zed = "Ana  María de la Torre", "Ben Okafor", "=1+1 Zoë", Bold("Zed Elsewhere")
    week = [
        Slip("Referral", ana, ben, "Tier 1 (inside)"),
        Slip("Referral", ana, ben, "Tier 1 (inside)"),
        Slip("Referral", zed, zoe, "Tier 2 (outside)", detail="Harbour, North, Spain"),
        Slip("Referral", zoe, zed, "Tier 2 (outside)", detail="Harbour, North, Spain"),
        Slip("One-to-One", ana, ben),
        Slip("One-to-One", ben, ana),
        Slip("One-to-One", zoe, zed, detail="Harbour, North, Spain"),
        Slip("TYFCB", "", ana, amount="1250.55"),
        Slip("TYFCB", "", Bold("BNI"), amount="99.00"),
        Slip("CEU", ben, units="7"),
        Slip("Visitor", zoe, "Vera Visitor"),
        Slip("Visitor", Bold("Visitor"), "Walter Walkin"),
        Slip("Referral", "Gone Since", ana, "Tier 1 (inside)"),
    ]
    audits = []
    for number in range(3):
        file = tmp_path / f"slips_{number}.xls"
        file.write_bytes(spreadsheetml(slips_audit(week[number:])))
        audits.append(file)
    return summary, audits


def test_generated_exports_become_the_month(
    app: Flask, generated: tuple[Path, list[Path]], tmp_path: Path
) -> None:
    """Seen red with the credits of bold parties let through."""
    summary, audits = generated
    bring_in(app, summary, audits)

    said = month(app, tmp_path / "month.xlsx")

    figures = {name: line for name, line in palms(tmp_path / "month.xlsx").items() if name}
    assert said == f"Wrote {tmp_path / 'month.xlsx'}: Lighthouse, October 2026, 3 weeks."
    assert figures == oracle(audits)


@pytest.mark.parametrize("letter", ["a", "b"])
def test_real_exports_become_the_month(app: Flask, letter: str, tmp_path: Path) -> None:
    """Runs where CHAPTER_EXPORTS names the folder with the real files."""
    summary, audits = real(letter)
    if not audits:
        pytest.skip("CHAPTER_EXPORTS names no folder with real exports")
    bring_in(app, summary, audits)

    month(app, tmp_path / "month.xlsx")

    expected, found = oracle(audits), palms(tmp_path / "month.xlsx")
    assert {name: found[name] for name in expected} == expected
    silent = Counter(name for name in found if name not in expected and any(found[name].values()))
    assert silent == Counter()
    assert run(app, "check") == "The ledger is sound."
