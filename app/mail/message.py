"""One mail as bytes. Built here only, so that nobody's name can write a header.

Not with `email.message`: putting a Han subject in order costs it more than sending the mail.
"""

from __future__ import annotations

import re
from base64 import b64encode, encodebytes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})*")
_MESSAGE_ID = re.compile(r"<[A-Za-z0-9.-]+@[A-Za-z0-9.-]+>")
_WORD = 45
"""Bytes of one encoded word: 60 in base64, within the 75 of RFC 2047."""


class Unwritable(Exception):
    """An address or a subject that no mail can carry."""


@dataclass(frozen=True, slots=True)
class Mail:
    """What is sent. `to`: mailboxes; `message_id` stays the same at every attempt."""

    message_id: str
    sender: str
    to: tuple[str, ...]
    subject: str
    body: str


def as_bytes(mail: Mail, *, sender_name: str, now: datetime) -> bytes:
    """RFC 5322 with CRLF: text/plain, UTF-8, no attachment, nobody else in it. Unwritable."""
    if not _MESSAGE_ID.fullmatch(mail.message_id):
        raise Unwritable(mail.message_id)
    try:
        headers = (
            f"From: {_encoded(sender_name)} <{_address(mail.sender)}>",
            f"To: {', '.join(map(_address, mail.to))}",
            f"Subject: {_encoded(mail.subject)}",
            f"Date: {format_datetime(now)}",
            f"Message-ID: {mail.message_id}",
            "Auto-Submitted: auto-generated",
            "MIME-Version: 1.0",
            'Content-Type: text/plain; charset="utf-8"',
            "Content-Transfer-Encoding: base64",
        )
        text = encodebytes(mail.body.replace("\n", "\r\n").encode()).replace(b"\n", b"\r\n")
    except UnicodeError as error:
        raise Unwritable(str(error)) from error
    return "\r\n".join((*headers, "", "")).encode("ascii") + text


def plain(addresses: Sequence[str]) -> tuple[str, ...]:
    """The addresses, each once, without what surrounds them."""
    return tuple(dict.fromkeys(one.strip() for one in addresses if one.strip()))


def _address(text: str) -> str:
    """A mailbox and nothing around it: no name, no quotes, no second line."""
    if not _ADDRESS.fullmatch(text):
        raise Unwritable(text)
    return text


def _encoded(text: str) -> str:
    """RFC 2047: always encoded, so that no sign of it can mean anything to a mail program."""
    words = (f"=?utf-8?b?{b64encode(piece).decode()}?=" for piece in _pieces(" ".join(text.split())))
    return "\r\n ".join(words)


def _pieces(text: str) -> Iterator[bytes]:
    """Whole characters, no more than a word can hold."""
    piece = b""
    for sign in text:
        encoded = sign.encode()
        if len(piece) + len(encoded) > _WORD:
            yield piece
            piece = b""
        piece += encoded
    yield piece
