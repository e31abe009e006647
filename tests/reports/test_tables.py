from typing import Any

import pytest

from reports.scores import preset_words, scoring, tables
from reports.scores.plain_tables import PARTS
from reports.scores.refused import Refused
from reports.words import Words

MEMBERS = [
    *("global-2025", "hong-kong-2026", "india-2025", "power-of-one"),
    *("spain-2020", "thailand-2026", "uk-2012"),
]


def _small(**changes: Any) -> dict[str, Any]:
    part = {"name": "visitors", "counts": "visitors", "per": "week", "effort": 4}
    said = {"status": "published", "scope": "member", "currency": "EUR"}
    lights = {"green": 70, "amber": 50, "red": 30}
    brackets = [{"at": "0.5", "above": False, "points": 10}]
    return said | {"lights": lights, "parts": [part | {"brackets": brackets}]} | changes


def _part(**changes: Any) -> dict[str, Any]:
    part: dict[str, Any] = _small()["parts"][0]
    return _small(parts=[part | changes])


def _brackets(*said: tuple[Any, Any]) -> dict[str, Any]:
    return _part(brackets=[{"at": at, "points": points} for at, points in said])


def test_names_lists_the_presets_of_a_scope() -> None:
    assert tables.names("member") == MEMBERS
    assert tables.names("chapter") == ["chapter-2013"]
    assert tables.names() == ["chapter-2013", *MEMBERS]


@pytest.mark.parametrize("name", tables.names())
def test_plain_gives_the_table_back(name: str) -> None:
    table = tables.preset(name)
    assert tables.from_plain(tables.plain(table)) == table


@pytest.mark.parametrize("name", tables.names())
def test_preset_gives_100_points_and_says_where_it_comes_from(name: str) -> None:
    table = tables.preset(name)
    assert sum(part.most for part in table.parts) == 100
    assert dict(table.lights) == {"green": 70, "amber": 50, "red": 30}
    assert (table.name, bool(table.title), bool(table.source)) == (name, True, True)


def test_preset_says_its_status_currency_and_date() -> None:
    found = [
        (table.status, table.currency, table.valid_from.year if table.valid_from else None)
        for table in map(tables.preset, tables.names())
    ]
    assert found == [
        ("inferred", "", 2013),
        ("reconstructed", "", 2025),
        ("published", "HKD", 2026),
        ("published", "INR", 2025),
        ("inferred", "", None),
        ("published", "EUR", 2020),
        ("approximate", "THB", 2026),
        ("published", "GBP", 2012),
    ]


def test_preset_leaves_closed_business_of_the_global_table_open() -> None:
    every = [(name, part) for name in MEMBERS for part in tables.preset(name).parts]
    unknown = [(name, part.name, part.most) for name, part in every if not part.is_known]
    assert unknown == [("global-2025", "closed_business", 5)]


def test_preset_says_where_training_is_inferred() -> None:
    every = [part for name in MEMBERS for part in tables.preset(name).parts]
    training = [part for part in every if part.name == "training"]
    assert [(part.counts, "inferred" in part.note) for part in training] == [
        ("education", True)
    ] * 4


def test_preset_without_a_file_is_one_sentence() -> None:
    with pytest.raises(
        ValueError, match=r"There is no preset \.\./x; there are chapter-2013, glob"
    ):
        tables.preset("../x")


def test_texts_of_the_presets_are_marked_for_translation() -> None:
    """Seen red with one note changed in its file."""
    every = [tables.preset(name) for name in tables.names()]
    said = {text for table in every for text in (table.title, table.source, table.note)}
    notes = {part.note for table in every for part in table.parts}
    assert set(preset_words.TEXTS) == (said | notes) - {""}


def test_from_plain_takes_the_most_from_the_brackets() -> None:
    (part,) = tables.from_plain(_brackets(("0.5", 5), ("1", 15)) | {"name": "mine"}).parts
    assert (part.most, part.is_known, part.effort) == (15, True, 4)


def test_from_plain_without_brackets_keeps_the_most() -> None:
    (part,) = tables.from_plain(_part(brackets=[], most=15)).parts
    assert (part.most, part.is_known) == (15, False)


