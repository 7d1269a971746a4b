"""What the paper room refuses, as codes and facts for the wording to turn into sentences."""

from collections.abc import Mapping


class TemplateRefused(Exception):
    """A template that may not be used.

    `code` names the reason, `facts` what a person needs to find the spot (part, field, construct …).
    """

    def __init__(self, code: str, facts: Mapping[str, str] | None = None) -> None:
        self.code = code
        self.facts = dict(facts or {})
        super().__init__(f"{code} {self.facts}" if self.facts else code)


class PdfUnavailable(Exception):
    """No PDF was made: `no_libreoffice`, `busy`, `timeout` or `conversion_failed`."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)
