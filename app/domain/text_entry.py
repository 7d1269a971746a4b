"""What comes from a keyboard or a file, cleaned in a stated way before it is stored; never NFKC as a whole."""

from __future__ import annotations

import re
import unicodedata

from app.domain.errors import Invalid

INVISIBLE = "\u200b\ufeff\u00ad"
"""Zero-width space, byte-order mark, soft hyphen: dropped, for nobody can see or search them."""
_RADICALS = range(0x2E80, 0x2FE0)

_LINE_ENDS = re.compile("\r\n|[\r\v\f\u2028\u2029]")
_BLANKS_AT_LINE_END = re.compile("[ \t\u3000]+(?=\n|$)")
_REFUSED = re.compile(
    r"(?P<nul>\x00)"
    r"|(?P<control>[\x01-\x08\x0e-\x1f\x7f-\x9f])"
    r"|(?P<surrogate>[\ud800-\udfff])"
    r"|(?P<direction_override>[\u202a-\u202e\u2066-\u2069])"
    r"|(?P<noncharacter>[\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | 0xFFFE) + "-" + chr(plane << 16 | 0xFFFF) for plane in range(17))
    + "])"
)


def _look_alikes() -> dict[int, str | None]:
    """Radical signs that fonts show as a character (⽇ U+2F47 for 日), the invisible ones, and the unbreakable blank."""
    table: dict[int, str | None] = {ord(character): None for character in INVISIBLE}
    table[0xA0] = " "
    for point in _RADICALS:
        unified = unicodedata.normalize("NFKC", chr(point))
        if unified != chr(point):
            table[point] = unified
    return table


_REPLACED = _look_alikes()


class TextRefused(Invalid):
    """This text cannot be kept. `position` counts code points of what was sent, from 0."""

    def __init__(self, code: str, position: int, *, field: str = "", **facts: object) -> None:
        super().__init__(code, field, position=position, **facts)
        self.position = position


def clean_text(raw: str, *, limit: int, multiline: bool) -> str:
    """The text as it is stored: at most `limit` code points.

    Drops U+200B, U+FEFF and U+00AD; every line end (CRLF, CR, vertical tab, form feed, U+2028, U+2029) becomes a newline,
    in a one-line field a blank, as does a tab there; NBSP becomes a blank; a radical sign its unified ideograph; blanks at
    the ends of lines and newlines at the ends of the text go (in a one-line field blanks at both ends). All else stays.
    TextRefused: text_nul, text_control, text_surrogate, text_direction_override, text_noncharacter, text_too_long.
    """
    refused = _REFUSED.search(raw)
    if refused:
        raise TextRefused(f"text_{refused.lastgroup}", refused.start())
    text = _LINE_ENDS.sub("\n", raw).translate(_REPLACED)
    if multiline:
        text = _BLANKS_AT_LINE_END.sub("", text).strip("\n")
    else:
        text = text.replace("\n", " ").replace("\t", " ").strip(" \u3000")
    if counted_length(text) > limit:
        raise TextRefused("text_too_long", limit, length=counted_length(text), limit=limit)
    return text


def drop_refused(raw: str) -> str:
    """The text without the characters `clean_text` refuses, for text read from a file, which nobody can type again."""
    return _REFUSED.sub("", raw)


def counted_length(text: str) -> int:
    """Code points, as the page's counter and every limit count them; 𠮷 is one."""
    return len(text)
