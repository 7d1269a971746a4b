"""Run a reader in a short-lived process with little memory, little time and no network; only JSON comes back.

A fresh interpreter per file, not a fork: `subprocess` starts it by `vfork`/`exec`, which is safe in a
program with threads, and importing no more than lxml keeps the start at some 40 ms. The process limits
itself before it reads the first byte (`child_entry`): memory, processor time, no files written, no new
processes, and an empty network namespace where the kernel lets an ordinary user make one. Everywhere:
nothing inherited but three pipes, an empty environment, the wall clock.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from app.readers.refusal import FileRefused

WALL_SECONDS = 60
AT_ONCE = 2
"""Children of one process: each may take 1 GiB."""
ENTRY = Path(__file__).with_name("child_entry.py")
_room = threading.BoundedSemaphore(AT_ONCE)
KILLED_BY_A_LIMIT = frozenset({-signal.SIGXCPU, -signal.SIGKILL, -signal.SIGXFSZ})
# What the dynamic loader of an unusual Python build may need; nothing of ours.
KEPT_VARIABLES = ("LD_LIBRARY_PATH", "SYSTEMROOT", "TZ")


def run_reader(
    reader: str, kind: str, filename: str, data: bytes, *facts: str, wall_seconds: float = WALL_SECONDS
) -> Any:
    """What the reader named in `child_entry.READERS` makes of the bytes: JSON values.

    A caller of an outer room may name another function of the program as `module:function`; `facts` are
    what it is told beside kind and bytes.

    `FileRefused` as the reader says; `too_heavy` when a limit was met; `unreadable` when it broke.
    """
    environment = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
    command = [sys.executable, "-I", "-X", "utf8", str(ENTRY), reader, kind, *facts]
    try:
        with _room:
            done = subprocess.run(  # noqa: S603 - our own entry point, an argument list, no shell
                command,
                input=data,
                capture_output=True,
                timeout=wall_seconds,
                env=environment,
                check=False,
                cwd="/",
            )
    except subprocess.TimeoutExpired as error:
        raise FileRefused("too_heavy", filename, {"seconds": wall_seconds}) from error
    if done.returncode != 0:
        code = "too_heavy" if done.returncode in KILLED_BY_A_LIMIT else "unreadable"
        raise FileRefused(code, filename)
    answer = json.loads(done.stdout)
    if "refused" in answer:
        raise FileRefused(answer["refused"], filename, answer["facts"])
    return answer["value"]
