"""Letters of a meeting: dated facts with 文號, independent of its state (product 3.2)."""

from __future__ import annotations

from enum import StrEnum


class FactKind(StrEnum):
    NOTICE_SENT = "notice_sent"
    CHANGE_SENT = "change_sent"
    PAPERS_SENT = "papers_sent"
    MINUTES_SENT = "minutes_sent"
