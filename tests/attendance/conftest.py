"""One hall for all the browsers of a run."""

from collections.abc import Iterator

import pytest

from tests.journeys.hall import Hall, served


@pytest.fixture(scope="session")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    """A chapter of forty that meets today."""
    with served(tmp_path_factory.mktemp("hall"), "hall") as hall:
        yield hall
