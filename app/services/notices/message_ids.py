"""The Message-ID of a mail: fixed when it is written, never guessed again."""

from __future__ import annotations

import secrets

from app.domain.notices.letter import House


def fresh(house: House) -> str:
    host = house.address.partition("://")[2].partition("/")[0].partition(":")[0] or "tracker.invalid"
    return f"<{secrets.token_hex(16)}@{host}>"
