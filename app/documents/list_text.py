"""Text on its way into the XML of a spreadsheet."""

from __future__ import annotations

import re

_NOT_IN_FILES = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPECIAL = re.compile("[&<>\x00-\x08\x0b\x0c\r\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def escaped(text: str) -> str:
    """Markup escaped, what no XML can carry left out, line ends as one sign."""
    if _SPECIAL.search(text) is None:
        return text
    return bare(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def bare(text: str) -> str:
    """Without what no file should carry, line ends as one sign."""
    return _NOT_IN_FILES.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
