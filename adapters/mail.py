"""E-mail: one letter to one address over SMTP, and what each answer of the server means for whoever waits."""

from __future__ import annotations

import contextlib
import ssl
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP as WIRE
from email.utils import format_datetime
from hashlib import sha256

from aiosmtplib import (
    SMTP,
    SMTPAuthenticationError,
    SMTPException,
    SMTPNotSupported,
    SMTPRecipientRefused,
    SMTPResponseException,
)

from adapters.mail_server import Letter, MailServer, line
from bot.ports import ChatBarred, ChatBusy, ChatRefused, ChatUncertain

TIMEOUT_SECONDS = 30.0
WHY_MOST = 200
ASCII_WIRE = WIRE.clone(cte_type="7bit")  # nothing that a server would have to understand 8BITMIME for


class Mail:
    """One connection per letter: a partner gets a few a week. `trust` says which certificates are believed."""

    def __init__(self, server: MailServer, trust: ssl.SSLContext | None = None, seconds: float = TIMEOUT_SECONDS):
        self._server = server
        self._trust = trust
        self._seconds = seconds

    async def send(self, letter: Letter) -> None:
        """Returns once the server has taken it.

        Raises ChatBusy (not now), ChatBarred (it does not let Baton in), ChatUncertain (it may have been taken),
        ChatRefused (this address will never take it).
        """
        message = written(letter, self._server.sender).as_bytes()
        client = await self._connected()
        try:
            await _from_us(client, self._server.sender)
            await _taken(client, letter.to, message)
        finally:
            await _left(client)

    async def check(self) -> None:
        """Connects, logs in and leaves. Raises ChatBusy and ChatBarred."""
        await _left(await self._connected())

    async def _connected(self) -> SMTP:
        """Without STARTTLS no password is ever sent, except to this machine."""
        server = self._server
        starts_tls = None if server.plain else not server.implicit_tls
        client = SMTP(
            hostname=server.host,
            port=server.port,
            username=server.user or None,
            password=server.password or None,
            local_hostname=server.sender.rpartition("@")[2],  # else the name of this machine is looked up, which blocks
            timeout=self._seconds,
            use_tls=server.implicit_tls,
            start_tls=starts_tls,
            tls_context=self._trust,
        )
        try:
            await client.connect()
        except SMTPAuthenticationError as error:
            client.close()
            raise ChatBarred(f"it refuses the user or password ({_why(error)})") from error
        except (ssl.SSLError, SMTPNotSupported) as error:
            client.close()
            raise ChatBarred(f"no safe connection can be made ({str(error)[:WHY_MOST]})") from error
        except SMTPResponseException as error:
            client.close()
            raise _unless_temporary(error) from error
        except (SMTPException, OSError) as error:
            client.close()
            # The library says a missing STARTTLS with no more than its base class.
            cause = error.__cause__ if isinstance(error.__cause__, ssl.SSLError) else error
            if cause is not error or type(error) is SMTPException:
                raise ChatBarred(f"no safe connection can be made ({str(cause)[:WHY_MOST]})") from error
            raise ChatBusy(None) from error
        return client


async def _left(client: SMTP) -> None:
    """Whatever is said to a goodbye: a letter is taken or not by now."""
    with contextlib.suppress(Exception):
        await client.quit(timeout=2)
    client.close()


async def _from_us(client: SMTP, sender: str) -> None:
    """The server's word on the sender: it is about us, never about the letter."""
    try:
        await client.mail(sender, encoding="ascii")
    except SMTPResponseException as error:
        raise _unless_temporary(error) from error
    except (SMTPException, OSError) as error:
        raise ChatBusy(None) from error


async def _taken(client: SMTP, to: str, message: bytes) -> None:
    """A letter counts as possibly taken from the moment its words go out until the server has answered."""
    try:
        await client.rcpt(to, encoding="ascii")
    except SMTPRecipientRefused as error:
        raise _of_letter(error) from error
    except (SMTPException, OSError) as error:
        raise ChatBusy(None) from error
    try:
        await client.data(message)
    except SMTPResponseException as error:
        raise _of_letter(error) from error
    except (SMTPException, OSError) as error:
        raise ChatUncertain from error


def _of_letter(error: SMTPResponseException) -> Exception:
    """4xx may be taken later; 5xx never, RFC 5321 4.2.1."""
    return ChatRefused(_why(error)) if error.code >= 500 else ChatBusy(None)


def _unless_temporary(error: SMTPResponseException) -> Exception:
    return ChatBarred(_why(error)) if error.code >= 500 else ChatBusy(None)


def _why(error: SMTPResponseException) -> str:
    return line(f"{error.code} {error.message}")[:WHY_MOST]


def written(letter: Letter, sender: str) -> EmailMessage:
    """As it goes over the wire: in words and in HTML, marked as automatic, RFC 3834, and stopped at once, RFC 8058."""
    message = EmailMessage(policy=ASCII_WIRE)
    domain = sender.rpartition("@")[2]
    message["From"] = Address(line(letter.sender_name)[:80], addr_spec=sender)
    message["To"] = Address(line(letter.name)[:80], addr_spec=letter.to)
    message["Subject"] = line(letter.subject)[:200]
    message["Date"] = format_datetime(letter.at)
    message["Message-ID"] = f"<{sha256(letter.key.encode()).hexdigest()[:40]}@{domain}>"
    message["Auto-Submitted"] = "auto-generated"
    if letter.stop:
        message["List-Unsubscribe"] = f"<{letter.stop}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(letter.text)
    message.add_alternative(letter.html, subtype="html")
    return message
