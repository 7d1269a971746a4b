"""The reading process itself: limit, read stdin, run one reader, write JSON to stdout."""

from __future__ import annotations

import importlib
import json
import sys
import types
from pathlib import Path
from typing import Any

MEMORY_BYTES = 1024 * 1024 * 1024
PROCESSOR_SECONDS = 20
LARGEST_ANSWER = 96 * 1024 * 1024
"""A bound booklet is the largest one: some 60 MB, in base64."""
NEW_USER_NAMESPACE = 0x10000000
NEW_NETWORK_NAMESPACE = 0x40000000
# reader → module and function (kind, data) → JSON values.
READERS = {
    "bind": ("app.readers.pdf_pages", "bind"),
    "contents": ("app.readers.upload_contents", "check_contents"),
    "pdf_pages": ("app.readers.pdf_pages", "count_pages"),
    "proposals": ("app.readers.proposal_cases", "read_proposals"),
    "minutes": ("app.readers.minutes_parts", "read_minutes"),
    "sheet": ("app.readers.sheet_rows", "read_rows"),
    "text": ("app.readers.plain_text", "read_text"),
}


def limit_process() -> None:
    """Give away everything a reader does not need. Where a limit cannot be set, the others still hold."""
    _leave_network()
    try:
        import resource
    except ImportError:
        return
    wanted = (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, PROCESSOR_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),
    )
    for limit, value in wanted:
        _soft, hard = resource.getrlimit(limit)
        lowered = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(limit, (lowered, lowered))


def _leave_network() -> None:
    try:
        import ctypes

        ctypes.CDLL(None).unshare(NEW_USER_NAMESPACE | NEW_NETWORK_NAMESPACE)
    except (ImportError, OSError, AttributeError, TypeError):
        return


def _know_readers_only() -> None:
    """Make `app` importable without running `app/__init__`: the web application has no business here."""
    package = types.ModuleType("app")
    package.__path__ = [str(Path(__file__).resolve().parents[1])]
    sys.modules["app"] = package


def run(reader: str, kind: str, data: bytes, *facts: str) -> dict[str, Any]:
    """The envelope: {"value": …} or {"refused": code, "facts": {…}}. `reader`: one of READERS, or module:function."""
    from app.readers.refusal import FileRefused

    module, function = READERS.get(reader) or reader.split(":")
    try:
        if reader != "contents":
            importlib.import_module("app.readers.upload_contents").check_contents(kind, data)
        return {"value": getattr(importlib.import_module(module), function)(kind, data, *facts)}
    except FileRefused as refused:
        return {"refused": refused.code, "facts": refused.facts}
    except MemoryError:
        return {"refused": "too_heavy", "facts": {}}


def main() -> None:
    """Run the reader named on the command line over stdin."""
    limit_process()
    _know_readers_only()
    answer = json.dumps(
        run(sys.argv[1], sys.argv[2], sys.stdin.buffer.read(), *sys.argv[3:]), ensure_ascii=True
    )
    if len(answer) > LARGEST_ANSWER:
        answer = json.dumps({"refused": "too_heavy", "facts": {}})
    sys.stdout.write(answer)


if __name__ == "__main__":
    main()
