"""What the score would be: figures as they are, some of them changed."""

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from chapter.scoring.what_if import WhatIfForm, is_asked, what_if

LABELS = {"visitors": "Visitors", "closed_business": "Closed business"}
COUNTS = ("visitors", "attendance", "A", "L", "closed_business")
FIGURES = {"P": 17, "A": 1, "L": 1, "S": 1, "visitors": 3, "closed_business": 125_050}


def asked(app: Flask, **typed: str) -> WhatIfForm:
    """Return the form as somebody filled it in."""
    with app.test_request_context():
        form = what_if(COUNTS, LABELS, FIGURES, "EUR", MultiDict(typed))
        form.validate()
        return form


def test_form_starts_from_the_figures_as_they_are(app: Flask) -> None:
    form = asked(app)
    shown = {field.name: field._value() for field in form}
    assert shown == {"visitors": "3", "A": "1", "L": "1", "closed_business": "1250.5"}
    assert (is_asked(form), form.changes()["P"]) == (False, 17)


def test_figure_is_changed_and_the_rest_stays(app: Flask) -> None:
    """Seen red with empty fields read as nothing."""
    form = asked(app, visitors="7", A="", closed_business="2,000")
    assert is_asked(form)
    assert form.changes() == {
        **{"visitors": 7, "A": 1, "L": 1, "P": 17},
        "closed_business": 200_000,
    }


def test_absence_less_is_a_week_present(app: Flask) -> None:
    """Seen red with the weeks left to shrink."""
    assert asked(app, A="0").changes()["P"] == 18


@pytest.mark.parametrize(
    ("typed", "name", "sentence"),
    [
        ({"visitors": "many"}, "visitors", "Write a whole number."),
        ({"visitors": "-1"}, "visitors", "Write a number from 0 to 99999."),
        ({"A": "19"}, "A", "There were fewer weeks than that."),
        (
            {"closed_business": "-5"},
            "closed_business",
            "Write an amount that is not below nothing.",
        ),
        (
            {"closed_business": "1e9"},
            "closed_business",
            "Write the amount in figures only, such as 1,250 or 1,250.50.",
        ),
    ],
)
def test_figures_written_wrong_are_refused(
    app: Flask, typed: dict[str, str], name: str, sentence: str
) -> None:
    form = asked(app, **typed)
    assert (form.errors, form.status) == ({name: [sentence]}, 422)
