"""Growth is noticed on the day: the longest files and functions, and a failure over the limits.

`python -m tests.architecture.sizes`. A file that must be longer is named, with why, in a line of DECISIONS.md.
"""

import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.architecture.source import ROOT

LONGEST_FUNCTION = 60
SHOWN = 5


@dataclass(frozen=True, order=True)
class Size:
    lines: int
    limit: int
    name: str

    @property
    def path(self) -> str:
        return self.name.partition(":")[0]


def main() -> int:
    excused = (ROOT / "DECISIONS.md").read_text() if (ROOT / "DECISIONS.md").exists() else ""
    files = sorted(file_sizes(tracked()), reverse=True)
    functions = sorted(function_sizes(tracked()), reverse=True)
    for title, sizes in (("longest files", files), ("longest functions", functions)):
        print(f"{title}:")
        for size in sizes[:SHOWN]:
            print(f"  {size.lines:5} {size.name}")
    over = too_long([*files, *functions], excused)
    for size in over:
        print(f"!! {size.name}: {size.lines} lines, {size.limit} are allowed")
    return 1 if over else 0


def too_long(sizes: list[Size], decisions: str) -> list[Size]:
    """The sizes over their limit whose file no line of the decisions names."""
    return [size for size in sizes if size.lines > size.limit and size.path not in decisions]


def limit(path: str) -> int | None:
    """How many lines a file may have; None for what nobody writes by hand or reads as code."""
    if path.startswith("app/static/vendor/"):
        return None
    if path.endswith(".py"):
        return 600 if path.startswith("tests/") else 400
    return {".html": 200, ".css": 400, ".js": 400, ".mjs": 400}.get(Path(path).suffix)


def tracked() -> list[str]:
    """The files of the project, new ones included."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [name for name in listing.stdout.splitlines() if (ROOT / name).is_file()]


def file_sizes(names: list[str]) -> Iterator[Size]:
    for name in names:
        if (allowed := limit(name)) is not None:
            yield Size(len((ROOT / name).read_text().splitlines()), allowed, name)


def function_sizes(names: list[str]) -> Iterator[Size]:
    for name in names:
        # A migration is a list of tables in one function; its file has the file's limit.
        if name.endswith(".py") and not name.startswith("migrations/versions/"):
            yield from functions_of(name, (ROOT / name).read_text())


def functions_of(name: str, text: str) -> Iterator[Size]:
    for node in ast.walk(ast.parse(text, name)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            yield Size(lines, LONGEST_FUNCTION, f"{name}:{node.name}")


if __name__ == "__main__":
    sys.exit(main())
