"""Discord's REST API as far as the outbox uses it, in memory and with its limits, under the library's own client."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from multidict import CIMultiDict

from tests.discord_fake.limits import CHANNEL, GLOBAL, OPENING, Limit, Window

USER = {"id": "1", "username": "baton", "discriminator": "0", "avatar": None, "bot": True}
WHEN = datetime(2026, 11, 24, tzinfo=UTC).isoformat()
DIRECT, THREAD = 1, 11
# docs.discord.com/developers/topics/opcodes-and-status-codes#json
UNKNOWN_CHANNEL, OPENING_TOO_FAST = 10003, 40003
Payload = dict[str, Any]


class Response:
    """As much of an aiohttp response as the library reads; also what it is entered and left by."""

    def __init__(self, status: int, body: Payload, headers: Mapping[str, str]) -> None:
        self.status, self.reason = status, ""
        self.headers = CIMultiDict({"Content-Type": "application/json", "Via": "1.1 google"} | dict(headers))
        self._body = body

    async def __aenter__(self) -> Response:
        return self

    async def __aexit__(self, *_: object) -> None:
        return None

    async def text(self, *, encoding: str) -> str:
        return json.dumps(self._body)


class Rest:
    """Stands where the library's aiohttp session would. `refused` are the requests that went over a limit."""

    def __init__(self, guild: str, channel: str, monotonic: Callable[[], float]) -> None:
        self.refused: list[str] = []
        self.messages: dict[str, list[Payload]] = {channel: []}
        self.direct: dict[str, str] = {}
        self.requests = 0
        self._guild = guild
        self._monotonic = monotonic
        self._windows: dict[str, Window] = {}
        self._nonces: dict[str, Payload] = {}
        self._ids = 10**18

    def request(self, method: str, url: str, *, data: str = "{}", **_: Any) -> Response:
        path = url.split("?", 1)[0].partition("/api/v10")[2]
        self.requests += 1
        wait = self._window("global", GLOBAL).take()
        if wait:
            return self._too_many(f"global {path}", wait, "global")
        body = json.loads(data)
        if path == "/users/@me/channels":
            return self._opened(str(body["recipient_id"]))
        found = re.fullmatch(r"/channels/(\d+)/messages(?:/(\d+)(/threads)?)?", path)
        assert found is not None, f"{method} {path}"
        channel, message, thread = found.groups()
        if thread:
            return self._begun(channel, str(message), body["name"])
        if method == "PATCH" and message:
            return self._edited(channel, message, body)
        assert (method, message) == ("POST", None), f"{method} {path}"
        return self._posted(channel, body)

    def _opened(self, user: str) -> Response:
        """A channel that is there is given back again, and counts all the same."""
        if self._window("opening", OPENING).take():
            self.refused.append(f"opening {user}")
            return self._no(403, OPENING_TOO_FAST, "You are opening direct messages too fast.")
        channel = self.direct.setdefault(user, self._id())
        self.messages.setdefault(channel, [])
        recipient = {"id": user, "username": f"u{user}", "discriminator": "0", "avatar": None}
        return Response(200, {"id": channel, "type": DIRECT, "recipients": [recipient]}, {})

    def _begun(self, channel: str, message: str, name: str) -> Response:
        self.messages.setdefault(message, [])
        about = {"archived": False, "auto_archive_duration": 1440, "archive_timestamp": WHEN, "locked": False}
        made = {"id": message, "guild_id": self._guild, "parent_id": channel, "owner_id": USER["id"], "name": name}
        counts = {"message_count": 0, "member_count": 1, "rate_limit_per_user": 0}
        return Response(201, made | counts | {"type": THREAD, "thread_metadata": about}, {})

    def _posted(self, channel: str, body: Payload) -> Response:
        if channel not in self.messages:
            return self._no(404, UNKNOWN_CHANNEL, "Unknown Channel")
        wait, headers = self._counted("messages", channel)
        if wait:
            return self._too_many(f"messages {channel}", wait, "user", headers)
        assert body["enforce_nonce"] is True
        nonce = f"{channel} {body['nonce']}"
        if nonce not in self._nonces:
            self._nonces[nonce] = self._message(channel, body)
            self.messages[channel].append(self._nonces[nonce])
        return Response(200, self._nonces[nonce], headers)

    def _edited(self, channel: str, message: str, body: Payload) -> Response:
        """Counted apart from what is posted, and as often: each route of a channel has its own limit."""
        wait, headers = self._counted("edits", channel)
        if wait:
            return self._too_many(f"edits {channel}", wait, "user", headers)
        found = next(one for one in self.messages[channel] if one["id"] == message)
        found |= {name: body[name] for name in ("content", "embeds") if name in body}
        return Response(200, found, headers)

    def _counted(self, bucket: str, channel: str) -> tuple[float, dict[str, str]]:
        """0 or the seconds to wait, and the headers that say how it stands."""
        window = self._window(f"{bucket} {channel}", CHANNEL)
        wait = window.take()
        return wait, {
            "X-RateLimit-Bucket": bucket,
            "X-RateLimit-Limit": str(window.limit.most),
            "X-RateLimit-Remaining": str(window.left),
            "X-RateLimit-Reset-After": f"{window.resets_in:.3f}",
        }

    def _message(self, channel: str, body: Payload) -> Payload:
        empty: Payload = {name: [] for name in ("mentions", "mention_roles", "attachments", "embeds", "components")}
        said = {"content": body.get("content") or "", "allowed_mentions": body.get("allowed_mentions")}
        said |= {"embeds": body.get("embeds") or []}
        about = {"timestamp": WHEN, "edited_timestamp": None, "tts": False, "mention_everyone": False}
        return empty | said | about | {
            "id": self._id(), "channel_id": channel, "author": USER, "pinned": False, "type": 0
        }  # fmt: skip

    def _too_many(self, what: str, wait: float, scope: str, headers: Mapping[str, str] | None = None) -> Response:
        self.refused.append(what)
        body = {"message": "You are being rate limited.", "retry_after": wait, "global": scope == "global"}
        return Response(429, body, {"Retry-After": f"{wait:.3f}", "X-RateLimit-Scope": scope} | dict(headers or {}))

    def _no(self, status: int, code: int, why: str) -> Response:
        return Response(status, {"code": code, "message": why}, {})

    def _window(self, name: str, limit: Limit) -> Window:
        return self._windows.setdefault(name, Window(limit, self._monotonic))

    def _id(self) -> str:
        self._ids += 1
        return str(self._ids)
