"""The furnished house."""

import pytest
from flask import Flask

from tests.house.furniture import House


@pytest.fixture
def house(app: Flask) -> House:
    """Two chapters with a row of everything in each."""
    return House(app)
