"""重點 of a case for the chair: what each point of its 說明 says first, without the detail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.domain.proposals.paragraphs import Paragraph

_SENTENCE_END = "。"
_TOP = 1


def key_points(explanation: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """The first sentence, after its lead-in, of each paragraph of the outermost level there is."""
    numbered = [paragraph for paragraph in explanation if paragraph.level == _TOP]
    return tuple(_point(paragraph) for paragraph in numbered or explanation)


def _point(paragraph: Paragraph) -> Paragraph:
    first, end, _ = paragraph.text.partition(_SENTENCE_END)
    return replace(paragraph, text=first + end)
