"""What a text is searched as: folded so that spellings meet, its dates said in both eras, cut into pairs of characters.

One way for what is kept and for what is typed, and for both engines: 台=臺, full and half width, capitals, blanks between Han
characters, 民國 and 西元 dates, 解列=解除列管. Stored texts are never folded.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from itertools import pairwise

from app.domain.roc_date import roc_year_from, roc_year_of

_SHORT = (
    (re.compile("(?<![了瞭分見理圖])解列(?!管)"), "解除列管"),
    (re.compile("持續列管"), "繼續列管"),
)
"""What is said shortly, or in two ways, and what it is searched as beside what was written."""
_DROPPED = ("**", "\u200b", "\ufeff", "\u00ad")
_BLANKS = re.compile(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])")
_RUN = re.compile(r"[^\W_]{2,}")
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_ERA = re.compile("^(?:中華民國|民國|西元|公元)(?=[0-9])")
_DATE = re.compile(
    r"(?P<year>[0-9]{2,4})(?:年(?:(?P<month>[0-9]{1,2})月(?:(?P<day>[0-9]{1,2})日)?)?"
    r"|(?P<sign>[/.-])(?P<month2>[0-9]{1,2})(?P=sign)(?P<day2>[0-9]{1,2})(?![0-9]))"
)
_DIGITS = re.compile(r"(?P<year>1[0-9]{2}|20[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})(?![0-9])")
"""As officials type a day: 1141105."""


def fold(text: str) -> str:
    """How a text is compared: NFKC, small letters, 臺 as 台, no blank beside a Han character, one line a paragraph."""
    for sign in _DROPPED:
        text = text.replace(sign, "")
    plain = unicodedata.normalize("NFKC", text).casefold().replace("\t", " ").replace("臺", "台")
    lines = (line.strip() for line in plain.split("\n"))
    return "\n".join(_BLANKS.sub("", line) if " " in line else line for line in lines if line)


def searchable(text: str) -> str:
    """What is kept for searching: the folded text, below it its lines in full words, and every date of it as it was not written."""
    folded = fold(text)
    more = [said for line in folded.split("\n") if (said := _in_full(line)) != line]
    more += [said for said in _dates(folded) if said not in folded]
    return "\n".join([folded, *more]) if more else folded


def words_of(typed: str) -> list[str]:
    """The words of a question, folded and without the signs around them; all of them must stand in a text.

    A date is asked in 民國, as every text says it.
    """
    parts = map(fold, typed.split())
    found = (_asked_date(_in_full(_EDGES.sub("", part) or part)) for part in parts)
    return list(dict.fromkeys(word for word in found if word))


def pairs(folded: str) -> set[str]:
    """Every two letters, digits or Han characters that stand side by side; never across punctuation or lines."""
    found: set[str] = set()
    for run in _RUN.findall(folded):
        found.update(map("".join, pairwise(run)))
    return found


def _in_full(line: str) -> str:
    for short, full in _SHORT:
        line = short.sub(full, line)
    return line


def _dates(folded: str) -> list[str]:
    """Every date, month and year in the order of the text, each once: in 民國 and in 西元, without leading zeros."""
    said: dict[str, None] = {}
    for form in (_DATE, _DIGITS):
        for found in form.finditer(folded):
            if not folded[found.start() - 1 : found.start()].isdigit():
                said |= dict.fromkeys(_both(found))
    return list(said)


def _asked_date(word: str) -> str:
    bare = _ERA.sub("", word)
    found = _DATE.fullmatch(bare) or _DIGITS.fullmatch(bare)
    both = _both(found) if found else ()
    return both[0] if both else word


def _both(found: re.Match[str]) -> tuple[str, ...]:
    """The date in 民國 and in 西元; empty for what is none."""
    said = found.groupdict()
    roc = roc_year_of(int(said["year"]))
    month, day = said["month"] or said.get("month2"), said["day"] or said.get("day2")
    if roc is None:
        return ()
    western = roc - roc_year_from(0)
    try:
        date(western, int(month or 1), int(day or 1))
    except ValueError:
        return ()
    rest = (f"{int(month)}月" if month else "") + (f"{int(day)}日" if day else "")
    return f"{roc}年{rest}", f"{western}年{rest}"
