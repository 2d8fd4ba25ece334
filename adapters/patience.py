"""How long Baton's own server waits for somebody to ask: whoever connects and says nothing whole is let go."""

from __future__ import annotations

import asyncio

from aiohttp import web
from aiohttp.typedefs import Handler

HEAD_SECONDS = 10.0  # for the first line and the headers of the first request
IDLE_SECONDS = 75.0  # between requests on one connection, and for the head of the next


class Patience:
    """Added to an app before it is served, and told of its runner afterwards."""

    def __init__(self, head_seconds: float = HEAD_SECONDS) -> None:
        self._head_seconds = head_seconds
        self._asked: set[object] = set()
        self._watching: asyncio.Task[None] | None = None

    def add_to(self, app: web.Application) -> None:
        @web.middleware
        async def asked(request: web.Request, handler: Handler) -> web.StreamResponse:
            self._asked.add(request.protocol)
            return await handler(request)

        app.middlewares.append(asked)
        app.on_cleanup.append(self._stop)

    def watch(self, runner: web.AppRunner) -> None:
        """Until the app is cleaned up."""
        if runner.server is not None:
            self._watching = asyncio.create_task(self._watch(runner.server))

    async def _stop(self, _: web.Application) -> None:
        if self._watching is not None:
            self._watching.cancel()

    async def _watch(self, server: web.Server) -> None:
        """aiohttp itself waits for ever for the head of the first request."""
        since: dict[web.RequestHandler, float] = {}
        clock = asyncio.get_running_loop().time
        while True:
            await asyncio.sleep(self._head_seconds / 4)
            there = set(server.connections)
            self._asked &= there
            since = {one: since.get(one, clock()) for one in there if one not in self._asked}
            for one, at in since.items():
                if clock() - at >= self._head_seconds:
                    one.force_close()
