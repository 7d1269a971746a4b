"""What lists of items and shares say."""

from __future__ import annotations

OPEN = "列管中（全部未結束）"
ENDED = "已結束"
