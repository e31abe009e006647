"""One hall for all the browsers of a run."""

from collections.abc import Iterator

import pytest

from tests import engines
from tests.journeys.hall import Hall, served


@pytest.fixture(scope="session")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    """A chapter of forty that meets today."""
    folder = tmp_path_factory.mktemp("hall")
    is_postgres = engines.chosen() == "postgresql"
    url = engines.new_postgres_database("hall") if is_postgres else engines.sqlite_url(folder)
    with served(folder, url) as hall:
        yield hall
