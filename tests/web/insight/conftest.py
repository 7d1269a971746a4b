import pytest
from flask import Flask

from tests.client import HouseClient


@pytest.fixture
def engine_url(city_url: str) -> str:
    return city_url


@pytest.fixture
def officer(client: HouseClient) -> HouseClient:
    client.sign_in("eth-officer1")
    return client


@pytest.fixture
def contact(app: Flask) -> HouseClient:
    client = app.test_client()
    assert isinstance(client, HouseClient)
    client.sign_in("civ-contact")
    return client
