"""The chapter the files of these tests are of."""

import pytest

from chapter.chapters.models import Chapter
from tests.factories import make_member
from tests.imports.steps import ANA, BEN


@pytest.fixture
def lighthouse(chapter: Chapter) -> Chapter:
    """A chapter with the two people the files name."""
    make_member(chapter, ANA, "Social media")
    make_member(chapter, BEN, "Commercial law")
    return chapter
