"""What a paper says, as one hash: equal for equal words, whoever asks and whatever number the letter got."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

OUTSIDE = frozenset({"承辦人", "聯絡人", "電話", "聯絡電話", "電子信箱", "發文日期", "發文字號"})
"""Fields that are not of the meeting: who handles it, and what the 公文系統 gives the letter once it goes out."""


def hash_of(values: Mapping[str, Any]) -> str:
    """`values`: what the paper's `values_of` returned."""
    kept = {name: value for name, value in values.items() if name not in OUTSIDE}
    text = json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
