"""The mail server that is configured, a letter, and who sends it; none of it needs the library that does."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol
from urllib.parse import parse_qs, unquote, urlsplit

import msgspec

from adapters.words import clean

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
PORTS = {"smtp": 587, "smtps": 465}
SHAPE = "it is smtp://user:password@host:587?from=baton@example.com, or smtps:// with port 465"


class MailServer(msgspec.Struct, frozen=True, kw_only=True):
    """What BATON_SMTP says. `plain`: no encryption is asked for, which is for this very machine alone."""

    host: str
    port: int
    sender: str
    user: str = ""
    password: str = ""
    implicit_tls: bool = False
    plain: bool = False

    def __repr__(self) -> str:
        return f"MailServer({self.host}:{self.port})"


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    """`key` is ours: a letter sent again has the same Message-ID. `stop` switches such letters off with one press."""

    key: str
    to: str
    name: str
    subject: str
    text: str
    html: str
    at: datetime
    stop: str = ""
    sender_name: str = "Baton"


class Sends(Protocol):
    """Whoever takes letters to a mail server."""

    async def send(self, letter: Letter) -> None: ...


def read_server(url: str) -> MailServer:
    """`smtp://user:pass@host:587?from=baton@example.com`, or `smtps://`; ValueError says what is wrong.

    Over `smtp://` the connection is encrypted with STARTTLS, except to this machine when its server offers none.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:  # which would say a part of it, and so perhaps of the password
        raise ValueError(f"{SHAPE}; signs such as / and @ in the password are written as %2F and %40") from None
    sender = parse_qs(parts.query).get("from", [""])[-1] or unquote(parts.username or "")
    if parts.scheme not in PORTS or not parts.hostname:
        raise ValueError(SHAPE)
    local, _, domain = sender.rpartition("@")
    if not local or not domain or not sender.isascii() or not sender.isprintable() or set(sender) & set(' <>",;:'):
        raise ValueError("it ends with ?from= and the address that mails come from, as in ?from=baton@example.com")
    return MailServer(
        host=parts.hostname,
        port=port or PORTS[parts.scheme],
        sender=sender,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        implicit_tls=parts.scheme == "smtps",
        plain=parts.scheme == "smtp" and parts.hostname in LOOPBACK,
    )


def line(words: str) -> str:
    """People's words in one line, so that no header ends within them."""
    return " ".join(clean(words).split())
