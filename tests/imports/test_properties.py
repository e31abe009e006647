"""Whatever the order, the copies and the parts: one week's rows give one ledger."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports import service
from chapter.imports.families import slip_rows
from chapter.imports.families.slip_rows import Stored, compare, keyed
from chapter.imports.reading.shapes import SlipRow
from chapter.imports.service import Source
from chapter.imports.states import LineState
from chapter.people import queries as own_people
from chapter.people.rules import match_key
from chapter.slips.ledger import Credit, Slip
from tests.exports import Bold
from tests.exports import Slip as Row
from tests.imports.steps import ANA, BEN, preview, said, slips, standing, who

SUITE = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    database=None,
    # Making a failure smaller takes minutes, and what fails is small already.
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
INSIDE, OUTSIDE = "Tier 1 (inside)", "Tier 2 (outside)"
POOL = [
    Row("Referral", ANA, BEN, tier=INSIDE),
    Row("Referral", ANA, BEN, tier=OUTSIDE),
    Row("Referral", Bold("Zed Outsider"), BEN, tier=OUTSIDE, detail="X, Y, Spain"),
    Row("One-to-One", BEN, ANA),
    Row("TYFCB", "", ANA, amount="1250.50"),
    Row("TYFCB", "", ANA, amount="7"),
    Row("CEU", BEN, units="3"),
    Row("Visitor", BEN, "Vera Visitor"),
]
WEEKS = st.lists(st.sampled_from(POOL), min_size=1, max_size=14).filter(
    lambda rows: sum(row.kind == "Visitor" for row in rows) < 2
)
# Other ways to write the two: an edit, the words turned round, no accent where one stands.
SPELLINGS = {ANA: ["Torres Ana", "Aná Torrés", "A. Torres", ANA], BEN: ["Okafor, Ben", BEN]}


def ledger() -> Counter[tuple[object, ...]]:
    """Return what counts and what it came from, without numbers of rows."""
    rows = db.session.execute(
        db.select(
            Slip.kind,
            Slip.digest,
            Slip.dated,
            Credit.measure,
            Credit.person_id,
            Credit.quantity,
            Credit.amount,
            Credit.tier,
            Credit.standing,
        ).join(Credit, Credit.slip_id == Slip.id)
    )
    return Counter(map(tuple, rows))


def result(chapter: Chapter, *files: list[Row]) -> Counter[tuple[object, ...]]:
    """Bring files in together, and return the ledger that gives."""
    with forgotten():
        bring(chapter, *(slips(rows, f"{number}.xls") for number, rows in enumerate(files)))
        return ledger()


@contextmanager
def forgotten() -> Iterator[None]:
    """Leave the database as it was."""
    try:
        yield
    finally:
        db.session.rollback()


def bring(chapter: Chapter, *parts: Source) -> None:
    """Bring parts of one week in together, within the transaction of the test."""
    service.bring_all(chapter, parts, [said(together="parts")] * len(parts), who())


@SUITE
@given(rows=WEEKS, data=st.data())
def test_order_copies_and_parts_give_the_same_ledger(
    lighthouse: Chapter, rows: list[Row], data: st.DataObject
) -> None:
    """Two parts that are equal cannot be told from a copy, so they are no parts.

    Seen red with the row's place in its key, with copies taken as parts, and with parts brought
    in one after the other.
    """
    once = result(lighthouse, rows)
    shuffled = data.draw(st.permutations(rows))
    cut = data.draw(st.integers(0, len(rows)))
    one, other = shuffled[:cut], shuffled[cut:]

    assert result(lighthouse, shuffled) == once
    assert result(lighthouse, rows, shuffled, rows) == once
    if Counter(one) != Counter(other):
        assert result(lighthouse, one, other) == once


@SUITE
@given(rows=WEEKS, data=st.data())
def test_file_again_adds_nothing_and_a_shorter_one_takes_nothing(
    lighthouse: Chapter, rows: list[Row], data: st.DataObject
) -> None:
    """Seen red with missing rows removed unasked."""
    shuffled = data.draw(st.permutations(rows))
    part = shuffled[: data.draw(st.integers(0, len(rows)))]
    with forgotten():
        bring(lighthouse, slips(rows))
        before = standing()
        plan = preview(lighthouse, slips(part))
        for again in (shuffled, part):
            bring(lighthouse, slips(again))

        assert standing() == before
        assert plan.counts[LineState.MISSING] == len(rows) - len(part)


@SUITE
@given(rows=WEEKS, data=st.data())
def test_week_in_other_spellings_is_the_same_week(
    lighthouse: Chapter, rows: list[Row], data: st.DataObject
) -> None:
    """Each row may spell its people in its own way, the first time and the second.

    Seen red with rows compared by their words alone.
    """
    first, again = (data.draw(respelled(rows)) for _ in range(2))
    people = {
        match_key(name): person.id
        for own, names in SPELLINGS.items()
        for person in own_people.named(lighthouse, match_key(own))
        for name in names
    }
    with forgotten():
        service.bring_all(lighthouse, [slips(first)], [said(people=people)], who())
        before = standing()
        plan = preview(lighthouse, slips(again), people=people)
        service.bring_all(lighthouse, [slips(again)], [said(people=people)], who())

        assert standing() == before
        assert plan.counts == {LineState.KNOWN: len(rows)}


@SUITE
@given(first=WEEKS, then=WEEKS)
def test_correction_ends_as_the_corrected_file_alone(
    lighthouse: Chapter, first: list[Row], then: list[Row]
) -> None:
    """What an officer takes whole is as if only the corrected file had come.

    Seen red with corrected slips left as they were, and with missing ones kept.
    """
    alone = result(lighthouse, then)
    with forgotten():
        bring(lighthouse, slips(first))
        taken = frozenset(line.key for line in preview(lighthouse, slips(then)).lines)
        service.bring_all(lighthouse, [slips(then)], [said(taken=taken)], who())

        assert ledger() == alone


@given(rows=WEEKS, stored=WEEKS)
def test_comparison_loses_and_doubles_nothing(rows: list[Row], stored: list[Row]) -> None:
    """Every row and every slip stands in one group, once."""
    keys = keyed(source_rows(rows))
    held = [
        Stored(number, row.content, row.row.kind, *slip_rows.parties_of(row.row))
        for number, row in enumerate(keyed(source_rows(stored)))
    ]

    found = compare(keys, held)
    slip_rows.pair(found, {})

    matched = [*found.known, *found.new, *(row for _, row in found.changed)]
    slips_seen = [*found.missing, *(slip for slip, _ in found.changed)]
    assert Counter(map(id, matched)) == Counter(map(id, keys))
    assert len(slips_seen) + len(found.known) == len(held)


def respelled(rows: list[Row]) -> st.SearchStrategy[list[Row]]:
    """Return rows in any order, each with one of the spellings of whom it names."""
    ways = {name: st.sampled_from(names) for name, names in SPELLINGS.items()}

    def spelled(row: Row) -> st.SearchStrategy[Row]:
        sides = [ways.get(str(side), st.just(side)) for side in (row.source, row.target)]
        return st.tuples(*sides).map(lambda said: replace(row, source=said[0], target=said[1]))

    return st.permutations(rows).flatmap(lambda mixed: st.tuples(*map(spelled, mixed)).map(list))


def source_rows(rows: list[Row]) -> tuple[SlipRow, ...]:
    """Return rows as the reader gives them."""
    return slips(rows).content.rows
