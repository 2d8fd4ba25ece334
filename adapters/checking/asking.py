"""One question to a platform's API, answered within five seconds or not at all."""

from __future__ import annotations

import http.client
import json
import urllib.error
import urllib.request
from collections.abc import Mapping
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import Any, NamedTuple

TIMEOUT_SECONDS = 5.0
SKEW_SECONDS = 60.0


class NoAnswer(Exception):
    """`str` says why, without the address and without anything secret."""


class Straight(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: it would take the token along to whatever host it names."""

    def redirect_request(self, *_: object) -> None:
        return None


OPENER = urllib.request.build_opener(Straight)


class Said(NamedTuple):
    """`headers` in lower case."""

    status: int
    body: Any
    headers: Mapping[str, str]


def ask(address: str, authorization: str, body: Mapping[str, Any] | None = None) -> Said:
    """The answer, whatever its status; with a body it is posted as JSON. Raises NoAnswer."""
    headers = {"Authorization": authorization, "User-Agent": "Baton (doctor)"}
    data = None
    if body is not None:
        headers["Content-Type"], data = "application/json; charset=utf-8", json.dumps(body).encode()
    request = urllib.request.Request(address, data, headers)  # noqa: S310 - config.py takes http and https only
    try:
        with OPENER.open(request, timeout=TIMEOUT_SECONDS) as answer:
            return _read(answer.status, answer.read(1 << 20), answer.headers)
    except urllib.error.HTTPError as error:
        with error:
            return _read(error.code, error.read(1 << 20), error.headers)
    except (OSError, http.client.HTTPException, ValueError) as error:
        reason = getattr(error, "reason", error)
        raise NoAnswer(str(getattr(reason, "strerror", None) or type(reason).__name__)) from None


def skew_seconds(said: Said, now: datetime) -> float | None:
    """How far this machine's clock is from the platform's; None when the platform does not say."""
    try:
        at = parsedate_to_datetime(said.headers["date"])
    except (KeyError, ValueError):
        return None
    return (now - at.astimezone(UTC)).total_seconds()


def _read(status: int, body: bytes, headers: Message) -> Said:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        found = None
    return Said(status, found, {name.lower(): value for name, value in headers.items()})
