"""dashboard: the same figures as the page's, for machines; of a city loaded once."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.jobs.worker import Worker
from app.models import KeptFigures

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
    coming = tracker("dashboard", "--year", 199, "--json")
    assert (coming.exit_code, coming.stdout) == (1, "")


def test_the_paper_of_a_year_and_of_a_meeting(tracker: "Tracker", tmp_path: Path) -> None:
    path = tmp_path / "year.docx"
    asked = ("paper", "statistics", "--format", "docx", "-o", str(path))
    assert (
        "已產生 示範市政府廉政會報114年度統計表"
        in tracker(*asked, "--year", 114, "--as", "eth-officer1").stderr
    )
    assert path.read_bytes()[:2] == b"PK"
    assert "115年第1次廉政會報統計表" in tracker(*asked, "--meeting", "115-1").stderr
    assert "散會之後" in tracker(*asked, "--meeting", "115-2").stderr
    assert tracker(*asked, "--as", "mayor-office").exit_code == 1  # 定稿 only


def test_the_check_says_which_kept_figure_is_not_so(tracker: "Tracker", app: Flask, session: Session) -> None:
    assert "沒有留存的數字" in tracker("check-figures").stderr
    whole = tracker("dashboard", "--json").stdout
    worker = Worker(app.extensions["tracker"].database, app.extensions["tracker"].settings, clock=now)
    worker.keep_figures()
    assert tracker("dashboard", "--json").stdout == whole
    assert json.loads(tracker("check-figures", "--json").stdout)["differences"] == []
    kept = session.scalars(select(KeptFigures).where(KeptFigures.snapshot_id.is_(None))).first()
    assert kept is not None
    kept.counts = kept.counts | {"overdue": kept.counts["overdue"] + 3}
    session.commit()
    said = tracker("check-figures", "--json", "--renew")
    assert said.exit_code == 1
    found = json.loads(said.stdout)["differences"]
    assert [(one["figure"], one["kept"] - one["counted"]) for one in found] == [("overdue", 3)]
    session.rollback()
    worker.keep_figures()
    assert tracker("check-figures").exit_code == 0


def now() -> datetime:
    return datetime.now(UTC)
