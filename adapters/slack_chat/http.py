"""Signed HTTP at `/slack/events`: let in, read, acted on; everything else is refused quietly."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import structlog
from aiohttp import web

from adapters.slack_chat.security import BODY_BYTES, Malformed, Signatures, Unsigned, read_body
from adapters.slack_chat.setup import SlackSetup

BODY_SECONDS = 10.0  # for the whole of a letter, which Slack sends at once

log = structlog.get_logger()
Act = Callable[[Mapping[str, Any]], Awaitable[str]]


class Letters:
    """`act` gives what to acknowledge with: a JSON object, or nothing."""

    def __init__(self, setup: SlackSetup, act: Act, body_seconds: float = BODY_SECONDS) -> None:
        self._body_seconds = body_seconds
        self._act = act
        self._signatures = Signatures(setup.signing_secret, lambda: setup.now().timestamp())

    def add_to(self, app: web.Application) -> None:
        app.router.add_post("/slack/events", self._taken)

    async def _taken(self, request: web.Request) -> web.Response:
        try:
            first, payload = await self._read(request)
        except web.HTTPRequestEntityTooLarge:
            return self._refused(413, "too large")
        except Unsigned:
            return self._refused(401, "not signed by Slack, or too long ago")
        except Malformed as malformed:
            return self._refused(400, str(malformed))
        except TimeoutError:
            return self._refused(408, "not sent to its end")
        return await self._answered(first, payload)

    async def _read(self, request: web.Request) -> tuple[bool, dict[str, Any]]:
        """Whether it comes for the first time, and what it says; signed before it is parsed."""
        if (request.content_length or 0) > BODY_BYTES:
            raise web.HTTPRequestEntityTooLarge(BODY_BYTES, request.content_length or 0)
        if request.headers.get("Content-Encoding"):
            raise Malformed("packed")  # Slack packs nothing, and it would be unpacked before it is known to be Slack's
        async with asyncio.timeout(self._body_seconds):
            body = await request.read()  # which ends where aiohttp's own limit is passed, and that is the same
        return self._signatures.check(request.headers, body), read_body(body, request.content_type)

    async def _answered(self, first: bool, payload: dict[str, Any]) -> web.Response:
        if payload.get("type") == "url_verification":
            return web.json_response({"challenge": str(payload.get("challenge", ""))[:200]})
        if not first:
            return web.Response()
        said = await self._act(payload)
        return web.Response(body=said.encode(), content_type="application/json") if said else web.Response()

    def _refused(self, status: int, why: str) -> web.Response:
        """What was sent is not logged: whoever sent it chose it."""
        log.warning("a letter that is not Slack's was refused", status=status, why=why)
        return web.Response(status=status)
