"""DOCX or ODT to PDF, and DOCX to ODT, through LibreOffice, one at a time, without network where the system allows that."""

import os
import shutil
import signal
import subprocess
import threading
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from app.documents.errors import PdfUnavailable

__all__ = ["PdfUnavailable", "pdf_available", "to_odt", "to_pdf"]

CONVERSION_SECONDS = 60.0
WAITING_SECONDS = 30.0
_PROBE_SECONDS = 5.0
_EMPTY_NETWORK = ("unshare", "--map-root-user", "--net")
_one_at_a_time = threading.BoundedSemaphore(1)

# Without it 標楷體 falls to a sans-serif face on a machine that has the free TW-Kai only.
_FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <cachedir>{cache}</cachedir>
  {aliases}
</fontconfig>
"""
_ALIAS = """<match target="pattern">
    <test qual="any" name="family"><string>{name}</string></test>
    <edit name="family" mode="append" binding="same">
      <string>TW-Kai</string><string>TW-Kai-Ext-B</string><string>TW-Kai-Plus</string>
    </edit>
  </match>
"""
_KAI_NAMES = (
    "標楷體",
    "DFKai-SB",
    "BiauKai",
    "TW-Kai",
)  # the last: its rare characters are in files beside it


def pdf_available() -> str | None:
    """Return None where PDF can be made, else the code that says why not."""
    return None if _soffice() else "no_libreoffice"


def to_pdf(data: bytes, suffix: Literal[".docx", ".odt"]) -> bytes:
    """Return the PDF. Raises PdfUnavailable: no_libreoffice, busy, timeout, conversion_failed."""
    return _converted(data, suffix, "pdf")


def to_odt(data: bytes) -> bytes:
    """Return the ODT twin of a Word file. Raises PdfUnavailable with the same codes."""
    return _converted(data, ".docx", "odt")


def _converted(data: bytes, suffix: str, wanted: str) -> bytes:
    soffice = _soffice()
    if soffice is None:
        raise PdfUnavailable("no_libreoffice")
    if not _one_at_a_time.acquire(timeout=WAITING_SECONDS):
        raise PdfUnavailable("busy")
    try:
        with TemporaryDirectory(prefix="paper-") as folder:
            return _convert(soffice, data, suffix, wanted, Path(folder))
    finally:
        _one_at_a_time.release()


def _soffice() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


@cache
def _without_network() -> tuple[str, ...]:
    """The command prefix that gives an empty network namespace, or nothing where none can be made."""
    command = (*_EMPTY_NETWORK, "true")
    try:
        probe = subprocess.run(command, check=False, capture_output=True, timeout=_PROBE_SECONDS)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return ()
    return _EMPTY_NETWORK if probe.returncode == 0 else ()


def _convert(soffice: str, data: bytes, suffix: str, wanted: str, folder: Path) -> bytes:
    source = folder / f"paper{suffix}"
    source.write_bytes(data)
    command = (
        *_without_network(),
        soffice,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--convert-to",
        wanted,
        "--outdir",
        str(folder),
        str(source),
    )
    _run(command, folder)
    produced = folder / f"paper.{wanted}"
    # LibreOffice exits 0 even when it could not load the file.
    if not produced.exists() or produced.stat().st_size == 0:
        raise PdfUnavailable("conversion_failed")
    return produced.read_bytes()


def _run(command: tuple[str, ...], folder: Path) -> None:
    process = subprocess.Popen(  # noqa: S603 - a fixed command, no shell, no name given by a user
        command,
        env=_environment(folder),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(CONVERSION_SECONDS)
    except subprocess.TimeoutExpired as late:
        raise PdfUnavailable("timeout") from late
    finally:
        # soffice is a launcher: what it started shares its session and must not outlive it.
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _environment(folder: Path) -> dict[str, str]:
    aliases = "".join(_ALIAS.format(name=name) for name in _KAI_NAMES)
    fonts = folder / "fonts.conf"
    fonts.write_text(_FONTS.format(cache=folder / "fontcache", aliases=aliases), encoding="utf-8")
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
    return {
        "LANG": "C.UTF-8",
        **kept,
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "FONTCONFIG_FILE": str(fonts),
    }
