"""The reading process: limited, without network, and whatever happens in it is a refusal here."""

from __future__ import annotations

import json
import random
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from app.readers import child
from app.readers.child import ENTRY, run_reader
from app.readers.proposal_table import read_proposal_tables
from app.readers.refusal import FileRefused
from tests.readers.layouts import table_per_case
from tests.readers.papers import with_document_xml

PROBE = f"""
import json, resource, runpy, socket, sys
entry = runpy.run_path({str(ENTRY)!r}, run_name="entry")
entry["limit_process"]()
answer = {{"memory": resource.getrlimit(resource.RLIMIT_AS)[0], "cpu": resource.getrlimit(resource.RLIMIT_CPU)[0]}}
try:
    socket.create_connection(("127.0.0.1", PORT), timeout=1)
    answer["network"] = "reached"
except OSError:
    answer["network"] = "none"
try:
    with open(FILE, "wb", buffering=0) as target:
        target.write(b"x" * 100)
    answer["files"] = "written"
except OSError:
    answer["files"] = "none"
print(json.dumps(answer))
"""


def probe(folder: Path) -> dict[str, object]:
    """What a limited process can still do; a listening socket here shows whether the network is gone."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        program = PROBE.replace("PORT", str(server.getsockname()[1])).replace(
            "FILE", repr(str(folder / "probe"))
        )
        done = subprocess.run(
            [sys.executable, "-I", "-c", program], capture_output=True, check=True, timeout=30
        )
    answer: dict[str, object] = json.loads(done.stdout)
    return answer


@pytest.mark.skipif(sys.platform != "linux", reason="limits and namespaces are Linux's")
def test_the_process_is_limited(tmp_path: Path) -> None:
    answer = probe(tmp_path)
    assert answer["memory"] == 1024**3
    assert answer["cpu"] == 20
    assert answer["files"] == "none"


@pytest.mark.skipif(sys.platform != "linux", reason="limits and namespaces are Linux's")
def test_the_process_has_no_network_where_the_kernel_allows(tmp_path: Path) -> None:
    allowed = subprocess.run(["unshare", "-rn", "true"], capture_output=True).returncode == 0
    if not allowed:
        pytest.skip("this kernel lets no ordinary user make a network namespace: the child keeps the network")
    assert probe(tmp_path)["network"] == "none"


def test_the_wall_clock_ends_a_slow_reader() -> None:
    paper = table_per_case()
    with pytest.raises(FileRefused) as refused:
        run_reader("proposals", "docx", "a.docx", paper.data, wall_seconds=0.001)
    assert refused.value.code == "too_heavy"


def test_a_document_beyond_the_memory_limit_is_too_heavy() -> None:
    chunk = "".join(f'<w:p w:a="{random.getrandbits(16):04x}"/>' for _ in range(50_000))
    data = with_document_xml(chunk * 80)
    begun = time.perf_counter()
    with pytest.raises(FileRefused) as refused:
        read_proposal_tables("a.docx", data)
    assert refused.value.code == "too_heavy"
    assert time.perf_counter() - begun < 30


def test_a_reader_that_breaks_is_an_unreadable_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "ENTRY", ENTRY.with_name("no_such_entry.py"))
    with pytest.raises(FileRefused) as refused:
        run_reader("proposals", "docx", "a.docx", b"x")
    assert refused.value.code == "unreadable"


def test_many_threads_read_at_once() -> None:
    paper = table_per_case()
    found: list[int] = []
    threads = [
        threading.Thread(target=lambda: found.append(len(read_proposal_tables("a.docx", paper.data).cases)))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [2] * 8


def test_the_web_application_is_not_loaded_in_the_child() -> None:
    program = (
        "import runpy, sys; "
        f"entry = runpy.run_path({str(ENTRY)!r}, run_name='entry'); "
        "entry['_know_readers_only'](); entry['run']('proposals', 'txt', b'x'); "
        "print([name for name in ('flask', 'sqlalchemy', 'docx', 'openpyxl') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-I", "-c", program], capture_output=True, check=True, timeout=30)
    assert done.stdout.decode().strip() == "[]"
