"""What either kind of template file gives to the compiler."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from app.documents.grammar import LEVELS
from app.documents.values import Encode

# The paragraph styles a template must hold where it uses {% 層級 … %}, one per outline level.
LEVEL_STYLE_NAMES = tuple(f"層級{level}" for level in LEVELS)

# The one field that is a number: the outline level of a paragraph.
LEVEL_FIELD = "層級"

# {% 層級 段.層級 %} gives its paragraph the style of that level.
LEVEL_TAG = re.compile(r"\{%\s*層級\s+([^%]+?)\s*%\}")


@dataclass(frozen=True)
class TemplateSource:
    """A template file taken apart: Jinja text per filled part, and how a text is written in its XML."""

    suffix: str
    parts: Mapping[str, str]
    level_styles: tuple[str, ...]
    special: tuple[str, ...]
    encode: Encode
