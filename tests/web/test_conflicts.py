"""Two at the same moment: the second meets a page that keeps what was typed, never a fault."""

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from app.readers.refusal import FileRefused
from app.services.people import groups
from tests.client import HouseClient


@pytest.fixture
def engine_url(city_url: str) -> str:
    return city_url


class Taken(Exception):
    """What the driver of PostgreSQL says of a value that is there already."""

    sqlstate = "23505"


CONFLICTS = {
    "sqlite's word": IntegrityError("", {}, Exception("UNIQUE constraint failed: agency_groups.name")),
    "postgresql's word": IntegrityError("", {}, Taken()),
    "a changed row": StaleDataError("UPDATE statement on table expected to update 1 row(s); 0 were matched."),
}


@pytest.mark.parametrize("conflict", CONFLICTS)
def test_a_conflict_at_the_last_moment_keeps_the_text(
    app: Flask, client: HouseClient, monkeypatch: pytest.MonkeyPatch, conflict: str
) -> None:
    def overtaken(*_args: object, **_kwargs: object) -> None:
        raise CONFLICTS[conflict]

    monkeypatch.setattr(groups, "create", overtaken)
    client.sign_in("sysadmin")
    name = "全部附屬機關"
    answer = client.submit("/admin/groups", {"name": name})
    assert answer.status_code == 409
    assert name in answer.text
    assert "這次沒有儲存" in answer.text


def test_another_broken_constraint_stays_a_fault(
    app: Flask, client: HouseClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_kwargs: object) -> None:
        raise IntegrityError("", {}, Exception("CHECK constraint failed"))

    monkeypatch.setattr(groups, "create", broken)
    client.sign_in("sysadmin")
    assert client.submit("/admin/groups", {"name": "全部附屬機關"}).status_code == 500


def test_a_file_no_view_expected_is_refused_by_name(
    app: Flask, client: HouseClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_kwargs: object) -> None:
        raise FileRefused("macro", "表.docm")

    monkeypatch.setattr(groups, "create", refuse)
    client.sign_in("sysadmin")
    answer = client.submit("/admin/groups", {"name": "全部附屬機關"})
    assert answer.status_code == 422
    assert "「表.docm」含有巨集" in answer.text
