"""What a request must show before the page listens to it, and the headers every answer carries; pure."""

from __future__ import annotations

import secrets
from hashlib import sha256
from hmac import compare_digest
from urllib.parse import urlsplit

COOKIE = "baton_session"
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    # With "no-referrer" a browser would also hide the Origin that we check.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Forbidden(Exception):
    """The request is none that our own page would make; `str(error)` says what to do."""


def check_host(host: str, allowed: frozenset[str]) -> None:
    """Only names that are ours: a page elsewhere whose name was pointed at this machine (DNS rebinding) is refused."""
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        name = ""
    if name not in LOOPBACK and name not in allowed and host not in allowed:
        raise Forbidden("This address is not one that Baton answers to. Use the address that was printed at the start.")


def check_origin(origin: str, host: str) -> None:
    """A form must come from our own page; every browser says where a form comes from."""
    if origin not in (f"http://{host}", f"https://{host}"):
        raise Forbidden("This came from another page, so nothing was done. Open Baton's own page and try there.")


def check_token(session: str, token: str) -> None:
    if not session or not compare_digest(token_of(session).encode(), token.encode()):
        raise Forbidden("This page is out of date, so nothing was done. Reload it and try again.")


def token_of(session: str) -> str:
    """The session's token, carried by the page; only who knows the session can know it, and it survives a restart."""
    return sha256(f"baton form {session}".encode()).hexdigest()


def new_session() -> str:
    return secrets.token_urlsafe(32)


def is_session(value: str) -> bool:
    return 20 <= len(value) <= 100 and value.isascii()
