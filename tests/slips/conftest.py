"""The other member of the tests of slips."""

import pytest

from chapter.chapters.models import Chapter
from chapter.people.models import Person
from tests.factories import make_member


@pytest.fixture
def bea(chapter: Chapter) -> Person:
    """Another member, who builds."""
    return make_member(chapter, "Bea Builder", "Builder", company="Bea & Sons").person
