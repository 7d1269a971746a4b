"""set-up-link: the console's way to the first head, as an administrator runs it."""

from typing import TYPE_CHECKING

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.people.actor import Role
from app.models import OneTimeLink
from tests.client import HouseClient
from tests.people import world

if TYPE_CHECKING:
    from tests.cli.conftest import Tracker


def test_a_set_up_link_is_the_only_output_and_opens_the_first_set_up(
    tracker: "Tracker", client: HouseClient
) -> None:
    done = tracker("set-up-link")
    assert done.exit_code == 0
    path = done.stdout.strip()
    assert path.startswith("/set-up/")
    assert "\n" not in path
    assert client.get(path).status_code == 200


def test_a_new_set_up_link_ends_the_one_before(
    tracker: "Tracker", client: HouseClient, session: Session
) -> None:
    first, second = (tracker("set-up-link").stdout.strip() for _ in range(2))
    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200
    stored = session.scalars(select(OneTimeLink.token_hash)).all()
    assert not any(first.rpartition("/")[2] in one or second.rpartition("/")[2] in one for one in stored)


def test_there_is_no_set_up_link_once_there_is_a_head(
    app: Flask, tracker: "Tracker", session: Session
) -> None:
    here = world(app, session)
    here.person("chen", (Role.HEAD, here.department))
    done = tracker("set-up-link")
    assert done.exit_code == 1
    assert done.stdout == ""
    assert "已有政風主管" in done.stderr
