"""Where mails go: the mail server, or for the demonstration a folder. What came of one is told by what is raised."""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

TIMEOUT = 30.0
_DOT = re.compile(rb"^\.", re.MULTILINE)


class Unreachable(Exception):
    """No mail server to talk to, or it will have nothing of us: no mail was tried."""


class NotAccepted(Exception):
    """This mail was not accepted, and that is certain. `for_good`: the server said never."""

    def __init__(self, answer: str, *, for_good: bool) -> None:
        super().__init__(answer)
        self.answer, self.for_good = answer, for_good


class Unknown(Exception):
    """The line was cut after the text was handed over: whether it was accepted, nobody can know."""


class Post(Protocol):
    """`hand_over` calls `before_text` when only the text is left to be sent, and sends nothing unless it says so."""

    def open(self) -> None: ...

    def hand_over(
        self, sender: str, to: Sequence[str], text: bytes, before_text: Callable[[], bool]
    ) -> bool: ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Server:
    """`security`: none, starttls or tls."""

    host: str
    port: int
    security: str = "none"
    user: str = ""
    password: str = ""


class SmtpPost:
    """One connection, kept from mail to mail."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.connection: smtplib.SMTP | None = None

    def open(self) -> None:
        if self.connection is not None:
            return
        try:
            self.connection = self._connected()
        except (OSError, smtplib.SMTPException) as error:
            raise Unreachable(str(error)) from error

    def hand_over(self, sender: str, to: Sequence[str], text: bytes, before_text: Callable[[], bool]) -> bool:
        """True when it was accepted, False when `before_text` said no. Unreachable, NotAccepted, Unknown."""
        self.open()
        connection = self.connection
        assert connection is not None  # noqa: S101 — it is open
        try:
            _address(connection, sender, to)
        except (smtplib.SMTPServerDisconnected, OSError) as error:
            self._drop()
            raise NotAccepted(str(error), for_good=False) from error
        except NotAccepted as refused:
            self._again(refused)
            raise
        try:
            if not before_text():
                connection.rset()
                return False
        except BaseException:
            self._drop()  # between two mails, or not at all
            raise
        try:
            _give(connection, text)
        except (smtplib.SMTPServerDisconnected, OSError) as error:
            self._drop()
            raise Unknown(str(error)) from error
        except NotAccepted as refused:
            self._again(refused)
            raise
        return True

    def close(self) -> None:
        if self.connection is not None:
            try:
                self.connection.quit()
            except (OSError, smtplib.SMTPException):
                self._drop()
            self.connection = None

    def _connected(self) -> smtplib.SMTP:
        server = self.server
        connection: smtplib.SMTP
        if server.security == "tls":
            trusted = ssl.create_default_context()
            connection = smtplib.SMTP_SSL(server.host, server.port, timeout=TIMEOUT, context=trusted)
        else:
            connection = smtplib.SMTP(server.host, server.port, timeout=TIMEOUT)
        if server.security == "starttls":
            connection.starttls(context=ssl.create_default_context())
        connection.ehlo_or_helo_if_needed()
        if server.user:
            connection.login(server.user, server.password)
        return connection

    def _again(self, refused: NotAccepted) -> None:
        """Ready for the next mail; a server that is closing is left."""
        assert self.connection is not None  # noqa: S101 — it has just answered
        try:
            if refused.answer.startswith("421"):
                raise smtplib.SMTPServerDisconnected
            self.connection.rset()
        except (OSError, smtplib.SMTPException):
            self._drop()

    def _drop(self) -> None:
        if self.connection is not None:
            self.connection.close()
        self.connection = None


def _address(connection: smtplib.SMTP, sender: str, to: Sequence[str]) -> None:
    """MAIL and RCPT. A sender the server will not have is a fault of the settings, never the end of a mail."""
    code, answer = connection.mail(sender)
    if code != 250:
        raise NotAccepted(_said(code, answer), for_good=False)
    replies = [connection.rcpt(one) for one in to]
    if not any(code in (250, 251) for code, _ in replies):
        code, answer = replies[0]
        raise NotAccepted(_said(code, answer), for_good=500 <= code <= 599)


def _give(connection: smtplib.SMTP, text: bytes) -> None:
    """DATA and the text; anything but acceptance is a refusal that is certain."""
    code, answer = connection.docmd("DATA")
    if code == 354:
        connection.send(_DOT.sub(b"..", text) + b".\r\n")
        code, answer = connection.getreply()
    if code != 250:
        raise NotAccepted(_said(code, answer), for_good=500 <= code <= 599)


def _said(code: int, answer: bytes) -> str:
    return f"{code} {answer.decode(errors='replace')}"[:500]


class FolderPost:
    """The demonstration has no mail server: each mail becomes a file, the same one if it is sent again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def open(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)

    def hand_over(self, sender: str, to: Sequence[str], text: bytes, before_text: Callable[[], bool]) -> bool:
        found = re.search(rb"^Message-ID: <([A-Za-z0-9.-]+)@", text, re.MULTILINE)
        if found is None:
            raise NotAccepted("no Message-ID", for_good=True)
        if not before_text():
            return False
        (self.folder / f"{found[1].decode()}.eml").write_bytes(text)
        return True

    def close(self) -> None:
        pass
