"""Every address: who may use it, what it is called, and that reading and acting are two addresses' business."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.routing import Rule

from app import create_app
from tests.conftest import settings_for

UNTYPED = re.compile(r"<[^:>]+>")
VARIABLE = re.compile(r"<[^>]+>")
SEGMENT = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+)?")
# Whoever may ask without signing in. One more is a decision.
PUBLIC = {
    "static",
    "auth.sign_in",
    "auth.sign_in_act",
    "auth.link",
    "auth.link_act",
    "first_steps.first_set_up",
    "first_steps.first_set_up_act",
    "first_steps.invitation",
    "first_steps.invitation_act",
    "first_steps.set_up_done",
    "by_mail.ask",
    "by_mail.ask_act",
    "by_mail.code",
    "by_mail.code_act",
    "by_mail.forgot",
    "by_mail.forgot_act",
    "by_mail.reset",
    "by_mail.reset_act",
    "mail_links.entrance",
    "mail_links.enter",
    "mail_links.renew",
    "calendar.feed",
    "home.health",
    "worker_health.answer",
    "api.document",
    "api.meetings",
    "api.resolutions",
    "api.items",
    "api.assignments",
    "api.agencies",
    "api.dashboard",
    "home.styleguide",
}


@pytest.fixture(scope="module")
def application(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The program without a database: it opens none until it is asked."""
    folder = tmp_path_factory.mktemp("routes")
    return create_app(settings_for(f"sqlite:///{folder}/unused.db", folder))


@pytest.fixture(scope="module")
def rules(application: Flask) -> list[Rule]:
    return list(application.url_map.iter_rules())


def test_every_route_says_who_may_use_it(application: Flask, rules: list[Rule]) -> None:
    undeclared = {
        rule.endpoint for rule in rules if not hasattr(application.view_functions[rule.endpoint], "access")
    }
    assert undeclared == set()


def test_the_public_routes_are_spelled_out(application: Flask, rules: list[Rule]) -> None:
    public = {
        rule.endpoint
        for rule in rules
        if getattr(getattr(application.view_functions[rule.endpoint], "access", None), "public", False)
    }
    assert public == PUBLIC


def test_addresses_are_kebab_case_and_their_parts_typed(rules: list[Rule]) -> None:
    assert [fault for rule in rules for fault in faults(rule.rule)] == []


def test_a_bad_address_is_seen() -> None:
    for address in ("/Proposals", "/my_work", "/proposals/<proposal_id>", "/proposals/<int:id>/Edit"):
        assert list(faults(address)), address
    assert not list(faults("/proposals/<int:proposal_id>/paper.docx"))


def faults(address: str) -> Iterator[str]:
    if UNTYPED.search(address):
        yield f"{address}: a part without type"
    for segment in VARIABLE.sub("0", address).strip("/").split("/"):
        if segment and not SEGMENT.fullmatch(segment):
            yield f"{address}: {segment} is not kebab-case"


def test_reading_and_acting_are_two_functions(rules: list[Rule]) -> None:
    """What GET answers can then be proved to change nothing; HEAD and OPTIONS come by themselves."""
    verbs = {rule.endpoint: (rule.methods or set()) - {"HEAD", "OPTIONS"} for rule in rules}
    assert {
        endpoint: methods for endpoint, methods in verbs.items() if methods not in ({"GET"}, {"POST"})
    } == {}
