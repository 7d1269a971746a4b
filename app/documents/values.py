"""A plain value as it stands in XML: only exact plain types, only characters XML can carry."""

import re
from collections.abc import Callable
from typing import Any

from jinja2 import Undefined
from markupsafe import _escape_inner  # type: ignore[attr-defined]

Encode = Callable[[str], str]
IsSimple = Callable[[str], bool]

_NOT_IN_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Xml(bytes):
    """XML that we wrote, ready to be packed."""


def writer(is_simple: IsSimple, encode: Encode) -> Callable[[Any], bytes]:
    """Return what writes a value. A text that `is_simple` is printable and needs no more than escaping: nearly every
    one is, and a bound volume has tens of thousands.

    It raises ValueError for a character XML 1.0 §2.2 forbids, TypeError for anything but str, int and bool: a record
    or a Markup has no business in a paper.
    """

    def written(value: Any) -> bytes:
        if type(value) is str:
            return (_escape_inner(value) if is_simple(value) else encode(_carried(value))).encode()
        if type(value) is Xml:
            return value
        if type(value) in (int, bool) or isinstance(value, Undefined):
            return str(value).encode()
        raise TypeError(f"not a plain value: {type(value).__name__}")

    return written


def _carried(text: str) -> str:
    if _NOT_IN_XML.search(text):
        raise ValueError("a control character, noncharacter or lone surrogate cannot stand in a paper")
    return text