LIGHTS = "Green begins above amber, amber above red, and red above 0."
NO_FIGURE = "In the part visitors, {} is not a figure like 0.75."


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({}, "The status is one of published, reconstructed, approximate, inferred."),
        (_small(scope="region"), "The scope is one of member, chapter."),
        (_small(currency="€"), "A currency is written like EUR, or not at all."),
        (_small(valid_from="soon"), "soon is not a date like 2026-10-08."),
        (_small(note=3), "What stands under note is no text."),
        (_small(note="x" * 601), "What stands under note is longer than 600 characters."),
        (_small(parts=[]), "A table has at least one part."),
        (_small(parts="x"), "What stands under parts is no list of rows."),
        (_small(parts=_small()["parts"] * 2), "The part visitors stands there twice."),
        (_small(lights={"green": 70, "amber": 70, "red": 30}), LIGHTS),
        (_small(lights={"green": 70, "amber": 50, "red": 0}), LIGHTS),
        (_small(lights={"green": 70, "amber": 50}), "None is not a whole number from 0 to 100."),
        (_part(name="luck"), "There is no part luck."),
        (_part(counts="education"), "The part visitors counts one of visitors."),
        (_part(per="percent"), "The part visitors cannot be counted per percent."),
        (_part(per="day"), "The part visitors cannot be counted per day."),
        (_part(effort=0), "The effort of the part visitors is above 0."),
        (_part(effort=True), "True is not a whole number from 0 to 1000."),
        (_part(brackets=[]), "None is not a whole number from 0 to 100."),
        (_brackets(("1", 101)), "101 is not a whole number from 0 to 100."),
        (_brackets(("NaN", 1)), NO_FIGURE.format("NaN")),
        (_brackets(("1e9", 1)), NO_FIGURE.format("1e9")),
        (_brackets(("-1", 1)), NO_FIGURE.format("-1")),
        (_brackets(("1", 5), ("1", 10)), "The brackets of the part visitors do not rise."),
        (_brackets(("2", 5), ("1", 10)), "The brackets of the part visitors do not rise."),
        (
            _brackets(*((str(at), at) for at in range(13))),
            "The part visitors has more than 12 brackets.",
        ),
    ],
)
def test_from_plain_wrong_is_one_sentence(said: dict[str, Any], sentence: str) -> None:
    """Seen red, row by row, with the check off."""
    with pytest.raises(Refused) as refused:
        tables.from_plain(said)
    assert (str(refused.value), refused.value.said(Words({}))) == (sentence, sentence)


def test_from_plain_one_measure_with_two_efforts_is_refused() -> None:
    parts = [
        {"name": name, "counts": "education", "per": "total", "most": 5, "effort": effort}
        for effort, name in enumerate(("training", "education"), start=1)
    ]
    with pytest.raises(Refused, match="Parts that count the same take the same effort; education"):
        tables.from_plain(_small(parts=parts))


def test_refused_speaks_the_readers_words() -> None:
    spanish = Words({"There is no part {part}.": "No hay ninguna parte {part}."})
    assert Refused("There is no part {part}.", part="x").said(spanish) == "No hay ninguna parte x."


def test_parts_of_members_count_what_figures_say() -> None:
    measures = {counts for known in PARTS["member"].values() for counts in known}
    assert measures - {"attendance", *scoring.MARKS} == {
        *("education", "testimonials", "one_to_ones", "referrals_given"),
        *("closed_business", "visitors", "sponsored"),
    }


@pytest.mark.parametrize(
    ("part", "points"), [("referrals", ("0", "5", "4", "3", "2")), ("absences", ("15", "10", "12"))]
)
def test_points_that_turn_are_refused(part: str, points: tuple[str, ...]) -> None:
    """Seen red with the comparison of neighbours taken out."""
    said = tables.plain(tables.preset("uk-2012"))
    found = next(each for each in said["parts"] if each["name"] == part)
    for bracket, number in zip(found["brackets"], points, strict=False):
        bracket["points"] = int(number)

    with pytest.raises(ValueError, match="a higher figure would earn"):
        tables.from_plain(said)
