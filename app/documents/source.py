"""What either kind of template file gives to the compiler."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from app.documents.grammar import LEVELS, MARK, PAGE, WriteMark
from app.documents.values import Encode, IsSimple

# The paragraph styles a template must hold where it uses {% 層級 … %}, one per outline level.
LEVEL_STYLE_NAMES = tuple(f"層級{level}" for level in LEVELS)

# The one field that is a number: the outline level of a paragraph.
LEVEL_FIELD = "層級"

# A place in the paper that a page number can refer to; a number, too.
MARK_FIELD = "書籤"

# Fields that are numbers: every other field is text or a list.
NUMBER_FIELDS = frozenset({LEVEL_FIELD, MARK_FIELD})

# {% 書籤 案.書籤 %} marks this place, {% 頁次 案.書籤 %} prints the page it is on.
MARK_TAG = re.compile(r"\{%\s*書籤\s+([^%]+?)\s*%\}")
PAGE_TAG = re.compile(r"\{%\s*頁次\s+([^%]+?)\s*%\}")
PAGE_UNKNOWN = "—"

# {% 層級 段.層級 %} gives its paragraph the style of that level.
LEVEL_TAG = re.compile(r"\{%\s*層級\s+([^%]+?)\s*%\}")


@dataclass(frozen=True)
class TemplateSource:
    """A template file taken apart: Jinja text per filled part, and how a text, a mark and the number of the
    marked page are written in its XML."""

    suffix: str
    parts: Mapping[str, str]
    level_styles: tuple[str, ...]
    is_simple: IsSimple
    encode: Encode
    mark: WriteMark
    page: WriteMark


def with_marks(source: str) -> str:
    """The tags of marks as the filters that write them."""
    source = MARK_TAG.sub(rf"{{{{ (\1)|{MARK} }}}}", source)
    return PAGE_TAG.sub(rf"{{{{ (\1)|{PAGE} }}}}", source)
