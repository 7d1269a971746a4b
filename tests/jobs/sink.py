"""A real mail server on the loopback that behaves as a mailbox's name asks: it keeps what it accepted, and how often."""

from __future__ import annotations

import email
import random
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller

from tests.cli.processes import HOST, free_port


@dataclass
class Sink:
    """What a mailbox's name says happens: `never-…` 550, `later-…` 451 the first time, `cut-…` the line is cut before the text,
    `half-…` after it was accepted, `lost-…` before it was. Beside that a share of all mails fails by chance."""

    accepted: list[tuple[str, str]] = field(default_factory=list)
    texts: list[bytes] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)
    later: float = 0.0
    cut_before: float = 0.0
    cut_after: float = 0.0
    chance: random.Random = field(default_factory=lambda: random.Random(7))
    port: int = 0

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802
        self.seen[address] += 1
        kind = address.partition("-")[0]
        if kind == "cut" and self.seen[address] == 1:
            server.transport.abort()
        if kind == "never":
            return "550 5.1.1 no such mailbox"
        if (kind == "later" and self.seen[address] == 1) or self.chance.random() < self.later:
            return "451 4.7.1 try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        kinds = {address.partition("-")[0] for address in envelope.rcpt_tos}
        if "lost" in kinds or self.chance.random() < self.cut_before:
            server.transport.abort()
            return "451 gone"
        text = bytes(envelope.content)
        message_id = text.partition(b"Message-ID: ")[2].partition(b"\r\n")[0].decode()
        self.accepted += [(message_id, address) for address in envelope.rcpt_tos]
        self.texts.append(text)
        if "half" in kinds or self.chance.random() < self.cut_after:
            server.transport.abort()
        return "250 OK"

    def messages(self) -> list[EmailMessage]:
        return [email.message_from_bytes(text, policy=default) for text in self.texts]

    def duplicates(self) -> list[str]:
        """Message-IDs a mailbox has more than once."""
        return [key[0] for key, times in Counter(self.accepted).items() if times > 1]


@contextmanager
def listening(sink: Sink, port: int = 0) -> Iterator[Sink]:
    sink.port = port or free_port()
    controller = Controller(sink, hostname=HOST, port=sink.port)
    controller.start()
    try:
        yield sink
    finally:
        controller.stop()
