"""What a zip's directory tells before anything is unpacked: size, names, encryption, macros, and which office format it is."""

from __future__ import annotations

import io
import re
import stat
import struct
import zipfile
from collections.abc import Mapping

from app.readers.refusal import FileRefused

MAXIMUM_ENTRIES = 1_000
MAXIMUM_UNPACKED = 200 * 1024 * 1024
MAXIMUM_RATIO = 100
# A small file of repeated cells packs well beyond 100:1 and harms nobody.
RATIO_FLOOR = 4 * 1024 * 1024
MAXIMUM_DIRECTORY = 512 * 1024
MAXIMUM_IDENTITY = 1024 * 1024
END_OF_DIRECTORY = b"PK\x05\x06"
END_LENGTH = 22
ENCRYPTED_FLAG = 0x1
NESTED_EXTENSIONS = (".zip", ".7z", ".rar", ".gz", ".tar", ".bz2", ".xz", ".docx", ".xlsx", ".pptx", ".jar")
OFFICE_OPEN = "application/vnd.openxmlformats-officedocument."
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
# Kind (its extension) → the media type that names its main part.
MAIN_PART: Mapping[str, str] = {
    "docx": OFFICE_OPEN + "wordprocessingml.document.main+xml",
    "xlsx": OFFICE_OPEN + "spreadsheetml.sheet.main+xml",
    "odt": OPEN_DOCUMENT + "text",
    "ods": OPEN_DOCUMENT + "spreadsheet",
}
MACRO_PART = re.compile(r"(^|/)(vbaProject\.bin|vbaData\.xml|macrosheets/|Basic/|Scripts/)", re.IGNORECASE)


def has_directory(data: bytes) -> bool:
    """True when the bytes end as a zip does: a picture, PDF or text that is a zip as well is a polyglot."""
    return _directory(data) is not None


def check_archive(kind: str, name: str, data: bytes) -> None:
    """Refuse an archive that is broken, a bomb, a trap, encrypted, with macros, or not a `kind`."""
    directory = _directory(data)
    if directory is None:
        raise FileRefused("damaged", name)
    entries, size = directory
    if entries > MAXIMUM_ENTRIES or size > MAXIMUM_DIRECTORY:
        raise FileRefused("zip_bomb", name, {"entries": entries, "limit": MAXIMUM_ENTRIES})
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            _check_sizes(name, infos, len(data))
            _check_names(name, infos)
            _check_macros(name, infos)
            _check_identity(kind, name, archive)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, OSError, struct.error) as error:
        raise FileRefused("damaged", name) from error
    except Exception as error:
        if isinstance(error, FileRefused):
            raise
        raise FileRefused("damaged", name) from error


def _directory(data: bytes) -> tuple[int, int] | None:
    """(entries, bytes) the end record claims for the directory; ZIP64 claims come out as huge."""
    at = data.rfind(END_OF_DIRECTORY, max(0, len(data) - END_LENGTH - 0xFFFF))
    if at < 0 or at + END_LENGTH > len(data):
        return None
    entries, size, _offset = struct.unpack("<HII", data[at + 10 : at + 20])
    return entries, size


def _check_sizes(name: str, infos: list[zipfile.ZipInfo], packed: int) -> None:
    if len(infos) > MAXIMUM_ENTRIES:
        raise FileRefused("zip_bomb", name, {"entries": len(infos), "limit": MAXIMUM_ENTRIES})
    unpacked = sum(info.file_size for info in infos)
    if unpacked > MAXIMUM_UNPACKED or unpacked > max(RATIO_FLOOR, MAXIMUM_RATIO * packed):
        raise FileRefused("zip_bomb", name, {"unpacked": unpacked, "packed": packed})
    if any(info.flag_bits & ENCRYPTED_FLAG for info in infos):
        raise FileRefused("encrypted", name)


def _check_names(name: str, infos: list[zipfile.ZipInfo]) -> None:
    seen: set[str] = set()
    for info in infos:
        path = info.orig_filename.replace("\\", "/")
        unsafe = (
            path.startswith("/")
            or ".." in path.split("/")
            or ":" in path
            or "\0" in path
            or stat.S_ISLNK(info.external_attr >> 16)
            or path.lower() in seen
        )
        if unsafe:
            raise FileRefused("unsafe_names", name, {"entry": path[:120]})
        if path.lower().endswith(NESTED_EXTENSIONS):
            raise FileRefused("nested_archive", name, {"entry": path[:120]})
        seen.add(path.lower())


def _check_macros(name: str, infos: list[zipfile.ZipInfo]) -> None:
    # An ODF file saved without a macro may still carry the empty folders.
    for info in infos:
        harmless = info.is_dir() or info.filename in ("Basic/script-lc.xml", "Basic/Standard/script-lb.xml")
        if not harmless and MACRO_PART.search(info.filename):
            raise FileRefused("macro", name, {"entry": info.filename[:120]})


def _check_identity(kind: str, name: str, archive: zipfile.ZipFile) -> None:
    if kind in ("odt", "ods"):
        found = _small_part(archive, "mimetype").decode("ascii", "replace").strip()
        if found != MAIN_PART[kind]:
            raise FileRefused("wrong_type", name, {"found": found[:120], "expected": [kind]})
        if b"encryption-data" in _small_part(archive, "META-INF/manifest.xml"):
            raise FileRefused("encrypted", name)
        return
    types = _small_part(archive, "[Content_Types].xml").decode("utf-8", "replace")
    if "macroEnabled" in types or "vbaProject" in types:
        raise FileRefused("macro", name)
    if MAIN_PART[kind] not in types:
        raise FileRefused("wrong_type", name, {"found": "zip", "expected": [kind]})


def _small_part(archive: zipfile.ZipFile, path: str) -> bytes:
    try:
        with archive.open(path) as part:
            return part.read(MAXIMUM_IDENTITY)
    except KeyError:
        return b""
