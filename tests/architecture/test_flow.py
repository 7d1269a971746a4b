"""Every row of every table of moves has exactly one function, and every function exactly one action."""

import importlib
import inspect
import pkgutil
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from enum import StrEnum
from types import ModuleType
from typing import Any

from app.domain.flow import Flow

Done = tuple[str, StrEnum]


def test_invariant_13_every_action_is_carried_out_by_exactly_one_function() -> None:
    wanted = {(flow.name, action) for flow in flows() for (_, action) in flow.moves}
    given = Counter(function.performs for function in performers())  # type: ignore[attr-defined]
    assert sorted(wanted - set(given)) == [], "actions nobody carries out"
    assert sorted(set(given) - wanted) == [], "functions for actions no table has"
    assert [action for action, times in given.items() if times > 1] == [], "actions with two functions"


def test_no_two_tables_share_a_name() -> None:
    names = Counter(flow.name for flow in flows())
    assert names, "no table of moves was found"
    assert [name for name, times in names.items() if times > 1] == []


def test_every_such_function_asks_the_table() -> None:
    """Itself, or through one function of its own module."""
    silent = [function.__qualname__ for function in performers() if not asks_the_table(function)]
    assert silent == []


def asks_the_table(function: Callable[..., object]) -> bool:
    source = inspect.getsource(function)
    module = vars(sys.modules[function.__module__])
    called = (module.get(name) for name in re.findall(r"\b(\w+)\(", source))
    beside = (
        other for other in called if inspect.isfunction(other) and other.__module__ == function.__module__
    )
    return ".step(" in source or any(".step(" in inspect.getsource(other) for other in beside)


def test_a_function_that_does_not_ask_is_seen() -> None:
    assert not asks_the_table(flows)


def flows() -> list[Flow[Any, Any, Any]]:
    found = {
        id(thing): thing
        for module in _modules("app.domain")
        for thing in vars(module).values()
        if isinstance(thing, Flow)
    }
    return list(found.values())


def performers() -> list[Callable[..., object]]:
    """Functions of services with the mark of `@performs`, each once however often it is imported."""
    found = {
        id(thing): thing
        for module in _modules("app.services")
        for thing in vars(module).values()
        if inspect.isfunction(thing) and hasattr(thing, "performs")
    }
    return list(found.values())


def _modules(package: str) -> Iterator[ModuleType]:
    root = importlib.import_module(package)
    for module in pkgutil.walk_packages(root.__path__, f"{package}."):
        yield importlib.import_module(module.name)
