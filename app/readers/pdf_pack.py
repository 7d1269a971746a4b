"""Several files as one: a reader's child is given one. Knows no PDF library, so that it can be used outside the child."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

LENGTH = 8


def pack(parts: Sequence[bytes]) -> bytes:
    return b"".join(len(part).to_bytes(LENGTH, "big") + part for part in parts)


def unpack(packed: bytes) -> Iterator[bytes]:
    start = 0
    while start < len(packed):
        end = start + LENGTH + int.from_bytes(packed[start : start + LENGTH], "big")
        yield packed[start + LENGTH : end]
        start = end
