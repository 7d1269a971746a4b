"""Every code a person can meet has its Chinese word, every refusal its sentence, and no word stands for nothing."""

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from enum import StrEnum
from string import Formatter

import pytest

from app.domain.people.actor import Role
from app.domain.people.agency import EthicsMode
from app.domain.people.rights import Right, Scope
from app.wording.people import RIGHT_WORDS, SCOPE_WORDS
from app.wording.refusals import SENTENCES
from app.wording.words import WORDS, word
from tests.architecture.source import Module, calls, dotted, modules, parse

# Codes that never reach a person: how a right reaches, how a marker is written, how two texts differ, whom and when a table
# mails, what moves a mail.
UNSEEN = {"Scope", "Right", "MarkerStyle", "RowKind", "PieceOp", "Addressee", "Timing", "DeliveryEvent"}
REFUSALS = {"Need", "Refusal", "NotNow", "NotAllowed", "Invalid"}


def enumerations() -> Iterator[type[StrEnum]]:
    package = importlib.import_module("app.domain")
    for found in pkgutil.walk_packages(package.__path__, "app.domain."):
        module = importlib.import_module(found.name)
        for _, thing in inspect.getmembers(module, inspect.isclass):
            if issubclass(thing, StrEnum) and thing.__module__ == module.__name__:
                yield thing


def refusals(module: Module) -> Iterator[tuple[str, ast.Call]]:
    """The literal codes a module refuses with, and where: refusals, needs, and their heirs."""
    heirs = {
        node.name
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef) and any(getattr(base, "id", "") in REFUSALS for base in node.bases)
    }
    raised = calls(module.tree, lambda name: name.rpartition(".")[2] in REFUSALS | heirs)
    own = (
        call
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef) and node.name in heirs
        for call in calls(node, lambda name: name.endswith("__init__"))
    )
    for call in [*raised, *own]:
        if call.args and isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str):
            yield call.args[0].value, call


def facts_missing(code: str, call: ast.Call) -> set[str]:
    """Facts the sentence of a refusal names and its call does not give: the page would be a 500."""
    given = {keyword.arg for keyword in call.keywords}
    if None in given:  # **facts: known when it runs
        return set()
    if dotted(call.func).endswith("Need"):
        given |= {"flow", "action"}  # what Flow.refusal adds
    return _named(SENTENCES.get(code, "")) - {str(name) for name in given}


def _named(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_every_code_has_a_word() -> None:
    said = {(type(code).__name__, code.value) for code, _ in WORDS}
    silent = [
        f"{kind.__name__}.{code.name}"
        for kind in enumerations()
        if kind.__name__ not in UNSEEN
        for code in kind
        if (kind.__name__, code.value) not in said
    ]
    assert silent == []


def test_every_right_and_scope_stands_in_the_table_shown_to_people() -> None:
    assert set(RIGHT_WORDS) == set(Right)
    assert set(SCOPE_WORDS) == set(Scope)


def test_equal_codes_of_two_enumerations_keep_their_own_words() -> None:
    assert Role.OFFICER.value == EthicsMode.OFFICER.value
    assert (word(Role.OFFICER), word(EthicsMode.OFFICER)) == ("政風承辦", "政風員")


def test_every_refusal_has_a_sentence() -> None:
    used = {code for module in modules() for code, _ in refusals(module)}
    assert used, "no refusal was found"
    assert sorted(used - set(SENTENCES)) == []


def test_every_sentence_is_given_the_facts_it_names() -> None:
    missing = [
        f"{module.path}:{call.lineno} {code} lacks {', '.join(sorted(facts))}"
        for module in modules()
        for code, call in refusals(module)
        if (facts := facts_missing(code, call))
    ]
    assert missing == []


def test_a_missing_fact_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SENTENCES, "planted", "至多 {limit} 字，現在 {count} 字。")
    text = "NotNow('planted', limit=1)\nInvalid('planted', 'name', limit=1, count=2)\nNeed('planted', f)"
    found = [facts_missing(code, call) for code, call in refusals(parse("app/a.py", text))]
    assert found == [{"count"}, set(), {"limit", "count"}]


def test_what_need_not_be_worded_exists() -> None:
    assert UNSEEN - {kind.__name__ for kind in enumerations()} == set()


def test_a_refusal_is_found_however_it_is_raised() -> None:
    text = "class Late(NotNow):\n def __init__(self):\n  super().__init__('late')\nNeed('early', f)\nerrors.Invalid('odd', 'x')"
    assert {code for code, _ in refusals(parse("app/domain/a.py", text))} == {"late", "early", "odd"}
