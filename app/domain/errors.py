"""Refusals: every way the rules say no. Each carries a stable code; wording turns it into a sentence."""

from __future__ import annotations


class Refusal(Exception):
    """The rules say no. `code` is stable; `facts` are the values its sentence names."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


class NotAllowed(Refusal):
    """This actor may not do this."""


class NotNow(Refusal):
    """The record is in a state, or lacks a fact, that forbids this action."""


class ChangedSinceSeen(Refusal):
    """Somebody changed the record after the page was opened. Nothing is overwritten."""

    def __init__(self, thing: object) -> None:
        super().__init__("changed_since_seen")
        self.thing = thing


class Invalid(Refusal):
    """What was typed cannot be taken. `field` is the form field the sentence belongs to."""

    def __init__(self, code: str, field: str = "", **facts: object) -> None:
        super().__init__(code, **facts)
        self.field = field


class Absent(Refusal):
    """No such record for this actor: unknown, another agency's and confidential look alike."""

    def __init__(self) -> None:
        super().__init__("absent")
