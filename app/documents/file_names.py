"""The name under which a paper is saved; how a header carries it is the page's business."""

import re
import unicodedata

_LONGEST = 200  # bytes: with the ending below the 255 that every file system takes
_ILLEGAL = re.compile(r'[\\/:*?"<>|]')
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_NAMELESS = "文件"


def paper_file_name(title: str, fmt: str) -> str:
    """Return `title.fmt`; what Windows forbids becomes 「_」, controls and direction marks go."""
    seen = "".join(character for character in title if unicodedata.category(character) not in _UNSEEN)
    name = _ILLEGAL.sub("_", seen).strip(" .　")
    fitting = name.encode()[:_LONGEST].decode(errors="ignore").rstrip(" .　")
    return f"{fitting or _NAMELESS}.{fmt}"
