"""Zip files as the paper room needs them: read within limits, written the same for the same input."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable
from itertools import islice
from typing import NamedTuple

from app.documents.errors import TemplateRefused

LEVEL = 6
_TABLES = (
    6  # zlib's memLevel: small enough for the processor's first cache; a twelfth faster, a thousandth longer
)
MAX_PARTS = 500
MAX_BYTES = 20 * 1024 * 1024
STORED, DEFLATED = 0, 8

_BATCH = 4096
_UTF8_NAME = 0x800
_VERSION = 20
_FIRST_OF_1980 = 0x0021  # the earliest date a zip can hold: equal input gives equal bytes
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")


class Entry(NamedTuple):
    """One part, compressed already: `body` is what stands in the zip, `size` the length it unpacks to."""

    name: bytes
    method: int
    crc: int
    size: int
    body: bytes


def read_archive(data: bytes) -> dict[str, bytes]:
    """Return the parts by name, in their order; nothing is unpacked before the declared sizes are known."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            if len(infos) > MAX_PARTS or sum(info.file_size for info in infos) > MAX_BYTES:
                raise TemplateRefused("too_large")
            if any(info.flag_bits & 1 for info in infos):
                raise TemplateRefused("encrypted")
            return {info.filename: archive.read(info) for info in infos}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as error:
        raise TemplateRefused("not_an_archive") from error


def store(name: str, content: bytes) -> Entry:
    return Entry(name.encode(), STORED, zlib.crc32(content), len(content), content)


def pack(name: str, pieces: Iterable[bytes]) -> Entry:
    """Compress the pieces as they come: a bound volume never stands in memory whole."""
    rest = iter(pieces)
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS, _TABLES)
    body: list[bytes] = []
    crc = size = 0
    while batch := list(islice(rest, _BATCH)):
        content = b"".join(batch)
        crc = zlib.crc32(content, crc)
        size += len(content)
        body.append(packer.compress(content))
    body.append(packer.flush())
    return Entry(name.encode(), DEFLATED, crc, size, b"".join(body))


def write_archive(entries: Iterable[Entry]) -> bytes:
    """Return the zip of the entries (APPNOTE.TXT 4.3, no zip64: a paper stays far below 4 GiB)."""
    parts: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for entry in entries:
        sizes = (0, _FIRST_OF_1980, entry.crc, len(entry.body), entry.size, len(entry.name))
        local = _LOCAL.pack(b"PK\x03\x04", _VERSION, _UTF8_NAME, entry.method, *sizes, 0) + entry.name
        head = (b"PK\x01\x02", _VERSION, _VERSION, _UTF8_NAME, entry.method)
        directory += (_CENTRAL.pack(*head, *sizes, 0, 0, 0, 0, 0, offset), entry.name)
        parts += (local, entry.body)
        offset += len(local) + len(entry.body)
    listing = b"".join(directory)
    count = len(directory) // 2
    end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(listing), offset, 0)
    return b"".join((*parts, listing, end))
