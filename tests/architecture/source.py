"""The program's source as syntax trees, for tests that say where a thing may be written."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Module:
    """One Python file; `path` is relative to the project, with slashes."""

    path: str
    tree: ast.Module

    def within(self, *places: str) -> bool:
        """True when the file is one of these, or lies in one of these folders (`app/services`)."""
        return any(self.path == place or self.path.startswith(f"{place}/") for place in places)


@cache
def modules() -> tuple[Module, ...]:
    """Every module of the program."""
    files = sorted((ROOT / "app").rglob("*.py"))
    return tuple(parse(str(file.relative_to(ROOT)), file.read_text()) for file in files)


def parse(path: str, text: str) -> Module:
    return Module(path, ast.parse(text, path))


def calls(tree: ast.AST, matches: Callable[[str], bool]) -> Iterator[ast.Call]:
    """Calls whose dotted name matches, e.g. `session.flush`, `func.now`, `time`; a name's unknown part is `?`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and matches(dotted(node.func)):
            yield node


def dotted(node: ast.expr) -> str:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return "?"
