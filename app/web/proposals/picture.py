"""The live picture of the official table, with what could be put better and what is still missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.domain.proposals import suggestions
from app.domain.proposals.paragraphs import parse
from app.domain.proposals.suggestions import Suggestion, SuggestionCode
from app.domain.proposals.versions import TextField
from app.models import Committee, Meeting
from app.queries.proposals.law_names import known_laws
from app.services.proposals.drafting import AiDisclosure
from app.web.transaction import db
from app.wording.papers import ai_note
from app.wording.proposals import SUGGESTIONS
from app.wording.refusals import sentence
from app.wording.words import word

PAPER = "提案表"
MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Hint:
    """A suggestion as a person reads it. `key` comes back when the fix is asked for; `fix` is '' where only a person knows."""

    key: str
    field: str
    sentence: str
    found: str
    fix: str
    has_fix: bool


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the check list: `kind` done | attention | blocked."""

    kind: str
    sentence: str


def title_of(committee: Committee, meeting: Meeting | None) -> str:
    """The line above the table: the meeting's own title where it is known."""
    return f"{meeting.title if meeting else committee.name}{PAPER}"


def picture(
    texts: dict[TextField, str],
    unit: str,
    title: str,
    *,
    number: str = "",
    resolution: str = "",
    note: str = "",
) -> dict[str, Any]:
    """What `proposals/_table.html` draws: plain paragraphs, as they go on paper."""
    return {
        "title": title,
        "number": number,
        "unit": unit,
        "subject": parse(texts[TextField.SUBJECT]),
        "explanation": parse(texts[TextField.EXPLANATION]),
        "measures": parse(texts[TextField.MEASURES]),
        "resolution": parse(resolution),
        "note": note,
    }


def ai_note_of(ai: AiDisclosure) -> str:
    """What is printed under the table about an AI tool; '' where none was used."""
    return ai_note(ai.tool, ai.vendor, ai.model, ai.version, ai.reviewed_by)


def suggest(texts: dict[TextField, str]) -> tuple[Suggestion, ...]:
    """Suggestions on the three fields that are printed."""
    printed = (TextField.SUBJECT, TextField.EXPLANATION, TextField.MEASURES)
    return suggestions.suggest({field.value: parse(texts[field]) for field in printed}, known_laws(db()))


def hints(found: tuple[Suggestion, ...]) -> list[Hint]:
    """At most `MOST_SHOWN`, worded."""
    return [
        Hint(
            key=key_of(one),
            field=one.field,
            sentence=SUGGESTIONS[one.code].format(
                field=word(TextField(one.field)), paragraph=one.paragraph_index + 1
            ),
            found=one.found,
            fix=one.replacement or "",
            has_fix=one.replacement is not None,
        )
        for one in found[:MOST_SHOWN]
    ]


def key_of(suggestion: Suggestion) -> str:
    """Names a suggestion in a button; the fix itself is worked out again when it is asked for."""
    return f"{suggestion.field}:{suggestion.paragraph_index}:{suggestion.start}:{suggestion.end}"


def fixed(texts: dict[TextField, str], key: str) -> dict[TextField, str] | None:
    """The texts with the fix of that suggestion; None when it no longer applies."""
    for one in suggest(texts):
        if key_of(one) == key and one.replacement is not None:
            field = TextField(one.field)
            return texts | {field: suggestions.apply(texts[field], one)}
    return None


def checks(texts: dict[TextField, str], found: tuple[Suggestion, ...], open_comments: int) -> list[Check]:
    """What must be there, what could be better, what was not answered; only the first kind blocks."""
    lines = []
    if not texts[TextField.SUBJECT].strip():
        lines.append(Check("blocked", sentence("subject_missing")))
    if not (texts[TextField.EXPLANATION].strip() or texts[TextField.MEASURES].strip()):
        lines.append(Check("blocked", sentence("body_missing")))
    for code in SuggestionCode:
        count = sum(one.code is code for one in found)
        kind, said = ("attention", f"{word(code)}：有 {count} 處可以調整") if count else ("done", word(code))
        lines.append(Check(kind, said))
    if open_comments:
        lines.append(Check("attention", f"還有 {open_comments} 則審核意見未標示解決"))
    return lines
