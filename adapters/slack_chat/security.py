"""Signed HTTP: what is let in, before anything of it is parsed."""

from __future__ import annotations

import hmac
import json
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qsl

WINDOW_SECONDS = 300  # docs.slack.dev/authentication/verifying-requests-from-slack
BODY_BYTES = 1 << 20
DEPTH = 64
FIELDS = 100
SEEN_MOST = 200_000


class Unsigned(Exception):
    """Not signed by Slack, or too long ago."""


class Malformed(Exception):
    """Signed, and yet nothing that Slack sends."""


class Signatures:
    """Checks signatures in constant time and remembers them as long as they count. `now` is in Unix seconds."""

    def __init__(self, secret: str, now: Callable[[], float]) -> None:
        self._secret = secret.encode()
        self._now = now
        self._seen: dict[str, float] = {}

    def check(self, headers: Mapping[str, str], body: bytes) -> bool:
        """Whether it is seen for the first time; the same letter again is to be answered and not acted on.

        Raises Unsigned.
        """
        at, given = headers.get("X-Slack-Request-Timestamp", ""), headers.get("X-Slack-Signature", "")
        if not (at.isascii() and at.isdecimal() and len(at) < 12) or abs(self._now() - int(at)) > WINDOW_SECONDS:
            raise Unsigned
        wanted = "v0=" + hmac.digest(self._secret, f"v0:{at}:".encode() + body, "sha256").hex()
        if not hmac.compare_digest(wanted.encode(), given.encode("utf-8", errors="replace")):
            raise Unsigned
        if given in self._seen:
            return False
        self._remember(given, int(at))
        return True

    def _remember(self, signature: str, at: int) -> None:
        """Those that are too old to pass the window are forgotten; they come nearly in order."""
        self._seen[signature] = at
        oldest = self._now() - WINDOW_SECONDS
        while self._seen and (len(self._seen) > SEEN_MOST or next(iter(self._seen.values())) < oldest):
            del self._seen[next(iter(self._seen))]


def read_body(body: bytes, content_type: str) -> dict[str, Any]:
    """A slash command's fields, an interaction's payload, or an event. Raises Malformed."""
    try:
        if "json" in content_type:
            return _object(body.decode())
        text = body.decode()
        pairs = dict(parse_qsl(text, keep_blank_values=True, max_num_fields=FIELDS, strict_parsing=False))
        return _object(pairs["payload"]) if "payload" in pairs else {**pairs}
    except (ValueError, RecursionError) as error:
        raise Malformed(type(error).__name__) from None


def _object(text: str) -> dict[str, Any]:
    if _depth(text) > DEPTH:
        raise Malformed("too deep")
    found = json.loads(text)
    if not isinstance(found, dict):
        raise Malformed("no object")
    return found


def _depth(text: str) -> int:
    """No less than the depth, as brackets within words are counted too; those of people nearly always close."""
    deepest = depth = 0
    quoted = skip = False
    if text.count("{") + text.count("[") <= DEPTH:
        return 0
    for sign in text:
        if skip:
            skip = False
        elif quoted:
            skip, quoted = sign == "\\", sign != '"'
        elif sign == '"':
            quoted = True
        elif sign in "{[":
            depth += 1
            deepest = max(deepest, depth)
        elif sign in "}]":
            depth -= 1
    return deepest
