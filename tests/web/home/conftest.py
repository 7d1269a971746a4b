"""The first page is looked at in the demonstration city."""

import pytest


@pytest.fixture
def engine_url(city_url: str) -> str:
    return city_url
