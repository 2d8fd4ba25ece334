"""A real mail server on this machine, that can be made to refuse, to hang up, and to fall silent."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path

import pytest
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from msgspec.structs import replace

from adapters.mail import Mail
from adapters.mail_server import Letter, read_server

NOON = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)


class Post:
    """What the server does with letters: `to` and `data` are its next answers, in order, and then it takes all.

    `"hang up"` takes the letter and says nothing more.
    """

    def __init__(self) -> None:
        self.sender: list[str] = []
        self.to: list[str] = []
        self.data: list[str] = []
        self.letters: list[EmailMessage] = []
        self.raw: list[bytes] = []
        self.safe: list[bool] = []
        self.logins: list[tuple[str, bool]] = []
        self.transport: asyncio.BaseTransport | None = None

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.transport = server.transport
        if self.sender:
            return self.sender.pop(0)
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.to:
            return self.to.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        answer = self.data.pop(0) if self.data else "250 OK"
        if answer == "hang up" or answer.startswith("250"):
            raw = envelope.content if isinstance(envelope.content, bytes) else b""
            self.raw.append(raw)
            letter = message_from_bytes(raw, policy=policy.default)
            assert isinstance(letter, EmailMessage)
            self.letters.append(letter)
            self.safe.append(session.ssl is not None)
        if answer == "hang up" and isinstance(self.transport, asyncio.Transport):
            self.transport.abort()
        return answer


class Office:
    """The server on a free port."""

    def __init__(self, post: Post, trust: ssl.SSLContext, identity: ssl.SSLContext) -> None:
        self.post = post
        self.trust = trust
        self._identity = identity
        self._server: asyncio.Server | None = None
        self._open: list[SMTP] = []
        self.port = 0

    async def start(self, *, tls: str = "", login: str = "") -> None:
        """`tls`: `""`, `starttls` or `smtps`."""

        def check(server: SMTP, session: Session, envelope: Envelope, mechanism: str, given: object) -> AuthResult:
            assert isinstance(given, LoginPassword)
            self.post.logins.append((given.login.decode(), session.ssl is not None or tls == "smtps"))
            return AuthResult(success=given.password.decode() == login, handled=False)

        def made() -> SMTP:
            one = SMTP(
                self.post,
                hostname="post.example",
                tls_context=self._identity if tls == "starttls" else None,
                authenticator=check if login else None,
                auth_require_tls=False,
                loop=asyncio.get_running_loop(),
            )
            self._open.append(one)
            return one

        context = self._identity if tls == "smtps" else None
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(made, "127.0.0.1", self.port, ssl=context)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        if self._server:
            self._server.close()
            await self._server.wait_closed()
            self._server = None
        for one in self._open:
            if one.transport is not None:
                one.transport.close()
        await asyncio.sleep(0)

    def mail(self, seconds: float = 5, **changes: object) -> Mail:
        server = read_server(f"smtp://127.0.0.1:{self.port}?from=baton@example.com")
        return Mail(replace(server, **changes), trust=self.trust, seconds=seconds)


def certificate(folder: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """Whom a client that knows this authority trusts, and what the server shows."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    names = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    begins = datetime.now(UTC) - timedelta(days=1)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(begins)
        .not_valid_after(begins + timedelta(days=9))
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = folder / "post.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    pem.write_bytes(secret + made.public_bytes(serialization.Encoding.PEM))
    identity = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    identity.load_cert_chain(pem)
    return ssl.create_default_context(cafile=str(pem)), identity


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    made = Office(Post(), *certificate(tmp_path))
    yield made
    await made.stop()


@pytest.fixture
def letter() -> Callable[..., Letter]:
    def made(**changes: str) -> Letter:
        whole = {
            "key": "studio/digest:pat:2026-11-27",
            "to": "pat@example.org",
            "name": "Pat",
            "subject": "Olivia’s week",
            "text": "1 kept\n",
            "html": "<p>1 kept</p>",
            "stop": "https://baton.example/partner/p/mails/s",
        }
        return Letter(at=NOON, **(whole | changes))

    return made
