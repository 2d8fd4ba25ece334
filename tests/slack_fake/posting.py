"""What people do on its way to the app, over a socket or signed HTTP; three seconds, and retries for events."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any, Literal

import aiohttp

from tests.slack_fake import payloads
from tests.slack_fake.mail import Letter
from tests.slack_fake.nouns import Json
from tests.slack_fake.server import SlackFake
from tests.slack_fake.sockets import NoSocket, Socket
from tests.slack_fake.workspace import Workspace

Kind = Literal["slash_commands", "interactive", "events_api"]
ACK_SECONDS = 3.0  # https://docs.slack.dev/interactivity/handling-user-interaction#acknowledgment_response


@dataclass(frozen=True)
class Delivered:
    """How it went: `status` 200 and the `body` of the acknowledgement, or why there was none."""

    status: int
    body: Any = None
    why: str = ""

    @property
    def fine(self) -> bool:
        return 200 <= self.status < 300 and not self.why


class Posting:
    """`sent` are all envelopes and letters that went out, to send them again; `failed` what nobody took in time.

    `on` is the socket that the next envelopes go to; None lets them take turns.
    """

    def __init__(self, fake: SlackFake, mode: Literal["socket", "http"]) -> None:
        self.fake = fake
        self.mode = mode
        self.patience_seconds = ACK_SECONDS
        self.on: Socket | None = None
        self.sent: list[tuple[Kind, Json]] = []
        self.failed: list[Delivered] = []
        self._count = 0

    async def deliver(self, kind: Kind, payload: Json, retry: int = 0, reason: str = "") -> Delivered:
        """Once. More than three seconds on either clock is no acknowledgement any more."""
        self.sent.append((kind, payload))
        began = self.fake.monotonic()
        try:
            async with asyncio.timeout(self.patience_seconds), self.fake.on_its_way():
                delivered = await self._went(kind, payload, retry, reason)
        except TimeoutError:
            delivered = Delivered(0, why="http_timeout")
        except (NoSocket, aiohttp.ClientError) as error:
            delivered = Delivered(0, why="connection_failed" if isinstance(error, NoSocket) else "http_error")
        if delivered.fine and self.fake.monotonic() - began > ACK_SECONDS:
            delivered = Delivered(delivered.status, delivered.body, "http_timeout")
        if not delivered.fine:
            self.failed.append(delivered)
        return delivered

    async def event(self, workspace: Workspace, inner: Json, retries: int = 0) -> Delivered:
        """With retries, as Slack repeats what was not taken: at once, after a minute and after five; no time passes."""
        self._count += 1
        name = f"Ev{workspace.bot.team[1:]}{self._count:06d}"
        outer = payloads.event(workspace, name, int(self.fake.now().timestamp()), inner)
        delivered = await self.deliver("events_api", outer)
        for retry in range(1, retries + 1):
            if delivered.fine:
                break
            delivered = await self.deliver("events_api", outer, retry, delivered.why or "http_error")
        return delivered

    async def again(self, number: int = -1) -> Delivered:
        """What was sent before, once more: the same payload in a new envelope or letter."""
        kind, payload = self.sent[number]
        return await self.deliver(kind, payload, 1, "http_timeout")

    async def _went(self, kind: Kind, payload: Json, retry: int, reason: str) -> Delivered:
        if self.mode == "socket":
            return Delivered(200, await self.fake.sockets.send(self._envelope(kind, payload, retry, reason), self.on))
        status, body = await self.fake.mail.send(self._letter(kind, payload, retry, reason))
        return Delivered(status, body)

    def _envelope(self, kind: Kind, payload: Json, retry: int, reason: str) -> Json:
        """https://docs.slack.dev/apis/events-api/using-socket-mode#events."""
        self._count += 1
        envelope: Json = {
            "envelope_id": f"00000000-0000-4000-8000-{self._count:012d}",
            "type": kind,
            "payload": payload,
            "accepts_response_payload": kind != "events_api",
        }
        if kind == "events_api":
            envelope |= {"retry_attempt": retry, "retry_reason": reason}
        return envelope

    def _letter(self, kind: Kind, payload: Json, retry: int, reason: str) -> Letter:
        match kind:
            case "slash_commands":
                return self.fake.mail.form(payload)
            case "interactive":
                return self.fake.mail.interaction(payload)
            case "events_api":
                return self.fake.mail.event(payload, retry, reason)
