"""Shapes of a proposal of the demonstration city, as the loader plays it through the services."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EarlierText:
    """A wording before the present one, cut as a version `days_ago` days before today by `author` (login)."""

    author: str
    days_ago: int
    subject: str
    explanation: str
    proposal: str


@dataclass(frozen=True, slots=True)
class CommentRow:
    """A review comment; `field` is subject, explanation or proposal, `paragraph` counts from 1."""

    author: str
    days_ago: int
    field: str
    paragraph: int
    text: str


@dataclass(frozen=True, slots=True)
class ApprovalRow:
    """通過審核 by `author` (login); with `document_number` it was decided on paper and recorded here."""

    author: str
    days_ago: int
    document_number: str = ""


@dataclass(frozen=True, slots=True)
class AiDisclosureRow:
    tool: str
    vendor: str
    model: str
    version: str
    reviewed_by: str


@dataclass(frozen=True, slots=True)
class ConfidentialRow:
    """What may be kept of a 密 case: its code name and where the paper lies, never a text."""

    code_name: str
    classified_by: str
    declassify_when: str
    kept_at: str


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """One proposal; texts in source form, `drafter` a login, days counted back from today.

    `unit` is 提案單位 as written (an agency's short name); `state` a stored identifier;
    `reason` is why it was returned or withdrawn; `agenda_order` its place where it is scheduled.
    """

    key: str
    state: str
    drafter: str
    days_ago: int
    unit: str
    subject: str = ""
    explanation: str = ""
    proposal: str = ""
    suggested_resolution: str = ""
    submitted_days_ago: int | None = None
    reason: str = ""
    decided_by: str = ""
    decided_days_ago: int | None = None
    approval: ApprovalRow | None = None
    agenda_order: int | None = None
    comments: tuple[CommentRow, ...] = ()
    earlier: tuple[EarlierText, ...] = ()
    ai_disclosure: AiDisclosureRow | None = None
    confidential: ConfidentialRow | None = None
