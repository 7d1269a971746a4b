"""Failures are counted in the database, exactly, however many come at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from flask import Flask
from sqlalchemy import select

from app.models import SignInThrottle
from app.services.people import signing_in
from app.services.people.signing_in import Lock
from tests.people import NOW, World


def test_fifty_failures_at_once_are_fifty(world: World, app: Flask) -> None:
    sessions = app.extensions["tracker"].database.sessions

    def fail(_number: int) -> None:
        with sessions.begin() as session:
            signing_in.failed(session, "Wang", now=NOW, lock=Lock(1000, 15))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(fail, range(50)))
    assert world.look(select(SignInThrottle.failures)) == [50]


def test_an_old_failure_does_not_count_and_a_lock_outlives_its_failures(world: World) -> None:
    for minute in (0, 16, 17, 18, 19):
        signing_in.failed(world.session, "wang", now=NOW + timedelta(minutes=minute), lock=Lock(5, 15))
    at = NOW + timedelta(minutes=20)
    assert signing_in.locked_until(world.session, "wang", now=at) is None
    signing_in.failed(world.session, "wang", now=at, lock=Lock(5, 15))
    assert signing_in.locked_until(world.session, "WANG ", now=at) == at + timedelta(minutes=15)
