"""The door for every uploaded file: what it claims to be, what it is, and whether it may be opened at all."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath

from app.readers import upload_zip
from app.readers.child import run_reader
from app.readers.pixels import jpeg_size, png_size
from app.readers.refusal import FileRefused

MEGABYTE = 1024 * 1024
DEFAULT_LIMIT = 20 * MEGABYTE
EVIDENCE_LIMIT = 10 * MEGABYTE
MAXIMUM_PIXELS = 40_000_000
LONGEST_NAME = 255


class Kind(StrEnum):
    """The file types that may be uploaded; the value is the extension."""

    DOCX = "docx"
    ODT = "odt"
    XLSX = "xlsx"
    ODS = "ods"
    CSV = "csv"
    TXT = "txt"
    PDF = "pdf"
    JPG = "jpg"
    PNG = "png"


PROPOSAL_KINDS = frozenset({Kind.DOCX, Kind.ODT, Kind.TXT})
SHEET_KINDS = frozenset({Kind.XLSX, Kind.ODS, Kind.CSV})
EVIDENCE_KINDS = frozenset({Kind.DOCX, Kind.ODT, Kind.XLSX, Kind.ODS, Kind.PDF, Kind.JPG, Kind.PNG})

MACRO_EXTENSIONS = frozenset({"docm", "dotm", "xlsm", "xltm", "xlam", "pptm"})
ANOTHER_SPELLING = {"jpeg": "jpg", "text": "txt", "md": "txt"}
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
ZIP_MAGIC = b"PK\x03\x04"
# Control characters, bidirectional overrides and isolates, zero-width marks, lone surrogates.
UNPRINTABLE_IN_NAME = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)


@dataclass(frozen=True, slots=True)
class UploadedFile:
    """A file that passed the door. `size` in bytes; `sha256` in hexadecimal; `filename` cleaned."""

    kind: Kind
    sha256: str
    size: int
    filename: str


def check_upload(
    filename: str, data: bytes, kinds: Collection[Kind], limit: int = DEFAULT_LIMIT
) -> UploadedFile:
    """The file's identity, or `FileRefused`. `limit` in bytes.

    What stands inside an archive or a PDF is read in the limited child process; a caller that reads
    the file anyway uses `check_outside`, because the reader's child looks inside first by itself.
    """
    uploaded = check_outside(filename, data, kinds, limit)
    if uploaded.kind is Kind.PDF:
        run_reader("pdf_pages", uploaded.kind, uploaded.filename, data)
    elif uploaded.kind in upload_zip.MAIN_PART:
        run_reader("contents", uploaded.kind, uploaded.filename, data)
    return uploaded


def check_outside(
    filename: str, data: bytes, kinds: Collection[Kind], limit: int = DEFAULT_LIMIT
) -> UploadedFile:
    """As `check_upload`, but only what can be told without unpacking more than a directory."""
    name = clean_filename(filename)
    if not data:
        raise FileRefused("empty", name)
    if len(data) > limit:
        raise FileRefused("too_big", name, {"size": len(data), "limit": limit})
    kind = _claimed_kind(name, kinds)
    _check_container(kind, name, data, kinds)
    return UploadedFile(kind, hashlib.sha256(data).hexdigest(), len(data), name)


def clean_filename(filename: str) -> str:
    """The name without folders, control, bidirectional and zero-width characters, at most 255 code points."""
    last = UNPRINTABLE_IN_NAME.sub("", filename).replace("\\", "/").rsplit("/", 1)[-1].strip(" .")
    stem, dot, extension = last.rpartition(".")
    if len(last) <= LONGEST_NAME:
        return last or "unnamed"
    if not dot or len(extension) > 10:
        return last[:LONGEST_NAME]
    return stem[: LONGEST_NAME - len(extension) - 1] + dot + extension


def _claimed_kind(name: str, kinds: Collection[Kind]) -> Kind:
    extension = PurePosixPath(name).suffix.lstrip(".").lower()
    if extension in MACRO_EXTENSIONS:
        raise FileRefused("macro", name)
    extension = ANOTHER_SPELLING.get(extension, extension)
    if extension not in {kind.value for kind in kinds}:
        raise _wrong_type(name, extension or "none", kinds)
    return Kind(extension)


def _wrong_type(name: str, found: str, kinds: Collection[Kind]) -> FileRefused:
    return FileRefused("wrong_type", name, {"found": found, "expected": sorted(k.value for k in kinds)})


def _check_container(kind: Kind, name: str, data: bytes, kinds: Collection[Kind]) -> None:
    if data.startswith(OLE_MAGIC):
        raise FileRefused("encrypted", name) if ENCRYPTED_PACKAGE in data else _wrong_type(name, "ole", kinds)
    if kind in upload_zip.MAIN_PART:
        if not data.startswith(ZIP_MAGIC):
            raise _wrong_type(name, "not_a_zip", kinds)
        upload_zip.check_archive(kind, name, data)
        return
    if upload_zip.has_directory(data):
        raise _wrong_type(name, "zip", kinds)
    if kind is Kind.PDF:
        _check_pdf(name, data, kinds)
    elif kind in (Kind.PNG, Kind.JPG):
        _check_picture(kind, name, data, kinds)
    elif b"\0" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _wrong_type(name, "binary", kinds)


def _check_pdf(name: str, data: bytes, kinds: Collection[Kind]) -> None:
    if not data.startswith(b"%PDF-"):
        raise _wrong_type(name, "not_a_pdf", kinds)
    if b"%%EOF" not in data[-2048:]:
        raise FileRefused("damaged", name)


def _check_picture(kind: Kind, name: str, data: bytes, kinds: Collection[Kind]) -> None:
    size = png_size(data) if kind is Kind.PNG else jpeg_size(data)
    if size is None:
        raise _wrong_type(name, f"not_a_{kind.value}", kinds)
    width, height = size
    if width * height > MAXIMUM_PIXELS:
        facts = {"width": width, "height": height, "limit": MAXIMUM_PIXELS}
        raise FileRefused("too_many_pixels", name, facts)
