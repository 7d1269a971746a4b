"""dashboard: the same figures as the page's, for machines; of a city loaded once."""

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Tracker


@pytest.fixture
def engine_name() -> str:
    """The page is asked on both engines; here is only how it is written down."""
    from tests import engines

    return engines.chosen()[0]


@pytest.fixture
def engine_url(city_url: str) -> str:
    return city_url


def test_figures_for_machines_and_for_a_look(tracker: "Tracker") -> None:
    found = json.loads(tracker("dashboard", "--json").stdout)
    assert found["overdue"]["assignments"] == sum(one["overdue"] for one in found["agencies"])
    assert found["meetings_held"]["n"] <= found["meetings_held"]["of"]
    past = json.loads(tracker("dashboard", "--year", 114, "--json", "--as", "eth-head").stdout)
    assert past["year"] == 114
    shown = tracker("dashboard").stdout
    assert shown.startswith(found["sentence"])
    assert f"逾期未完成\t{found['overdue']['items']} 項\t{found['overdue']['assignments']} 件" in shown
    assert tracker("dashboard", "--committee", "NONE").exit_code == 1
