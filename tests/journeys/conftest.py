"""One served chapter of forty for all the journeys."""

from collections.abc import Iterator

import pytest

from tests.journeys.hall import served
from tests.journeys.place import Place
from tests.slips.desk_floor import Floor
from tests.weeks.porch import Porch


@pytest.fixture(scope="session")
def built_place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A chapter of forty that meets today."""
    with served(tmp_path_factory.mktemp("journeys"), "journeys") as hall:
        yield Place(Porch(hall), Floor(hall))


@pytest.fixture
def place(built_place: Place) -> Place:
    """The chapter as its meeting begins."""
    built_place.begin()
    return built_place
