"""search and reindex, as a script runs them."""

import json
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.models import SearchEntry

if TYPE_CHECKING:
    from tests.cli.conftest import Tracker


@pytest.fixture
def engine_url(city_url: str) -> str:
    return city_url


def test_what_is_found_is_found_again_from_an_index_made_anew(session: Session, tracker: "Tracker") -> None:
    found = json.loads(tracker("search", "履約管理", "抽驗", "--json").stdout)
    assert {"resolution", "proposal"} <= {one["kind"] for one in found}
    decided = next(one for one in found if one["kind"] == "resolution")
    assert decided["hits"][0]["code"] == "113-2-2"
    assert tracker("search", "採購", "--json", "--as", "sysadmin").exit_code == 1
    session.execute(delete(SearchEntry))
    session.commit()
    done = tracker("reindex")
    assert done.exit_code == 0, done.stderr
    assert json.loads(tracker("search", "履約管理", "抽驗", "--json").stdout) == found
    assert "竣工" in tracker("search", "竣工照片", "--kind", "attachment").stdout
    assert "找不到" in tracker("search", "查無此詞彙").stderr
