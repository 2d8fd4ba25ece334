"""Signed HTTP: what Slack posts to the app's request URL; https://docs.slack.dev/authentication/verifying-requests-from-slack."""

from __future__ import annotations

import hashlib
import hmac
import io
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

import aiohttp

from tests.slack_fake.nouns import Json


@dataclass(frozen=True)
class Letter:
    """One signed request, as it went out: it can be captured and sent again."""

    body: bytes
    headers: dict[str, str]


@dataclass
class Mail:
    """The app's request URL and signing secret; `now` stamps the letters. `sent` are all letters, oldest first."""

    now: Callable[[], datetime]
    secret: str = "fake-signing-secret"
    url: str = ""
    sent: list[Letter] = field(default_factory=list)
    _session: aiohttp.ClientSession | None = None

    def form(self, fields: Json) -> Letter:
        """A slash command."""
        return self.signed(urlencode(fields).encode(), "application/x-www-form-urlencoded")

    def interaction(self, payload: Json) -> Letter:
        """A click, form or shortcut: JSON in the field `payload`."""
        body = urlencode({"payload": json.dumps(payload)}).encode()
        return self.signed(body, "application/x-www-form-urlencoded")

    def event(self, payload: Json, retry: int = 0, reason: str = "") -> Letter:
        """An event; a retry has two more headers, https://docs.slack.dev/apis/events-api#retries."""
        letter = self.signed(json.dumps(payload).encode(), "application/json")
        if retry:
            letter.headers.update({"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": reason})
        return letter

    def signed(self, body: bytes, content_type: str) -> Letter:
        stamp = str(int(self.now().timestamp()))
        digest = hmac.new(self.secret.encode(), b"v0:" + stamp.encode() + b":" + body, hashlib.sha256).hexdigest()
        return Letter(
            body,
            {
                "Content-Type": content_type,
                "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
                "X-Slack-Request-Timestamp": stamp,
                "X-Slack-Signature": f"v0={digest}",
            },
        )

    async def send(self, letter: Letter) -> tuple[int, Any]:
        """The status, and the body read as JSON where it is that; else as words, None when it is empty."""
        self.sent.append(letter)
        if self._session is None:
            self._session = aiohttp.ClientSession()
        async with self._session.post(self.url, data=io.BytesIO(letter.body), headers=letter.headers) as response:
            words = await response.text()
            if "json" in response.headers.get("Content-Type", "") and words:
                return response.status, json.loads(words)
            return response.status, words or None

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
