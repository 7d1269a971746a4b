"""The one way a reader says that it will not take a file."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.errors import Refusal


class FileRefused(Refusal):
    """The file is not taken. `filename` is the cleaned name; `facts` are what the sentence names.

    Codes of the door: `wrong_type` `empty` `too_big` `encrypted` `macro` `zip_bomb` `unsafe_names`
    `nested_archive` `external_link` `embedded_object` `active_content` `doctype` `too_many_pixels`
    `damaged` `too_many_pages`. Codes of binding: `no_room`. Codes of the child: `unreadable` `too_heavy`. Codes of text and sheets: `encoding`
    `formula` `too_many_rows` `too_many_columns` `missing_columns` `duplicate_columns` `no_rows`.
    """

    def __init__(self, code: str, filename: str = "", facts: Mapping[str, object] | None = None) -> None:
        super().__init__(code, **dict(facts or {}))
        self.filename = filename
